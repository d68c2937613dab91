"""Which children a teacher's words name, and whether two are of one family."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.parsing import callings, whose
from bot.parsing.names import Mention
from bot.parsing.sheets.cells import relation
from bot.services.school import Room

SHORTEST = 2  # characters of a name that may be cut short no more


def mentions(rooms: Sequence[Room], text: str, chosen: Collection[str] = ()) -> list[Mention]:
    """Every place that names children of these classes; `chosen` are sure where several fit."""
    found: dict[tuple[int, int], Mention] = {}
    for mention in (mention for room in rooms for mention in room.named(text)):
        before = found.get(mention.span)
        found[mention.span] = _both(before, mention) if before else mention
    sure = [_narrowed(mention, chosen) for mention in found.values()]
    return sorted(sure, key=lambda mention: mention.span)


def spoken_to(rooms: Sequence[Room], text: str, chosen: Collection[str] = ()) -> list[Mention]:
    """The same; where nobody is named, a name cut short beside a word of speaking: 给祁星打."""
    if found := mentions(rooms, text, chosen):
        return found
    begun: dict[str, list[str]] = {}
    for child in (child for room in rooms for child in room.children.values()):
        if len(child.name) > SHORTEST and child.name[:-1] in text:
            begun.setdefault(child.name[:-1], []).append(child.id)
    return [
        _narrowed(Mention(tuple(ids), (at, at + len(name)), name, exact=False), chosen)
        for name, ids in begun.items()
        if (at := _addressed(text, name)) >= 0
    ]


def _addressed(text: str, name: str) -> int:
    """Where a name stands behind 给, 找 … or before 妈妈, 家; -1 where it may be any word."""
    for at in (m.start() for m in re.finditer(re.escape(name), text)):
        behind = text[at + len(name) :]
        called = callings.ATTACHED.match(behind) or callings.HOME.match(behind)
        if called or callings.DEED_BEFORE.search(text[:at]):
            return at
    return -1


def _both(one: Mention, other: Mention) -> Mention:
    """A name that children of two classes bear; a full name goes before one that sounds alike."""
    if one.exact != other.exact:
        return one if one.exact else other
    return replace(one, pupils=tuple(dict.fromkeys((*one.pupils, *other.pupils))))


def _narrowed(mention: Mention, chosen: Collection[str]) -> Mention:
    fitting = tuple(child for child in mention.pupils if child in chosen)
    return replace(mention, pupils=fitting) if fitting else mention


def kin_between(room: Room, child: str, other: str) -> bool:
    """Have two children a guardian in common?"""
    people = [{w.person for w in room.guardians.get(one, ())} for one in (child, other)]
    return child == other or bool(people[0] & people[1])


def guardians(room: Room, children: Collection[str], kin: Collection[str]) -> list[str]:
    """Who of the families' people are called so: 姥姥 is 外婆, 爸 is 爸爸."""
    meant = {relation(word) for word in kin}
    found = [w for child in children for w in room.guardians.get(child, ())]
    return list(dict.fromkeys(w.person for w in found if relation(w.relation) in meant))


def kin_in(words: str) -> list[str]:
    """The words of kinship, in their order."""
    return [whose.plain_kin(found) for found in whose.KIN.finditer(words)]
