"""What the rules of regulations look at, made of a teacher's classes and of stored contacts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from bot.clock import china
from bot.services.publishing.notices import reachable
from bot.services.scene import Scene
from bot.services.school import Room, Staff
from schedules.calendar import SchoolCalendar
from schedules.regulations.facts import Contact, Event
from schedules.regulations.lengths import midnight
from schedules.regulations.units import School

HEAD = "head_teacher"
CONFIRMED = frozenset({"notice_letter", "contact_book"})  # there is one when a family has answered
AROUND = timedelta(60)  # days: no rule looks further from a day of the calendar


def roles_in(staff: Staff, room: Room) -> frozenset[str]:
    """Somebody's roles towards a class: a head teacher is one for the own class alone."""
    own = {HEAD} if room.head_teacher == staff.id else set()
    return (staff.roles - {HEAD}) | own


def school_of(teacher: Staff, rooms: Sequence[Room], calendar: SchoolCalendar) -> School:
    """The teacher's classes as the rules know them; each class is a group of its own.

    A child stands for its family. What is not of one class is not asked of a teacher.
    """
    groups, units = dict[str, list[str]](), _units(teacher, rooms)
    for room in rooms:
        own = (room.id, taught(room, teacher.id), *room.children, *_guardians(room))
        groups |= {unit: [room.id] for unit in own}
    alone = {teacher.id: [teacher.id]}
    return School(
        calendar,
        units=units,
        tags=_tags(rooms),
        groups={
            "class": groups,
            "school": groups | alone,
            "teacher": {child: [teacher.id] for child in units["student"]} | alone,
        },
    )


def _units(teacher: Staff, rooms: Sequence[Room]) -> dict[str, list[str]]:
    children = [child for room in rooms for child in room.children]
    leads = any(room.head_teacher == teacher.id for room in rooms)
    return {
        "student": children,
        "family": children,
        "guardian": list(dict.fromkeys(g for room in rooms for g in _guardians(room))),
        "class": [room.id for room in rooms],
        "taught_class": [taught(room, teacher.id) for room in rooms],
        "teacher": [teacher.id],
        "head_teacher": [teacher.id] if leads else [],
    }


def taught(room: Room, teacher: str) -> str:
    """A class as one teacher teaches it."""
    return f"{room.id}:{teacher}"


def _guardians(room: Room) -> Iterator[str]:
    return (ward.person for wards in room.guardians.values() for ward in wards if ward.speaks)


def _tags(rooms: Iterable[Room]) -> Mapping[str, frozenset[str]]:
    """Those of the children; a guardian bears those of all own children."""
    found: dict[str, frozenset[str]] = {}
    for room in rooms:
        for id_, child in room.children.items():
            found[id_] = child.tags
            for ward in room.guardians[id_]:
                found[ward.person] = found.get(ward.person, frozenset()) | child.tags
    return found


def contacts(scene: Scene, rooms: Mapping[str, Room], rows: Iterable[Any]) -> Iterator[Contact]:
    """Stored rows as facts."""
    reached = {
        id_: {child.id for child in room.children.values() if reachable(scene, child)}
        for id_, room in rooms.items()
    }
    for row in rows:
        yield _contact(scene, rooms[row.classroom_id], row, reached[row.classroom_id])


def _contact(scene: Scene, room: Room, row: Any, reached: set[str]) -> Contact:
    """One that reached nobody counts for nothing. An answer to a notice is one to its teacher."""
    by_bot = row.source == "bot"
    staff = row.staff or ([room.head_teacher] if by_bot and room.head_teacher else [])
    known = [one for id_ in staff if (one := scene.staff(id_))]
    roles = frozenset().union(*(roles_in(one, room) for one in known), {"bot"} if by_bot else ())
    in_group = row.kind == "group_notice"
    return Contact(
        id=str(row.id),
        kind=row.kind,
        time=china(row.time),
        units=_about(room, row, staff),
        staff=frozenset(staff),
        roles=roles,
        counts=row.complete and row.reached is not False,
        told={
            "reached": row.reached is True,
            "delivered": reached if in_group else True,
            "confirmed": row.kind in CONFIRMED,
            "booked": True,  # nobody is asked for it: a visit that is written down was agreed on
        },
    )


def _about(room: Room, row: Any, staff: Sequence[str]) -> dict[str, Sequence[str]]:
    """Who was absent from a meeting was not spoken to."""
    there = row.attendance or {}
    children = [c for c in row.students if there.get(c, {}).get("status") != "absent"]
    return {
        "student": children,
        "family": children,
        "guardian": row.guardians,
        "class": [room.id],
        "taught_class": [taught(room, one) for one in staff],
        "teacher": staff,
        "head_teacher": [one for one in staff if one == room.head_teacher],
    }


def days_of(calendar: SchoolCalendar, today: date) -> Iterator[Event]:
    """The days of the calendar around today, as what calls for a duty."""
    for name, days in calendar.anchors.items():
        for day in days:
            if abs(day - today) <= AROUND:
                yield Event(name, f"{name}:{day}", midnight(day), anchor=True)
