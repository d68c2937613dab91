"""Rules 3 and 4: a held notice is cancelled in its author's own words."""

import pytest

from tests.conversations.player import Talk

ASK = "发通知 明天上午带水彩笔。请回收到。"
WORDS = [
    "不发了",
    "算了",
    "先别发",
    "还是不发吧",
    "通知40先不发了",
    "别发了 谢谢",
    "算了，我再想想",
]


@pytest.mark.parametrize("words", WORDS)
async def test_what_waits_for_the_morning_is_cancelled(talk: Talk, words: str) -> None:
    talk.private("22:00", "chu", ASK)
    talk.private("22:01", "chu", words)
    talk.private("22:02", "chu", "早上")
    talk.tick("03-10 09:00")
    heard = await talk.play()
    assert heard.notice()["status"] == "cancelled"
    assert heard.group() == []
    assert "通知40" in heard.to("chu", "22:01", "22:02")[0]
    assert len(heard.rows("audit", action="notice_cancelled")) == 1


@pytest.mark.parametrize("words", WORDS[:3])
async def test_what_waits_for_a_yes_is_cancelled(talk: Talk, words: str) -> None:
    talk.set(preview=True)
    talk.private("15:00", "chu", ASK)
    talk.private("15:01", "chu", words)
    talk.private("15:02", "chu", "对")
    heard = await talk.play()
    assert heard.notice()["status"] == "cancelled"
    assert heard.group() == []


async def test_the_class_was_asked(talk: Talk) -> None:
    talk.private("15:00", "pan", ASK)
    talk.private("15:01", "pan", "先不发了")
    talk.private("15:02", "pan", "六(5)班")
    heard = await talk.play()
    assert heard.notice()["status"] == "cancelled"
    assert heard.group() == []


async def test_the_latest_is_meant(talk: Talk) -> None:
    """A draft that is open is dropped first; the notice still waits."""
    talk.private("22:00", "chu", ASK)
    talk.private("22:01", "chu", "记 刚给柏舟妈妈打电话 说了最近迟到")
    talk.private("22:02", "chu", "算了")
    heard = await talk.play()
    assert heard.row("drafts")["status"] == "dropped"
    assert heard.notice()["status"] == "held"


@pytest.mark.parametrize("words", ["算了 早上发吧", "早上再发"])
async def test_the_morning_is_no_refusal(talk: Talk, words: str) -> None:
    talk.private("22:00", "chu", ASK)
    talk.private("22:01", "chu", words)
    heard = await talk.play()
    assert heard.notice()["status"] != "cancelled"


async def test_marks_that_were_stopped_are_given_up(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 数学海棠98分，柏舟61分，请回收到。")
    talk.private("15:01", "chu", "不发")
    heard = await talk.play()
    assert heard.notice()["status"] == "cancelled"


@pytest.mark.parametrize("words", ["不发了", "算了"])
async def test_nothing_is_open(talk: Talk, words: str) -> None:
    talk.private("15:00", "chu", words)
    heard = await talk.play()
    assert len(heard.to("chu")) == 1
    assert heard.rows("audit") == []
