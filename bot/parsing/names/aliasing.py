"""Which pupils a piece of text may name: one look-up by sound, sorted by how well it fits."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from bot.parsing.meaning import Pupil
from bot.parsing.names import sounds
from bot.parsing.names.aliases import Alias, Kind, aliases

_REMEMBERED = 2048


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
    """All aliases of a class, found by sound. Build it once for a roster."""

    def __init__(self, pupils: Sequence[Pupil]) -> None:
        self._by_sound: dict[str, list[Alias]] = defaultdict(list)
        self._names = _Beginnings()
        self._pets = _Beginnings()
        self._best = lru_cache(maxsize=_REMEMBERED)(self._look_up)
        for alias in dict.fromkeys(a for pupil in pupils for a in aliases(pupil)):
            key = sounds.spoken(alias.written, alias.spoken)
            self._by_sound[key].append(alias)
            if alias.kind <= Kind.GIVEN:
                self._names.add(key)
            elif alias.kind is Kind.PET:
                self._pets.add(alias.written)

    def best(self, piece: str) -> Hit | None:
        """Whom the whole of a simplified `piece` fits best; several pupils where equally well."""
        return self._best(piece, sounds.sound(piece))

    def places(self, text: str, heard: str) -> list[int]:
        """Where in simplified `text` an alias could begin: a quick refusal of all else."""
        names, pets = self._names.lengths, self._pets.lengths
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

    def _look_up(self, piece: str, heard: str) -> Hit | None:
        found = self._by_sound.get(heard)
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

    def __init__(self) -> None:
        self._spellings: set[str] = set()
        self.lengths: dict[str, set[int]] = {}

    def add(self, spelling: str) -> None:
        self._spellings.add(spelling)
        self.lengths.setdefault(spelling[0], set()).add(len(spelling))

    def ends(self, text: str, start: int) -> list[int]:
        """Where spellings that begin at `start` end."""
        lengths = self.lengths.get(text[start], ())
        return [start + n for n in lengths if text[start : start + n] in self._spellings]


def _level(alias: Alias, piece: str, syllables: tuple[str, ...]) -> Level:
    if alias.written == piece:
        return Level.WRITTEN
    return Level.SAME if alias.spoken == syllables else Level.NEAR


def _rank(level: Level, kind: Kind) -> tuple[Level, Kind]:
    """A pet name, rightly spelt, speaks no louder than a full name that sounds the same."""
    return (Level.SAME, Kind.FULL) if (level, kind) == _PET else (level, kind)


def _shared(piece: str, written: str) -> int:
    return sum(a == b for a, b in zip(piece, written, strict=True))
