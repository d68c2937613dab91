"""Rule 5: slips of paper and telephone tasks."""

import pytest

from tests.conversations.player import CHILDREN, Talk

ASK = "发通知 明天上午带水彩笔。请回收到。"


@pytest.mark.parametrize(
    "order", ["纸质收到 海棠 柏舟", "/纸质 海棠、柏舟", "#纸质 海棠 柏舟", "纸质收到：海棠，柏舟"]
)
async def test_paper_counts_at_once(talk: Talk, order: str) -> None:
    talk.private("15:00", "chu", ASK)
    talk.private("15:05", "chu", order)
    heard = await talk.play()
    assert heard.those("confirmed") == {"hai", "bo"}
    assert heard.receipt("bo")["via"] == "paper"
    assert heard.rows("audit", action="receipt_entered", by="chu")
    assert heard.told("15:05") == {"chu"}
    assert heard.group("15:05") == []


async def test_an_ambiguous_name_is_asked_first(talk: Talk) -> None:
    talk.private("15:00", "chu", ASK)
    talk.private("15:05", "chu", "纸质收到 傅嘉宁")
    talk.look("15:06")
    talk.private("15:07", "chu", "女生那个")
    heard = await talk.play()
    before = heard.states[0]["notices"][0]["receipts"]
    assert {before[child]["status"] for child in ("fu1", "fu2")} == {"none"}
    (asked,) = heard.to("chu", "15:05", "15:06")
    assert "男" in asked
    assert "女" in asked
    assert heard.those("confirmed") == {"fu2"}


async def test_beside_an_ambiguous_name_the_plain_one_is_not_lost(talk: Talk) -> None:
    talk.private("15:00", "chu", ASK)
    talk.private("15:05", "chu", "纸质收到 海棠 傅嘉宁")
    talk.look("15:06")
    talk.private("15:07", "chu", "男")
    heard = await talk.play()
    before = heard.states[0]["notices"][0]["receipts"]
    assert {before[child]["status"] for child in ("fu1", "fu2")} == {"none"}
    assert heard.those("confirmed") == {"hai", "fu1"}


@pytest.mark.parametrize("name", ["傅嘉宁女", "傅嘉宁(女)", "傅嘉宁（女）"])
async def test_a_name_written_with_its_gender_is_plain(talk: Talk, name: str) -> None:
    talk.private("15:00", "chu", ASK)
    talk.private("15:05", "chu", f"纸质收到 {name}")
    heard = await talk.play()
    assert heard.those("confirmed") == {"fu2"}


async def test_paper_names_the_notice_when_several_are_open(talk: Talk) -> None:
    talk.private("15:00", "chu", ASK)
    talk.private("15:01", "chu", "发通知 后天交体检表。请回收到。")
    talk.private("15:05", "chu", "/纸质 40 海棠")
    heard = await talk.play()
    assert heard.those("confirmed") == {"hai"}
    assert heard.those("confirmed", 41) == set()


async def test_a_child_of_another_class_is_not_entered(talk: Talk) -> None:
    talk.private("15:00", "chu", ASK)
    talk.private("15:05", "chu", "纸质收到 戚远")
    heard = await talk.play()
    assert heard.those("confirmed") == set()
    assert len(heard.to("chu", "15:05")) == 1


async def test_absence_opens_a_telephone_task_at_once(talk: Talk) -> None:
    talk.private("08:40", "chu", "海棠今天没到校也没请假")
    heard = await talk.play()
    task = heard.row("followups", kind="absence")
    assert (task["no"], task["students"], task["status"]) == (3, ["hai"], "open")
    assert heard.group() == []


async def test_a_saved_call_that_reached_the_family_closes_the_task(talk: Talk) -> None:
    talk.private("08:40", "chu", "海棠今天没到校也没请假")
    talk.private("08:50", "chu", "/电话 海棠妈妈 接通了 说睡过头 马上送来")
    talk.look("08:51")
    talk.private("08:52", "chu", "对")
    heard = await talk.play()
    assert heard.states[0]["followups"][0]["status"] == "open"
    assert heard.row("followups", kind="absence")["status"] == "done"
    assert heard.row("contacts", kind="phone_call")["reached"] is True


async def test_two_calls_that_reached_nobody_leave_the_task_open(talk: Talk) -> None:
    talk.private("08:40", "chu", "海棠今天没到校也没请假")
    talk.private("08:50", "chu", "海棠妈妈打了两遍没接")
    talk.private("08:52", "chu", "对")
    heard = await talk.play()
    contact = heard.row("contacts", kind="phone_call")
    assert (contact["reached"], contact["attempts"]) == (False, 2)
    assert heard.row("followups", kind="absence")["status"] == "open"


@pytest.mark.parametrize(
    "words", ["今天柏舟没到校也没请假", "柏舟今天没来，也没请假", "柏舟 今天没到校也没请假"]
)
async def test_absence_has_many_wordings(talk: Talk, words: str) -> None:
    talk.private("08:40", "chu", words)
    talk.private("08:45", "chu", words)
    heard = await talk.play()
    task = heard.row("followups", kind="absence")
    assert (task["students"], task["status"]) == (["bo"], "open")


@pytest.mark.parametrize(("answer", "meant"), [("男生", "fu1"), ("女", "fu2"), ("女生那个", "fu2")])
async def test_an_absent_child_of_a_common_name_is_asked_about_first(
    talk: Talk, answer: str, meant: str
) -> None:
    talk.private("08:40", "chu", "今天傅嘉宁没到校也没请假")
    talk.look("08:41")
    talk.private("08:42", "chu", answer)
    heard = await talk.play()
    assert heard.states[0]["followups"] == []
    (asked,) = heard.to("chu", "08:40", "08:41")
    assert "男" in asked
    assert heard.row("followups", kind="absence")["students"] == [meant]


async def test_two_absent_children_are_two_tasks(talk: Talk) -> None:
    talk.private("08:40", "chu", "海棠、傅嘉宁今天没到校也没请假")
    talk.look("08:41")
    talk.private("08:42", "chu", "男")
    talk.private("08:45", "chu", "傅嘉宁男今天没来也没请假")
    heard = await talk.play()
    assert [row["students"] for row in heard.states[0]["followups"]] == [["hai"]]
    assert [row["students"] for row in heard.rows("followups")] == [["hai"], ["fu1"]]


async def test_the_last_question_about_a_name_is_answered_first(talk: Talk) -> None:
    talk.private("08:30", "chu", ASK)
    talk.private("08:35", "chu", "纸质收到 傅嘉宁")
    talk.private("08:40", "chu", "今天傅嘉宁没到校也没请假")
    talk.private("08:42", "chu", "女")
    talk.private("08:43", "chu", "男生")
    heard = await talk.play()
    assert heard.row("followups")["students"] == ["fu2"]
    assert heard.those("confirmed") == {"fu1"}


async def test_a_full_name_answers_a_question_about_a_short_one(talk: Talk) -> None:
    talk.world["students"].append(
        {"id": "ye2", "name": "项星野", "class": "k65", "gender": "女", "tags": []}
    )
    talk.private("08:40", "chu", "星野今天没到校也没请假")
    talk.private("08:42", "chu", "项星野")
    heard = await talk.play()
    assert heard.row("followups")["students"] == ["ye2"]


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("纸质收到 除了汤圆圆都交了", {"tang"}),
        ("纸质收到 除汤圆圆、尹川外其他人都收齐了", {"tang", "yin"}),
        ("/纸质 40 除了海棠和宁小北全部交了", {"hai", "bei"}),
    ],
)
async def test_all_but_those_who_are_named(talk: Talk, words: str, missing: set[str]) -> None:
    talk.private("15:00", "chu", "发通知 安全责任书签字带回。请回收到。")
    talk.private("15:30", "chu", words)
    heard = await talk.play()
    assert heard.those("none") == missing
    assert heard.those("confirmed") == CHILDREN - missing


async def test_all_but_one_gave_the_same_answer(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 周五下午家长会，请回参加或不参加。")
    talk.group("15:10", "yin_ba", "不参加")
    talk.private("15:30", "chu", "纸质收到 除了汤圆圆都参加")
    heard = await talk.play()
    assert heard.status("tang") == "none"
    assert heard.receipt("hai")["answer"] == "参加"
    assert heard.receipt("yin")["answer"] == "不参加"


@pytest.mark.parametrize(
    ("words", "comes", "stays"),
    [
        ("海棠、柏舟交了纸条，都参加", {"hai", "bo"}, set()),
        ("海棠和柏舟的纸条都收到了，参加", {"hai", "bo"}, set()),
        ("海棠交了回条，不参加", set(), {"hai"}),
        ("纸条：海棠参加，柏舟不参加", {"hai"}, {"bo"}),
        ("纸质的收了三份：海棠 柏舟 尹川 去，汤圆圆 不去", {"hai", "bo", "yin"}, {"tang"}),
        ("纸质收了2份：海棠 去，柏舟 不去", {"hai"}, {"bo"}),
        ("收到两张纸条，海棠参加，柏舟不参加", {"hai"}, {"bo"}),
        ("海棠参加，交了纸条，柏舟的还没交", {"hai"}, set()),
        ("纸质收到 海棠 参加，柏舟没交", {"hai"}, set()),
        ("海棠交了纸条吗", set(), set()),
        ("海棠还没交纸条", set(), set()),
        ("明天让海棠把纸条交来", set(), set()),
    ],
)
async def test_paper_in_other_words(
    talk: Talk, words: str, comes: set[str], stays: set[str]
) -> None:
    talk.private("15:00", "chu", "发通知 周五下午家长会，请回参加或不参加。")
    talk.private("15:05", "chu", words)
    heard = await talk.play()
    assert heard.those("confirmed") == comes | stays
    assert {c for c in comes | stays if heard.receipt(c)["answer"] == "参加"} == comes
    assert {heard.receipt(child)["via"] for child in comes | stays} <= {"paper"}
    assert len(heard.to("chu", "15:05")) == 1


async def test_slips_of_a_form_hold_its_fields(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 校服请填：身高、尺码，周四18:00前")
    talk.private("15:05", "chu", "海棠、柏舟的纸条收到了：海棠 142 150，柏舟 138 140")
    heard = await talk.play()
    assert heard.receipt("hai")["answer"] == {"身高": "142", "尺码": "150"}
    assert heard.receipt("bo")["answer"] == {"身高": "138", "尺码": "140"}
