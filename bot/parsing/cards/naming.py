"""Whom a piece of a nickname names: linked only where exactly one pupil fits well."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from bot.parsing.cards.words import Piece, trimmed
from bot.parsing.names import NameIndex, sounds
from bot.parsing.names.aliases import SURNAME_PAIRS, SURNAMES, Kind
from bot.parsing.names.aliasing import Hit, Level

_AND = re.compile("[和与及跟]")
_SHORT_NAME = 2
_DISTANT = 2


@dataclass(frozen=True, slots=True)
class Named:
    """Ids of the pupils meant for certain, or of those who may be meant.

    `full`: by full names; `sure`: so that nothing else need speak for it.
    """

    linked: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    full: bool = False
    sure: bool = False


NOBODY = Named()


def named(piece: Piece, index: NameIndex, gender: str = "") -> Named:
    """Whom a whole piece names, with or without the fillers around it."""
    forms = [words for words in trimmed(piece.words) if words]
    readings = [_whole(words, index, gender) for words in forms]
    readings += [_both(words, index) for words in forms]
    readings += [_beside_stranger(words, index) for words in forms[-1:]]
    readings.append(_at_the_end(piece.words, index))
    linked = (reading for reading in readings if reading.linked)
    possible = (reading for reading in readings if reading.candidates)
    return next(linked, next(possible, NOBODY))


def _whole(words: str, index: NameIndex, gender: str) -> Named:
    hit = index.spelled(words) if words.isascii() else index.resolve(words)
    if hit is None:
        return NOBODY
    pupils = index.of_gender(hit.pupils, gender)
    if len(pupils) > 1 or not (_fits(hit, words) and _own_surname(hit, words, index)):
        return Named(candidates=pupils)
    return Named(pupils, full=hit.kind is Kind.FULL, sure=_sure(hit, words))


def _fits(hit: Hit, words: str) -> bool:
    """Good enough to link, if it fits nobody else. A doubled character is never a misspelling."""
    if hit.level is Level.WRITTEN or len(set(words)) == 1:
        return hit.level is Level.WRITTEN and hit.kind <= Kind.PET
    return hit.level is Level.SAME and hit.kind <= Kind.GIVEN and hit.shared > 0


def _own_surname(hit: Hit, words: str, index: NameIndex) -> bool:
    """Nobody misspells the surname of a short name: 江欣 is not 蒋欣, though 肖然 is 萧然."""
    if hit.kind is not Kind.FULL or words.isascii() or len(words) > _SHORT_NAME:
        return True
    own = sounds.simplified(index.pupils[hit.pupils[0]].name)[0]
    return words[0] == own or frozenset((words[0], own)) in SURNAME_PAIRS


def _sure(hit: Hit, words: str) -> bool:
    """Good enough to link although nothing else in the card speaks of a child."""
    long = len(words) > _SHORT_NAME and hit.shared >= _DISTANT and not words.isascii()
    return hit.exact or (hit.kind is Kind.FULL and hit.level is Level.SAME and long)


def _both(words: str, index: NameIndex) -> Named:
    """Several names in one piece: 龙腾龙飞, 沐阳和沐宸."""
    for names in (_AND.split(words), *_halves(words)):
        ids = [_one(name, index) for name in names]
        if len(ids) > 1 and all(ids):
            return Named(tuple(dict.fromkeys(chain.from_iterable(ids))), full=True)
    return NOBODY


def _beside_stranger(words: str, index: NameIndex) -> Named:
    """A full name before that of a child of another class: 周星宇周星辰."""
    for first, second in _halves(words):
        hit = index.resolve(first)
        if hit and hit.exact and len(hit.pupils) == 1 and Piece(second).like_a_name:
            return Named(hit.pupils, full=True)
    return NOBODY


def _halves(words: str) -> Iterator[tuple[str, str]]:
    for cut in range(2, len(words) - 1):
        yield words[:cut], words[cut:].lstrip("和与及跟")


def _one(words: str, index: NameIndex) -> tuple[str, ...]:
    hit = index.resolve(words)
    if hit is None or hit.level is not Level.WRITTEN or hit.kind > Kind.GIVEN:
        return ()
    return hit.pupils if len(hit.pupils) == 1 else ()


def _at_the_end(words: str, index: NameIndex) -> Named:
    """A full name after other words: 可爱的小天使李沐阳, but not 刘李明."""
    for length in (4, 3, 2):
        before, name = words[:-length], words[-length:]
        if len(before) < _DISTANT or before[-1] in SURNAMES:
            continue
        hit = index.resolve(name)
        if hit is not None and hit.exact and len(hit.pupils) == 1:
            return Named(hit.pupils, full=True)
    return NOBODY
