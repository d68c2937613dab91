"""The sandbox page in a browser: a class group on a phone, and the tally growing beside it."""

import pytest
from playwright.async_api import Locator, Page, expect

from bot.gateways.sandbox import Sandbox
from bot.messages import Address, Kind, Outbound, Platform
from tests.browser.conftest import Open
from tests.browser.fake_school import FakeSchool

WIDE = (1280, 800)
PHONE = (390, 844)
NARROW = (360, 640)
GROUP = Address(Platform.SANDBOX, "g23", is_group=True)


async def be(page: Page, account: str) -> None:
    """Be this person, from the row or from the sheet with everybody."""
    chip = page.locator(f'#people [data-account="{account}"]')
    if not await chip.count():
        await page.click(".who-all")
        chip = page.locator(f'#everyone [data-account="{account}"]')
    await chip.click()


async def say(page: Page, text: str) -> None:
    await page.fill("#write textarea", text)
    await page.press("#write textarea", "Enter")


def bubble(page: Page, text: str) -> Locator:
    return page.locator("#lines li.line").filter(has_text=text)


async def publish(page: Page) -> None:
    """As the teacher, in private."""
    await be(page, "t01")
    await page.click('#chats [data-chat="private:t01"]')
    await say(page, "发通知 明天穿校服")
    await page.click('#chats [data-chat="g23"]')


async def sideways(page: Page) -> float:
    """By how many pixels the widest thing sticks out to the right."""
    width: int = await page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    inside: float = await page.evaluate(
        "() => Math.max(...[...document.querySelectorAll('body *')]"
        ".map((one) => one.getBoundingClientRect().right - innerWidth))"
    )
    return max(width, inside)


@pytest.mark.parametrize("size", [WIDE, PHONE])
async def test_a_line_said_as_a_guardian_becomes_his_bubble(
    open_page: Open, school: FakeSchool, size: tuple[int, int]
) -> None:
    page = await open_page(*size)
    await be(page, "p09a")
    await say(page, "@方老师 收到")
    own = page.locator("#lines li.own .content")
    await expect(own).to_have_text("@方老师 收到")
    await expect(page.locator("#write textarea")).to_have_value("")
    assert (school.heard[0].sender, school.heard[0].mentions) == ("p09a", ("t01",))
    await be(page, "t01")
    await expect(bubble(page, "收到").locator(".card-name")).to_have_text("宋一鸣妈妈")


async def test_another_page_sees_the_line_and_one_that_joins_later_too(open_page: Open) -> None:
    first, second = await open_page(*WIDE), await open_page(*PHONE)
    await be(first, "p01a")
    await say(first, "收到")
    await expect(bubble(second, "收到")).to_be_visible()
    third = await open_page(*WIDE)
    await expect(bubble(third, "收到")).to_be_visible()


async def test_a_quote_stands_under_the_answer(open_page: Open, school: FakeSchool) -> None:
    page = await open_page(*WIDE)
    await be(page, "p01a")
    await say(page, "几点到校？")
    await be(page, "t01")
    await bubble(page, "几点到校？").locator(".content").click(button="right")
    await page.click("#menu >> text=引用")
    await say(page, "七点五十")
    await expect(bubble(page, "七点五十").locator(".quoted")).to_have_text("林可欣妈妈：几点到校？")
    assert school.heard[1].quote == school.heard[0].id


async def test_a_recalled_line_leaves_a_note_and_its_quote_goes(
    open_page: Open, school: FakeSchool
) -> None:
    page = await open_page(*WIDE)
    await be(page, "p01a")
    await say(page, "发错了")
    await bubble(page, "发错了").locator(".content").click(button="right")
    await page.click("#menu >> text=引用")
    await say(page, "别看")
    await bubble(page, "发错了").first.locator(".content").click(button="right")
    await page.click("#menu >> text=撤回")
    await expect(page.locator("#lines .time").filter(has_text="您撤回了一条消息")).to_be_visible()
    await expect(page.locator(".quoted")).to_have_text("原消息已撤回")
    assert [line.kind for line in school.heard] == [Kind.TEXT, Kind.TEXT, Kind.RECALL]


async def test_only_ones_own_line_can_be_taken_back(open_page: Open) -> None:
    page = await open_page(*WIDE)
    await be(page, "p01a")
    await say(page, "收到")
    await be(page, "t01")
    await bubble(page, "收到").locator(".content").click(button="right")
    await expect(page.locator("#menu button")).to_have_text(
        ["引用", "@ 林可欣妈妈", "换成 林可欣妈妈"]
    )


async def test_the_menu_opens_and_closes_by_keyboard(open_page: Open) -> None:
    page = await open_page(*WIDE)
    await be(page, "p01a")
    await say(page, "收到")
    await expect(bubble(page, "收到")).to_be_visible()
    await page.focus("#lines")
    for key in ("ArrowUp", "Enter", "ArrowDown"):
        await page.keyboard.press(key)
    await expect(page.locator("#menu button").nth(1)).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator("#menu")).to_be_hidden()


async def test_a_long_press_opens_the_menu_on_a_phone(open_page: Open) -> None:
    page = await open_page(*PHONE)
    await be(page, "p01a")
    await say(page, "收到")
    touch = {"pointerType": "touch", "bubbles": True, "clientX": 5, "clientY": 5}
    await bubble(page, "收到").locator(".content").dispatch_event("pointerdown", touch)
    await expect(page.locator("#menu")).to_be_visible()


async def test_the_panel_sends_voice_picture_and_sticker(
    open_page: Open, school: FakeSchool
) -> None:
    page = await open_page(*PHONE)
    await be(page, "p01a")
    for tile in ("voice", "image", "sticker"):
        await page.click("#more")
        await page.click(f"[data-do={tile}]")
    await page.click('#stickers [title="[合十]"]')
    await expect(page.locator("#lines li.own")).to_have_count(3)
    kinds = [(line.kind, line.text, line.name) for line in school.heard]
    assert kinds[0] == (Kind.VOICE, '12"', "")
    assert kinds[1] == (Kind.IMAGE, "", "照片.jpg")
    assert kinds[2] == (Kind.STICKER, "[合十]", "")


async def test_a_chain_is_drawn_as_a_list_and_one_can_join_it(
    open_page: Open, school: FakeSchool
) -> None:
    page = await open_page(*WIDE)
    await be(page, "p01a")
    await page.click("#more")
    await page.click("[data-do=chain]")
    await page.keyboard.insert_text("周六去科技馆")
    await page.press("#write textarea", "End")
    await page.press("#write textarea", "Control+End")
    await page.keyboard.insert_text("林可欣 2人")
    await page.press("#write textarea", "Enter")
    await be(page, "p02a")
    await page.click(".chain button")
    await page.keyboard.insert_text("许知乐 1人")
    await page.press("#write textarea", "Enter")
    await expect(page.locator(".own .chain li")).to_have_text(["1林可欣 2人", "2许知乐 1人"])
    assert school.heard[1].text == "#接龙\n周六去科技馆\n1. 林可欣 2人\n2. 许知乐 1人"


async def test_an_at_offers_the_members_and_enter_takes_the_first(open_page: Open) -> None:
    page = await open_page(*WIDE)
    await page.focus("#write textarea")
    await page.keyboard.insert_text("@花开")
    await page.keyboard.press("Enter")
    await expect(page.locator("#write textarea")).to_have_value("@花开富贵 ")


async def test_the_bot_asks_privately_and_a_press_leads_there(open_page: Open) -> None:
    page = await open_page(*WIDE)
    await publish(page)
    await be(page, "p04a")
    await page.click("#more")
    await page.click("[data-do=sticker]")
    await page.click('#stickers [title="[合十]"]')
    await page.click("#banner")
    await expect(bubble(page, "您刚才的表情我没把握")).to_be_visible()
    await say(page, "1")
    await expect(page.locator(".sum > b")).to_have_text("1/12")


@pytest.mark.parametrize("size", [WIDE, PHONE])
async def test_the_example_makes_the_tally_grow(open_page: Open, size: tuple[int, int]) -> None:
    page = await open_page(*size)
    await page.click("#play")
    await expect(page.locator("#score")).to_have_text("8/12")
    if size == PHONE:
        await expect(page.locator("#tally")).to_be_hidden()
        await page.click('.views [data-view="tally"]')
    await expect(page.locator("#tally .sum > b")).to_be_visible()
    await expect(page.locator("#tally .st")).to_have_text(
        ["待核对 1", "有疑问 1", "待听待看 1", "没有回音 1", "已确认 8"]
    )
    doubtful = page.locator("#tally .who").filter(has_text="彭若兮")
    await expect(doubtful.locator("q")).to_have_text("梁浩宇收到，请问里面穿毛衣可以吗？")
    await expect(page.locator("#play")).to_have_text("放一段示例")


@pytest.mark.parametrize("view", ["group", "tally"])
async def test_nothing_scrolls_sideways_on_the_narrowest_phone(open_page: Open, view: str) -> None:
    page = await open_page(*NARROW)
    await page.click("#play")
    await expect(page.locator("#score")).to_have_text("8/12")
    await page.click('#chats [data-chat="g23"]')
    await say(page, "#接龙\n" + "很长的题目" * 12 + "\n1. 林可欣")
    await say(page, "https://example.org/" + "a" * 200)
    await expect(bubble(page, "example.org")).to_be_visible()
    await page.click("#more")
    await page.click("[data-do=sticker]")
    await page.click(f'.views [data-view="{view}"]')
    assert await sideways(page) <= 0


async def test_buttons_are_large_enough_to_press(open_page: Open) -> None:
    page = await open_page(*WIDE)
    await page.click("#more")
    small: list[str] = await page.evaluate(
        "() => [...document.querySelectorAll('button')]"
        ".filter((one) => one.offsetParent && one.offsetHeight < 36).map((one) => one.outerHTML)"
    )
    assert small == []


async def test_a_page_that_lost_its_line_comes_back_and_has_missed_nothing(
    open_page: Open, sandbox: Sandbox, school: FakeSchool
) -> None:
    page = await open_page(*WIDE)
    sandbox._board.dismiss()
    await sandbox.send(Outbound(1, "bot", GROUP, "断线时说的"))
    await expect(bubble(page, "断线时说的")).to_be_visible()
    await expect(page.locator("#lost")).to_be_hidden()
    await be(page, "p01a")
    await say(page, "还在")
    await expect(bubble(page, "还在")).to_be_visible()
    assert school.heard[0].text == "还在"
