"""What of a record is the family's own affair, by kinds, and what only sounds like it."""

import pytest

from bot.parsing import private_matters

OWN = [
    "孩子出了荨麻疹", "放学路上磕破头缝了三针", "左耳流脓", "例假来了不舒服", "尿裤子了", "爷爷得了肺癌",
    "夜里老惊醒", "最近情绪低落", "爷爷耳朵听不见 拄着拐", "妈妈是聋哑人", "随班就读",
    "他爸妈去年离了", "奶奶过世", "孩子归我带", "法院判了探视时间", "他爸要是来接人先问一声",
    "他爸关在看守所", "爸爸酒驾进去了", "判了三年", "靠五保金过日子", "房租都拿不出", "手头紧 饭费晚交", "屋顶漏雨",
    "家里是穆斯林 不吃猪肉", "妈妈信耶稣", "又被他爸打了",
]  # fmt: skip
PLAIN = [
    "作业没写完", "上课走神 手机玩太多", "古诗要牢记", "发牢骚", "听写漏了两行", "雨天带伞", "心里有数",
    "回教室再写", "礼拜三开会", "信心不足", "离校前交", "交不出作业", "让人头疼", "约好每天读书", "家里烧烤", "好几次没交",
]  # fmt: skip


@pytest.mark.parametrize("words", OWN)
def test_it_is_the_familys_own(words: str) -> None:
    assert private_matters.touched(words)


@pytest.mark.parametrize("words", PLAIN)
def test_it_may_be_read(words: str) -> None:
    assert not private_matters.touched(words)
