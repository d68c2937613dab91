"""报告12: how fast a notice was answered, with a picture and a table, to its teacher alone."""

import pytest

from bot.replay.play import Play
from bot.replay.script import parse
from tests.conversations.player import GROUP, NAMES, Talk

PENS = "发通知 明天上午带水彩笔。请回收到，今晚20:00前。"
FAST = ("bo_ma", "luo_ma", "qi_ma", "fu1_ba", "fu2_ma")  # qi_ma has two children


def answered(talk: Talk) -> None:
    """Six of twelve by 15:25; one more after the reminder."""
    talk.private("15:00", "chu", PENS)
    for at, who in zip(("15:02", "15:02", "15:05", "15:20", "15:25"), FAST, strict=True):
        talk.group(at, who, "收到")
    talk.private("16:00", "chu", "催40")
    talk.group("16:10", "hai_ma", "收到")


async def test_the_numbers_say_how_long_half_took_and_what_lacks(talk: Talk) -> None:
    answered(talk)
    talk.private("16:30", "chu", "/报告 40")
    heard = await talk.play()
    first, second = heard.messages("private:chu", "16:30")
    assert "7/12" in first["text"]
    assert "25 分钟" in first["text"]
    assert "15:25" in first["text"]
    assert "差 4 个" in first["text"]
    assert "提醒过 1 次" in first["text"]
    assert "20:00" in first["text"]
    assert not [name for name in NAMES if name in first["text"] + first["file"]["text"]]
    assert first["file"]["name"] == "通知40报告_六(5)班_20270309.png"
    head, *rows = second["file"]["cells"]
    assert len(rows) == 12
    assert dict(zip(head, rows[0], strict=True))["时间"] == "2027-03-09 15:02"
    assert dict(zip(head, rows[0], strict=True))["发出后"] == "2 分钟"
    assert rows[-1][1:] == ["尹川", "没有回音", "", "", "", ""]


async def test_nothing_of_it_stands_in_the_group(talk: Talk) -> None:
    answered(talk)
    talk.group("16:30", "chu", "报告40")
    heard = await talk.play()
    assert heard.group("16:30") == []
    assert len(heard.messages("private:chu", "16:30")) == 2


async def test_it_is_the_latest_notice_without_a_number(talk: Talk) -> None:
    answered(talk)
    talk.private("16:30", "chu", "报告")
    heard = await talk.play()
    assert heard.to("chu", "16:30")[0].startswith("通知40")


@pytest.mark.parametrize("words", ["报告", "报告老师，他今天不舒服"])
async def test_the_word_alone_calls_nothing_in_the_group(talk: Talk, words: str) -> None:
    answered(talk)
    talk.group("16:30", "chu", words)
    heard = await talk.play()
    assert heard.silent("16:30", "16:31")


async def test_others_get_no_report(talk: Talk) -> None:
    answered(talk)
    talk.private("16:30", "ren", "报告40")
    talk.private("16:31", "bo_ma", "/报告40")
    heard = await talk.play()
    assert all("file" not in m for m in heard.messages("", "16:30"))
    assert {row["by"] for row in heard.rows("audit", action="refused")} == {"ren", "bo_ma"}


async def test_an_amendment_takes_the_confirmed_back(talk: Talk) -> None:
    answered(talk)
    talk.private("16:20", "chu", "更正40 明天上午带水彩笔和围裙。请回收到，今晚20:00前。")
    talk.group("16:25", "bo_ma", "收到")
    talk.private("16:30", "chu", "报告40")
    heard = await talk.play()
    text = heard.to("chu", "16:30")[0]
    assert "1/12" in text
    assert "25 分钟" in text  # half were there once


async def test_the_picture_shows_no_names(talk: Talk) -> None:
    answered(talk)
    talk.private("16:30", "chu", "报告40")
    play = Play(parse(talk.lines), talk._folder)
    await play.run()
    drawn = next(file.picture for file in play.files if file.picture)
    assert drawn.startswith("<svg")
    assert "一半 25 分钟" in drawn
    assert GROUP not in drawn
    assert not [name for name in NAMES if name in drawn]
