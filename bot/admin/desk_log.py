"""The logs that teachers pasted: kept in memory alone, for two hours, never in the database."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.parsing.chatlogs import Log, LogLine, Unread
from bot.pasting import message_ids

KEPT = timedelta(hours=2)


@dataclass
class Kept:
    """One class's log as it grew: its lines by id, in order, and what the last paste brought.

    `matched`: the accounts whose family the teacher named since, with what was said of each.
    """

    room: str
    format: str
    lines: dict[str, LogLine]
    unread: tuple[Unread, ...]
    until: datetime
    fresh: int = 0
    words: str = ""  # of a notice that is new
    matched: dict[str, str] = field(default_factory=dict)

    @property
    def log(self) -> Log:
        """Everything that was pasted, as one log."""
        return Log(self.format, tuple(self.lines.values()), self.unread)


class Logs:
    """A log for each browser and class; a browser is known by the token in its cookie."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[tuple[str, str], Kept] = {}

    def of(self, token: str, room: str) -> Kept | None:
        self._sweep()
        return self._kept.get((token, room))

    def keep(self, token: str, room: str, log: Log, onto: Kept | None = None) -> Kept:
        """Keep a log; `onto` an earlier one of the same class what it brings anew is added."""
        lines = dict(zip(message_ids(log.lines), log.lines, strict=True))
        if onto:
            lines = in_time({**onto.lines, **lines})
        matched = onto.matched if onto else {}
        until = self._clock() + KEPT
        kept = Kept(room, log.format, lines, log.unread, until, matched=matched)
        self._kept[token, room] = kept
        _later(self._sweep)
        return kept

    def drop(self, token: str, room: str) -> None:
        self._kept.pop((token, room), None)

    def _sweep(self) -> None:
        """Forget what was kept long enough."""
        now = self._clock()
        self._kept = {key: kept for key, kept in self._kept.items() if now < kept.until}


def in_time(lines: Mapping[str, LogLine]) -> dict[str, LogLine]:
    """Lines of two copies in the order of their times; where one has none, as they came."""
    if any(line.at is None for line in lines.values()):
        return dict(lines)
    return dict(sorted(lines.items(), key=lambda item: item[1].at.timestamp() if item[1].at else 0))


def _later(sweep: Callable[[], None]) -> None:
    """Nobody may look again: what is kept goes all the same."""
    asyncio.get_running_loop().call_later(KEPT.total_seconds() + 1, sweep)
