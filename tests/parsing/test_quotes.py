"""What stands above the line is another's."""

import pytest

from bot.parsing import quotes

OWN = [
    ("「康妈：草莓两盒？」\n—————————\n我家订二十", "我家订二十"),
    ("「王老师：明天带伞\n请回收到」\n- - - - - - - - - - - - - - -\n收到", "收到"),
    ("「小桥：通知3 明天带伞」\n收到，几点到校", "收到，几点到校"),
    ("「收到」", "「收到」"),
    ("「带伞」\n「穿校服」\n都知道了", "「带伞」\n「穿校服」\n都知道了"),
    ("请看「通知3：带伞」\n收到", "请看「通知3：带伞」\n收到"),
    ("收到\n—————————\n谢谢", "收到\n—————————\n谢谢"),
    ("「" * 5_000, "「" * 5_000),
]


@pytest.mark.parametrize(("text", "own"), OWN, ids=[str(i) for i in range(len(OWN))])
def test_the_writers_own_words(text: str, own: str) -> None:
    assert quotes.own(text) == own
