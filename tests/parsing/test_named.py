"""Whom a line means beside those of its writer: for certain, to be asked about, or nobody."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.parsing.names.meant import Meant, meant
from tools.named import index_of, own_of, verdict

HERE = Path(__file__).parent
ROSTER = json.loads((HERE / "named_roster.json").read_text("utf-8"))
INDEX = index_of(ROSTER)
LINES = [json.loads(row) for row in (HERE / "named.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["text"])
def test_a_line_means_whom_it_names(line: dict[str, Any]) -> None:
    own = own_of(line, INDEX, ROSTER["class"])
    found = meant(INDEX, line["text"], own, ROSTER["class"])
    assert (set(found.children), set(found.candidates)) == (
        set(line["children"]),
        set(line["candidates"]),
    )


def test_a_wrong_child_is_told_from_one_that_was_missed() -> None:
    line = {"children": ["李明"], "candidates": []}
    assert verdict(line, Meant(("李明",)), ()) == "right"
    assert verdict(line, Meant(("李明轩",)), ()) == "wrong"
    assert verdict(line, Meant(), ()) == "missed"
    assert verdict(line, Meant(candidates=("李明", "李明轩")), ()) == "asked"


def test_nobody_is_meant_by_nothing() -> None:
    assert meant(INDEX, "") == Meant()
