"""All SQL of the roster import: what is known of its classes and people, and what it changes."""

from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from sqlalchemy import bindparam, delete, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

import storage.changes as c
import storage.tables as t
from storage import columns as of
from storage import reads, writes

Model = TypeVar("Model", bound=t.Base)
Keys = Collection[Any]
IDS = 10_000  # in one statement
ORDER = (  # what is referred to comes before what refers to it
    t.Classroom,
    t.Group,
    t.Person,
    t.Account,
    t.Student,
    t.Guardianship,
    t.Staff,
    t.Staffing,
)


async def classrooms(connection: AsyncConnection) -> list[t.Classroom]:
    return await reads.rows(connection, t.Classroom)


async def known(
    connection: AsyncConnection, classrooms: Keys, groups: Keys, accounts: Keys, numbers: Keys
) -> list[t.Base]:
    """What an import of these classes may touch; groups and accounts are (platform, id) pairs.

    The pupils with whoever is tied to them; the holders of the accounts with all their ties;
    everybody with a telephone; and all staff.
    """
    students = await _pupils(connection, classrooms, numbers)
    holders = await _among(connection, t.Account, _pair(of.Account), accounts)
    ties = await _among(connection, t.Guardianship, of.Guardianship.student_id, _ids(students))
    held = {account.person_id for account in holders}
    ties += await _among(connection, t.Guardianship, of.Guardianship.person_id, held)
    staff = await reads.rows(connection, t.Staff)
    people = held | {tie.person_id for tie in ties} | {member.person_id for member in staff}
    persons = await _among(connection, t.Person, of.Person.id, people)
    persons += await reads.rows(connection, t.Person, of.Person.phone.is_not(None))
    owned = await _among(connection, t.Account, of.Account.person_id, {p.id for p in persons})
    return [
        *await _among(connection, t.Group, of.Group.classroom_id, classrooms),
        *await _among(connection, t.Group, _pair(of.Group), groups),
        *students,
        *ties,
        *staff,
        *await reads.rows(connection, t.Staffing),
        *persons,
        *holders,
        *owned,
    ]


async def _pupils(connection: AsyncConnection, classrooms: Keys, numbers: Keys) -> list[t.Student]:
    """Those of the classes, also who left, and who else has one of the numbers."""
    students = await _among(connection, t.Student, of.Student.classroom_id, classrooms)
    known_here = _ids(students)
    numbered = await _among(connection, t.Student, of.Student.number, numbers)
    return students + [student for student in numbered if student.id not in known_here]


def _ids(students: Iterable[t.Student]) -> set[str]:
    return {student.id for student in students}


def _pair(columns: Any) -> Any:
    return tuple_(columns.platform, columns.id)


async def _among(
    connection: AsyncConnection, model: type[Model], column: Any, keys: Keys
) -> list[Model]:
    wanted, found = sorted(keys), []
    for start in range(0, len(wanted), IDS):
        found += await reads.rows(connection, model, column.in_(wanted[start : start + IDS]))
    return found


async def save(
    connection: AsyncConnection, rows: Collection[t.Base], gone: Collection[t.Base]
) -> None:
    """Insert or replace rows, delete others, and tell everybody that the roster is another."""
    for model in reversed(ORDER):
        await _delete(connection, model, [row for row in gone if type(row) is model])
    for model in ORDER:
        await writes.put_all(connection, [row for row in rows if type(row) is model])
    if not await reads.rows(connection, t.School):
        await writes.put(connection, t.School())
    await writes.write(connection, [c.RosterChanged()])


async def _delete(connection: AsyncConnection, model: Any, rows: Collection[t.Base]) -> None:
    if rows:
        keys = list(model.__table__.primary_key)
        where = [key == bindparam(f"of_{key.name}") for key in keys]
        values = [{f"of_{key.name}": getattr(row, key.name) for key in keys} for row in rows]
        await connection.execute(delete(model.__table__).where(*where), values)
