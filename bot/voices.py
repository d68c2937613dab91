"""The accounts that speak: one message at a time, and on one day no more than each may."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from storage.views import Outgoing

AHEAD = 50  # messages of one account that are claimed before it is their turn


@dataclass(slots=True)
class Voice:
    """An account as it speaks: whose turn it is, how many wait, how many left today."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    said: int = 0


class Voices:
    """Every account by its name, "platform/bot". `cap` is the most that one says on a day."""

    def __init__(self, cap: int) -> None:
        self._cap, self._day = cap, date.min
        self._known: dict[str, Voice] = {}

    def of(self, row: Outgoing) -> Voice:
        return self._known.setdefault(f"{row.platform}/{row.bot}", Voice())

    def full(self) -> list[str]:
        """Those for whom enough is claimed. Asked in another thread than the one that adds."""
        return [name for name, voice in list(self._known.items()) if voice.waiting >= AHEAD]

    def is_new(self, day: date) -> bool:
        """Has another day begun since the last count?"""
        return day != self._day

    def begin(self, day: date, said: Iterable[tuple[str, str, int]]) -> None:
        """A day begins, or the program: (platform, bot, count) have left on it by now."""
        self._day = day
        for voice in self._known.values():
            voice.said = 0
        for platform, bot, count in said:
            self._known.setdefault(f"{platform}/{bot}", Voice()).said = count

    def may_say(self, row: Outgoing) -> bool:
        """Answers to a person and alarms may always leave; the rest only under the cap."""
        return row.any_hour or self.of(row).said < self._cap
