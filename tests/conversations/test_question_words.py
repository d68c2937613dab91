"""Rule 16: what is a question and what only stands beside it; who does not understand."""

import pytest

from tests.conversations.player import Talk

PENS = "发通知 明天（3月10日）上午带水彩笔，放书包里。请回收到。"
POLL = "发通知 投票：研学去哪里？A 茶园 B 陶艺馆 C 海洋馆，每家选一个，周四18:00前。"
RIDE = "发通知 秋游登记，请填：人数、乘车方式。周五20:00前。"
COME = "发通知 周六（3月13日）上午9:00亲子运动会，滨江公园。请回“参加/不参加”，周三20:00前。"


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (POLL, ("有没有车接送", "C，有没有车接送", "选b 有没有车接送？")),
        (POLL, ("陶艺馆 门票谁出", "门票谁出？", "A 门票谁出")),
        (RIDE, ("3人 大巴，有没有座位号", "有没有座位号", "2人，大巴，有没有座位号？")),
        (COME, ("参加，能带二宝吗", "能带二宝吗", "我们参加 能带二宝吗")),
    ],
)
async def test_an_answer_beside_a_question_is_no_part_of_it(
    talk: Talk, order: str, words: tuple[str, ...]
) -> None:
    talk.private("15:00", "chu", order)
    for minute, (who, text) in enumerate(zip(("bo_ma", "hai_ma", "tang_ma"), words, strict=True)):
        talk.group(f"15:0{minute + 1}", who, text)
    talk.tick("16:00")
    talk.private("16:10", "chu", "/答 7 问好了再说")
    heard = await talk.play()
    assert heard.row("questions")["askers"] == ["bo_ma", "hai_ma", "tang_ma"]
    for who in ("bo_ma", "hai_ma", "tang_ma"):
        assert "问好了再说" in "".join(heard.to(who, "16:10"))


async def test_what_else_is_told_beside_a_question_stays_with_it(talk: Talk) -> None:
    talk.private("15:00", "chu", COME)
    talk.group("15:05", "bo_ma", "参加，孩子脚崴了走不快，能坐轮椅进去吗")
    heard = await talk.play()
    assert "参加" not in heard.row("questions")["text"]
    assert "轮椅" in heard.row("questions")["text"]


@pytest.mark.parametrize(
    ("words", "teacher"),
    [
        ("收到了，英语默写本发下来没得哦", "pan"),
        ("收倒咯 语文作文本发没发哦", "chu"),
        ("好的 春装校服到货了没得嘛", "chu"),
    ],
)
async def test_a_region_asks_the_teacher_of_the_subject(
    talk: Talk, words: str, teacher: str
) -> None:
    talk.private("15:00", "chu", PENS)
    talk.group("15:05", "bo_ma", words)
    heard = await talk.play()
    assert heard.row("questions")["to"] == [teacher]
    assert heard.status("bo") == "confirmed"


@pytest.mark.parametrize(
    "words", ["我眼睛花 看不懂 讲的么子", "看不懂，写的什么呀", "我没看懂 到底说的啥", "说的啥子哦"]
)
async def test_an_invitation_not_understood_is_told_again_and_nothing_else(
    talk: Talk, words: str
) -> None:
    talk.private("15:00", "chu", COME)
    talk.group("15:05", "duo_nai", words)
    talk.tick("16:00")
    heard = await talk.play()
    (text,) = heard.to("duo_nai")
    assert "9:00" in text
    assert "3月13日" in text
    assert len(text) <= 90
    assert heard.status("duo") == "question"
    assert heard.rows("questions") == []


async def test_one_or_two_days_is_told_by_the_notice(talk: Talk) -> None:
    talk.private("15:00", "chu", "发通知 明天（3月10日）起因流感停课三天。收到请回复")
    talk.group("15:05", "bo_ma", "停课两天还是三天？")
    talk.tick("16:00")
    heard = await talk.play()
    row = heard.row("questions")
    assert (row["status"], row["source"]) == ("answered", "notice")
    assert "三天" in "".join(heard.group("15:05"))
