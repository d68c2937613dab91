"""Lines of guardians to intents and slots, JSON lines in and out: `jialian understand replies`."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_KINDS = frozenset({"ack", "form", "poll", "leave", "none"})


def replies(lines: Iterable[str], roster: Mapping[str, Any], now: datetime) -> Iterator[str]:
    """One line out for each `{"id", "text", "sender_card", "context"}` in.

    `roster` has `students` with `name` and perhaps `gender`; `now` is aware. A line that cannot
    be read gives `{"error"}`. Raises UserError for a roster without names.
    """
    pupils = _pupils(roster)
    parsing.load()
    for line in lines:
        yield orjson.dumps(_answer(line, pupils, now)).decode()


def _pupils(roster: Mapping[str, Any]) -> tuple[Pupil, ...]:
    try:
        students = enumerate(roster["students"])
        return tuple(Pupil(str(n), str(s["name"]), str(s.get("gender") or "")) for n, s in students)
    except (KeyError, TypeError, AttributeError) as reason:
        raise UserError("bad_roster", text=_ERRORS["bad_roster"]) from reason


def _answer(line: str, pupils: Sequence[Pupil], now: datetime) -> dict[str, object]:
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
    return {"id": asked.get("id"), **_fields(asked, notice, pupils, now)}


def _notice(context: object) -> OpenNotice | None:
    """The open notice of a line. Raises AttributeError, TypeError or ValueError for a bad one."""
    told = context.get("open_notice") if isinstance(context, dict) else None
    if not told:
        return None
    kind = told.get("kind", "none")
    if kind not in _KINDS:
        raise ValueError(kind)
    return OpenNotice(kind, str(told.get("title") or ""), tuple(map(str, told.get("options") or ())))


def _fields(
    asked: Mapping[str, Any], notice: OpenNotice | None, pupils: Sequence[Pupil], now: datetime
) -> dict[str, object]:
    card = str(asked.get("sender_card") or "")
    meaning = parsing.read(asked["text"], card=card, notice=notice, pupils=pupils, now=now)
    return {
        "intents": [intent.value for intent in meaning.intents],
        "slots": meaning.slots,
        "confidence": meaning.confidence,
    }
