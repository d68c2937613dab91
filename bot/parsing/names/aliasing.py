"""Which pupils a piece of text may name: one look-up by sound, sorted by how well it fits."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from bot.parsing.meaning import Pupil
from bot.parsing.names import sounds
from bot.parsing.names.aliases import (
    AROUND,
    BEFORE,
    Alias,
    Kind,
    aliases,
    heard_of,
    pets_of,
    sounds_around,
)

_REMEMBERED = 256
_NOTHING: frozenset[str] = frozenset()
_SHORTEST_PET = 3  # 小明明
_AROUND = sounds_around()


class Level(IntEnum):
    """How a piece agrees with an alias."""

    WRITTEN = 0
    SAME = 1  # other characters, the same syllables
    NEAR = 2  # syllables that ears confuse


_PET = (Level.WRITTEN, Kind.PET)


@dataclass(frozen=True, slots=True)
class Hit:
    """The pupils whom a piece fits best; `shared` counts characters written alike."""

    pupils: tuple[str, ...]
    kind: Kind
    level: Level
    shared: int

    @property
    def exact(self) -> bool:
        return self.kind is Kind.FULL and self.level is Level.WRITTEN


class Aliases:
    """All aliases of a class, found by sound. Build it once for a roster.

    A pupil has some forty: only how names sound is kept, the rest is made of those few pupils
    whose names have what a piece has.
    """

    def __init__(self, pupils: Sequence[Pupil]) -> None:
        told = [(pupil, heard_of(pupil)) for pupil in pupils]
        self._sounds = [(pupil, own.sounds) for pupil, own in told]
        self._bearers: defaultdict[str, list[int]] = defaultdict(list)  # their places in the roster
        for place, (_, own) in enumerate(self._sounds):
            for code in own:
                self._bearers[code].append(place)
        self._full: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for pupil, heard in told:
            for way in heard.full:
                self._full[way].append(pupil.id)
        self._names = _Beginnings(name for _, own in told for name in own.names)
        self._pets = _Pets((pupil, own.given) for pupil, own in told)
        self._best = lru_cache(maxsize=_REMEMBERED)(self._look_up)

    def best(self, piece: str) -> Hit | None:
        """Whom the whole of a simplified `piece` fits best; several pupils where equally well."""
        return self._best(piece, sounds.sound(piece))

    def places(self, text: str, heard: str) -> list[int]:
        """Where in simplified `text` an alias could begin: a quick refusal of all else."""
        names, pets = self._names.lengths, self._pets.beginnings(text)
        pairs = zip(text, heard, strict=True)
        return [at for at, (char, code) in enumerate(pairs) if code in names or char in pets]

    def starting(self, text: str, heard: str, start: int) -> list[tuple[int, Hit]]:
        """(end, hit) for names, well or ill spelt, and pet names, well spelt, that begin at
        `start` of simplified `text`; the longest first."""
        ends = self._names.ends(heard, start) + self._pets.ends(text, start)
        if not ends:
            return []
        tried = [(end, self._best(text[start:end], heard[start:end])) for end in set(ends)]
        return sorted(((end, hit) for end, hit in tried if hit is not None), reverse=True)

    def _heard(self, heard: str) -> Iterator[Alias]:
        """Every alias that sounds like this, in the order of the pupils."""
        told = set(heard) - _AROUND
        for place in sorted({at for code in heard for at in self._bearers.get(code, ())}):
            pupil, own = self._sounds[place]
            if told <= own:
                yield from aliases(pupil, heard)

    def _look_up(self, piece: str, heard: str) -> Hit | None:
        if bearers := self._full.get((piece, heard)):  # nothing fits better
            return Hit(tuple(dict.fromkeys(bearers)), Kind.FULL, Level.WRITTEN, len(piece))
        found = list(dict.fromkeys(self._heard(heard)))
        if not found:
            return None
        syllables = tuple(map(sounds.syllable, piece))
        ranked = [(_level(alias, piece, syllables), alias) for alias in found]
        level, kind = min((level, alias.kind) for level, alias in ranked)
        best = _rank(level, kind)
        fitting = [a for at, a in ranked if _rank(at, a.kind) == best]
        shared = max(_shared(piece, a.written) for a in fitting)
        if level is Level.SAME:
            fitting += [
                a for _, a in ranked if a.kind == kind and _shared(piece, a.written) >= shared
            ]
        return Hit(tuple(dict.fromkeys(a.pupil for a in fitting)), kind, level, shared)


class _Beginnings:
    """Spellings by their first character: most positions of a text are refused at once."""

    def __init__(self, spellings: Iterable[str]) -> None:
        self._spellings = frozenset(spellings)
        self.lengths: defaultdict[str, set[int]] = defaultdict(set)
        for spelling in self._spellings:
            self.lengths[spelling[0]].add(len(spelling))

    def ends(self, text: str, start: int) -> list[int]:
        """Where spellings that begin at `start` end."""
        ends = [start + length for length in self.lengths.get(text[start], ())]
        return [e for e in ends if e <= len(text) and text[start:e] in self._spellings]


class _Pets:
    """Pet names by a character of the given name: a text without any of them has none."""

    def __init__(self, pupils: Iterable[tuple[Pupil, frozenset[str]]]) -> None:
        """Pupils with the characters of their given names."""
        self._pupils: defaultdict[str, list[Pupil]] = defaultdict(list)
        names = []
        for pupil, given in pupils:
            names.append(sounds.simplified(pupil.name))
            for char in given:
                self._pupils[char].append(pupil)
        self._beginnings = BEFORE.union(*names)
        self._longest = max([_SHORTEST_PET, *(len(name) + 1 for name in names)])

    def beginnings(self, text: str) -> frozenset[str]:
        """The characters with which pet names in this text may begin."""
        return _NOTHING if self._pupils.keys().isdisjoint(text) else self._beginnings

    def ends(self, text: str, start: int) -> list[int]:
        """Where pet names that begin at `start` end."""
        if text[start] not in self._beginnings:
            return []
        last = min(start + self._longest, len(text))
        return [end for end in range(start + 2, last + 1) if self._has(text[start:end])]

    def _has(self, piece: str) -> bool:
        letters = set(piece)
        if len(letters) == len(piece) and letters.isdisjoint(AROUND):
            return False  # each pet name has one of these, or a character twice
        found = (pupil for char in letters for pupil in self._pupils.get(char, ()))
        return any(piece in pets_of(pupil) for pupil in found)


def _level(alias: Alias, piece: str, syllables: tuple[str, ...]) -> Level:
    if alias.written == piece:
        return Level.WRITTEN
    return Level.SAME if alias.spoken == syllables else Level.NEAR


def _rank(level: Level, kind: Kind) -> tuple[Level, Kind]:
    """A pet name, rightly spelt, speaks no louder than a full name that sounds the same."""
    return (Level.SAME, Kind.FULL) if (level, kind) == _PET else (level, kind)


def _shared(piece: str, written: str) -> int:
    return sum(a == b for a, b in zip(piece, written, strict=True))
