"""Who speaks for which child: met, decided on by the head teacher, gone again."""

import storage.tables as t
from bot import texts
from bot.clock import china
from bot.messages import Inbound
from bot.services.scene import Scene
from bot.services.school import Room, Ward
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


def called(scene: Scene, ask: t.Ask) -> str:
    """A request for a child in few words, so that it can be told from another for the same name."""
    name = scene.child(ask.facts["child"]).label
    if ask.facts["what"] != "binding":
        return name
    card = scene.person(ask.facts["person"]).card
    facts = {"child": name, "relation": ask.facts["relation"], "card": card}
    return texts.say("bind.option", at=f"{china(ask.made_at):%H:%M}", **facts)


def stands(scene: Scene, ask: t.Ask) -> bool:
    """Is what was asked of the head teacher still wished for? A later word may have mended it."""
    if ask.facts.get("what") != "binding":
        return True
    wish = (ask.facts["person"], ask.facts["child"], ask.facts["relation"])
    wards = (w for room in scene.picture.rooms.values() for w in room.wards.get(wish[0], ()))
    return any((w.person, w.child, w.relation) == wish and w.status == "pending" for w in wards)


def take_back(scene: Scene, ward: Ward) -> None:
    """A request that was a slip of its writer's: the head teacher need not answer it."""
    row = t.Guardianship(
        person_id=ward.person, student_id=ward.child, relation=ward.relation, status="left"
    )
    scene.happened(c.Stored(row))
    room = scene.room(scene.child(ward.child).classroom)
    if room.head_teacher:
        child = scene.child(ward.child).label
        scene.tell(room.head_teacher, "bind.taken_back", child=child, relation=ward.relation)


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
