"""Rule 23: what a teacher answers, and what is kept while a name is asked back, holds no marks."""

from pathlib import Path

import pytest

from bot.replay.play import Play
from bot.replay.script import parse
from tests.conversations.player import Talk


@pytest.mark.parametrize(
    "words", ["海棠98，柏舟61", "海棠这次考了第3名", "她语文得分91分，总分270"]
)
async def test_an_answer_with_marks_is_not_passed_on(talk: Talk, words: str) -> None:
    talk.private("15:00", "hai_ma", "老师，海棠期中考得怎么样？")
    talk.private("15:10", "chu", f"答7 {words}")
    heard = await talk.play()
    assert heard.row("questions", no=7)["status"] == "open"
    assert heard.to("hai_ma", "15:10") == []
    assert "没有转" in heard.to("chu", "15:10")[0]
    assert len(heard.rows("audit", action="guard_blocked")) == 1


async def test_other_answers_are(talk: Talk) -> None:
    talk.private("15:00", "hai_ma", "老师，食堂能刷微信吗？")
    talk.private("15:10", "chu", "答7 可以，3号窗口")
    heard = await talk.play()
    assert "3号窗口" in heard.to("hai_ma", "15:10")[0]


async def test_a_line_that_waits_for_a_name_is_kept_without_marks(
    talk: Talk, tmp_path: Path
) -> None:
    talk.private("15:00", "chu", "记 给傅嘉宁妈妈打了电话 说数学得分57分 倒数第2名")
    kept = tmp_path / "kept"
    kept.mkdir()
    await Play(parse(talk.lines), kept).run()
    raw = b"".join(file.read_bytes() for file in kept.rglob("*") if file.is_file())
    assert "傅嘉宁".encode() in raw
    assert "57分".encode() not in raw
