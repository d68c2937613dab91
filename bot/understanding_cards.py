"""Nicknames to children, JSON lines in and out: `jialian understand cards`."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from bot.errors import UserError
from bot.parsing.cards import CardReading, read
from bot.parsing.meaning import Pupil
from bot.parsing.names import NameIndex

_ERRORS: dict[str, str] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))[
    "errors"
]


def cards(lines: Iterable[str], roster: Mapping[str, Any]) -> Iterator[str]:
    """One line out for each `{"id", "card"}` in: child, relation, class, phone.

    `roster` has the class's name in `class` and `students` with `name` and perhaps `gender`.
    A line that cannot be read gives `{"error"}`. Raises UserError for a roster without names.
    """
    index, label = _class_of(roster)
    for line in lines:
        yield orjson.dumps(_answer(line, index, label)).decode()


def _class_of(roster: Mapping[str, Any]) -> tuple[NameIndex, str]:
    try:
        students = enumerate(roster["students"])
        pupils = [Pupil(str(no), str(s["name"]), str(s.get("gender") or "")) for no, s in students]
        return NameIndex(pupils), str(roster["class"])
    except (KeyError, TypeError, AttributeError) as reason:
        raise UserError("bad_roster", text=_ERRORS["bad_roster"]) from reason


def _answer(line: str, index: NameIndex, label: str) -> dict[str, object]:
    try:
        asked = orjson.loads(line)
    except orjson.JSONDecodeError:
        return {"error": _ERRORS["not_json"]}
    if not isinstance(asked, dict):
        return {"error": _ERRORS["not_json"]}
    card = asked.get("card")
    if not isinstance(card, str):
        return {"id": asked.get("id"), "error": _ERRORS["no_card"]}
    return {"id": asked.get("id"), **_fields(read(card, index, label))}


def _fields(reading: CardReading) -> dict[str, object]:
    fields: dict[str, object] = {
        "child": reading.child.name if reading.child else None,
        "relation": reading.relation,
        "class": reading.class_,
        "phone": reading.phone,
    }
    for name, pupils in (("children", reading.children), ("candidates", reading.candidates)):
        if pupils:
            fields[name] = [pupil.name for pupil in pupils]
    return fields
