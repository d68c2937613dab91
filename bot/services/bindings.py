"""Who speaks for which child: a newcomer is asked once, the head teacher decides."""

from collections.abc import Sequence
from typing import Any

import storage.tables as t
from bot import texts
from bot.messages import Inbound
from bot.parsing import whose
from bot.services.line import Line
from bot.services.scene import Scene
from bot.services.school import Room
from storage import changes as c

RIGHTS = {
    "agree": ("approved", "full"),
    "look": ("approved", "view_only"),
    "refuse": ("refused", "full"),
}


def meet(scene: Scene, message: Inbound) -> str:
    """An account that nobody knew becomes a person without any right."""
    platform = message.chat.platform.value
    if known := scene.picture.school.persons.get((platform, message.sender)):
        return known
    person = f"{platform}:{message.sender}"
    scene.happened(c.PersonMet(person, platform, message.sender, message.card))
    return person


def greet(scene: Scene, person: str, room: Room | None) -> None:
    """Ask for child and relation, and say what is kept. Once."""
    if _open(scene, person, "bind"):
        return
    teacher = scene.staff(room.head_teacher) if room and room.head_teacher else None
    facts = {"room": room.name if room else texts.find("marks.school")}
    name = teacher.name if teacher else texts.find("marks.head_teacher")
    scene.tell(person, "bind.ask", bot=scene.manners.bot_name, teacher=name, **facts)
    scene.ask(person, "bind", None, room=room.id if room else "", candidates=[], relation="")


def _open(scene: Scene, person: str, kind: str) -> t.Ask | None:
    return next((a for a in scene.picture.asks.get(person, ()) if a.kind == kind), None)


def answer(scene: Scene, line: Line, rooms: Sequence[Room]) -> None:
    """A private line of somebody who was asked: whose family, and what relation."""
    ask = _open(scene, line.person, "bind")
    if ask is None:
        greet(scene, line.person, rooms[0] if len(rooms) == 1 else None)
        return
    within = [r for r in rooms if r.id == ask.facts["room"]] or list(rooms)
    told = _told(ask.facts, line.read.text, within)
    scene.happened(c.AskClosed(ask.id, scene.now))
    if len(told["candidates"]) == 1 and told["relation"]:
        child = told["candidates"][0]
        room = scene.room(scene.child(child).classroom)
        _apply(scene, line, room, child, told["relation"])
        return
    _ask_on(scene, line.person, within, told)
    scene.ask(line.person, "bind", None, **told)


def _told(facts: dict[str, Any], text: str, rooms: Sequence[Room]) -> dict[str, Any]:
    """What is known after this line: the children it may be, and the relation."""
    relation = facts["relation"] or _relation(text)
    candidates: list[str] = list(facts["candidates"])
    for room in rooms:
        found = [child for m in room.index.find(text) for child in m.pupils]
        if found:
            candidates = [c for c in candidates if c in found] or list(dict.fromkeys(found))
        elif candidates:
            candidates = _of_gender(room, candidates, text)
    return {"room": facts["room"], "candidates": candidates, "relation": relation}


def _of_gender(room: Room, candidates: list[str], text: str) -> list[str]:
    genders = {sign for sign in texts.find("marks.genders") if sign in text}
    fitting = [c for c in candidates if c in room.children and room.children[c].gender in genders]
    return fitting or candidates


def _relation(text: str) -> str:
    """The word by which the writer calls himself: 姑姑 in 我是她姑姑 她妈让我进来."""
    said = whose.SELF.search(text) or whose.KIN.search(text)
    return whose.plain_kin(said) if said else ""


def _ask_on(scene: Scene, person: str, rooms: Sequence[Room], told: dict[str, Any]) -> None:
    """One thing at a time; names of other families are not told to a stranger."""
    candidates = told["candidates"]
    if not candidates:
        scene.tell(person, "bind.no_child")
    elif len(candidates) > 1:
        genders = {scene.child(c).gender for c in candidates}
        names = {scene.child(c).name for c in candidates}
        key = "bind.which_gender" if len(names) == 1 and len(genders) == len(candidates) else ""
        scene.tell(person, key or "bind.full_name", count=len(candidates))
    else:
        scene.tell(person, "bind.relation", child=scene.child(candidates[0]).label)


def _apply(scene: Scene, line: Line, room: Room, child: str, relation: str) -> None:
    """The answer is the consent; the head teacher is asked, with who is bound already."""
    name = room.children[child].label
    scene.happened(
        c.Stored(
            t.Guardianship(
                person_id=line.person,
                student_id=child,
                relation=relation,
                status="pending",
                asked_at=scene.now,
            )
        )
    )
    scene.happened(c.RosterChanged())
    facts = {"child": name, "relation": relation, "teacher": _head(scene, room)}
    scene.tell(line.person, "bind.passed_on", **facts)
    if room.head_teacher:
        _ask_head(scene, line, room, child, relation)


def _ask_head(scene: Scene, line: Line, room: Room, child: str, relation: str) -> None:
    teacher = str(room.head_teacher)
    bound = [w.relation for w in room.guardians[child] if w.speaks]
    facts = {
        "room": room.name,
        "child": room.children[child].label,
        "relation": relation,
        "bound": texts.find("marks.and").join(bound) or texts.find("marks.nobody"),
        "card": line.message.card,
    }
    scene.tell(teacher, "bind.approve", **facts)
    asked = {"what": "binding", "person": line.person, "child": child, "relation": relation}
    scene.ask(teacher, "approval", None, **asked)


def _head(scene: Scene, room: Room) -> str:
    teacher = scene.staff(room.head_teacher) if room.head_teacher else None
    return teacher.name if teacher else str(texts.find("marks.head_teacher"))


def decide(scene: Scene, ask: t.Ask, teacher: str, verdict: str) -> None:
    """agree, look or refuse: what the head teacher says to a request."""
    status, right = RIGHTS[verdict]
    person, child, relation = (ask.facts[key] for key in ("person", "child", "relation"))
    row = t.Guardianship(
        person_id=person,
        student_id=child,
        relation=relation,
        right=right,
        status=status,
        approved_by=teacher,
        asked_at=ask.made_at,
    )
    scene.happened(c.Stored(row))
    scene.happened(c.RosterChanged())
    scene.happened(c.AskClosed(ask.id, scene.now))
    outcome = "refused" if verdict == "refuse" else "approved"
    scene.audit(teacher, f"binding_{outcome}", child)
    name = scene.child(child).label
    scene.tell(person, f"bind.told_{verdict}", child=name, relation=relation)
    scene.tell(teacher, f"bind.done_{verdict}", child=name, relation=relation)


def leave(scene: Scene, person: str, room: Room) -> None:
    """Who leaves the group stands for nobody there any more."""
    for ward in room.wards.get(person, ()):
        if ward.known:
            row = t.Guardianship(
                person_id=person,
                student_id=ward.child,
                relation=ward.relation,
                right=ward.right,
                status="left",
            )
            scene.happened(c.Stored(row))
            scene.happened(c.RosterChanged())
