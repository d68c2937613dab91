"""The staff of a roster: who works with which class, and who leads it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import storage.tables as t
from bot import texts
from bot.parsing.sheets import StaffRow
from bot.services.enrolment.draft import Draft
from bot.services.enrolment.people import People
from bot.services.enrolment.rooms import Rooms

LEADERS = ("head_teacher", "deputy")  # a role, and the column of a class


def enrol(draft: Draft, rooms: Rooms, people: People, rows: Sequence[StaffRow]) -> None:
    """Put the staff. A class that the file gives staff has no other. Raises UserError."""
    lines: dict[str, list[StaffRow]] = defaultdict(list)
    classes: dict[str, set[str]] = defaultdict(set)  # class -> persons
    persons: list[str] = []
    for row in rows:
        person = people.put(_person(draft, people, row), row.name, row.reached)
        persons.append(person.id)
        lines[person.id].append(row)
        for name in row.classes:
            classes[rooms.id(row.cells, "classes", name)].add(person.id)
        people.count(person, _staff(draft, person.id, lines[person.id]))
    _place(draft, classes)
    for role in LEADERS:
        led = _led(rooms, zip(persons, rows, strict=True), role)
        for room in classes:
            classroom = draft.find(t.Classroom, room)
            if classroom:
                draft.change(classroom, **{role: led.get(room)})


def _person(draft: Draft, people: People, row: StaffRow) -> t.Person:
    """By account, else the one member of staff of this name; else somebody new."""
    if holder := people.holder(row.cells, row.name, row.reached):
        return holder
    staff = [people.get(member.person_id) for member in draft.all(t.Staff)]
    named = [p for p in staff if p.name == row.name and not people.rivals(p, row.reached)]
    if len(named) > 1 and not row.reached.accounts:
        raise row.cells.wrong("name", "staff_which")
    if len(named) == 1:
        return named[0]
    number = 1
    while draft.find(t.Person, f"t{number:02d}"):
        number += 1
    return people.get(f"t{number:02d}")


def _staff(draft: Draft, person: str, rows: Sequence[StaffRow]) -> t.Staff:
    """All that the rows of one person say."""
    old = draft.find(t.Staff, person) or t.Staff(person_id=person)
    roles = list(dict.fromkeys(role for row in rows for role in row.roles))
    subjects = dict.fromkeys(row.subject for row in rows if row.subject)
    subject = texts.find("marks.and").join(subjects) or old.subject
    return draft.change(old, roles=roles, subject=subject)


def _place(draft: Draft, classes: dict[str, set[str]]) -> None:
    for room, persons in classes.items():
        for person in persons:
            row = draft.put(t.Staffing(person_id=person, classroom_id=room))
            _belongs(draft, row)
    gone = set()
    for place in draft.all(t.Staffing):
        if place.person_id not in classes.get(place.classroom_id, {place.person_id}):
            draft.drop(place)
            _belongs(draft, place)
            gone.add(place.person_id)
    draft.left += len(gone - {place.person_id for place in draft.all(t.Staffing)})


def _belongs(draft: Draft, place: t.Staffing) -> None:
    if member := draft.find(t.Staff, place.person_id):
        draft.belongs(place, member)


def _led(rooms: Rooms, rows: Iterable[tuple[str, StaffRow]], role: str) -> dict[str, str]:
    """class -> who leads it. The class that a row names first is the leader's own.

    Further classes of a head teacher are led by nobody else, or else only taught.
    """
    rows = [(person, row) for person, row in rows if _has(row, role) and row.classes]
    led: dict[str, tuple[str, int]] = {}
    for person, row in rows:
        room = rooms.id(row.cells, "classes", row.classes[0])
        other, line = led.setdefault(room, (person, row.cells.number))
        if other != person:
            raise row.cells.wrong("classes", "head_two", classroom=row.classes[0], row=line)
    for person, row in rows:
        for name in row.classes[1:]:
            led.setdefault(rooms.id(row.cells, "classes", name), (person, row.cells.number))
    return {room: person for room, (person, _) in led.items()}


def _has(row: StaffRow, role: str) -> bool:
    return row.deputy if role == "deputy" else role in row.roles
