"""The contacts that count, found by kind and time."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from operator import attrgetter

from schedules.regulations.facts import Contact
from schedules.regulations.rules import ANY

_TIME = attrgetter("time")


class Ledger:
    """All contacts of a judgement, in order of their time."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self._all = sorted((one for one in contacts if one.counts), key=_TIME)
        self._of: dict[str, list[Contact]] = defaultdict(list)
        for contact in self._all:
            self._of[contact.kind].append(contact)

    def of(self, kinds: Sequence[str]) -> Iterator[Contact]:
        """Those of these kinds, each once."""
        for found in self._lists(kinds):
            yield from found

    def between(self, kinds: Sequence[str], start: datetime, end: datetime) -> Iterator[Contact]:
        """Those of these kinds from `start` until before `end`."""
        for found in self._lists(kinds):
            first = bisect_left(found, start, key=_TIME)
            yield from found[first : bisect_left(found, end, lo=first, key=_TIME)]

    def _lists(self, kinds: Sequence[str]) -> Iterator[list[Contact]]:
        if ANY in kinds:
            yield self._all
            return
        for kind in dict.fromkeys(kinds):
            if kind in self._of:
                yield self._of[kind]
