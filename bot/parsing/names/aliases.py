"""What a pupil may be called: full name, given name, pet names, and the surname alone."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from bot.parsing.meaning import Pupil
from bot.parsing.names import sounds

_TABLE = tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))
SURNAMES = frozenset("".join(_TABLE["surnames"].split()))
CARD_SURNAMES = SURNAMES.union(_TABLE["rare_surnames"])
COMPOUND = frozenset(_TABLE["compound"].split())
SURNAME_PAIRS = frozenset(map(frozenset, _TABLE["surname_pairs"].split()))
FOREIGN = frozenset(_TABLE["foreign"].split())
PET_WORDS = frozenset(_TABLE["pet_words"].split())
_PREFIXES: list[str] = _TABLE["pet_prefixes"]
_SUFFIXES: list[str] = _TABLE["pet_suffixes"]
_MARKS = frozenset((*_PREFIXES, *_SUFFIXES, "大"))
BEFORE = frozenset("".join((*_PREFIXES, "小")))  # characters that pet names begin with
AROUND = frozenset("".join((*BEFORE, *_SUFFIXES, "老")))  # what stands beside a name
_LONGEST_HAN = 4
_HALF = 2


class Kind(IntEnum):
    """How much of the name is said; a smaller number says more."""

    FULL = 0
    GIVEN = 1
    PET = 2
    ONE = 3  # one character of the given name
    SURNAME = 4


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to call one pupil: `spoken` are the syllables, one for each character."""

    pupil: str
    kind: Kind
    written: str
    spoken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """A name cut into surname and given names (several where custom shortens them)."""

    surname: str
    given: str
    short: tuple[str, ...]


def parts(name: str) -> Parts:
    """Cut a simplified name. A name in another language has no surname."""
    if name[:_HALF] in FOREIGN or "·" in name or len(name) > _LONGEST_HAN:
        return _foreign(name)
    if name[:2] in COMPOUND and len(name) > len("欧阳"):
        return Parts(name[:2], name[2:], (name[2:],))
    if len(name) == _LONGEST_HAN and name[0] not in SURNAMES:
        return _foreign(name)
    given = (name[1:], name[2:]) if len(name) == _LONGEST_HAN else (name[1:],)
    return Parts(name[:1], name[1:], given)


def _foreign(name: str) -> Parts:
    first = name.partition("·")[0]
    halves = (first, first[:_HALF], first[-_HALF:]) if len(first) > _HALF else (first,)
    return Parts("", name, tuple(dict.fromkeys(halves)))


def aliases(pupil: Pupil, heard: str) -> Iterator[Alias]:
    """The aliases of a pupil that sound like `heard`, the fullest first; the same spelling may
    come once for each way to read it."""
    name, cut = _cut(pupil)
    spellings = [(kind, way) for kind, way in _spellings(name, cut) if len(way) == len(heard)]
    for said in _readings(name, cut):
        sound = sounds.reader(said)
        for kind, written in spellings:
            if sound(written) == heard:
                spoken = tuple(said.get(c) or sounds.syllable(c) for c in written)
                yield Alias(pupil.id, kind, written, spoken)


class Heard(NamedTuple):
    """What of a pupil is kept to find his aliases by: each alias has one of the `sounds`, each
    pet name a character `given`; `full` is the full name as it is written and sounds, `names`
    are what the full and the given name sound like."""

    sounds: frozenset[str]
    full: frozenset[tuple[str, str]]
    names: frozenset[str]
    given: frozenset[str]


def heard_of(pupil: Pupil) -> Heard:
    """How a pupil's name sounds in each of its readings."""
    name, cut = _cut(pupil)
    readers = [sounds.reader(said) for said in _readings(name, cut)]
    ways = [(kind, way, sound(way)) for sound in readers for kind, way in _names(name, cut)]
    return Heard(
        frozenset(code for sound in readers for code in sound(name)),
        frozenset((way, sound) for kind, way, sound in ways if kind is Kind.FULL),
        frozenset(sound for _, _, sound in ways),
        frozenset("".join(cut.short)),
    )


def sounds_around() -> set[str]:
    """What the characters sound like that stand beside a name in its aliases."""
    return set(sounds.sound("".join(AROUND)))


@lru_cache(maxsize=1024)
def pets_of(pupil: Pupil) -> frozenset[str]:
    """All pet names, as they are written."""
    return frozenset(_pets(_cut(pupil)[1]))


def _cut(pupil: Pupil) -> tuple[str, Parts]:
    name = sounds.simplified(pupil.name.replace(" ", ""))
    return name, parts(name)


def _readings(name: str, cut: Parts) -> Iterator[dict[str, str]]:
    for reading in sounds.readings(cut.surname, cut.given):
        yield dict(zip(name, reading, strict=True))


def _spellings(name: str, cut: Parts) -> Iterator[tuple[Kind, str]]:
    yield from _names(name, cut)
    for pet in _pets(cut):
        yield Kind.PET, pet
    if cut.surname:
        yield from ((Kind.ONE, c) for c in cut.given)
        yield from ((Kind.SURNAME, form + cut.surname) for form in ("", "小", "老"))


def _names(name: str, cut: Parts) -> Iterator[tuple[Kind, str]]:
    yield Kind.FULL, name
    if "·" in name:
        yield Kind.FULL, name.replace("·", "")
    for given in cut.short:
        if len(given) > 1:
            yield Kind.GIVEN, given


def _pets(cut: Parts) -> Iterator[str]:
    stems = dict.fromkeys(c for given in cut.short for c in given if c not in _MARKS)
    for stem in stems:
        yield from _pets_of(stem, cut.surname)
    for given in cut.short:
        if len(given) > 1:
            yield "小" + given


def _pets_of(stem: str, surname: str) -> Iterator[str]:
    plain = [stem * 2, *(p + stem for p in _PREFIXES), *(stem + s for s in _SUFFIXES)]
    yield from plain
    yield "小" + stem * 2
    if surname:
        yield from (surname + pet for pet in plain)
