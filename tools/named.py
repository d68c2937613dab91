"""Whom messages name: for certain, to be asked about, or nobody; by lines somebody has labelled.

    python -m tools.named LINES --roster ROSTER [--errors]

A line has `text`, `sender_card`, `children`, `candidates` and perhaps `own` (about the writer's own
child, unnamed). The roster has `class` and `students` with `name`. Worst is a child named for
certain that was not meant (wrong); then nobody found (missed); then asking where it was clear.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.parsing.cards import reading
from bot.parsing.meaning import Pupil
from bot.parsing.names import NameIndex
from bot.parsing.names.meant import Meant, meant

Line = Mapping[str, Any]


def index_of(roster: Mapping[str, Any]) -> NameIndex:
    """The names of a class; the name is the id."""
    names = [one["name"] for one in roster["students"]]
    return NameIndex([Pupil(name, name) for name in names])


def own_of(line: Line, index: NameIndex, label: str) -> tuple[str, ...]:
    """The writer's own children, by the card."""
    card = reading.read(line["sender_card"], index, label) if line["sender_card"] else None
    pupils = (card.children or (card.child,)) if card else ()
    return tuple(pupil.id for pupil in pupils if pupil)


def verdict(line: Line, found: Meant, own: tuple[str, ...]) -> str:
    """How the reading of a line agrees with its label."""
    meant_, asked = set(line["children"]), set(line["candidates"])
    sure, maybe = set(found.children), set(found.candidates)
    allowed = meant_ | (set(own) if line.get("own") else set())
    if sure - allowed:
        return "wrong"
    if meant_ - sure - maybe or (asked and not maybe & asked):
        return "missed"
    return "asked" if meant_ - sure or maybe - asked else "right"


def main() -> None:
    """Print the counts, with and without a card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lines", type=Path)
    parser.add_argument("--roster", type=Path, required=True)
    parser.add_argument("--errors", action="store_true")
    asked = parser.parse_args()
    roster = json.loads(asked.roster.read_text("utf-8"))
    index, table = index_of(roster), defaultdict[str, Counter[str]](Counter)
    for row in filter(None, asked.lines.read_text("utf-8").splitlines()):
        line = json.loads(row)
        own = own_of(line, index, roster["class"])
        found = meant(index, line["text"], own, roster["class"])
        said = verdict(line, found, own)
        for group in _groups(line):
            table[group][said] += 1
        if asked.errors and said != "right":
            print(said, line["text"], line["sender_card"], found)  # noqa: T201
    for group, counts in table.items():
        print(f"{group:10}", sum(counts.values()), dict(counts))  # noqa: T201


def _groups(line: Line) -> list[str]:
    card = "card" if line["sender_card"] else "no card"
    return ["all", card, *(["candidates"] if line["candidates"] else [])]


if __name__ == "__main__":
    main()
