"""A field that asks yes or no takes the matter itself with what is said of it."""

import pytest

from bot.parsing import clauses, forms
from bot.parsing.forms import reading

HEALTH = ("孩子身高", "体重", "是否过敏")
TOLD = [
    ("体重30公斤，身高131，是否过敏：对虾过敏", ("131", "30公斤", "对虾过敏")),
    ("身高128 体重26 不过敏", ("128", "26", "不过敏")),
    ("125 25 无", ("125", "25", "无")),
    ("129、27、没有过敏", ("129", "27", "没有过敏")),
    ("身高135，体重33，对花粉过敏", ("135", "33", "对花粉过敏")),
    ("是否过敏 否 身高120 体重20", ("120", "20", "否")),
    ("身高130", ("130", None, None)),
]


@pytest.mark.parametrize(("words", "values"), TOLD)
def test_each_value_stands_in_its_field(words: str, values: tuple[str | None, ...]) -> None:
    found = reading.read(words, forms.form(HEALTH)).values
    assert tuple(found.get(field) for field in HEALTH) == values


def test_a_field_with_its_value_is_no_question() -> None:
    assert clauses.read("身高131，是否过敏：对虾过敏").questions == ()
    assert clauses.read("是否要带饭").questions != ()
