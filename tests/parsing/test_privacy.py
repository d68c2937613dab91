"""What is hidden before it is kept or leaves, and what looks like it and stays."""

import pytest

from bot.parsing import privacy

HIDDEN = [
    ("孩子证件号 11010120150102123X", "孩子证件号 [已隐去证件号]"),
    ("打我 138 0013 8000", "打我 [已隐去手机号]"),
    ("语文考了 92 分", "[已隐去成绩名次]"),
    ("这次得了第三名", "这次得了[已隐去成绩名次]"),
    ("这回倒数第二", "这回[已隐去成绩名次]"),
    ("进了年级前十名", "进了年级[已隐去成绩名次]"),
    ("这次考前五，真高兴", "这次考[已隐去成绩名次]，真高兴"),
    ("她排全班前3", "她排全班[已隐去成绩名次]"),
    ("这回单元测欧阳雪九十八分", "这回单元[已隐去成绩名次]"),
    ("单元测 小海九十六 柯南才五十二", "单元测 [已隐去成绩名次] [已隐去成绩名次]"),
]
KEPT = [
    "放学后一起走",
    "课后三点半接",
    "作业前十题做完",
    "三天前二楼的灯坏了",
    "放学后十分钟",
    "期中考完后一周内",
    "饭后一百步",
    "晚上八点30分到校",
    "提前30分到校",
    "下班前三点到",
    "考后一天交",
    "上午10点20分集合",
    "",
    "收到",
    "晚七点二十分集合",
    "考试时间八点二十到九点四十",
    "提前四十分钟考场见",
    "测验十一月二十日",
]


@pytest.mark.parametrize(("text", "shown"), HIDDEN)
def test_what_nobody_else_may_read_is_hidden(text: str, shown: str) -> None:
    assert privacy.redacted(text) == shown
    assert privacy.redacted(shown) == shown


@pytest.mark.parametrize("text", KEPT)
def test_ordinary_words_stay(text: str) -> None:
    assert privacy.redacted(text) == text
