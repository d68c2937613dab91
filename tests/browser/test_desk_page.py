"""The paste desk in a browser: a log pasted, doubt settled and taken back, nicknames, a phone."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from bot.admin.web import TEXTS
from bot.texts import find
from tests.browser import desk_school
from tests.browser.desk_school import FIRST, LATER, NOTICE, log

WIDE = (1280, 900)
PHONE = (390, 844)
NARROW = (360, 640)
WORDS = TEXTS["desk"]
Open = Callable[[int, int], Awaitable[Page]]


@pytest.fixture
async def open_desk(browser: Browser, tmp_path: Path) -> AsyncIterator[Open]:
    """Opens the desk at a size. A page that complained in its console fails the test."""
    complaints: list[str] = []
    async with (
        desk_school.school(tmp_path, desk_school.world()) as school,
        desk_school.desk(school) as address,
    ):

        async def open_at(width: int, height: int) -> Page:
            page = await browser.new_page(viewport={"width": width, "height": height})
            page.set_default_timeout(10_000)
            page.on("console", lambda said: _note(complaints, said.type, said.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            await page.goto(address)
            return page

        yield open_at
    assert complaints == []


def _note(complaints: list[str], kind: str, text: str) -> None:
    """A form that was refused is answered with 422, which a browser notes: that is no complaint."""
    if kind in {"error", "warning"} and "422" not in text:
        complaints.append(text)


async def begin(page: Page) -> None:
    """A new notice, and the first afternoon's log."""
    await page.check("#new")
    await page.fill(".words", NOTICE)
    await page.fill("#paste", log())
    await page.click("main button.main")
    await expect(page.locator("#title")).to_have_value("拍班级合影")
    await page.click("main button.main")
    await expect(score(page)).to_have_text("6/12")


def score(page: Page) -> Locator:
    return page.locator(".sum > b")


def row(page: Page, child: str) -> Locator:
    """The line of a child in the tally."""
    return page.locator("#tally .who").filter(has=page.locator("b", has_text=child))


def line(page: Page, card: str) -> Locator:
    """What one nickname said, in the log."""
    return page.locator("ol.log li").filter(has=page.locator("small", has_text=card))


async def sideways(page: Page) -> float:
    """By how many pixels the widest thing sticks out to the right."""
    found: float = await page.evaluate(
        "() => Math.max(document.documentElement.scrollWidth - innerWidth,"
        " ...[...document.querySelectorAll('body *')]"
        ".map((one) => one.getBoundingClientRect().right - innerWidth))"
    )
    return found


async def test_a_pasted_log_becomes_a_tally_beside_it(open_desk: Open) -> None:
    page = await open_desk(*WIDE)
    await begin(page)
    await expect(line(page, "罗一舟妈妈").locator(".confirmed")).to_have_text("罗一舟")
    await expect(line(page, "雨过天晴").locator(".suspected")).to_have_text(WORDS["gesture"])
    await expect(line(page, "静水流深").locator(".suspected")).to_have_text(WORDS["copied_words"])
    await expect(row(page, "鲁子豪").locator("q")).to_have_text("没看懂，是明天拍还是周五拍？")
    await expect(row(page, "侯明轩")).to_contain_text('爷爷的语音 12"')
    label = await page.locator(".bar svg").get_attribute("aria-label")
    assert label == "6 已确认，2 待核对，1 有疑问，1 待听待看，2 没有回音"


async def test_doubt_is_settled_by_a_press_and_taken_back_without_a_reload(
    open_desk: Open,
) -> None:
    page = await open_desk(*WIDE)
    await begin(page)
    await page.evaluate("() => { window.stays = true }")
    await row(page, "田雨晴").get_by_role("button", name=WORDS["acts"]["count"]).click()
    await expect(score(page)).to_have_text("7/12")
    await expect(page.locator(".flash")).to_be_focused()
    await page.locator(".flash").get_by_role("button", name=WORDS["undo"]).click()
    await expect(score(page)).to_have_text("6/12")
    await expect(row(page, "田雨晴").locator("q")).to_have_text("[握手]")
    assert await page.evaluate("() => window.stays")


async def test_an_old_press_is_taken_back_in_its_own_line(open_desk: Open) -> None:
    page = await open_desk(*WIDE)
    await begin(page)
    await row(page, "阮清禾").get_by_role("button", name=WORDS["acts"]["phone"]).click()
    await row(page, "潘乐怡").get_by_role("button", name=WORDS["acts"]["drop"]).click()
    await expect(page.locator(".flash")).to_contain_text("潘乐怡")
    await row(page, "阮清禾").get_by_role("button", name=WORDS["undo"]).click()
    await expect(score(page)).to_have_text("6/12")
    await expect(row(page, "潘乐怡")).to_contain_text("不算")


async def test_a_nickname_is_matched_and_its_line_counts(open_desk: Open) -> None:
    page = await open_desk(*WIDE)
    await begin(page)
    unknown = line(page, "岁月静好")
    await unknown.locator("summary").click()
    await unknown.locator("select[name=child]").select_option("s07")
    await unknown.locator("select[name=relation]").select_option("奶奶")
    await unknown.get_by_role("button", name=WORDS["match_done"], exact=True).click()
    await expect(unknown.locator(".confirmed")).to_have_text("王一诺（女）")
    await expect(score(page)).to_have_text("7/12")
    await unknown.get_by_role("button", name=WORDS["undo"]).click()
    await expect(unknown.locator("summary")).to_be_visible()
    await expect(score(page)).to_have_text("6/12")


async def test_a_longer_log_goes_on_where_the_first_ended(open_desk: Open) -> None:
    page = await open_desk(*WIDE)
    await begin(page)
    await page.locator(".more summary").click()
    await page.fill(".more textarea", log([*FIRST, *LATER]))
    await page.locator(".more button").click()
    await expect(score(page)).to_have_text("7/12")
    await expect(page.locator("ol.log > li")).to_have_count(len(FIRST) + len(LATER))


async def test_what_is_no_log_is_said_beside_the_log_and_the_tally_stays(open_desk: Open) -> None:
    page = await open_desk(*WIDE)
    await begin(page)
    await page.locator(".more summary").click()
    await page.fill(".more textarea", "明天记得穿校服")
    await page.locator(".more button").click()
    await expect(page.locator("#log .error")).to_have_text(find("errors.not_a_chat_log"))
    await expect(score(page)).to_have_text("6/12")


async def test_the_open_names_are_copied(open_desk: Open) -> None:
    page = await open_desk(*WIDE)
    await begin(page)
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await page.locator(".copy summary").click()
    await expect(page.locator(".copy summary")).to_have_text(WORDS["copied"])
    copied = await page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith("拍班级合影：6/12 已确认\n待核对 2：田雨晴")


@pytest.mark.parametrize("size", [PHONE, NARROW])
async def test_on_a_phone_the_tally_comes_first_and_nothing_scrolls_sideways(
    open_desk: Open, size: tuple[int, int]
) -> None:
    page = await open_desk(*size)
    assert await sideways(page) <= 0
    await begin(page)
    tally, pasted = (
        await page.locator("#tally").bounding_box(),
        await page.locator("#log").bounding_box(),
    )
    assert tally is not None
    assert pasted is not None
    assert tally["y"] < pasted["y"]
    await page.locator(".match summary").click()
    await page.locator(".more summary").click()
    assert await sideways(page) <= 0


async def test_all_of_it_works_without_scripts(browser: Browser, tmp_path: Path) -> None:
    async with (
        desk_school.school(tmp_path, desk_school.world()) as school,
        desk_school.desk(school) as address,
    ):
        page = await browser.new_page(java_script_enabled=False)
        await page.goto(address)
        await begin(page)
        await row(page, "田雨晴").get_by_role("button", name=WORDS["acts"]["count"]).click()
        await expect(score(page)).to_have_text("7/12")
        await page.locator(".flash").get_by_role("button", name=WORDS["undo"]).click()
        await expect(score(page)).to_have_text("6/12")
        await page.locator(".copy summary").click()
        await expect(page.locator(".copy textarea")).to_be_visible()
