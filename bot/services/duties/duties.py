"""Duties: what the school's regulations ask of a teacher, asked for or told once a week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import storage.tables as t
from bot.clock import CHINA
from bot.services import roster
from bot.services.desk import Desk
from bot.services.duties import duty_facts, duty_list, duty_words
from bot.services.duties.duty_list import CHILDREN, Duty
from bot.services.scene import Scene
from bot.services.school import SCHOOL_WIDE, Room, Staff
from schedules import regulations
from schedules.calendar import SchoolCalendar
from schedules.regulations.customary import completed
from schedules.regulations.facts import Contact, Event
from schedules.regulations.lengths import midnight
from schedules.regulations.periods import period
from schedules.regulations.presets import load
from schedules.regulations.rules import Preset
from storage import duties as stored

DIGEST_AT = time(17)
LATE = timedelta(hours=24)
WEEKS_AHEAD = 30
OVERSEERS = SCHOOL_WIDE | {"grade_leader"}


@dataclass(frozen=True, slots=True)
class Judged:
    """The duties of a teacher, most urgent first, in these classes and by these regulations."""

    rooms: Sequence[Room]
    presets: Sequence[Preset]
    duties: Sequence[Duty]


def presets(scene: Scene) -> list[Preset]:
    """The regulations that the school follows. Raises UserError for one that is none."""
    return [load(name) for name in dict.fromkeys(scene.manners.presets)]


async def judge(desk: Desk, teacher: Staff, own: Sequence[str] = ()) -> Judged:
    """Everything that is asked of a teacher in the periods of today, met or not.

    `own` are the classes; without it those that the teacher leads, or teaches and leads none.
    """
    scene, chosen = desk.scene, presets(desk.scene)
    rooms = await _rooms(desk, own or await classes_of(desk, teacher))
    if not rooms:
        return Judged((), chosen, ())
    calendar = completed(scene.calendar, scene.today)
    since = midnight(_since(chosen, calendar, scene.today))
    rows = await stored.contacts(desk.connection, list(rooms), since)
    school = duty_facts.school_of(teacher, list(rooms.values()), calendar)
    facts: list[Contact | Event] = [
        *duty_facts.contacts(scene, rooms, rows),
        *duty_facts.days_of(calendar, scene.today),
    ]
    found = regulations.evaluate(chosen, school, facts, scene.today)
    roles = frozenset().union(*(duty_facts.roles_in(teacher, room) for room in rooms.values()))
    return Judged(list(rooms.values()), chosen, duty_list.listed(found, roles, scene.now))


async def classes_of(desk: Desk, teacher: Staff) -> list[str]:
    """The classes that a teacher leads; of those who lead none, where they teach."""
    return await stored.led_by(desk.connection, teacher.id) or sorted(teacher.classes)


async def overseen(desk: Desk, staff: Staff) -> list[tuple[Room, Sequence[Duty]]]:
    """Every class that a leader of the school or of a grade looks after, with what its head owes.

    Nothing for those who look after none, or lead a class themselves.
    """
    if not staff.roles & OVERSEERS or await stored.led_by(desk.connection, staff.id):
        return []
    school = desk.scene.picture.school
    ids = school.names if staff.roles & SCHOOL_WIDE else sorted(staff.classes)
    rooms = await _rooms(desk, list(ids))
    heads = [(room, desk.scene.staff(room.head_teacher or "")) for room in rooms.values()]
    return [(room, (await judge(desk, head, [room.id])).duties) for room, head in heads if head]


async def enter(desk: Desk, teacher: Staff, clause: str) -> Duty | None:
    """Write down that what a clause asks was done today, for all whom it is still asked for.

    Returns the duty as it was before; None where no such duty is asked. One that is done child by
    child is not written down: a contact with each family has its own record.
    """
    judged, scene = await judge(desk, teacher), desk.scene
    found = [duty for duty in judged.duties if clause in duty.clause]
    duty = next((d for d in found if not d.met), found[0] if found else None)
    if duty is None or duty.by_child:
        return duty
    rooms = [scene.picture.rooms[duty.group]] if duty.group in scene.picture.rooms else judged.rooms
    for room in rooms:
        asked = [child for child in duty.open if child in room.children]
        students = asked if duty.each in CHILDREN else list(room.children)
        scene.contact(duty.kinds[0], room, students, staff=[teacher.id])
    return duty


async def _rooms(desk: Desk, own: Sequence[str]) -> dict[str, Room]:
    school = desk.scene.picture.school
    await roster.know_rooms(desk.connection, school, own)
    return {id_: school.rooms[id_] for id_ in own}


def _since(chosen: Sequence[Preset], calendar: SchoolCalendar, today: date) -> date:
    """Where the earliest of the periods begins, or the days of the calendar that still count."""
    spans = (period(q, p.windows, calendar, today) for p in chosen for q in p.quotas)
    return min([today - duty_facts.AROUND, *(span.start for span in spans if span)])


async def digest(desk: Desk, due: t.Due) -> None:
    """Plan one for every head teacher, each done by itself; or tell one what is open.

    Found a day late, it is left to the next week.
    """
    scene, teacher = desk.scene, due.facts.get("teacher")
    if not scene.manners.presets or scene.now - due.at > LATE:
        return plan(scene)
    if teacher is None:
        for person in await stored.head_teachers(desk.connection):
            scene.plan(f"{due.key}:{person}", "duties", due.at, teacher=person)
        return plan(scene)
    staff = scene.staff(teacher)
    if staff is None:
        return None
    judged = await judge(desk, staff)
    if text := duty_words.still_open(scene, judged.duties, judged.presets):
        scene.write(teacher, text)
    return None


def plan(scene: Scene) -> None:
    """The next one is due at five on the last school day of this week, or of the next with one."""
    if not scene.manners.presets:
        return
    presets(scene)  # a name that is none is found when the program starts
    at = next(filter(None, (_digest_of(scene, week) for week in range(WEEKS_AHEAD))), None)
    if at:
        scene.plan(f"duties:{at.isoformat()}", "duties", at)


def _digest_of(scene: Scene, week: int) -> datetime | None:
    day = scene.calendar.last_school_day_of_week(scene.today + timedelta(weeks=week))
    at = datetime.combine(day, DIGEST_AT, CHINA) if day else None
    return at if at and at > scene.now else None
