"""Children inside a text: whom it may mean, and what must not be taken for a child."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.parsing.meaning import Pupil
from bot.parsing.names import NameIndex
from tests.effort import effort

NAMES = """
张小明 李明 李明轩 李子轩 李梓轩 王浩 王浩然 王雨桐 王雨彤 刘一诺 刘一言 陈思远 林可馨 赵平安 钱一凡
孙明天 周小雨 吴高兴 郑乐乐 龙飞 方圆 单语薇 曾宁 欧阳静宁 南宫雪 古丽米热·艾山 丹增旺姆 叶明 宋新月
徐真 罗宁静
"""
INDEX = NameIndex([Pupil(name, name) for name in NAMES.split()])


def found(text: str, index: NameIndex = INDEX) -> list[tuple[str, str]]:
    return [(m.words, ",".join(m.pupils)) for m in index.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张小明今天请假", [("张小明", "张小明")]),
        ("小明今天请假", [("小明", "张小明")]),
        ("替李明爸爸收到", [("李明", "李明")]),
        ("李明轩收到", [("李明轩", "李明轩")]),
        ("王浩然后天去", [("王浩然", "王浩然")]),
        ("一诺一言都参加", [("一诺", "刘一诺"), ("一言", "刘一言")]),
        ("刘一诺和刘一言请假", [("刘一诺", "刘一诺"), ("刘一言", "刘一言")]),
        ("子轩妈妈收到", [("子轩", "李子轩")]),
        ("思远的书包忘在教室了", [("思远", "陈思远")]),
        ("我家乐乐发烧了", [("乐乐", "郑乐乐")]),
        ("彤彤不去", [("彤彤", "王雨彤")]),
        ("轩轩不去", [("轩轩", "李明轩,李子轩,李梓轩")]),
        ("诺宝今天没吃早饭", [("诺宝", "刘一诺")]),
        ("王雨同请假", [("王雨同", "王雨桐,王雨彤")]),
        ("林可欣参加", [("林可欣", "林可馨")]),
        ("可欣参加", [("可欣", "林可馨")]),
        ("陈思原参加", [("陈思原", "陈思远")]),
        ("善语薇参加", [("善语薇", "单语薇")]),
        ("欧阳今宁", [("欧阳今宁", "欧阳静宁")]),
        ("靜寧不舒服", [("靜寧", "欧阳静宁")]),
        ("歐陽靜寧", [("歐陽靜寧", "欧阳静宁")]),
        ("古丽米热请假", [("古丽米热", "古丽米热·艾山")]),
        ("古丽米热.艾山请假", [("古丽米热", "古丽米热·艾山")]),
        ("丹增请假", [("丹增", "丹增旺姆")]),
        ("李明玄请假", [("李明玄", "李明轩,李明")]),
        ("张老师您好，李明轩收到", [("李明轩", "李明轩")]),
        ("老师，李明和李明轩都去", [("李明", "李明"), ("李明轩", "李明轩")]),
        ("李明轩妈妈的手机换了", [("李明轩", "李明轩")]),
        ("小明收到", [("小明", "张小明")]),
        ("李明轩明天请假", [("李明轩", "李明轩")]),
        ("王雨桐可去可不去", [("王雨桐", "王雨桐")]),
        ("李明轩欢喜得很", [("李明轩", "李明轩")]),
    ],
)
def test_names_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "明天请假",
        "孩子平安到家",
        "平安到家了",
        "高兴明天放假",
        "小雨转晴",
        "明儿个不去了",
        "今天下小雨",
        "明天天气不好",
        "小朋友们都很高兴",
        "高兴得很",
        "方圆几里都没有",
        "一番心意",
        "心灵手巧",
        "新月如钩",
        "李明辉今天请假",
        "李明轩宇的妈妈",
        "王雨桐欣今天请假",
        "我是林可馨语的爸爸",
        "赵平安然，外婆",
        "王子轩今天没来",
        "张明同学",
        "王浩宇妈妈收到",
        "时间长一点",
        "理想很远",
        "宁静的夜晚",
        "明明说好了的",
        "李明老师说得对",
        "李明辉老师发的通知",
        "一诺老师辛苦了",
        "李明轩的同桌请假",
        "我是李明轩妈妈的同事",
        "隔壁班的李明轩也去",
        "赵一诺收到",
        "陈可馨收到",
        "",
    ],
)
def test_ordinary_words_and_strangers_are_no_child(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("平安妈妈收到", "赵平安"),
        ("我家小雨发烧", "周小雨"),
        ("高兴请假一天", "吴高兴"),
        ("方圆明天不去", "方圆"),
        ("一凡也参加", "钱一凡"),
        ("我是明天妈妈", "孙明天"),
        ("报名：龙飞", "龙飞"),
        ("宁静同学", "罗宁静"),
        ("新月，参加", "宋新月"),
    ],
)
def test_a_name_that_is_a_word_needs_words_about_a_child(text: str, expected: str) -> None:
    assert [ids for _, ids in found(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("李子涵女请假", "g"),
        ("李子涵（男）请假", "b"),
        ("李子涵，女生那个", "g"),
        ("女生 子涵不去", "g"),
        ("李子涵不去", "g,b"),
    ],
)
def test_gender_tells_two_of_one_name_apart(text: str, expected: str) -> None:
    index = NameIndex([Pupil("g", "李子涵", "女"), Pupil("b", "李子涵", "男")])
    assert [ids for _, ids in found(text, index)] == [expected]


def test_only_a_full_name_as_written_in_the_roster_is_exact() -> None:
    marks = {m.words: m.exact for m in INDEX.find("张小明，可欣，王雨同，刘一诺")}
    assert marks == {"张小明": True, "可欣": False, "王雨同": False, "刘一诺": True}


@given(st.text(max_size=60) | st.text("李明轩王浩然小一诺妈的,天", max_size=40))
def test_spans_lie_in_the_text_and_never_overlap(text: str) -> None:
    mentions = INDEX.find(text)
    assert all(text[slice(*m.span)] == m.words and m.pupils for m in mentions)
    ends = [0, *(m.span[1] for m in mentions)]
    assert all(m.span[0] >= end for m, end in zip(mentions, ends, strict=False))


def test_a_message_is_searched_in_microseconds() -> None:
    text = "老师您好，李明轩今天有点发烧，想请一天假，麻烦您批准一下谢谢"
    assert effort(lambda: [INDEX.find(text) for _ in range(50)], tries=20) / 50 < 300e-6
