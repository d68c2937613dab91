"""Words of many kinds of people under notices that ask something: what they settle."""

from itertools import groupby
from pathlib import Path

import pytest

from tests.answers.table import Case, judge, play, read

HERE = Path(__file__).parent
TABLES = sorted(path for path in HERE.glob("*.toml") if path.name != "people.toml")
NOTICES = [
    pytest.param(list(rows), id=f"{path.stem}-{number}")
    for path in TABLES
    for number, rows in groupby(read(path), key=lambda case: case.number)
]
MOST_MISSED = 0.2  # of the rows of a notice: seen, asked or passed over, but never wrong


@pytest.mark.parametrize("cases", NOTICES)
async def test_words_are_read_rightly(cases: list[Case], tmp_path: Path) -> None:
    came = await play(cases, tmp_path)
    judged = [
        (judge(case, one), case.name, one.receipts) for case, one in zip(cases, came, strict=True)
    ]
    assert [row for row in judged if row[0] == "wrong"] == []
    missed = [row for row in judged if row[0] == "missed"]
    assert len(missed) <= MOST_MISSED * len(cases), missed
