"""The state of a chain as the notice keeps it between two messages."""

from datetime import datetime
from typing import Any

from bot.parsing.chains.deeds import Line, State


def to_json(state: State) -> dict[str, Any]:
    return {
        "lines": [[*slot, *_line(line)] for slot, line in state.lines.items()],
        "shown": [[*slot, [list(mark) for mark in marks]] for slot, marks in state.shown.items()],
        "parents": list(state.parents),
        "reported": [list(slot) for slot in state.reported],
        "seen": sorted(state.seen),
        "starter": state.starter,
    }


def _line(line: Line) -> list[Any]:
    return [line.key, line.text, line.number, line.by, line.at.isoformat(), line.message_id]


def from_json(kept: dict[str, Any]) -> State:
    return State(
        lines={(slot, n): _read(words) for slot, n, *words in kept.get("lines", ())},
        shown={
            (slot, n): tuple((at, text) for at, text in marks)
            for slot, n, marks in kept.get("shown", ())
        },
        parents=tuple(kept.get("parents", ())),
        reported=frozenset((slot, n) for slot, n in kept.get("reported", ())),
        seen=frozenset(kept.get("seen", ())),
        starter=kept.get("starter", ""),
    )


def _read(words: list[Any]) -> Line:
    key, text, number, by, at, message_id = words
    return Line(key, text, number, by, datetime.fromisoformat(at), message_id)
