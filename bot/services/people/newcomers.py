"""Who may not speak for a child yet: asked once who it is, then the request is passed on."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import storage.tables as t
from bot import texts
from bot.parsing import whose
from bot.parsing.names import pointing, sounds
from bot.services.line import Line
from bot.services.people import bindings
from bot.services.scene import Scene
from bot.services.school import Room, Ward
from storage import changes as c

Told = dict[str, Any]
NOTHING: Told = {"room": "", "candidates": [], "every": False, "relation": "", "mends": False}


def greet(scene: Scene, person: str, room: Room | None) -> None:
    """Ask for child and relation, and say what is kept. Once."""
    if _open(scene, person):
        return
    teacher = scene.staff(room.head_teacher) if room and room.head_teacher else None
    facts = {"room": room.name if room else texts.find("marks.school")}
    name = teacher.name if teacher else texts.find("marks.head_teacher")
    scene.tell(person, "bind.ask", bot=scene.manners.bot_name, teacher=name, **facts)
    scene.ask(person, "bind", None, **{**NOTHING, "room": room.id if room else ""})


def _open(scene: Scene, person: str) -> t.Ask | None:
    return next((a for a in scene.picture.asks.get(person, ()) if a.kind == "bind"), None)


def answer(scene: Scene, line: Line) -> None:
    """A private line of a newcomer: whose family, and what relation; or what goes on from there."""
    ask = _open(scene, line.person)
    if ask:
        told = _told(ask.facts, line.read.text, _within(scene, ask.facts["room"]))
        told = told if told["candidates"] else _elsewhere(scene, told, line.read.text)
        scene.happened(c.AskClosed(ask.id, scene.now))
        if not _take(scene, line, told):
            _ask_on(scene, line.person, told)
            scene.ask(line.person, "bind", None, **told)
    elif asked := _requests(scene, line.person):
        _go_on(scene, line, asked)
    else:
        rooms = _within(scene, "")
        greet(scene, line.person, rooms[0] if len(rooms) == 1 else None)


def _within(scene: Scene, room: str) -> list[Room]:
    """The class in whose group they were met, else the whole school."""
    return [scene.room(id_) for id_ in ([room] if room else sorted(scene.picture.school.names))]


def _requests(scene: Scene, person: str) -> list[Ward]:
    """What this person has asked for already, decided or not."""
    wards = [w for room in _within(scene, "") for w in room.wards.get(person, ())]
    return [w for w in wards if w.status in {"pending", "refused"}]


def _go_on(scene: Scene, line: Line, asked: list[Ward]) -> None:
    """One more child, or one instead of the first; another relation; or only a line."""
    waiting = [w for w in asked if w.status == "pending"]
    told = _next(scene, line.read.text, asked)
    said = told["relation"]
    if _take(scene, line, {**told, "relation": said or asked[-1].relation}):
        return
    if told["candidates"]:
        _ask_on(scene, line.person, told)
        scene.ask(line.person, "bind", None, **told)
    elif not waiting:
        scene.tell(line.person, "bind.told_refuse")
    elif said and said != waiting[-1].relation:
        _request(scene, line, [waiting[-1].child], said)
    else:
        scene.tell(line.person, "bind.waiting")


def _next(scene: Scene, text: str, asked: list[Ward]) -> Told:
    """What a line says beyond what was asked for; whether it takes the place of that."""
    told = _told(NOTHING, text, _within(scene, ""))
    known = {ward.child for ward in asked}
    told["candidates"] = [child for child in told["candidates"] if child not in known]
    told["every"] = told["every"] or len(told["candidates"]) == 1
    told["mends"] = bool(whose.MENDS.search(text))
    if not told["candidates"] and (meant := _sounds_alike(scene, asked[-1].child, text)):
        return {**told, "candidates": [meant], "every": True, "mends": True}
    return told


def _sounds_alike(scene: Scene, child: str, text: str) -> str | None:
    """The child with a name of the same sound that the words tell apart: 立青那个婧."""
    heard = sounds.sound(scene.child(child).name)
    room = scene.room(scene.child(child).classroom)
    alike = [one for one in room.pupils if sounds.sound(one.name) == heard]
    meant = pointing.point(text, alike) if len(alike) > 1 else None
    return meant if meant != child else None


def _told(facts: Told, text: str, rooms: Sequence[Room]) -> Told:
    """What is known after this line: the children it may be, or is, and the relation."""
    told = {**NOTHING, **facts}
    told["relation"] = facts["relation"] or _relation(_nameless(rooms, text)) or _own(facts, text)
    if every := _every(rooms, text):
        return {**told, "candidates": every, "every": True}
    candidates: list[str] = list(facts["candidates"])
    for room in rooms:
        found = [child for _, pupils in room.called(text) for child in pupils]
        if found:
            candidates = [c for c in candidates if c in found] or list(dict.fromkeys(found))
        elif candidates:
            candidates = _of_gender(room, candidates, text)
    return {**told, "candidates": candidates, "every": len(candidates) == 1 or told["every"]}


def _elsewhere(scene: Scene, told: Told, text: str) -> Told:
    """A child of another class, by the full name that nobody else in the school bears."""
    named = [m for room in _within(scene, "") for m in room.index.find(text) if m.exact]
    pupils = {pupil for mention in named for pupil in mention.pupils}
    return {**told, "candidates": sorted(pupils), "every": True} if len(pupils) == 1 else told


def _every(rooms: Sequence[Room], text: str) -> list[str]:
    """Several children whose full names stand one after the other: 孙悦、孙乐."""
    named = sorted((m.span, m.pupils, m.exact) for r in rooms for m in r.index.find(text))
    sure = all(exact and len(pupils) == 1 for _, pupils, exact in named)
    between = [text[a[0][1] : b[0][0]] for a, b in pairwise(named)]
    listed = bool(between) and all(whose.AND.fullmatch(words) for words in between)
    return [pupils[0] for _, pupils, _ in named] if sure and listed else []


def _of_gender(room: Room, candidates: list[str], text: str) -> list[str]:
    genders = {sign for sign in texts.find("marks.genders") if sign in text}
    fitting = [c for c in candidates if c in room.children and room.children[c].gender in genders]
    return fitting or candidates


def _own(facts: Told, text: str) -> str:
    """His own word for it, once nothing but the relation is asked for: 干亲, 接送的."""
    said = whose.OWN_WORD.fullmatch(sounds.simplified(text).strip())
    return said["kin"] if said and facts["candidates"] and facts["every"] else ""


def _nameless(rooms: Sequence[Room], text: str) -> str:
    """The words without full names, which may sound like kin."""
    spans = {m.span for room in rooms for m in room.index.find(text) if m.exact}
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def _relation(text: str) -> str:
    """The word by which the writer calls himself: 姑姑 in 我是她姑姑 她妈让我进来."""
    plain = sounds.simplified(text)
    said = whose.SELF.search(plain) or whose.ANYONE.search(plain)
    return whose.plain_kin(said) if said else ""


def _ask_on(scene: Scene, person: str, told: Told) -> None:
    """One thing at a time; names of other families are not told to a stranger."""
    candidates = told["candidates"]
    if not candidates:
        scene.tell(person, "bind.no_child")
    elif told["every"]:
        scene.tell(person, "bind.relation", child=_labels(scene, candidates))
    else:
        genders = {scene.child(c).gender for c in candidates}
        names = {scene.child(c).name for c in candidates}
        key = "bind.which_gender" if len(names) == 1 and len(genders) == len(candidates) else ""
        scene.tell(person, key or "bind.full_name", count=len(candidates))


def _take(scene: Scene, line: Line, told: Told) -> bool:
    """Pass a request on for each child. False where child or relation are not clear yet."""
    if not (told["candidates"] and told["every"] and told["relation"]):
        return False
    waiting = [w for w in _requests(scene, line.person) if w.status == "pending"]
    for ward in waiting if told["mends"] else ():
        bindings.take_back(scene, ward)
    classes: dict[str, list[str]] = {}
    for child in told["candidates"]:
        classes.setdefault(scene.child(child).classroom, []).append(child)
    for children in classes.values():
        _request(scene, line, children, told["relation"])
    return True


def _request(scene: Scene, line: Line, children: Sequence[str], relation: str) -> None:
    """The answer is the consent; the head teacher is asked, with who is bound already."""
    for child in children:
        row = t.Guardianship(
            person_id=line.person,
            student_id=child,
            relation=relation,
            status="pending",
            asked_at=scene.now,
        )
        scene.happened(c.Stored(row))
    scene.happened(c.RosterChanged())
    room = scene.room(scene.child(children[0]).classroom)
    facts = {"child": _labels(scene, children), "relation": relation, "teacher": _head(scene, room)}
    scene.tell(line.person, "bind.passed_on", **facts)
    if room.head_teacher:
        _ask_head(scene, line, room, children, relation)


def _ask_head(scene: Scene, line: Line, room: Room, children: Sequence[str], relation: str) -> None:
    """One message for all the children; each has a request of its own."""
    teacher = str(room.head_teacher)
    bound = dict.fromkeys(w.relation for x in children for w in room.guardians[x] if w.speaks)
    facts = {
        "room": room.name,
        "child": _labels(scene, children),
        "relation": relation,
        "bound": texts.find("marks.and").join(bound) or texts.find("marks.nobody"),
        "card": line.message.card,
    }
    scene.tell(teacher, "bind.approve", **facts)
    for child in children:
        asked = {"what": "binding", "person": line.person, "child": child, "relation": relation}
        scene.ask(teacher, "approval", None, **asked, line=line.message.id)


def _labels(scene: Scene, children: Iterable[str]) -> str:
    return str(texts.find("marks.and").join(scene.child(child).label for child in children))


def _head(scene: Scene, room: Room) -> str:
    teacher = scene.staff(room.head_teacher) if room.head_teacher else None
    return teacher.name if teacher else str(texts.find("marks.head_teacher"))
