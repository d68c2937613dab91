"""Which open requests a 同意 or 拒绝 is about: all, those numbered or named, else the latest."""

import re
from collections.abc import Sequence

import storage.tables as t
from bot.parsing import verdict_talk, whose
from bot.parsing.meaning import Pupil
from bot.parsing.names import pointing, sounds
from bot.services.scene import Scene

SHORTEST = 2
Owners = dict[str, list[t.Ask]]  # what a request may be called by -> the requests


def meant(scene: Scene, waiting: Sequence[t.Ask], found: re.Match[str]) -> list[t.Ask]:
    """[] where the words name somebody else, or could mean two."""
    if not waiting:
        return []
    told, close = verdict_talk.reason(found), verdict_talk.close(found)
    if wanted := verdict_talk.numbers(found["rest"]):
        return [ask for ask in waiting if ask.no in wanted]
    owners = _owners(scene, waiting)
    others = _without(close, owners)
    if not verdict_talk.FILLER.fullmatch(others) and not verdict_talk.ends_in_reason(found, others):
        return []
    named = _named(scene, f"{close} {told}", owners)
    if named is None and not _names_a_child(scene, told):
        every = verdict_talk.ALL.search(close)
        return [ask for ask in waiting if every or asked_with(ask, waiting[-1])]
    return named or []


def either(scene: Scene, waiting: Sequence[t.Ask], found: re.Match[str]) -> list[t.Ask]:
    """The requests of which the words may mean each, where a name fits several; else []."""
    text = f"{found['before']} {found['rest']}"
    owners = _owners(scene, waiting)
    if not verdict_talk.FILLER.fullmatch(_without(text, owners)):
        return []
    kin = {whose.plain_kin(one) for one in whose.KIN.finditer(text)}
    for word in sorted(_words(text, owners), key=lambda one: len(owners[one])):
        fitting = [a for a in _of_gender(scene, owners[word], text) if _is_of(a, kin)]
        if len(fitting) > 1 and not all(asked_with(ask, fitting[-1]) for ask in fitting):
            return fitting
    return []


def asked_with(ask: t.Ask, last: t.Ask) -> bool:
    """The last one itself, or of the same message: an adult who asked for two siblings at once."""
    one, other = ((a.facts.get("person"), a.facts.get("line")) for a in (ask, last))
    return ask is last or (one == other and None not in one)


def _owners(scene: Scene, waiting: Sequence[t.Ask]) -> Owners:
    """The names of each request, of two alike the later one: child, relation and card."""
    keys = ("what", "child", "person")
    latest = {tuple(ask.facts.get(key) for key in keys): ask for ask in waiting}
    owners: Owners = {}
    for ask in latest.values():
        for form in _forms(scene, ask):
            owners.setdefault(sounds.simplified(form), []).append(ask)
    return owners


def _forms(scene: Scene, ask: t.Ask) -> set[str]:
    forms: set[str] = set()
    if child := ask.facts.get("child"):
        one = scene.child(child)
        forms |= pointing.forms(Pupil(one.id, one.name, one.gender))
    if ask.facts.get("what") == "binding":
        forms |= {ask.facts["relation"], scene.person(ask.facts["person"]).card}
    return {form for form in forms if len(form) >= SHORTEST}


def _words(text: str, owners: Owners) -> list[str]:
    """The names in a text, from left to right, the longest first."""
    every = "|".join(map(re.escape, sorted(owners, key=len, reverse=True)))
    return re.findall(every, sounds.simplified(text)) if every else []


def _without(text: str, owners: Owners) -> str:
    """The text without the names, and the kin beside them."""
    words = _words(text, owners)
    text = sounds.simplified(text)
    for word in words:
        text = text.replace(word, " ", 1)
    return whose.KIN.sub("", text) if words else text


def _named(scene: Scene, text: str, owners: Owners) -> list[t.Ask] | None:
    """The requests that are named; None where none is, [] where a name fits several."""
    words = _words(text, owners)
    found: list[t.Ask] = []
    for word in sorted(words, key=lambda one: len(owners[one])):  # the sure ones first
        bearers = _of_gender(scene, owners[word], text)
        if any(ask in found for ask in bearers):
            continue
        if not all(asked_with(ask, bearers[-1]) for ask in bearers):
            return []
        found += bearers
    kin = {whose.plain_kin(one) for one in whose.KIN.finditer(text)}
    return [ask for ask in found if _is_of(ask, kin)] if words else None


def _of_gender(scene: Scene, asks: list[t.Ask], text: str) -> list[t.Ask]:
    """Of two children of one name the one whose sex is told."""
    children = [scene.child(ask.facts["child"]) if "child" in ask.facts else None for ask in asks]
    told = zip(asks, children, strict=True)
    fitting = [ask for ask, child in told if child and child.gender and child.gender in text]
    return fitting if len(asks) > 1 and fitting else asks


def _is_of(ask: t.Ask, kin: set[str]) -> bool:
    """常乐爷爷同意 is no word about another's request for 常乐."""
    return ask.facts.get("what") != "binding" or not kin or ask.facts["relation"] in kin


def _names_a_child(scene: Scene, text: str) -> bool:
    """Does a reason speak of a child whose request is not waiting?"""
    rooms = scene.picture.rooms.values()
    return bool(text) and any(m.exact for room in rooms for m in room.index.find(text))
