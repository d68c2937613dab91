"""The guardians of a roster: who speaks for which child, as the school wrote it down."""

from collections import defaultdict
from collections.abc import Iterable

import storage.tables as t
from bot import texts
from bot.parsing.sheets import GuardianRow
from bot.services.enrolment.draft import Draft
from bot.services.enrolment.people import People
from bot.services.enrolment.pupils import contradict
from bot.services.enrolment.rooms import Rooms

Children = dict[tuple[str, str], list[t.Student]]  # (class id, name) -> pupils


def enrol(draft: Draft, rooms: Rooms, people: People, rows: Iterable[GuardianRow]) -> None:
    """Put the guardians. Raises UserError.

    A tie that an earlier file made and this one has no more has ended, if the file names others
    of that child; what a teacher approved in the chat stays.
    """
    children: Children = defaultdict(list)
    for student in draft.all(t.Student):
        if student.left_at is None:
            children[student.classroom_id, student.name].append(student)
    here: dict[str, dict[str, str]] = defaultdict(dict)  # child -> person -> relation
    for row in rows:
        child = _child(rooms, children, row)
        person = people.put(_person(draft, people, row, child), row.name, row.reached)
        _tell_apart(row, here[child.id], person.id)
        here[child.id][person.id] = row.relation
        tie = _tie(draft, row, person.id, child.id)
        people.tie(tie)
        people.count(person, tie)
    for id_, persons in here.items():
        for tie in people.ties_to(id_):
            if tie.person_id not in persons and _from_file(tie):
                draft.change(tie, status="left")
                draft.left += 1


def _from_file(tie: t.Guardianship) -> bool:
    return tie.asked_at is None


def _child(rooms: Rooms, children: Children, row: GuardianRow) -> t.Student:
    room = rooms.id(row.cells, "classroom", row.pupil.classroom)
    named = children[room, row.pupil.name]
    found = [student for student in named if not contradict(row.pupil, student)]
    numbered = [s for s in found if row.pupil.number and s.number == row.pupil.number]
    found = numbered or found
    if len(found) != 1:
        raise row.cells.wrong("pupil", "pupil_which" if found else "pupil_unknown")
    return found[0]


def _tell_apart(row: GuardianRow, known: dict[str, str], person: str) -> None:
    """Two mothers in a flat table are perhaps those of two children of one name."""
    others = [relation for other, relation in known.items() if other != person]
    unclear = row.cells.columns.kind == "pupils" and not row.pupil.number
    if unclear and row.relation in others and row.relation != texts.find("roster.guardian"):
        raise row.cells.wrong("pupil", "pupil_which")


def _person(draft: Draft, people: People, row: GuardianRow, child: t.Student) -> t.Person:
    """By account, by telephone, by name and relation to the child; else somebody new."""
    if holder := people.holder(row.cells, row.name, row.reached):
        return holder
    for person in people.with_phone(row.reached.phone):
        if _fits(people, person, row):
            return person
    for tie in people.ties_to(child.id):
        person = people.get(tie.person_id)
        own = _from_file(tie) and ":" not in person.id  # else it is its account, and no other
        if own and row.name and (person.name, tie.relation) == (row.name, row.relation):
            return person
    number = 1
    while draft.find(t.Person, f"{child.id}-{number}"):
        number += 1
    return people.get(f"{child.id}-{number}")


def _fits(people: People, person: t.Person, row: GuardianRow) -> bool:
    """A telephone may be a whole family's: the name has to agree, or else the relation."""
    if row.name and person.name:
        return row.name == person.name
    return row.relation in {tie.relation for tie in people.ties_of(person.id)}


def _tie(draft: Draft, row: GuardianRow, person: str, child: str) -> t.Guardianship:
    old = draft.find(t.Guardianship, person, child)
    if old is None:
        return t.Guardianship(
            person_id=person, student_id=child, relation=row.relation, right=row.right
        )
    relation = row.relation if row.cells.text("relation") or row.cells.family else old.relation
    right = row.right if row.cells.text("right") else old.right
    return draft.change(old, relation=relation, right=right, status="approved")
