"""Rules 4 and 5: what is dictated counts after a yes, and a yes may say more."""

import pytest

from tests.conversations.player import Talk

CALL = "记 刚给柏舟妈妈打电话 说了最近迟到 约好每天七点半前到 下周二再联系"


async def test_nothing_counts_before_the_yes(talk: Talk) -> None:
    talk.private("15:00", "chu", CALL)
    talk.tick("20:00")
    heard = await talk.play()
    assert len(heard.to("chu")) == 1
    assert "柏舟" in heard.to("chu")[0]
    draft = heard.row("drafts")
    assert (draft["no"], draft["students"], draft["status"]) == (20, ["bo"], "open")
    assert heard.rows("contacts") == []
    assert heard.rows("followups") == []


async def test_the_yes_makes_a_contact_and_its_follow_up(talk: Talk) -> None:
    talk.private("15:00", "chu", CALL)
    talk.private("15:01", "chu", "对")
    heard = await talk.play()
    contact = heard.row("contacts")
    assert (contact["kind"], contact["students"]) == ("phone_call", ["bo"])
    assert (contact["staff"], contact["reached"]) == (["chu"], True)
    assert contact["guardians"] == ["bo_ma"]
    follow = heard.row("followups", kind="follow_up")
    assert (follow["no"], follow["students"], follow["due"][:10]) == (3, ["bo"], "2027-03-16")


async def test_a_yes_with_more_saves_and_reads_the_rest(talk: Talk) -> None:
    talk.private("15:00", "chu", CALL)
    talk.private("15:01", "chu", "对 昨晚家访鲁朵 奶奶在家 说了早睡")
    talk.private("15:02", "chu", "对")
    heard = await talk.play()
    assert [(d["no"], d["status"]) for d in heard.rows("drafts")] == [(20, "saved"), (21, "saved")]
    visit = heard.row("contacts", kind="home_visit")
    assert visit["students"] == ["duo"]
    assert visit["time"].startswith("2027-03-08")


async def test_two_families_of_one_line_are_saved_by_one_yes(talk: Talk) -> None:
    talk.private("15:00", "chu", "记 刚给海棠妈妈和汤圆圆妈妈都打了电话 说了近视复查")
    talk.look("15:01")
    talk.private("15:02", "chu", "对")
    heard = await talk.play()
    assert len(heard.to("chu", "15:00", "15:02")) == 1
    assert {d["status"] for d in heard.states[0]["drafts"]} == {"open"}
    assert {d["status"] for d in heard.rows("drafts")} == {"saved"}
    students = [child for row in heard.rows("contacts") for child in row["students"]]
    assert sorted(students) == ["hai", "tang"]


async def test_a_yes_and_a_correction_of_its_child(talk: Talk) -> None:
    talk.private("15:00", "chu", "昨天家长会除了尹川汤圆圆都来了")
    talk.private("15:01", "chu", "对 宁小北是叔叔来的")
    heard = await talk.play()
    meeting = heard.row("contacts", kind="parent_meeting")
    attendance = meeting["attendance"]
    absent = {child for child, seen in attendance.items() if seen["status"] == "absent"}
    assert absent == {"yin", "tang"}
    assert len(attendance) == 12
    assert attendance["bei"]["by"] == "叔叔"


async def test_a_correction_of_what_was_saved_takes_effect_at_once(talk: Talk) -> None:
    talk.private("15:00", "chu", CALL)
    talk.private("15:01", "chu", "对")
    talk.private("15:02", "chu", "柏舟改成下周三再联系")
    heard = await talk.play()
    assert len(heard.to("chu", "15:02")) == 1
    assert heard.row("followups", kind="follow_up")["due"].startswith("2027-03-17")
    assert len(heard.rows("contacts")) == 1
    assert heard.rows("drafts", status="open") == []


async def test_a_draft_is_corrected_before_the_yes(talk: Talk) -> None:
    talk.private("15:00", "chu", CALL)
    talk.private("15:01", "chu", "是柏舟姑姑接的")
    talk.private("15:02", "chu", "对")
    heard = await talk.play()
    assert heard.row("contacts")["guardians"] == ["bo_gu"]


async def test_a_common_name_is_asked_before_the_draft_counts(talk: Talk) -> None:
    talk.private("15:00", "chu", "记 刚给傅嘉宁家打电话 说了默写")
    talk.look("15:01")
    talk.private("15:02", "chu", "女生那个")
    talk.private("15:03", "chu", "对")
    heard = await talk.play()
    assert heard.states[0]["contacts"] == []
    (asked,) = heard.to("chu", "15:00", "15:02")
    assert "男" in asked
    assert "女" in asked
    assert heard.row("contacts")["students"] == ["fu2"]


async def test_another_teachers_yes_saves_nothing(talk: Talk) -> None:
    talk.private("15:00", "chu", CALL)
    talk.private("15:01", "pan", "对")
    heard = await talk.play()
    assert heard.rows("contacts") == []


async def test_calls_that_nobody_took_are_one_row(talk: Talk) -> None:
    talk.private("15:00", "chu", "给尹川爸爸打了三遍没接")
    talk.private("15:01", "chu", "对")
    heard = await talk.play()
    contact = heard.row("contacts")
    assert (contact["reached"], contact["attempts"]) == (False, 3)
    assert contact["students"] == ["yin"]


@pytest.mark.parametrize(
    "words", ["记 给祁星打了电话 值日没来", "刚给祁星妈妈打了电话 说值日", "记 找祁星谈话 讲了值日"]
)
async def test_a_name_cut_short_that_fits_two_is_asked_with_both(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", words)
    talk.private("15:01", "chu", "祁星河")
    talk.private("15:02", "chu", "对")
    heard = await talk.play()
    (asked,) = heard.to("chu", "15:00", "15:01")
    assert "祁星野" in asked
    assert "祁星河" in asked
    assert heard.row("contacts", source="dictation")["students"] == ["he"]


async def test_a_name_that_nobody_bears_is_said_so(talk: Talk) -> None:
    talk.private("15:00", "chu", "记 给钱多多打了电话 值日没来")
    heard = await talk.play()
    assert len(heard.to("chu")) == 1
    assert heard.rows("drafts") == []
    assert "管理员" not in heard.to("chu")[0]


@pytest.mark.parametrize(
    ("words", "own"),
    [("他爸关在看守所 屋顶漏雨", True), ("说她出了荨麻疹", True), ("听写漏了两行 要牢记", False)],
)
async def test_what_is_the_familys_own_is_kept_apart(talk: Talk, words: str, own: bool) -> None:
    talk.private("15:00", "chu", f"给海棠妈妈打电话 {words}")
    talk.private("15:01", "chu", "对")
    heard = await talk.play()
    assert heard.row("contacts", kind="phone_call")["sensitive"] is own
    assert ("仅您可见" in heard.to("chu")[0]) is own
