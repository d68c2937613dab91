"""Lines of guardians to intents and slots, JSON lines in and out: `jialian understand replies`."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from bot.errors import UserError
from bot.parsing import replies as parsing
from bot.parsing.meaning import OpenNotice, Pupil

_ERRORS: dict[str, str] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))[
    "errors"
]


@dataclass(frozen=True, slots=True)
class _World:
    """What holds for every line of one call."""

    pupils: tuple[Pupil, ...]
    now: datetime
    explain: bool


_KINDS = frozenset({"ack", "form", "poll", "leave", "none"})


def replies(
    lines: Iterable[str], roster: Mapping[str, Any], now: datetime, *, explain: bool = False
) -> Iterator[str]:
    """One line out for each `{"id", "text", "sender_card", "context"}` in.

    `roster` has `students` with `name` and perhaps `gender`, or is empty; `now` is aware. With
    `explain` the answer says in `evidence` what it rests on. A line that cannot be read gives
    `{"error"}`. Raises UserError for a roster without names.
    """
    world = _World(_pupils(roster) if roster else (), now, explain)
    parsing.load()
    for line in lines:
        yield orjson.dumps(_answer(line, world)).decode()


def _pupils(roster: Mapping[str, Any]) -> tuple[Pupil, ...]:
    try:
        students = enumerate(roster["students"])
        return tuple(Pupil(str(n), str(s["name"]), str(s.get("gender") or "")) for n, s in students)
    except (KeyError, TypeError, AttributeError) as reason:
        raise UserError("bad_roster", text=_ERRORS["bad_roster"]) from reason


def _answer(line: str, world: _World) -> dict[str, object]:
    try:
        asked = orjson.loads(line)
    except orjson.JSONDecodeError:
        return {"error": _ERRORS["not_json"]}
    if not isinstance(asked, dict):
        return {"error": _ERRORS["not_json"]}
    if not isinstance(asked.get("text"), str):
        return {"id": asked.get("id"), "error": _ERRORS["no_text"]}
    try:
        notice = _notice(asked.get("context"))
    except (AttributeError, TypeError, ValueError):
        return {"id": asked.get("id"), "error": _ERRORS["bad_notice"]}
    return {"id": asked.get("id"), **_fields(asked, notice, world)}


def _notice(context: object) -> OpenNotice | None:
    """The open notice of a line. Raises AttributeError, TypeError or ValueError for a bad one."""
    told = context.get("open_notice") if isinstance(context, dict) else None
    if not told:
        return None
    kind = told.get("kind", "none")
    if kind not in _KINDS:
        raise ValueError(kind)
    return OpenNotice(
        kind, str(told.get("title") or ""), tuple(map(str, told.get("options") or ()))
    )


def _fields(
    asked: Mapping[str, Any], notice: OpenNotice | None, world: _World
) -> dict[str, object]:
    card = str(asked.get("sender_card") or "")
    meaning = parsing.read(
        asked["text"],
        card=card,
        notice=notice,
        pupils=world.pupils,
        now=world.now,
        explain=world.explain,
    )
    why = {"evidence": list(meaning.evidence)} if world.explain else {}
    return {
        "intents": [intent.value for intent in meaning.intents],
        "slots": meaning.slots,
        "confidence": meaning.confidence,
        **why,
    }
