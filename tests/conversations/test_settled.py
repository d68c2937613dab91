"""Rule 8: what settles a receipt."""

import pytest

from tests.conversations.player import CHILDREN, Talk

PENS = "发通知 明天上午带水彩笔。请回收到。"
WALK = "发通知 周六(3月13日)9:00亲子徒步，请回参加/不参加。"


@pytest.mark.parametrize(
    "notice",
    [
        WALK,
        "发通知 春游去哪里，请投票：A 植物园 B 科技馆",
        "发通知 定制运动鞋，请填：姓名、身高、鞋码。",
        "发通知 课后篮球班开始报名，想去的请报名。",
    ],
)
async def test_seen_is_no_answer_to_other_asks(talk: Talk, notice: str) -> None:
    talk.private("15:00", "chu", notice)
    talk.group("15:05", "bo_ma", "收到")
    heard = await talk.play()
    assert heard.those("pending") == {"bo"}
    assert heard.those("none") == CHILDREN - {"bo"}


@pytest.mark.parametrize("words", ["不一定，看加不加班", "晚上问问他爸再说", "还没定"])
async def test_undecided_is_pending(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", WALK)
    talk.group("15:05", "bo_ma", words)
    heard = await talk.play()
    assert heard.those("pending") == {"bo"}


async def test_the_second_parent_changes_nothing_in_silence(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "luo_ba", "收到")
    talk.group("15:06", "luo_ma", "收到啦")
    talk.private("15:07", "luo_ma", "收到")
    heard = await talk.play()
    assert heard.receipt("luo")["by"] == "luo_ba"
    assert heard.receipt("luo")["via"] == "chat"
    assert heard.told("15:05") <= {"luo_ma"}
    assert heard.to("luo_ma", "15:05", "15:07") == []


async def test_two_who_differ_are_a_conflict_for_the_teacher(talk: Talk) -> None:
    talk.private("15:00", "chu", WALK)
    talk.group("15:05", "yin_ba", "参加")
    talk.group("15:06", "yin_ma", "我们家不参加")
    heard = await talk.play()
    receipt = heard.receipt("yin")
    assert receipt["status"] == "conflict"
    assert set(receipt["answer"]) == {"参加", "不参加"}
    assert heard.told("15:05") == {"chu"}
    assert "尹川" in "".join(heard.to("chu", "15:06"))
    assert heard.group("15:05") == []


async def test_one_who_changes_his_mind_is_no_conflict(talk: Talk) -> None:
    talk.private("15:00", "chu", WALK)
    talk.group("15:05", "yin_ba", "参加")
    talk.group("16:10", "yin_ba", "不好意思，来不了了，不参加")
    heard = await talk.play()
    receipt = heard.receipt("yin")
    assert (receipt["status"], receipt["answer"]) == ("confirmed", "不参加")
    assert [h["answer"] for h in receipt["history"]] == ["参加"]


async def test_the_second_parent_agreeing_is_no_conflict(talk: Talk) -> None:
    talk.private("15:00", "chu", WALK)
    talk.group("15:05", "yin_ba", "参加")
    talk.group("15:06", "yin_ma", "参加")
    heard = await talk.play()
    assert heard.status("yin") == "confirmed"
    assert heard.receipt("yin")["by"] == "yin_ba"
    assert heard.silent("15:05")


async def test_a_relative_who_may_only_look_changes_nothing(talk: Talk) -> None:
    talk.private("15:00", "chu", WALK)
    talk.group("15:05", "bo_gu", "参加")
    talk.private("15:06", "bo_gu", "柏舟参加")
    heard = await talk.play()
    assert heard.those("none") == CHILDREN
    assert heard.notice()["unknown_accounts"] == 0


async def test_a_looking_relative_makes_no_conflict(talk: Talk) -> None:
    talk.private("15:00", "chu", WALK)
    talk.group("15:05", "bo_ma", "参加")
    talk.group("15:06", "bo_gu", "不参加")
    heard = await talk.play()
    assert (heard.status("bo"), heard.receipt("bo")["answer"]) == ("confirmed", "参加")


async def test_one_word_of_the_twins_mother_stands_for_both(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "qi_ma", "收到")
    heard = await talk.play()
    assert heard.those("confirmed") == {"ye", "he"}


async def test_a_receipt_for_one_twin_stands_for_that_one(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "qi_ma", "祁星河收到")
    talk.look("15:06")
    talk.group("15:07", "qi_ma", "星野的也收到")
    heard = await talk.play()
    receipts = heard.states[0]["notices"][0]["receipts"]
    assert (receipts["he"]["status"], receipts["ye"]["status"]) == ("confirmed", "none")
    assert heard.those("confirmed") == {"ye", "he"}


@pytest.mark.parametrize(
    "words", ["星野参加，星河不参加", "星河不参加 星野参加", "星野去，星河去不了"]
)
async def test_each_twin_has_an_answer_of_his_own(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", WALK)
    talk.group("15:05", "qi_ma", words)
    heard = await talk.play()
    assert heard.those("confirmed") == {"ye", "he"}
    assert heard.receipt("ye")["answer"] == "参加"
    assert heard.receipt("he")["answer"] == "不参加"


async def test_one_says_of_both_what_holds_for_both(talk: Talk) -> None:
    talk.private("15:00", "chu", WALK)
    talk.group("15:05", "qi_ma", "两个都参加")
    heard = await talk.play()
    assert {heard.receipt(child)["answer"] for child in ("ye", "he")} == {"参加"}


async def test_big_and_little_brother_are_not_guessed(talk: Talk) -> None:
    talk.private("15:00", "chu", WALK)
    talk.group("15:05", "qi_ma", "哥哥参加，弟弟不参加")
    heard = await talk.play()
    answers = [heard.receipt(child).get("answer") for child in ("ye", "he")]
    assert answers not in (["参加", "参加"], ["不参加", "不参加"])


async def test_a_common_name_means_the_writers_own_child(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "fu2_ma", "傅嘉宁收到")
    heard = await talk.play()
    assert heard.those("confirmed") == {"fu2"}
    assert heard.silent("15:05")


@pytest.mark.parametrize(
    "words", ["没收到水彩笔的清单啊", "还没收到纸质通知", "孩子说没收到体检表", "快递收到了吗？"]
)
async def test_not_received_is_no_receipt(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", words)
    heard = await talk.play()
    assert heard.status("bo") != "confirmed"


@pytest.mark.parametrize(
    "words", ["今天作业有点多", "生日快乐🎂小寿星", "捡到一个蓝色水杯，放门卫室了"]
)
async def test_talk_beside_the_matter_is_no_sign(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", words)
    heard = await talk.play()
    assert heard.those("none") == CHILDREN
    assert heard.silent("15:05", "15:09")


async def test_a_receipt_with_a_question_is_both(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", "收到，旧的水粉笔能代替吗？")
    heard = await talk.play()
    assert heard.status("bo") == "confirmed"
    assert heard.row("questions")["askers"] == ["bo_ma"]


async def test_not_understood_is_a_question_until_confirmed(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", "看不明白，是上午还是下午带？")
    talk.look("15:06")
    talk.group("15:20", "bo_ma", "明白了，收到")
    heard = await talk.play()
    assert heard.states[0]["notices"][0]["receipts"]["bo"]["status"] == "question"
    assert heard.status("bo") == "confirmed"


async def test_staff_do_not_answer_their_own_notice(talk: Talk) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "pan", "收到")
    talk.group("15:06", "chu", "收到的家长辛苦了")
    heard = await talk.play()
    assert heard.those("none") == CHILDREN
    assert heard.notice()["unknown_accounts"] == 0


@pytest.mark.parametrize(
    "words",
    [
        "柏舟妈妈收到",
        "六5班柏舟 收到",
        "舟舟收到，谢谢褚老师",
        "@褚老师 收到",
        "知道了，明天给他装上",
        "明白",
        "收倒",
        "+1",
        "ok，明天带",
    ],
)
async def test_a_receipt_has_many_wordings(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", words)
    heard = await talk.play()
    assert heard.those("confirmed") == {"bo"}
    assert heard.silent("15:05")


async def test_two_votes_of_one_family_are_a_conflict(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 春游去哪里，请投票：A 植物园 B 科技馆")
    talk.group("15:05", "yin_ba", "A")
    talk.group("15:06", "yin_ma", "科技馆")
    heard = await talk.play()
    assert heard.status("yin") == "conflict"
    assert set(heard.receipt("yin")["answer"]) == {"植物园", "科技馆"}
    assert heard.told("15:05") == {"chu"}


async def test_a_conflict_ends_when_one_gives_way(talk: Talk) -> None:
    talk.private("15:00", "chu", WALK)
    talk.group("15:05", "yin_ba", "参加")
    talk.group("15:06", "yin_ma", "不参加")
    talk.group("15:30", "yin_ba", "那听她的，不参加")
    heard = await talk.play()
    assert (heard.status("yin"), heard.receipt("yin")["answer"]) == ("confirmed", "不参加")


async def test_a_mother_answers_in_each_class_for_its_child(talk: Talk) -> None:
    talk.private("15:00", "pan", "发通知 六(5)班 六(6)班 " + WALK.removeprefix("发通知 "))
    talk.group("15:05", "man_ma", "参加")
    talk.group("15:06", "man_ma", "不参加", chat="g66")
    heard = await talk.play()
    assert heard.receipt("man")["answer"] == "参加"
    assert heard.receipt("da")["answer"] == "不参加"
