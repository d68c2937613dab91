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
