"""From which earlier version a version of a chain was copied, and which line is which."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.parsing.chains import Entry
from bot.parsing.chains.deeds import NOWHERE, Slot, State, Version
from bot.parsing.chains.words import plain

Shown = Mapping[Slot, str | None]
_CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class Copied:
    """A version beside its base: which line each entry is, and what the base showed."""

    base: int
    shown: Shown
    entries: Mapping[Slot, Entry]


def beside(state: State, version: Version, key: Callable[[str], str]) -> Copied:
    """Find the version's base and give each entry its slot.

    An entry is the line of the same words, or of the same beginning; else the line of its key
    that the base showed, or that its writer wrote; else a new line.
    """
    entries = version.chain.entries
    keys = [key(entry.text) for entry in entries]
    same = _same_words(state, entries, keys)
    node, shown = _base(state, dict(same.values()))
    return Copied(node, shown, _placed(state, version, keys, same, shown))


def _same_words(
    state: State, entries: Sequence[Entry], keys: list[str]
) -> dict[int, tuple[Slot, str]]:
    """By entry: the line that it is beyond doubt, and the words that this line showed."""
    homes, lines = _homes(state)
    found, taken = dict[int, tuple[Slot, str]](), set[Slot]()
    for i, entry in enumerate(entries):
        text = plain(entry.text)
        if slot := _take(homes[keys[i], text], taken):
            found[i] = slot, text
    for i, entry in enumerate(entries):
        slot, text = lines.get(keys[i], (None, ""))
        if i not in found and slot and slot not in taken and _goes_on(plain(entry.text), text):
            taken.add(slot)
            found[i] = slot, text
    return found


def _homes(
    state: State,
) -> tuple[dict[tuple[str, str], list[Slot]], dict[str, tuple[Slot, str]]]:
    """The slots by key and words that they ever showed; and by key the newest line's words."""
    homes, lines = defaultdict[tuple[str, str], list[Slot]](list), dict[str, tuple[Slot, str]]()
    for slot in reversed(list(state.shown)):
        texts = [text for _, text in state.shown[slot] if text is not None]
        for text in dict.fromkeys(texts):
            homes[slot[0], text].append(slot)
        lines.setdefault(slot[0], (slot, texts[-1]))
    return homes, lines


def _goes_on(one: str, other: str) -> bool:
    """Whether one text is the other cut short, and says more than a name."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(short.split()) > 1


def _base(state: State, texts: Mapping[Slot, str]) -> tuple[int, Shown]:
    """One of the newest versions that the lines know of: the one that differs least from them."""
    known = {_latest(state, slot, text) for slot, text in texts.items()}
    best: tuple[int, Shown] = (NOWHERE, {})
    least = len(texts) + len(state.shown) + 1
    for node in heapq.nlargest(_CANDIDATES, known):
        shown = _shown_at(state, node)
        distance = _distance(texts, shown)
        if distance < least:
            best, least = (node, shown), distance
    return best


def _latest(state: State, slot: Slot, text: str) -> int:
    """The newest version in which the slot came to show the text."""
    return next(node for node, shown in reversed(state.shown[slot]) if shown == text)


def _shown_at(state: State, node: int) -> dict[Slot, str | None]:
    """What every slot showed in the version: its own words and its ancestors'."""
    past = set[int]()
    while node != NOWHERE:
        past.add(node)
        node = state.parents[node]
    there = dict[Slot, str | None]()
    for slot, marks in state.shown.items():
        for at, text in marks:
            if at in past:
                there[slot] = text
    return there


def _distance(texts: Mapping[Slot, str], shown: Shown) -> int:
    """How many lines would have had to be taken out of the version, or put into it."""
    lost = sum(text is not None and texts.get(slot) != text for slot, text in shown.items())
    extra = sum(shown.get(slot) is None for slot in texts)
    return lost + extra


def _placed(
    state: State,
    version: Version,
    keys: list[str],
    same: Mapping[int, tuple[Slot, str]],
    shown: Shown,
) -> dict[Slot, Entry]:
    there = defaultdict[str, list[Slot]](list)
    own = defaultdict[tuple[str, str], list[Slot]](list)
    for slot in reversed(list(shown)):
        if shown[slot] is not None:
            there[slot[0]].append(slot)
    for slot, line in state.lines.items():
        own[slot[0], line.by].append(slot)
    count, taken = Counter(slot[0] for slot in state.shown), {slot for slot, _ in same.values()}
    placed = dict[Slot, Entry]()
    for i, (key, entry) in enumerate(zip(keys, version.chain.entries, strict=True)):
        writer = entry.writer or version.sender
        known = same[i][0] if i in same else _take(there[key], taken)
        placed[known or _take(own[key, writer], taken) or _fresh(key, count)] = entry
    return placed


def _take(slots: list[Slot], taken: set[Slot]) -> Slot | None:
    """The next slot that is not taken yet; it is taken now."""
    while slots:
        if (slot := slots.pop()) not in taken:
            taken.add(slot)
            return slot
    return None


def _fresh(key: str, count: Counter[str]) -> Slot:
    count[key] += 1
    return key, count[key] - 1
