"""When a family is to be spoken to again, in the words of the teacher; no day is invented."""

import pytest

from tests.conversations.player import Talk

CALL = "记 刚给柏舟妈妈打电话 说了最近迟到 {then}"


@pytest.mark.parametrize(
    ("then", "due"),
    [
        ("下下周二再去一趟", "03-23"),
        ("月底看效果", "03-31"),
        ("下个月初再家访", "04-01"),
        ("半个月后再聊", "03-24"),
        ("过一周再碰一下", "03-16"),
        ("本周内回访", "03-14"),
        ("大后天再核实", "03-12"),
    ],
)
async def test_the_day_is_read(talk: Talk, then: str, due: str) -> None:
    talk.private("15:00", "chu", CALL.format(then=then))
    talk.private("15:01", "chu", "对")
    heard = await talk.play()
    assert heard.row("followups")["due"] == f"2027-{due}"


@pytest.mark.parametrize("then", ["改天再联系", "有空再去", "期中考试以后再谈", "过一阵子再看"])
async def test_without_a_day_none_is_made(talk: Talk, then: str) -> None:
    talk.private("15:00", "chu", CALL.format(then=then))
    talk.private("15:01", "chu", "对")
    heard = await talk.play()
    assert "没说哪天" in heard.to("chu")[0]
    assert heard.rows("followups") == []
    assert heard.row("contacts")["record"] == "说了最近迟到"


@pytest.mark.parametrize("words", ["下周三", "那就3月17号吧"])
async def test_the_day_may_follow(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", CALL.format(then="改天再联系"))
    talk.private("15:01", "chu", words)
    talk.private("15:02", "chu", "对")
    heard = await talk.play()
    assert heard.row("followups")["due"] == "2027-03-17"
    assert heard.row("contacts")["record"] == "说了最近迟到"
