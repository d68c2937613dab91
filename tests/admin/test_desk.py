"""The paste desk takes a log in: notice, tally, longer logs, nicknames, and what is no log."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

import storage.tables as t
from bot.admin.web import TEXTS
from bot.texts import find
from tests.admin.desk_site import Site, open_site
from tests.browser.desk_school import FIRST, LATER, NOTICE, log, world

WORDS = TEXTS["desk"]
CHAT = "今天食堂的鱼挺好吃"
COUNTED = {
    "s01": "confirmed",
    "s02": "confirmed",
    "s03": "confirmed",
    "s04": "confirmed",
    "s05": "suspected",
    "s06": "confirmed",
    "s08": "confirmed",
    "s09": "suspected",
    "s10": "question",
    "s11": "manual",
}


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    async with open_site(tmp_path) as opened:
        yield opened


async def test_a_new_notice_is_read_out_of_its_words_and_shown_for_correction(site: Site) -> None:
    page = await site.post("/desk", room="c41", notice="new", words=NOTICE, log=log())
    assert page.path == "/desk/c41/new"
    assert 'value="拍班级合影"' in page.html
    assert 'value="2026-11-25T20:00"' in page.html
    assert 'value="2026-11-25T15:31"' in page.html
    assert '<option value="ack" selected>' in page.html


async def test_the_corrected_notice_is_sent_by_the_head_teacher_and_nothing_is_posted(
    site: Site,
) -> None:
    number = await site.notice(title="拍照", deadline="2026-11-25T21:00")
    notice = (await site.rows(t.Notice))[0]
    assert (number, notice.no, notice.title, notice.by) == (12, 12, "拍照", "t1")
    assert notice.deadline == datetime(2026, 11, 25, 13, 0, tzinfo=UTC)
    assert (notice.status, notice.sent_at) == ("sent", datetime(2026, 11, 25, 7, 31, tzinfo=UTC))
    assert await site.rows(t.Outbox) == await site.rows(t.Due) == []


async def test_the_same_words_make_no_second_notice(site: Site) -> None:
    assert await site.notice() == await site.notice() == 12
    assert len(await site.rows(t.Notice)) == 1


async def test_a_pasted_log_is_tallied_child_by_child(site: Site) -> None:
    await site.notice()
    page = await site.post("/desk", room="c41", notice="12", log=log())
    assert page.path == "/desk/c41/12"
    assert page.score == "6/12"
    assert await site.standing() == COUNTED
    assert "同一孩子" in page.text
    assert "高家瑞、高家祥" in page.text
    assert await site.rows(t.Outbox) == await site.rows(t.Ask) == []


async def test_the_newest_notice_of_the_class_is_chosen_beforehand(site: Site) -> None:
    await site.notice()
    assert 'name="notice" value="12" checked' in (await site.get("/desk")).html


async def test_a_longer_log_adds_only_what_is_new(site: Site) -> None:
    await site.notice()
    await site.post("/desk", room="c41", notice="12", log=log())
    longer = await site.post("/desk/c41/12/more", log=log([*FIRST[6:], *LATER]))
    assert WORDS["fresh"].format(fresh=2) in longer.text
    assert longer.score == "7/12"
    assert await site.standing() == {**COUNTED, "s12": "confirmed"}
    again = await site.post("/desk/c41/12/more", log=log([*FIRST, *LATER]))
    assert WORDS["nothing_new"] in again.text
    assert again.html.count("<small>15:33 罗一舟妈妈</small>") == 1


async def test_a_file_is_as_good_as_pasted_words(site: Site) -> None:
    await site.notice()
    await site.post("/desk", room="c41", notice="12", file=log().encode("gb18030"))
    assert await site.standing() == COUNTED


async def test_what_is_no_log_is_said_in_one_line_and_changes_nothing(site: Site) -> None:
    await site.notice()
    heard = len(await site.rows(t.Inbox))
    page = await site.post("/desk", room="c41", notice="12", log="明天记得穿校服")
    assert (page.status, page.path) == (422, "/desk")
    assert find("errors.not_a_chat_log") in page.text
    assert ">明天记得穿校服</textarea>" in page.html
    more = await site.post("/desk/c41/12/more", log="明天记得穿校服")
    assert find("errors.not_a_chat_log") in more.text
    assert len(await site.rows(t.Inbox)) == heard


async def test_a_form_beyond_20_mb_is_refused_in_one_line(site: Site) -> None:
    page = await site.post("/desk", room="c41", notice="new", file=b"x" * (20 * 1024 * 1024 + 1))
    assert (page.status, WORDS["errors"]["too_big"] in page.text) == (422, True)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"notice": "new", "words": "", "log": log()}, "no_words"),
        ({"notice": "new", "words": NOTICE, "log": ""}, "empty"),
        ({"notice": "77", "log": log()}, "no_notice"),
        ({"room": "c99", "notice": "12", "log": log()}, "no_class"),
    ],
)
async def test_what_is_missing_is_said_where_it_happened(
    site: Site, fields: dict[str, str], error: str
) -> None:
    page = await site.post("/desk", **{"room": "c41", **fields})
    assert (page.status, WORDS["errors"][error] in page.text) == (422, True)


async def test_lines_that_could_not_be_read_are_counted_and_shown(site: Site) -> None:
    await site.notice()
    page = await site.post("/desk", room="c41", notice="12", log="前面多贴的一行\n\n" + log())
    assert WORDS["unread"].format(count=1) in page.text
    assert "前面多贴的一行" in page.text


async def test_a_line_from_before_the_notice_answers_nothing(site: Site) -> None:
    await site.notice()
    early = "老罗 2026/11/25 09:10\n收到\n\n"
    page = await site.post("/desk", room="c41", notice="12", log=early + log(FIRST[:1]))
    assert await site.standing() == {}
    assert WORDS["before"] in page.text


async def test_a_nickname_is_matched_once_and_its_lines_count(site: Site) -> None:
    await site.notice()
    page = await site.post("/desk", room="c41", notice="12", log=log())
    assert WORDS["whose"] in page.text
    matched = await site.post(
        "/desk/c41/12/match", account="c41:岁月静好", child="s07", relation="奶奶"
    )
    assert matched.score == "7/12"
    assert WORDS["whose"] not in matched.text
    assert (await site.rows(t.Stranger)) == []
    later = await site.post("/desk/c41/12/more", log="岁月静好 2026/11/25 17:00\n收到\n")
    assert WORDS["same_child"] in later.text


async def test_a_wrong_match_is_taken_back(site: Site) -> None:
    await site.notice()
    await site.post("/desk", room="c41", notice="12", log=log())
    account = "c41:岁月静好"
    await site.post("/desk/c41/12/match", account=account, child="s12", relation="爸爸")
    assert (await site.receipts())["s12"].by == "p12"  # the father whom the roster knows
    back = await site.post("/desk/c41/12/unmatch", account=account)
    assert WORDS["whose"] in back.text
    assert await site.standing() == COUNTED


async def test_the_log_is_forgotten_after_two_hours_but_the_tally_stays(site: Site) -> None:
    await site.notice()
    await site.post("/desk", room="c41", notice="12", log=log())
    site.clock.advance(timedelta(hours=2))
    page = await site.get("/desk/c41/12")
    assert WORDS["no_log"] in page.text
    assert page.score == "6/12"


async def test_the_log_is_forgotten_when_the_teacher_says_so(site: Site) -> None:
    await site.notice()
    await site.post("/desk", room="c41", notice="12", log=log())
    assert (await site.post("/desk/c41/12/forget")).path == "/desk"
    assert WORDS["no_log"] in (await site.get("/desk/c41/12")).text


async def test_words_that_settle_nothing_are_kept_nowhere(site: Site) -> None:
    await site.notice()
    chat = f"老罗 2026/11/25 15:50\n{CHAT}\n"
    page = await site.post("/desk", room="c41", notice="12", log=log() + "\n" + chat)
    assert CHAT in page.text
    async with site.looking() as connection:
        for table in t.Base.metadata.sorted_tables:
            rows = (await connection.execute(text(f'SELECT * FROM "{table.name}"'))).all()
            assert not any(CHAT in str(row) for row in rows), table.name


async def test_a_class_is_chosen_among_several_and_each_keeps_its_own_log(tmp_path: Path) -> None:
    two = world()
    two["classes"].append({"id": "c42", "name": "四(2)班", "group": "g42", "head_teacher": "t1"})
    two["students"].append({"id": "s20", "name": "卫知微", "class": "c42", "gender": "女"})
    async with open_site(tmp_path, two) as both:
        await both.notice()
        await both.post("/desk", room="c41", notice="12", log=log())
        other = await both.get("/desk?room=c42")
        assert '<option value="c42" selected>' in other.html
        assert 'value="new" id="new" checked' in other.html
        await both.post("/desk", room="c42", notice="new", words="开会", log=log())
        assert "罗一舟妈妈" in (await both.get("/desk/c41/12")).text


async def test_a_school_without_a_roster_says_the_next_step(tmp_path: Path) -> None:
    async with open_site(tmp_path, {"classes": []}) as empty:
        assert WORDS["empty_title"] in (await empty.get("/desk")).text


async def test_a_form_from_elsewhere_is_refused(site: Site) -> None:
    address, headers = site.base, {"Origin": "http://evil.example"}
    answer = await site.session.post(address, data={"room": "c41"}, headers=headers)
    assert answer.status == 403
