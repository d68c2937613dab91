"""Rule 20: what is of one's own will is neither counted nor chased."""

import pytest

from tests.conversations.player import Talk

QUIZ = "发通知 社区防火知识问答，自愿参加，周五20:00前都可以做。"


async def test_it_has_neither_receipts_nor_deadline(talk: Talk) -> None:
    talk.private("15:00", "chu", QUIZ)
    talk.group("15:05", "bo_ma", "收到")
    talk.group("15:06", "tang_ma", "我家参加")
    talk.tick("03-13 12:00")
    heard = await talk.play()
    notice = heard.notice()
    assert (notice["kind"], notice["receipts"], notice["deadline"]) == ("voluntary", {}, None)
    assert "40" in heard.to("chu")[0]
    assert heard.silent("15:01")


async def test_its_questions_get_one_answer_in_the_group(talk: Talk) -> None:
    talk.private("15:00", "chu", QUIZ)
    talk.group("15:05", "bo_ma", "做完截图发哪里？")
    talk.group("15:07", "tang_ma", "不做会影响孩子评优吗？")
    talk.group("15:30", "hai_ma", "截图要发群里吗？")
    talk.tick("16:00")
    heard = await talk.play()
    (answer,) = heard.group("15:01")
    assert all(word in answer for word in ("40", "自愿", "截图", "统计"))


@pytest.mark.parametrize("order", ["催40", "/催 40"])
async def test_it_cannot_be_nudged_by_hand(talk: Talk, order: str) -> None:
    talk.private("15:00", "chu", QUIZ)
    talk.private("15:30", "chu", order)
    heard = await talk.play()
    assert heard.told("15:30") == {"chu"}


async def test_beside_it_a_receipt_means_the_notice_that_asks(talk: Talk) -> None:
    talk.private("15:00", "chu", QUIZ)
    talk.private("15:01", "chu", "发通知 后天交体检表。请回收到。")
    talk.group("15:05", "bo_ma", "收到")
    heard = await talk.play()
    assert heard.those("confirmed", 41) == {"bo"}
    assert heard.silent("15:05")
