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
