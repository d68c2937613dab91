"""The book of incidents: what happened is written down without its words, and who is told of it."""

from collections.abc import Callable, Sequence

import storage.tables as t
from bot import texts
from bot.services.line import Line
from bot.services.scene import Scene
from bot.services.school import Room
from storage import changes as c

Belongs = Callable[[t.Incident], bool]


def any_matter(_incident: t.Incident) -> bool:
    """A kind of which there is one matter in a group at a time."""
    return True


def alarmed_staff(scene: Scene, room: Room) -> list[str]:
    """The head teacher, the deputy, and the school's administrators."""
    admins = [s.id for s in scene.picture.school.staff.values() if "admin" in s.roles]
    return list(dict.fromkeys(p for p in (room.head_teacher, room.deputy, *admins) if p))


def who(scene: Scene, room: Room, line: Line) -> str:
    children = room.own(line.person)
    if not children:
        return line.message.card or str(texts.find("marks.somebody"))
    child = children[0]
    return f"{scene.child(child).label}{room.relation(line.person, child)}"


def record(
    scene: Scene,
    line: Line,
    kind: str,
    students: Sequence[str] = (),
    belongs: Belongs = any_matter,
) -> tuple[t.Incident, bool]:
    """Write it down, or add to the open one of the same matter. True: it is new."""
    known = known_of(scene, line.chat, kind, belongs)
    row = known or t.Incident(
        no=scene.number("incident"), kind=kind, at=scene.now, chat=line.chat, status="open"
    )
    row.accounts = joined(row.accounts, [line.person or line.message.sender])
    row.messages = joined(row.messages, [line.message.id])
    row.students = joined(row.students, students)
    scene.happened(c.Stored(row))
    return row, known is None


def known_of(
    scene: Scene, chat: str, kind: str, belongs: Belongs = any_matter
) -> t.Incident | None:
    """The open incident of this kind in this group, of this matter."""
    known = scene.picture.incidents.get(chat, ())
    return next((i for i in known if i.kind == kind and belongs(i)), None)


def joined(known: list[str], new: Sequence[str]) -> list[str]:
    return list(dict.fromkeys([*known, *new]))


def tell_head(scene: Scene, room: Room, key: str, **facts: object) -> None:
    if room.head_teacher:
        scene.tell(room.head_teacher, key, **facts)


def teacher(scene: Scene, room: Room) -> str:
    staff = scene.staff(room.head_teacher) if room.head_teacher else None
    return staff.name if staff else str(texts.find("marks.head_teacher"))
