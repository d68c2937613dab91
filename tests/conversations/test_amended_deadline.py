"""Rules 10 and 13: after an amendment nudges and the tally come by the deadline that stands."""

import pytest

from tests.conversations.player import Talk

DUE = "发通知 明天上午带水彩笔。今天20:00前请回收到。"


async def test_an_amendment_that_keeps_the_deadline_doubles_nothing(talk: Talk) -> None:
    talk.private("15:00", "chu", DUE)
    talk.private("15:30", "chu", "更正40 明天下午带水彩笔。请回收到。")
    talk.tick("21:00")
    heard = await talk.play()
    assert len(heard.to("tang_ma", "15:31")) == 1
    assert len(heard.to("chu", "15:31")) == 1
    assert "40" in heard.to("chu", "20:00", "20:01")[0]


@pytest.mark.parametrize(
    ("until", "nudged", "told"),
    [("明天12:00", "03-10 10:00", "03-10 12:00"), ("今天18:30", "16:30", "18:30")],
)
async def test_a_new_deadline_takes_the_place_of_the_old(
    talk: Talk, until: str, nudged: str, told: str
) -> None:
    talk.private("15:00", "chu", DUE)
    talk.private("15:30", "chu", f"更正40 明天下午带水彩笔。{until}前请回收到。")
    talk.tick("03-10 20:00")
    heard = await talk.play()
    assert len(heard.to("tang_ma", "15:31")) == len(heard.to("tang_ma", nudged)) == 1
    assert len(heard.to("chu", "15:31")) == len(heard.to("chu", told)) == 1


async def test_an_amendment_brings_no_nudges_beyond_the_most(talk: Talk) -> None:
    talk.set(nudge={"max": 1, "before_deadline": ["-4h"]})
    talk.private("15:00", "chu", DUE)
    talk.private("16:30", "chu", "更正40 明天下午带水彩笔。明天12:00前请回收到。")
    talk.tick("03-10 13:00")
    heard = await talk.play()
    assert len(heard.to("tang_ma")) == 1
    assert len(heard.to("chu", "03-10 11:59")) == 1


async def test_after_a_withdrawal_nothing_comes_at_the_deadline(talk: Talk) -> None:
    talk.private("15:00", "chu", DUE)
    talk.private("15:30", "chu", "更正40 明天下午带水彩笔。今天19:00前请回收到。")
    talk.private("15:40", "chu", "撤回40")
    talk.tick("21:00")
    heard = await talk.play()
    assert heard.silent("15:41")


async def test_a_deadline_that_has_passed_is_no_amendment(talk: Talk) -> None:
    talk.private("15:00", "chu", DUE)
    talk.private("15:30", "chu", "更正40 明天下午带水彩笔。今天14:00前请回收到。")
    heard = await talk.play()
    assert heard.notice()["version"] == 1
    assert len(heard.to("chu", "15:30")) == 1
    assert heard.group("15:01") == []
