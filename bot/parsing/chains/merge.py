"""Who wrote which line of a chain: its versions put together, forks and lost lines included.

A version is one message: a copy of an earlier version in which its sender wrote. Two people
who write at the same time fork the chain, and the later copy overwrites the earlier line. So
each version is laid beside its base, the version that it was copied from: what differs from
the base is the sender's deed; what the base never had was lost on the way, and is kept.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.parsing.chains import Entry
from bot.parsing.chains.base import Copied, beside
from bot.parsing.chains.deeds import (
    Added,
    Changed,
    Deed,
    Line,
    Recovered,
    Removed,
    Slot,
    State,
    Version,
    Withdrawn,
)
from bot.parsing.chains.words import plain

Key = Callable[[str], str]
_FIRST_WORD = re.compile(r"[^\W\d_]+")


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


def first_word(text: str) -> str:
    """A line's identity where nothing better is known: its first word without digits."""
    words = plain(text)
    found = _FIRST_WORD.search(words)
    return found.group() if found else words


def merge(versions: Sequence[Version], key: Key = first_word) -> Merged:
    """All versions, in the order in which they were sent. One told twice counts once."""
    state, deeds = State(), list[Deed]()
    for version in versions:
        state, new = step(state, version, key)
        deeds += new
    return Merged(state, tuple(deeds))


def step(state: State, version: Version, key: Key = first_word) -> tuple[State, tuple[Deed, ...]]:
    """One more version: the state after it, and what its sender did. Pure.

    `key` gives a line's identity (the child, or words), "" where it knows none. A version
    that was taken before changes nothing.
    """
    if version.message_id in state.seen:
        return state, ()
    copied = beside(state, version, lambda text: key(text) or first_word(text))
    deeds = _written(state, version, copied)
    if version.chain.whole:
        deeds |= _missing(state, version, copied, fresh=bool(deeds))
    return _after(state, version, copied.base, deeds), tuple(deeds.values())


def _written(state: State, version: Version, copied: Copied) -> dict[Slot, Deed]:
    """Lines that differ from the base and are not in the union already.

    If there are none, the sender's own lines as they were before: he went back to them.
    """
    news, own = dict[Slot, Deed](), dict[Slot, Deed]()
    for slot, entry in copied.entries.items():
        old, new = state.lines.get(slot), _line(slot, entry, version)
        if old and plain(old.text) == plain(new.text):
            continue
        if plain(new.text) != copied.shown.get(slot):
            news[slot] = Changed(old, new) if old else Added(new)
        elif old and old.by == new.by:
            own[slot] = Changed(old, new)
    return news or own


def _line(slot: Slot, entry: Entry, version: Version) -> Line:
    by, at = entry.writer or version.sender, entry.at or version.at
    return Line(slot[0], entry.text, entry.number, by, at, version.message_id)


def _missing(state: State, version: Version, copied: Copied, *, fresh: bool) -> dict[Slot, Deed]:
    """Lines of the union that the version lacks, each told once."""
    deeds, sent = dict[Slot, Deed](), (version.sender, version.at, version.message_id)
    for slot, line in state.lines.items():
        if slot in copied.entries:
            continue
        was_there = copied.shown.get(slot) is not None
        # A copy in which nothing new stands was sent for what it lacks.
        if line.by == version.sender and (was_there or not fresh):
            deeds[slot] = Withdrawn(line, *sent)
        elif slot not in state.reported:
            deeds[slot] = (Removed if was_there else Recovered)(line, *sent)
    return deeds


def _after(state: State, version: Version, node: int, deeds: Mapping[Slot, Deed]) -> State:
    """The state with the version's deeds in it."""
    lines, shown = dict(state.lines), dict(state.shown)
    starter = state.starter or version.chain.starter or version.sender
    marks = {slot: deed for slot, deed in deeds.items() if not isinstance(deed, Recovered)}
    for slot, deed in marks.items():
        text = plain(_new(deed).text) if isinstance(deed, Added | Changed) else None
        shown[slot] = (*shown.get(slot, ()), (len(state.parents), text))
        if isinstance(deed, Withdrawn):
            del lines[slot]
        elif isinstance(deed, Added | Changed):
            lines[slot] = _owned(deed, starter)
    return State(
        lines=lines,
        shown=shown,
        parents=(*state.parents, node) if marks else state.parents,
        reported=state.reported.union(s for s, d in deeds.items() if isinstance(d, _LOST)),
        seen=state.seen | {version.message_id},
        starter=starter,
    )


_LOST = (Recovered, Removed)


def _new(deed: Added | Changed) -> Line:
    return deed.line if isinstance(deed, Added) else deed.new


def _owned(deed: Added | Changed, starter: str) -> Line:
    """The new line stays its first writer's, unless the starter wrote names for others to fill."""
    if isinstance(deed, Added):
        return deed.line
    filled = deed.old.by == starter and plain(deed.new.text).startswith(plain(deed.old.text))
    return deed.new if filled else replace(deed.new, by=deed.old.by)
