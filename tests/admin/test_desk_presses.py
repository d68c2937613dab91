"""What a press at the paste desk settles, by the one rule of receipts, and how it is taken back."""

from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

import storage.tables as t
from bot.admin.web import TEXTS
from tests.admin.desk_site import Site, open_site
from tests.browser.desk_school import FIRST, log

WORDS = TEXTS["desk"]
TRIP = "各位家长：周六（11月28日）秋游，参加或不参加请回复，今晚20:00前。"
SIZES = "请接龙登记校服尺码，格式：姓名 尺码，今晚20:00前。"


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    """The desk with a notice that asks for 收到, and the first afternoon's log."""
    async with open_site(tmp_path) as opened:
        await opened.notice()
        await opened.post("/desk", room="c41", notice="12", log=log())
        yield opened


@pytest.mark.parametrize(
    ("does", "child", "settled"),
    [
        ("count", "s05", ("confirmed", "p05", "paper")),  # the guardian whose sticker it was
        ("count", "s11", ("confirmed", "p11", "paper")),
        ("count", "s07", ("confirmed", "t1", "paper")),  # nobody is known: the head teacher
        ("phone", "s12", ("confirmed", "p12", "phone")),  # the only guardian
        ("phone", "s07", ("confirmed", "t1", "phone")),
        ("drop", "s09", ("none", "", "")),
        ("drop", "s11", ("none", "", "")),
        ("answered", "s10", ("pending", "p10", "chat")),
    ],
)
async def test_a_press_settles_a_child_and_is_taken_back(
    site: Site, does: str, child: str, settled: tuple[str, str, str]
) -> None:
    before = (await site.receipts())[child]
    page = await site.post(f"/desk/c41/12/{does}", child=child)
    after = (await site.receipts())[child]
    assert (after.status, after.by, after.via) == settled
    back = await site.post("/desk/c41/12/undo", child=child, press=page.press_of(child))
    undone = (await site.receipts())[child]
    assert (undone.status, undone.by, undone.via) == (before.status, before.by, before.via)
    assert back.press_of(child) == ""


async def test_a_press_survives_the_log_and_is_still_taken_back(site: Site) -> None:
    await site.post("/desk/c41/12/drop", child="s05")
    await site.post("/desk/c41/12/forget")
    page = await site.get("/desk/c41/12")
    assert "“[握手]”不算" in page.text
    await site.post("/desk/c41/12/undo", child="s05", press=page.press_of("s05"))
    assert (await site.standing())["s05"] == "suspected"


async def test_pressing_and_taking_back_many_times_leaves_no_trace(site: Site) -> None:
    before = await site.standing()
    for _ in range(3):
        page = await site.post("/desk/c41/12/drop", child="s05")
        await site.post("/desk/c41/12/undo", child="s05", press=page.press_of("s05"))
    assert await site.standing() == before
    standing = [s for s in await site.rows(t.Sign) if s.standing and s.student_id == "s05"]
    assert len(standing) == 1


async def test_a_second_press_on_a_settled_child_changes_nothing(site: Site) -> None:
    await site.post("/desk/c41/12/phone", child="s12")
    page = await site.post("/desk/c41/12/phone", child="s12")
    assert WORDS["stale"].format(child="阮清禾") in page.text
    assert len([s for s in await site.rows(t.Sign) if s.student_id == "s12"]) == 1


async def test_not_counting_a_line_for_one_twin_leaves_the_other(site: Site) -> None:
    await site.notice(words="明天交照片，收到请回复。")
    await site.post("/desk", room="c41", notice="13", log="家瑞家祥妈妈 2026/11/25 16:00\n[强]\n")
    await site.post("/desk/c41/13/drop", child="s03")
    assert await site.standing(13) == {"s04": "suspected"}


async def test_words_set_aside_are_not_read_again_with_a_longer_log(site: Site) -> None:
    await site.post("/desk/c41/12/drop", child="s05")
    await site.post("/desk/c41/12/more", log=log())
    assert "s05" not in await site.standing()


async def test_an_answered_question_is_open_again_when_that_is_taken_back(site: Site) -> None:
    async def states() -> list[str]:
        return [q.status for q in await site.rows(t.Question) if q.student_id == "s12"]

    said = log([("15:50", "阮清禾爸爸", "没看懂，相片要不要另外交钱？")])
    await site.post("/desk/c41/12/more", log=said)
    assert await states() == ["open"]
    page = await site.post("/desk/c41/12/answered", child="s12")
    assert await states() == ["answered"]
    await site.post("/desk/c41/12/undo", child="s12", press=page.press_of("s12"))
    assert await states() == ["open"]


async def test_a_confirmation_taken_back_leaves_no_contact(site: Site) -> None:
    async def contacts() -> int:
        return len([c for c in await site.rows(t.Contact) if c.students == ["s12"]])

    page = await site.post("/desk/c41/12/phone", child="s12")
    assert await contacts() == 1
    await site.post("/desk/c41/12/undo", child="s12", press=page.press_of("s12"))
    assert await contacts() == 0


async def test_every_press_is_written_down(site: Site) -> None:
    page = await site.post("/desk/c41/12/count", child="s05")
    await site.post("/desk/c41/12/undo", child="s05", press=page.press_of("s05"))
    entered = [(a.by, a.action, a.target) for a in await site.rows(t.Audit)][-2:]
    assert entered == [("t1", "receipt_entered", "12:s05"), ("t1", "receipt_taken_back", "12:s05")]


async def test_two_guardians_who_differ_are_settled_by_the_teacher(site: Site) -> None:
    await site.notice(words=TRIP, kind="attend", title="秋游")
    said = "罗一舟妈妈 2026/11/25 16:00\n参加\n\n老罗 2026/11/25 16:01\n不参加\n"
    page = await site.post("/desk", room="c41", notice="13", log=said)
    assert "妈妈：参加 / 爸爸：不参加" in page.text
    assert page.html.count('data-sign="≠">罗一舟') == 2
    settled = await site.post("/desk/c41/13/count", child="s01", answer="不参加")
    receipt = (await site.receipts(13))["s01"]
    assert (receipt.status, receipt.answer) == ("confirmed", "不参加")
    await site.post("/desk/c41/13/undo", child="s01", press=settled.press_of("s01"))
    assert (await site.standing(13))["s01"] == "conflict"


@pytest.mark.parametrize(
    ("kind", "words", "answer", "told"),
    [
        ("attend", TRIP, {"answer": "参加"}, "参加"),
        ("signup", SIZES, {"field0": "140"}, {"尺码": "140"}),
    ],
)
async def test_a_telephone_answer_says_what_the_notice_asks_for(
    site: Site, kind: str, words: str, answer: dict[str, str], told: object
) -> None:
    await site.notice(words=words, kind=kind)
    refused = await site.post("/desk/c41/13/phone", child="s12")
    assert (refused.status, WORDS["errors"]["no_answer"] in refused.text) == (422, True)
    await site.post("/desk/c41/13/phone", child="s12", **answer)
    assert (await site.receipts(13))["s12"].answer == told


async def test_a_child_of_another_class_is_not_touched(site: Site) -> None:
    page = await site.post("/desk/c41/12/count", child="s99")
    assert (page.status, WORDS["errors"]["no_child"] in page.text) == (422, True)


async def test_of_two_open_notices_the_chosen_one_is_meant(site: Site) -> None:
    await site.notice(words="明天带剪刀和彩纸，收到请回复。")
    said = "阮清禾爸爸 2026/11/25 16:00\n收到\n\n雨过天晴 2026/11/25 16:01\n通知12收到\n"
    await site.post("/desk", room="c41", notice="13", log=said)
    assert await site.standing(13) == {"s12": "confirmed"}
    assert (await site.standing())["s05"] == "confirmed"


async def test_lines_read_for_the_wrong_notice_are_moved(site: Site) -> None:
    await site.notice(words="明天带剪刀和彩纸，收到请回复。")
    said = log([("16:00", "阮清禾爸爸", "收到")])
    await site.post("/desk", room="c41", notice="12", log=said)
    page = await site.post("/desk", room="c41", notice="13", log=said)
    assert WORDS["elsewhere"].format(count=1, no=12) in page.text
    moved = await site.post("/desk/c41/13/move")
    assert WORDS["moved_flash"].format(count=1) in moved.text
    assert await site.standing(13) == {"s12": "confirmed"}
    assert "s12" not in await site.standing()


async def test_the_open_list_stands_as_text_with_the_number_first(site: Site) -> None:
    page = await site.get("/desk/c41/12")
    assert ">合影：6/12 已确认\n待核对 2：田雨晴（[握手]）、潘乐怡（" in page.html


async def test_the_table_has_a_row_for_every_child(site: Site) -> None:
    async with site.session.get(f"{site.base}/c41/12/table") as answer:
        assert ".xlsx" in answer.headers["Content-Disposition"]
        sheet = load_workbook(BytesIO(await answer.read())).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 13
    assert rows[1][:3] == ("四(1)班", "罗一舟", "已确认")


async def test_a_twin_of_a_name_is_offered_first_for_its_nickname(site: Site) -> None:
    page = await site.post("/desk/c41/12/more", log=log([*FIRST, ("15:50", "王一诺", "收到")]))
    likely = page.html.split(WORDS["match_likely"], 1)[1].split("</optgroup>", 1)[0]
    assert ("王一诺（男）" in likely, "王一诺（女）" in likely) == (True, True)
