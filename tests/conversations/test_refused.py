"""Rule 1: a guardian who writes an order of staff gets one private line; it is audited."""

import pytest

from tests.conversations.player import Talk


@pytest.mark.parametrize(
    "words",
    [
        "发通知 明天不上课，请回收到",
        "记 今天老师来过电话",
        "更正40 不用带了",
        "我的待办",
        "答7 不用带",
        "接龙汇总",
        "纸质收到 柏舟",
        "自拟《谁来做家务》",
    ],
)
async def test_orders_of_a_guardian_are_refused(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", "发通知 明天上午带水彩笔。请回收到。")
    talk.private("15:05", "bo_ma", words)
    heard = await talk.play()
    assert len(heard.to("bo_ma")) == 1
    assert len(heard.rows("audit", action="refused", by="bo_ma")) == 1
    assert (len(heard.state["notices"]), heard.notice()["version"]) == (1, 1)
    assert heard.status("bo") == "none"


@pytest.mark.parametrize("words", ["记得带水彩笔吗", "更正一下，是两盒", "电话 打不通"])
async def test_words_of_a_guardian_are_no_orders(talk: Talk, words: str) -> None:
    talk.private("15:05", "bo_ma", words)
    heard = await talk.play()
    assert heard.rows("audit", action="refused") == []


@pytest.mark.parametrize(
    "words",
    ["更正40 不用带了", "更正 40：改到周五", "更正通知40 明天不用来", "纸质收到40 柏舟", "撤回40"],
)
async def test_orders_with_the_number_of_a_notice_are_refused_in_the_group(
    talk: Talk, words: str
) -> None:
    talk.private("15:00", "chu", "发通知 明天上午带水彩笔。请回收到。")
    talk.group("15:05", "bo_ma", words)
    heard = await talk.play()
    assert len(heard.to("bo_ma")) == 1
    assert heard.group("15:01") == []
    assert len(heard.rows("audit", action="refused", by="bo_ma")) == 1
    assert (heard.notice()["version"], heard.notice()["status"]) == (1, "sent")
    assert heard.status("bo") == "none"


@pytest.mark.parametrize(
    "words", ["更正40份", "更正40号收到", "更正9 两盒", "更正通知40收到", "纸质收到了"]
)
async def test_numbers_of_something_else_are_no_orders(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", "发通知 明天上午带水彩笔。请回收到。")
    talk.group("15:05", "bo_ma", words)
    heard = await talk.play()
    assert heard.rows("audit", action="refused") == []
