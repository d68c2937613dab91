"""准备: what a teacher reads before talking to a family."""

import pytest

from tests.conversations.player import Talk

CALLS = [
    {"kind": "phone_call", "time": "2027-03-01T19:00:00+08:00", "staff": ["chu"], "students": ["tang"],
     "guardians": ["tang_ma"], "reached": True, "record": "三次没带作业", "measure": "每天8点看", "source": "dictation"},
    {"kind": "interview", "time": "2027-03-03T19:00:00+08:00", "staff": ["pan"], "students": ["tang"],
     "guardians": ["tang_ma"], "reached": True, "record": "家里低保", "sensitive": True, "source": "dictation"},
    {"kind": "home_visit", "time": "2027-03-04T19:00:00+08:00", "staff": ["chu"], "students": ["hai"],
     "guardians": ["hai_ma"], "reached": False, "record": "门锁着", "source": "dictation"},
]  # fmt: skip


@pytest.mark.parametrize("words", ["/准备 汤圆圆", "准备 汤圆圆", "#准备汤圆圆"])
async def test_what_is_known_of_one_family(talk: Talk, words: str) -> None:
    talk.world["contacts"] = CALLS
    talk.private("15:00", "chu", "发通知 明天上午带水彩笔。请回收到。")
    talk.private("15:10", "chu", words)
    heard = await talk.play()
    (told,) = heard.to("chu", "15:10")
    assert "三次没带作业；每天8点看" in told
    assert "妈妈" in told
    assert "通知40" in told
    assert "低保" not in told
    assert "门锁着" not in told
    assert heard.told("15:10") == {"chu"}


async def test_who_wrote_it_reads_it(talk: Talk) -> None:
    talk.world["contacts"] = CALLS
    talk.private("15:10", "pan", "准备 汤圆圆")
    heard = await talk.play()
    assert "低保" in heard.to("pan")[0]


async def test_a_family_that_nobody_has_talked_to(talk: Talk) -> None:
    talk.private("15:10", "chu", "准备 欧阳珞")
    heard = await talk.play()
    assert "还没有单独联系过" in heard.to("chu")[0]


@pytest.mark.parametrize(
    ("who", "words"), [("chu", "准备 王小二"), ("ren", "准备 汤圆圆"), ("chu", "准备 傅嘉宁")]
)
async def test_who_is_not_found_or_not_clear(talk: Talk, who: str, words: str) -> None:
    talk.world["contacts"] = CALLS
    talk.private("15:10", who, words)
    heard = await talk.play()
    (told,) = heard.to(who)
    assert "作业" not in told


async def test_a_guardian_gets_none(talk: Talk) -> None:
    talk.world["contacts"] = CALLS
    talk.private("15:10", "tang_ma", "/准备 汤圆圆")
    heard = await talk.play()
    (told,) = heard.to("tang_ma")
    assert "作业" not in told
    assert heard.row("audit", action="refused")
