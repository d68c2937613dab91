"""Reads a rehearsal file: the world, and its events line by line. Every mistake names its line."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bot import texts
from bot.clock import CHINA
from bot.errors import UserError
from bot.messages import Kind

KINDS = frozenset(kind.value for kind in Kind)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the file. `chat` is a group id or "private"; `sender` an account."""

    at: datetime
    line: int
    chat: str = ""
    sender: str = ""
    id: str = ""
    kind: Kind = Kind.TEXT
    text: str = ""
    name: str = ""
    quote: Any = None
    mentions: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    tick: bool = False
    down: bool = False
    state: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    world: dict[str, Any]
    events: tuple[Event, ...] = ()
    accounts: frozenset[str] = field(default_factory=frozenset)


def read(path: Path) -> Script:
    """Read the file whole. Raises UserError("replay_line", line, why)."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise UserError("replay_missing", path=path) from None
    return parse(lines)


def parse(lines: Sequence[str]) -> Script:
    world = _object(lines[0] if lines else "", 1).get("world")
    if not isinstance(world, dict):
        raise _wrong(1, "world")
    groups = {c["group"] for c in world.get("classes", ())}
    people = (p for key in ("staff", "guardians", "accounts") for p in world.get(key, ()))
    accounts = frozenset(p["account"] for p in people)
    events, last = [], moment(world.get("now"), 1)
    for number, text in _numbered(lines):
        event = _event(_object(text, number), number, groups, accounts)
        if event.at < last:
            raise _wrong(number, "back")
        last = event.at
        events.append(event)
    return Script(world, tuple(events), accounts)


def _numbered(lines: Sequence[str]) -> Iterable[tuple[int, str]]:
    return ((n, text) for n, text in enumerate(lines[1:], 2) if text.strip())


def _event(row: dict[str, Any], number: int, groups: set[str], accounts: frozenset[str]) -> Event:
    at = moment(row.get("at"), number)
    if row.get("tick") or row.get("state"):
        down, state = bool(row.get("down")), bool(row.get("state"))
        return Event(at, number, tick=bool(row.get("tick")), down=down, state=state)
    if row.get("kind", "text") not in KINDS:
        raise _wrong(number, "kind", value=row.get("kind"))
    if row.get("chat") != "private" and row.get("chat") not in groups:
        raise _wrong(number, "chat", value=row.get("chat"))
    if row.get("from") not in accounts:
        raise _wrong(number, "account", value=row.get("from"))
    return Event(
        at=at,
        line=number,
        chat=row["chat"],
        sender=row["from"],
        id=str(row.get("id") or f"L{number}"),
        kind=Kind(row.get("kind", "text")),
        text=_words(row),
        name=str(row.get("name") or ""),
        quote=row.get("quote"),
        mentions=tuple(row.get("mentions") or ()),
        rows=tuple(tuple(str(cell) for cell in cells) for cells in row.get("rows") or ()),
    )


def _words(row: dict[str, Any]) -> str:
    content = row.get("content")
    return "\n".join(str(part) for part in (row.get("text"), content) if part)


def _object(text: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(text)
    except ValueError:
        row = None
    if not isinstance(row, dict):
        raise _wrong(number, "json")
    return row


def moment(value: object, number: int) -> datetime:
    """An ISO time; without offset it is Chinese time."""
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError:
        raise _wrong(number, "time", value=value) from None
    return at if at.tzinfo else at.replace(tzinfo=CHINA)


def _wrong(number: int, why: str, **facts: object) -> UserError:
    return UserError("replay_line", line=number, why=texts.say(f"replay.{why}", **facts))
