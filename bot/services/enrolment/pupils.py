"""The pupils of a roster: who is who among those of one name, who is new, who has left."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import storage.tables as t
from bot.parsing.sheets import Named, PupilRow
from bot.services.enrolment.draft import Draft
from bot.services.enrolment.rooms import Rooms

Key = tuple[str, str]  # class id, name; or name, number
BOTH = 2


def contradict(one: Named | t.Student, other: Named | t.Student) -> bool:
    """Can these two of one name not be the same? Numbers decide before genders."""
    if one.number and other.number:
        return one.number != other.number
    return bool(one.gender and other.gender and one.gender != other.gender)


def _same(one: Named | t.Student, other: Named | t.Student) -> bool:
    """Are these two of one name certainly the same?"""
    if one.number and other.number:
        return one.number == other.number
    return bool(one.gender and one.gender == other.gender)


def enrol(draft: Draft, rooms: Rooms, rows: Iterable[PupilRow], now: datetime) -> None:
    """Put the pupils; those whom their class has no longer have left. Raises UserError."""
    stored: dict[Key, list[t.Student]] = defaultdict(list)
    numbered: dict[Key, list[t.Student]] = defaultdict(list)
    for student in draft.all(t.Student):
        stored[student.classroom_id, student.name].append(student)
        numbered[student.name, student.number].append(student)
    named: dict[Key, list[PupilRow]] = defaultdict(list)
    for row in rows:
        room = rooms.id(row.cells, "classroom", row.pupil.classroom)
        named[room, row.pupil.name].append(row)
    here: set[str] = set()
    for (room, name), group in named.items():
        pupils = _told_apart(group)
        for lines, old in zip(pupils, _matched(pupils, stored[room, name]), strict=True):
            known = old or _moved(numbered, lines, here)
            here.add(_put(draft, room, lines, known).id)
    _leave(draft, {room for room, _ in named}, here, now)


def _told_apart(rows: Sequence[PupilRow]) -> list[list[PupilRow]]:
    """The rows of one name in a class, by pupil. Only a flat table has several for one pupil."""
    pupils: list[list[PupilRow]] = []
    for row in rows:
        like = [lines for lines in pupils if not contradict(row.pupil, lines[0].pupil)]
        if not like:
            pupils.append([row])
        elif row.flat and len(like) == 1:
            like[0].append(row)
        else:
            known = row.pupil.number or row.pupil.gender
            raise row.cells.wrong("pupil", "pupil_same" if known else "pupil_which")
    return pupils


def _matched(
    pupils: Sequence[Sequence[PupilRow]], stored: Sequence[t.Student]
) -> list[t.Student | None]:
    """The stored pupil of each, None for a new one. Never a guess: in doubt UserError."""
    current = [student for student in stored if student.left_at is None]
    if len(pupils) == len(current) == 1:
        genders = {pupils[0][0].pupil.gender, current[0].gender} - {""}
        return [current[0] if len(genders) < BOTH else None]
    left = [student for student in stored if student.left_at]
    return [_match(lines[0], current) or _back(lines[0], left) for lines in pupils]


def _match(row: PupilRow, stored: Sequence[t.Student]) -> t.Student | None:
    same = [student for student in stored if _same(row.pupil, student)]
    numbered = [student for student in same if row.pupil.number and student.number]
    found = numbered or same
    if len(found) == 1:
        return found[0]
    if found or any(not contradict(row.pupil, student) for student in stored):
        raise row.cells.wrong("pupil", "pupil_which")
    return None


def _back(row: PupilRow, left: Sequence[t.Student]) -> t.Student | None:
    """The pupil who had left and is here again, if only one can be meant."""
    alike = [student for student in left if not contradict(row.pupil, student)]
    return alike[0] if len(alike) == 1 else None


def _moved(
    numbered: Mapping[Key, list[t.Student]], rows: Sequence[PupilRow], here: set[str]
) -> t.Student | None:
    """The pupil of another class who has this name and this number: the same, in a new class."""
    wanted = {(row.pupil.name, row.pupil.number) for row in rows if row.pupil.number}
    found = [s for key in wanted for s in numbered.get(key, ()) if s.id not in here]
    return found[0] if len(found) == 1 else None


def _put(draft: Draft, room: str, rows: Sequence[PupilRow], old: t.Student | None) -> t.Student:
    """What the file leaves open stays as it was."""
    first = rows[0]
    if old is None:
        id_ = _new_id(draft, room)
        old = draft.put(t.Student(id=id_, name=first.pupil.name, classroom_id=room))
    tags = old.tags
    if "tags" in first.cells.columns.of:
        tags = list(dict.fromkeys(tag for row in rows for tag in row.tags))
    number = next((row.pupil.number for row in rows if row.pupil.number), old.number)
    gender = next((row.pupil.gender for row in rows if row.pupil.gender), old.gender)
    values = {"number": number, "gender": gender, "tags": tags, "left_at": None}
    values["classroom_id"] = room
    return draft.counted(draft.change(old, **values))


def _new_id(draft: Draft, room: str) -> str:
    """c3-2-07: the class and a running number."""
    number = 1
    while draft.find(t.Student, f"{room}-{number:02d}"):
        number += 1
    return f"{room}-{number:02d}"


def _leave(draft: Draft, rooms: set[str], here: set[str], now: datetime) -> None:
    for student in draft.all(t.Student):
        if student.classroom_id in rooms and student.id not in here and student.left_at is None:
            draft.change(student, left_at=now)
            draft.left += 1
