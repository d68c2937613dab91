"""What is hidden before it is kept or leaves, and what looks like it and stays."""

import re

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
    ("语文九十二", "[已隐去成绩名次]"),
    ("他数学A等，英语B+", "他[已隐去成绩名次]，[已隐去成绩名次]"),
    ("期末考了个B+", "期末[已隐去成绩名次]"),
    ("怎么才考了六十八", "怎么才[已隐去成绩名次]"),
    ("这次得了个C，别说出去", "这次[已隐去成绩名次]，别说出去"),
    ("数学考了不及格", "[已隐去成绩名次]"),
    ("打我幺三八零零幺三八零零零", "打我[已隐去手机号]"),
    ("电话一三九 一二三四 五六七八", "电话[已隐去手机号]"),
    ("家里电话（0512）65201234", "家里电话（[已隐去手机号]"),
    ("单元测 小海九十六 柯南才五十二", "单元测 [已隐去成绩名次] [已隐去成绩名次]"),
]
KEPT = [
    "放学后一起走",
    "语文三十二页",
    "数学十二题订正",
    "英语四十分钟",
    "同学一起去",
    "语文A、B本都带来",
    "英语A班十点集合",
    "考了三次",
    "考完B卷",
    "二零二六年三月",
    "科学一号楼",
    "得B组先去",
    "数学一起补",
    "考了个驾照",
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


NAMES = ("赵立文", "赵晓岚", "钱立文")


def spans(text: str) -> list[tuple[int, int]]:
    return [found.span() for name in NAMES for found in re.finditer(name, text)]


@pytest.mark.parametrize(
    "text",
    [
        "赵立文98，赵晓岚87，钱立文66，请家长签字",
        "赵立文 98.5 钱立文 76",
        "赵立文A+ 钱立文C",
        "赵立文：100\n赵晓岚：93",
        "赵立文9.5、钱立文8.0",
    ],
)
def test_marks_behind_names_need_no_word_for_them(text: str) -> None:
    assert privacy.mark_behind(text, spans(text))


@pytest.mark.parametrize(
    "text",
    [
        "值日：赵立文 3号，钱立文 5号",
        "赵立文A组 钱立文B组",
        "赵立文140cm 钱立文135cm",
        "校服尺码：赵立文140 钱立文135",
        "赵立文 30元，钱立文 50元",
        "请赵立文、钱立文15:30到操场",
        "赵立文98",
        "语文均分86.2，优秀率45%",
        "数学平均86.2分，满分100分",
    ],
)
def test_other_numbers_behind_names_are_none(text: str) -> None:
    assert not privacy.mark_behind(text, spans(text))
    assert privacy.forbidden(text) == ""


@pytest.mark.parametrize(
    "text", ["语文95数学88", "数学 76 英语 81.5", "办公室0571-88886666", "传真 010 62345678"]
)
def test_marks_by_subject_and_landlines_are_hidden(text: str) -> None:
    hidden = privacy.redacted(f"收到，{text}，行吗")
    assert "[已隐去" in hidden
    assert privacy.redacted(hidden) == hidden
    assert not any(c.isdigit() for c in hidden)


@pytest.mark.parametrize("text", ["语文30页数学20页", "数学12课", "语文10点数学11点", "数学88"])
def test_numbers_of_lessons_are_no_marks(text: str) -> None:
    assert (privacy.redacted(text), privacy.forbidden(text)) == (text, "")
