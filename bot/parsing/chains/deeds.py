"""The words for what happens to a chain: versions, lines, deeds, and the state after them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.parsing.chains import Chain

# A line's place in the union: its key, and which line of that key it is within one version.
Slot = tuple[str, int]
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Version:
    """One message of the chain, as its sender sent it."""

    message_id: str
    sender: str
    at: datetime
    chain: Chain


@dataclass(frozen=True, slots=True)
class Line:
    """An entry and whose it is. `key` is what the caller's key function made of the text."""

    key: str
    text: str
    number: int | None
    by: str
    at: datetime
    message_id: str


@dataclass(frozen=True, slots=True)
class Added:
    """A new line."""

    line: Line


@dataclass(frozen=True, slots=True)
class Changed:
    """A line with new words. `new.by` changed it; if that is not `old.by`, a foreign hand did."""

    old: Line
    new: Line

    @property
    def foreign(self) -> bool:
        return self.old.by != self.new.by


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A line that its own writer took out."""

    line: Line
    by: str
    at: datetime
    message_id: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A line that somebody else took out: a conflict to report, the line stays."""

    line: Line
    by: str
    at: datetime
    message_id: str


@dataclass(frozen=True, slots=True)
class Recovered:
    """A line that the version never saw, and would have overwritten: it stays."""

    line: Line
    by: str
    at: datetime
    message_id: str


Deed = Added | Changed | Withdrawn | Removed | Recovered


@dataclass(frozen=True, slots=True)
class State:
    """All that is known of a chain after some versions; `step` makes the next one.

    `lines` is the union. `shown` tells for each slot what it showed from which version on,
    oldest first; None: no longer there. `parents` are the bases of the versions in which
    something was written, `NOWHERE` for none. `reported` were told as lost before.
    """

    lines: Mapping[Slot, Line] = field(default_factory=dict)
    shown: Mapping[Slot, tuple[tuple[int, str | None], ...]] = field(default_factory=dict)
    parents: tuple[int, ...] = ()
    reported: frozenset[Slot] = frozenset()
    seen: frozenset[str] = frozenset()
    starter: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """The union of all versions in the order in which lines appeared, and how it came about."""

    state: State
    deeds: tuple[Deed, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(self.state.lines.values())

    @property
    def recovered(self) -> tuple[Line, ...]:
        return tuple(deed.line for deed in self.deeds if isinstance(deed, Recovered))

    @property
    def removed(self) -> tuple[Removed, ...]:
        return tuple(deed for deed in self.deeds if isinstance(deed, Removed))
