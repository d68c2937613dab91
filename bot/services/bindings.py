"""Who speaks for which child: met, decided on by the head teacher, gone again."""

import storage.tables as t
from bot.messages import Inbound
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
    for asked in tuple(scene.picture.asks[teacher]):  # made anew it is asked twice
        if (asked.facts.get("person"), asked.facts.get("child")) == (person, child):
            scene.happened(c.AskClosed(asked.id, scene.now))
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
