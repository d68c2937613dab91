"""Which children a text speaks of. Where several fit, all are named: never a guess."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.parsing.meaning import Pupil
from bot.parsing.names import mixed, sounds
from bot.parsing.names.aliases import parts
from bot.parsing.names.aliasing import Aliases, Hit
from bot.parsing.names.context import goes_on, is_cut_across, names_a_child, stands_as_name
from bot.parsing.names.spelled import Spelled

_GENDER_AFTER = re.compile(r"\s?[,(]?(?:是|那个|的)?(女|男)(?![儿友神朋])")
_GENDER_BEFORE = re.compile(r"(女|男)(?:生|孩|同学|宝)?[\s(:的]{0,2}$")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a text names a child.

    `pupils` are the ids of all whom it fits; `span` is [start, end) in the text; `words` what
    stands there; `exact` whether that is a full name as the roster writes it.
    """

    pupils: tuple[str, ...]
    span: tuple[int, int]
    words: str
    exact: bool


class NameIndex:
    """The names of one class, ready to be found. Build it once for a roster and keep it."""

    def __init__(self, pupils: Sequence[Pupil]) -> None:
        self.pupils = {pupil.id: pupil for pupil in pupils}
        self._aliases = Aliases(pupils)

    def find(self, text: str) -> tuple[Mention, ...]:
        """Every child named in a message, from left to right, the longest names first."""
        plain = sounds.simplified(text)
        heard = sounds.sound(plain)
        found: list[Mention] = []
        end = 0
        for start in self._aliases.places(plain, heard):
            if start < end:
                continue
            mention = self._at(plain, heard, start, after=bool(found) and start == end)
            if mention is not None:
                found.append(replace(mention, words=text[slice(*mention.span)]))
                end = mention.span[1]
        return tuple(found)

    def resolve(self, piece: str) -> Hit | None:
        """Whom the whole of `piece` may name, without regard to the words around it."""
        return self._aliases.best(sounds.simplified(piece))

    def spelled(self, letters: str) -> Hit | None:
        """Whom small Latin `letters` spell: a name in pinyin, or its initials."""
        return self._spelled.best(letters)

    def mixed(self, text: str) -> tuple[Mention, ...]:
        """Children whose names are typed half in Latin letters: 小man."""
        found = mixed.find(self, text)
        return tuple(Mention(p, span, text[slice(*span)], exact=False) for span, p in found)

    def surnames(self, ids: Iterable[str]) -> set[str]:
        """The surnames of these pupils."""
        return {parts(sounds.simplified(self.pupils[i].name)).surname for i in ids}

    def of_surname(self, surname: str) -> tuple[str, ...]:
        """The ids of all pupils of this surname, in the order of the roster."""
        return self._surnamed.get(surname, ())

    @cached_property
    def _surnamed(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for pupil in self.pupils.values():
            own = parts(sounds.simplified(pupil.name)).surname
            found[own] = (*found.get(own, ()), pupil.id)
        return found

    @cached_property
    def _spelled(self) -> Spelled:
        return Spelled(list(self.pupils.values()))

    def of_gender(self, ids: Sequence[str], gender: str) -> tuple[str, ...]:
        """Those of `ids` who are of this gender, or all of them where it does not decide."""
        same_name = len({self.pupils[i].name for i in ids}) == 1
        fitting = tuple(i for i in ids if self.pupils[i].gender == gender)
        return fitting if fitting and same_name else tuple(ids)

    def _at(self, plain: str, heard: str, start: int, after: bool) -> Mention | None:
        possible = self._aliases.starting(plain, heard, start)
        if possible and goes_on(plain, start, *possible[0]):
            return None
        hits = [
            (end, hit)
            for end, hit in possible
            if names_a_child(plain, start, end, hit)
            or (stands_as_name(plain, start, end, hit) and self._beside(plain, heard, end, after))
        ]
        if not hits:
            return None
        end, hit = hits[0]
        certain = hit.exact and not is_cut_across(plain, end)
        pupils = hit.pupils if certain else _with_shorter(hits)
        pupils = self._by_hint(pupils, plain, start, end)
        return Mention(pupils, (start, end), plain[start:end], hit.exact)

    def _beside(self, plain: str, heard: str, end: int, after: bool) -> bool:
        """Whether a name stands right before or after: side by side they are no ordinary words."""
        if after or end == len(plain):
            return after
        return any(hit.exact for _, hit in self._aliases.starting(plain, heard, end))

    def _by_hint(
        self, pupils: tuple[str, ...], plain: str, start: int, end: int
    ) -> tuple[str, ...]:
        if len(pupils) == 1:
            return pupils
        hint = _GENDER_AFTER.match(plain, end)
        hint = hint or _GENDER_BEFORE.search(plain[max(0, start - 6) : start])
        return self.of_gender(pupils, hint[1]) if hint else pupils


def _with_shorter(hits: list[tuple[int, Hit]]) -> tuple[str, ...]:
    """A long name misspelt, or cut out of a word, may also be a shorter one, rightly spelt: 李明选
    is 李明轩 or 李明."""
    shorter = (hit.pupils for _, hit in hits[1:] if hit.exact)
    return tuple(dict.fromkeys(sum(shorter, hits[0][1].pupils)))
