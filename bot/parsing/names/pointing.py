"""Which of a few like-named children an answer means: by sex, full name, a character, or its radical."""

import re
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.parsing.meaning import Pupil
from bot.parsing.names import aliases, sounds

_RADICALS: dict[str, str] = tomllib.loads(Path(__file__).with_name("radicals.toml").read_text())[
    "radicals"
]
_PLACE = re.compile(r"^\s*(?:第|选)?\s*([1-9一二三四五])\s*(?:个|位)?(?:吧|的)?\s*[。.]?$")
_PLACES = "一二三四五"
LONGEST = 16


def point(answer: str, candidates: Sequence[Pupil]) -> str | None:
    """The id of the only candidate who is meant, or None."""
    if len(answer) > LONGEST:
        return None
    for fits in (_by_name, _by_sex, _by_character, _by_radical):
        found = [one.id for one in candidates if fits(answer, one, candidates)]
        if len(found) == 1:
            return found[0]
    place = _PLACE.match(answer)
    return _at(candidates, place[1]) if place else None


def called(words: str, candidates: Sequence[Pupil]) -> list[str]:
    """All whom words call by full, given or pet name; nobody where a name fits two of them."""
    owners: dict[str, set[str]] = {}
    for one in candidates:
        for form in forms(one):
            owners.setdefault(form, set()).add(one.id)
    return _read_off(sounds.simplified(words), owners, candidates)


def forms(one: Pupil) -> set[str]:
    """Full, given and pet names of a pupil, of two characters and more."""
    name = sounds.simplified(one.name)
    every = {name, *aliases.parts(name).short, *aliases.pets_of(one)}
    return {form for form in every if len(form) > 1}


def _read_off(text: str, forms: dict[str, set[str]], candidates: Sequence[Pupil]) -> list[str]:
    """Names from left to right, the longest first."""
    found: list[str] = []
    at = 0
    while at < len(text):
        fitting = [form for form in forms if text.startswith(form, at)]
        form = max(fitting, key=len, default="")
        bearers = [one for one in candidates if one.id in forms.get(form, ())]
        if len(bearers) > 1:
            bearers = [one for one in bearers if one.gender and one.gender in text]
        if form and len(bearers) != 1:
            return []
        found += [one.id for one in bearers if one.id not in found]
        at += len(form) or 1
    return found


def _at(candidates: Sequence[Pupil], said: str) -> str | None:
    number = int(said) if said.isdecimal() else _PLACES.index(said) + 1
    return candidates[number - 1].id if number <= len(candidates) else None


def _by_name(answer: str, one: Pupil, _all: Sequence[Pupil]) -> bool:
    return one.name in answer and all(sex not in answer for sex in _other_sex(one, _all))


def _other_sex(one: Pupil, candidates: Sequence[Pupil]) -> set[str]:
    same = {other.gender for other in candidates if other.name == one.name and other.gender}
    return same - {one.gender}


def _by_sex(answer: str, one: Pupil, _all: Sequence[Pupil]) -> bool:
    return bool(one.gender) and one.gender in answer


def _by_character(answer: str, one: Pupil, candidates: Sequence[Pupil]) -> bool:
    return any(char in answer for char in _own(one, candidates))


def _by_radical(answer: str, one: Pupil, candidates: Sequence[Pupil]) -> bool:
    named = [_within(span) for word, span in _RADICALS.items() if word in answer]
    return any(inside(char) for inside in named for char in _own(one, candidates))


def _own(one: Pupil, candidates: Sequence[Pupil]) -> set[str]:
    """The characters that only this one bears."""
    others = {char for other in candidates if other.id != one.id for char in other.name}
    return set(one.name) - others


def _within(span: str) -> Callable[[str], bool]:
    """The characters of a radical stand together in Unicode, from the first to the last."""
    return lambda char: span[0] <= char <= span[1]
