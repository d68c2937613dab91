"""From the pieces of a nickname to the child and the relation; in doubt, to nobody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from bot.parsing.cards.naming import NOBODY, Named, named
from bot.parsing.cards.words import GUARDIAN, NANNY, TEACHER, Part, Relation
from bot.parsing.names import NameIndex


@dataclass(frozen=True, slots=True)
class _Said:
    """One part of the nickname. Words with a relation right behind are `bound`."""

    words: str
    relation: Relation | None
    who: Named
    like_a_name: bool = False

    @property
    def bound(self) -> bool:
        return bool(self.words) and self.relation is not None

    def relates(self, anyone: bool) -> str:
        """The relation, if it is to be believed: a shy one only beside a child."""
        if self.relation is None:
            return ""
        known = bool(self.who.linked or self.who.candidates) if self.words else anyone
        return self.relation.name if known or not self.relation.shy else ""


def understand(parts: Sequence[Part], index: NameIndex, gender: str) -> tuple[str | None, Named]:
    """(relation, whom the pieces name). `gender` (男, 女, "") tells pupils of one name apart."""
    said = [_said(part, index, gender) for part in parts]
    anyone = any(s.who.linked for s in said)
    spoken = [(s, s.relates(anyone)) for s in said]
    family = [(s, name) for s, name in spoken if s.bound and name and name != TEACHER]
    linked = [(s.who, name) for s, name in family if s.who.linked]
    if linked:
        listed = _listed(said, linked[0], index)
        return _surest(linked[0][1], spoken), _together(listed + linked)
    relation = _first_of([name for _, name in spoken if name])
    if relation == TEACHER:
        return relation, NOBODY
    if any(name == relation != NANNY for _, name in family):
        return relation, _narrowed([s.who for s, _ in family], said)
    return relation, _one_family(_beside(spoken), index) if relation else _alone(said)


def _said(part: Part, index: NameIndex, gender: str) -> _Said:
    if isinstance(part, Relation):
        return _Said("", part, NOBODY)
    return _Said(part.words, part.relation, named(part, index, gender), part.like_a_name)


def _first_of(names: list[str]) -> str | None:
    """The relation of a card that binds none to a child: the most telling one."""
    for telling in (NANNY, TEACHER):
        if telling in names:
            return telling
    return next((name for name in names if name != GUARDIAN), next(iter(names), None))


def _surest(relation: str, spoken: list[tuple[_Said, str]]) -> str:
    """家长 gives way to a plainer word elsewhere in the card."""
    others = [name for _, name in spoken if name not in ("", GUARDIAN, TEACHER)]
    return next(iter(others), relation) if relation == GUARDIAN else relation


def _listed(
    said: list[_Said], first: tuple[Named, str], index: NameIndex
) -> list[tuple[Named, str]]:
    """Full names of the same family right before the first child with the relation:
    高飞 高翔妈妈. Of another family it may be the guardian's own name."""
    who, relation = first
    at = next(i for i, s in enumerate(said) if s.who is who)
    names = list(takewhile(lambda s: s.who.sure and s.relation is None, reversed(said[:at])))
    family = index.surnames([who.linked[0], *(s.who.linked[0] for s in names)])
    return [(s.who, relation) for s in reversed(names)] if len(family) == 1 else []


def _together(linked: list[tuple[Named, str]]) -> Named:
    """All children with the relation of the first; the uncle of a second child does not count."""
    first, relation = linked[0]
    ids = [i for who, name in linked if name == relation for i in who.linked]
    return replace(first, linked=tuple(dict.fromkeys(ids)))


def _narrowed(unsure: list[Named], said: list[_Said]) -> Named:
    """Candidates, unless a full name elsewhere in the card decides between them."""
    possible = next((who.candidates for who in unsure if who.candidates), ())
    certain = [s.who.linked[0] for s in said if s.who.linked and s.who.full]
    decided = [pupil for pupil in certain if pupil in possible]
    if len(decided) == 1:
        return Named(tuple(decided))
    return Named(candidates=possible)


def _beside(spoken: list[tuple[_Said, str]]) -> Named:
    """The child beside a relation that stands by itself: before it, else after it."""
    at = next(i for i, (s, name) in enumerate(spoken) if name)
    before = [s for s, _ in reversed(spoken[:at]) if s.words]
    after = [s for s, _ in spoken[at + 1 :] if s.words]
    found = _nearest(before)
    if found is not NOBODY or _strangers(before):
        return found
    behind = _nearest(after[:2])
    return replace(behind, linked=behind.linked[::-1])  # they are read from left to right


def _one_family(who: Named, index: NameIndex) -> Named:
    """Two names of two families: one of them may be the guardian's own."""
    one = len(index.surnames(who.linked)) <= 1
    return who if one else Named(candidates=who.linked)


def _nearest(pieces: list[_Said]) -> Named:
    """The nearest child; full names side by side are several. Past a stranger only full names."""
    ids: list[str] = []
    past_stranger = False
    for said in pieces:
        if ids and not said.who.full:
            break
        if said.who.linked and (said.who.full or not past_stranger):
            ids[:0] = said.who.linked
            if not said.who.full:
                break
        elif said.who.candidates and not past_stranger:
            return said.who
        past_stranger = past_stranger or said.like_a_name
    return Named(tuple(dict.fromkeys(ids))) if ids else NOBODY


def _strangers(pieces: Iterable[_Said]) -> bool:
    return any(s.like_a_name and not s.who.linked for s in pieces)


def _alone(said: list[_Said]) -> Named:
    """Without any relation only full names count, and only if nothing else is said."""
    pieces = [s for s in said if s.words]
    ids = tuple(dict.fromkeys(i for s in pieces for i in s.who.linked + s.who.candidates))
    if pieces and all(s.who.sure for s in pieces):
        return Named(ids)
    return Named(candidates=ids)
