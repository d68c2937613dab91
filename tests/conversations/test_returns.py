"""Rule 18: the end of a leave, and leaves that are taken back."""

import pytest

from tests.conversations.player import Talk


@pytest.mark.parametrize(("who", "words"), [("hai_ma", "海棠销假，已经回校"), ("chu", "海棠销假")])
async def test_a_return_closes_the_leave(talk: Talk, who: str, words: str) -> None:
    talk.private("15:00", "hai_ma", "海棠明天到周五请假")
    talk.private("15:05", "chu", "同意")
    talk.private("03-11 08:10", who, words)
    heard = await talk.play()
    leave = heard.row("leaves")
    assert (leave["status"], leave["returned"]) == ("closed", "2027-03-11")


async def test_not_leaving_after_all_cancels_it(talk: Talk) -> None:
    talk.private("15:00", "hai_ma", "海棠后天请假一天")
    talk.private("15:05", "chu", "同意")
    talk.private("19:00", "hai_ma", "后天海棠不请了，照常上学")
    heard = await talk.play()
    assert heard.row("leaves")["status"] == "cancelled"


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("hai_ma", "海棠今天来上学了，销假"),
        ("hai_ma", "销假"),
        ("chu", "销假 海棠"),
        ("chu", "/销假 海棠"),
    ],
)
async def test_a_return_has_many_wordings(talk: Talk, who: str, words: str) -> None:
    talk.private("15:00", "hai_ma", "海棠明天到周五请假")
    talk.private("15:05", "chu", "同意")
    talk.private("03-11 08:10", who, words)
    heard = await talk.play()
    assert heard.row("leaves")["status"] == "closed"
    assert heard.row("leaves")["returned"] == "2027-03-11"


@pytest.mark.parametrize(
    "words", ["不请了", "后天的假不请了", "海棠后天能去，假取消吧", "后天那个假销掉吧，她闹着要来"]
)
async def test_a_leave_is_taken_back_before_it_began(talk: Talk, words: str) -> None:
    talk.private("15:00", "hai_ma", "海棠后天请假一天")
    talk.private("19:00", "hai_ma", words)
    heard = await talk.play()
    assert heard.row("leaves")["status"] == "cancelled"


async def test_a_cancelled_leave_stands_in_no_list(talk: Talk) -> None:
    talk.set(leave_list_time="08:20")
    talk.private("15:00", "hai_ma", "海棠明天请假一天")
    talk.private("15:05", "chu", "同意")
    talk.private("19:00", "hai_ma", "不请了")
    talk.tick("03-10 12:00")
    heard = await talk.play()
    assert heard.silent("03-10 00:00")


async def test_another_mother_does_not_end_it(talk: Talk) -> None:
    talk.private("15:00", "hai_ma", "海棠明天到周五请假")
    talk.private("15:05", "chu", "同意")
    talk.private("03-11 08:10", "bo_ma", "海棠销假")
    heard = await talk.play()
    assert heard.row("leaves")["status"] == "approved"


async def test_a_decided_leave_is_not_decided_again(talk: Talk) -> None:
    talk.private("15:00", "hai_ma", "海棠明天请假一天")
    talk.private("15:05", "chu", "拒绝")
    talk.private("15:06", "chu", "同意")
    heard = await talk.play()
    assert heard.row("leaves")["status"] == "refused"
    assert len(heard.to("hai_ma", "15:05")) == 1
