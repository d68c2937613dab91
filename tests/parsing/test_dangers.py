"""Deeds, retorts, praise and blame, told apart from what only sounds like them."""

import pytest

from bot.parsing import dangers

ACCUSED = [
    "你家丫头把柯南的书包扔厕所了",
    "他薅我闺女头发",
    "昨天把我家孩子的文具盒踩烂了",
    "某某把人打青了",
    "我家孩子说他老被同桌掐",
    "是你儿子先动的手",
    "把我儿子的作业本撕了",
    "被高年级的揍了一顿，揍得鼻子流血",
    "几个女生孤立她",
]
NO_DEED = [
    "把水杯放书包里了",
    "打车过去",
    "推迟到九点",
    "把通知发到我手机上了",
    "动手能力强",
    "打印了两份",
    "撞衫了哈哈",
    "孩子把校服弄丢了",
]
POINTED = [
    "今天值日表扬付一丁，批评沙小海",
    "以下同学作业没交",
    "小海又迟到",
    "课堂上太吵",
    "扣一分",
]
NOT_POINTED = ["请家长明天带伞", "开家长会", "收表扬信的请登记", "表扬大家"]


@pytest.mark.parametrize("words", ACCUSED)
def test_a_deed_against_somebody(words: str) -> None:
    assert dangers.accuses(words)


@pytest.mark.parametrize("words", NO_DEED)
def test_no_deed(words: str) -> None:
    assert not dangers.accuses(words)


@pytest.mark.parametrize("words", POINTED)
def test_praise_and_blame(words: str) -> None:
    assert dangers.points_out(words)


@pytest.mark.parametrize("words", NOT_POINTED)
def test_no_praise_and_no_blame(words: str) -> None:
    assert not dangers.points_out(words)
