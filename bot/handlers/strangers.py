"""Accounts that nobody knows: counted apart, asked once who they are, never counted for a child."""

from bot.messages import Kind
from bot.services.line import Line
from bot.services.people import bindings, newcomers
from bot.services.scene import Scene
from storage import changes as c

SPEAKING = frozenset({Kind.TEXT, Kind.STICKER, Kind.VOICE, Kind.IMAGE, Kind.FORWARD})


def is_stranger(scene: Scene, line: Line) -> bool:
    """No member of staff, and no approved tie to any child where the line was written."""
    if line.person in scene.picture.school.staff:
        return False
    if line.room:
        wards = scene.room(line.room).wards.get(line.person, ())
    else:
        classes = scene.picture.school.classes_of.get(line.person, frozenset())
        wards = tuple(w for r in classes for w in scene.room(r).wards.get(line.person, ()))
    return not any(ward.known for ward in wards)


def listen(scene: Scene, line: Line) -> None:
    if line.message.kind not in SPEAKING:
        return
    line.person = line.person or bindings.meet(scene, line.message)
    if line.room:
        _in_group(scene, line, line.room)
    else:
        newcomers.answer(scene, line)


def _in_group(scene: Scene, line: Line, room: str) -> None:
    """Count it where it would have answered, and ask who it is, once."""
    wards = scene.room(room).wards.get(line.person, ())
    for notice in scene.picture.current(frozenset([room])):
        if _would_answer(line) and (notice.no, line.person) not in scene.picture.strangers:
            scene.happened(c.StrangerAnswered(notice.no, line.person))
    if not wards:
        newcomers.greet(scene, line.person, scene.room(room))


def _would_answer(line: Line) -> bool:
    return line.plain or line.message.kind is not Kind.TEXT or line.read.affirms
