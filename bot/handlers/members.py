"""People come, go and rename themselves."""

from bot.messages import Kind
from bot.services.line import Line
from bot.services.people import bindings, newcomers
from bot.services.safety import incidents
from bot.services.scene import Scene

COMING = frozenset({Kind.JOIN, Kind.CARD})


def is_member_event(_scene: Scene, line: Line) -> bool:
    return line.message.kind in {Kind.JOIN, Kind.LEAVE, Kind.CARD, Kind.SYSTEM}


def note(scene: Scene, line: Line) -> None:
    if line.room is None or line.person in scene.picture.school.staff:
        return
    room = scene.room(line.room)
    unbound = not any(ward.known for ward in room.wards.get(line.person, ()))
    if line.message.kind in COMING and unbound:
        line.person = bindings.meet(scene, line.message)
        if incidents.impersonates(scene, line, room):
            return
    if line.message.kind is Kind.JOIN and not room.wards.get(line.person):
        newcomers.greet(scene, line.person, room)
    elif line.message.kind is Kind.LEAVE and line.person:
        bindings.leave(scene, line.person, room)
