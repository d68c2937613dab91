"""Rules 7 and 8: an answer belongs to the notice that it answers, whatever else is open."""

import pytest

from tests.conversations.player import Talk

PENS = "发通知 明天上午带水彩笔。请回收到。"
WALK = "发通知 周六(3月13日)9:00亲子徒步，请回参加/不参加。"
GRILL = "发通知 周日(3月14日)10:00烧烤，请回参加/不参加。"
SHIRTS = "发通知 班服颜色投票：A 红 B 蓝 C 白"
SIZES = "发通知 运动会请登记：项目、T恤尺码"


@pytest.mark.parametrize("words", ["不参加", "去不了", "我家不去了", "不好意思，不参加徒步"])
async def test_a_no_is_of_the_notice_that_asks_for_one(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", WALK)
    talk.private("15:01", "chu", PENS)
    talk.group("15:05", "bo_ma", words)
    heard = await talk.play()
    assert heard.receipt("bo")["answer"] == "不参加"
    assert heard.status("bo", 41) == "none"
    assert heard.silent("15:05")


@pytest.mark.parametrize(
    "words", ["不参加了", "去不了了", "收到，徒步我们不去了", "老师，不参加徒步了"]
)
async def test_a_changed_mind_finds_what_was_answered_before(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", WALK)
    talk.group("15:01", "bo_ma", "参加")
    talk.private("15:02", "chu", PENS)
    talk.group("15:05", "bo_ma", words)
    heard = await talk.play()
    assert heard.receipt("bo")["answer"] == "不参加"
    assert heard.receipt("bo")["history"][0]["answer"] == "参加"


async def test_what_changes_nothing_belongs_to_what_is_open(talk: Talk) -> None:
    talk.private("15:00", "chu", WALK)
    talk.group("15:01", "bo_ma", "参加")
    talk.private("15:02", "chu", PENS)
    talk.group("15:05", "bo_ma", "收到，我们准时参加")
    heard = await talk.play()
    assert heard.status("bo", 41) == "confirmed"
    assert heard.receipt("bo")["history"] == []


async def test_a_changed_vote_and_a_changed_size_find_their_notice(talk: Talk) -> None:
    talk.private("15:00", "chu", SHIRTS)
    talk.private("15:00", "chu", SIZES)
    talk.group("15:01", "bo_ma", "红", quote={"notice": 40})
    talk.group("15:02", "bo_ma", "柏舟 跳远 140", quote={"notice": 41})
    talk.private("15:03", "chu", PENS)
    talk.group("15:05", "bo_ma", "还是选蓝吧")
    talk.group("15:06", "bo_ma", "T恤改成150")
    heard = await talk.play()
    assert heard.receipt("bo")["answer"] == "蓝"
    assert heard.receipt("bo", 41)["answer"]["T恤尺码"] == "150"
    assert heard.status("bo", 42) == "none"


async def test_a_no_to_one_of_two_is_asked_back_and_counts_where_it_is_pointed(talk: Talk) -> None:
    talk.private("15:00", "chu", WALK)
    talk.private("15:01", "chu", GRILL)
    talk.group("15:05", "bo_ma", "不参加")
    talk.private("15:06", "bo_ma", "2")
    heard = await talk.play()
    (asked,) = heard.to("bo_ma")
    assert asked.index("40") < asked.index("41")
    assert "不参加" in asked
    assert heard.receipt("bo", 41)["answer"] == "不参加"
    assert heard.status("bo") == "none"


async def test_both_of_two_take_the_answer(talk: Talk) -> None:
    talk.private("15:00", "chu", WALK)
    talk.private("15:01", "chu", GRILL)
    talk.group("15:05", "bo_ma", "收到")
    talk.group("15:06", "bo_ma", "去不了")
    talk.private("15:07", "bo_ma", "都")
    heard = await talk.play()
    assert [heard.receipt("bo", no)["answer"] for no in (40, 41)] == ["不参加", "不参加"]


@pytest.mark.parametrize(
    "words", ["哥哥参加弟弟不参加", "一个去一个不去", "大的参加", "老大不参加，老二参加"]
)
async def test_which_of_two_brothers_is_asked_once(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", WALK)
    talk.group("15:05", "qi_ma", words)
    talk.group("15:06", "qi_ma", words + "哈")
    talk.private("15:08", "qi_ma", "星野参加，星河不参加")
    heard = await talk.play()
    (asked,) = heard.to("qi_ma")
    assert "祁星野" in asked
    assert heard.group("15:05") == []
    assert (heard.receipt("ye")["answer"], heard.receipt("he")["answer"]) == ("参加", "不参加")


@pytest.mark.parametrize("words", ["两个都参加", "哥哥参加，弟弟也参加", "我家俩都去"])
async def test_both_brothers_come(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", WALK)
    talk.group("15:05", "qi_ma", words)
    heard = await talk.play()
    assert [heard.receipt(child).get("answer") for child in ("ye", "he")] == ["参加", "参加"]
    assert heard.silent("15:05")


@pytest.mark.parametrize("words", ["儿子参加，女儿不参加", "哥哥去 妹妹不去"])
async def test_son_and_daughter_are_told_apart(talk: Talk, words: str) -> None:
    talk.world["students"][2]["gender"] = "女"
    talk.private("15:00", "chu", WALK)
    talk.group("15:05", "qi_ma", words)
    heard = await talk.play()
    assert (heard.receipt("ye")["answer"], heard.receipt("he")["answer"]) == ("参加", "不参加")
    assert heard.silent("15:05")
