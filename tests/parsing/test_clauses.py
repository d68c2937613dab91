"""What in a line asks, what only mocks."""

import pytest

from bot.parsing import clauses


@pytest.mark.parametrize(
    "text",
    [
        "又折腾？白衬衫不要钱买？收到",
        "又要买？钱多烧的？",
        "天天搞活动，还上不上课了？",
        "谁有空啊？",
        "又开会？班主任不嫌累？",
    ],
)
def test_taunts_ask_nothing(text: str) -> None:
    assert clauses.read(text).questions == ()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("又要开会？那几点结束？", ("那几点结束?",)),
        ("服了，周五是全天吗？", ("周五是全天吗?",)),
        ("又折腾，要不要穿校服", ("要不要穿校服",)),
        ("谁有空帮忙看一下护学岗表？", ("谁有空帮忙看一下护学岗表?",)),
        ("能录像不能", ("能录像不能",)),
        ("管饭不管啊", ("管饭不管啊",)),
    ],
)
def test_what_is_asked_beside_them(text: str, asked: tuple[str, ...]) -> None:
    assert clauses.read(text).questions == asked


@pytest.mark.parametrize(
    "text", ["去也行不去", "哥哥去弟弟不去", "儿子要女儿不要", "能去就去不能去就算了", "参加"]
)
def test_statements(text: str) -> None:
    assert clauses.read(text).questions == ()


@pytest.mark.parametrize(
    "text",
    [
        "卷子改出来没得哦",
        "默写本发下来没得",
        "成绩单印好没有嘛",
        "新书到没到",
        "水杯找回来没",
        "有没得人顺路",
        "跳绳有得卖没得",
    ],
)
def test_a_region_asks_with_its_own_words(text: str) -> None:
    assert clauses.read(f"收到，{text}").questions == (text,)


@pytest.mark.parametrize(
    "text", ["家里没得人", "我们没得意见", "发没发都行", "手机没电没信号", "作业没写完"]
)
def test_to_have_nothing_asks_nothing(text: str) -> None:
    assert clauses.read(f"收到，{text}").questions == ()


@pytest.mark.parametrize(
    "text",
    [
        "眼睛花看不清 讲的么子",
        "看不懂，写的什么呀",
        "没看懂 到底说的啥",
        "说的啥子哦",
        "看不懂啥意思",
    ],
)
def test_who_does_not_understand_asks_no_question_of_his_own(text: str) -> None:
    read = clauses.read(text)
    assert (read.unclear, read.questions) == (True, ())


def test_beside_it_a_question_of_its_own_is_one() -> None:
    assert clauses.read("看不懂，到底几点放学？").questions == ("到底几点放学?",)
