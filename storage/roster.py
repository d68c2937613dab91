"""All SQL that reads who is who. What changes seldom; callers may keep it while `version` holds."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import select, union
from sqlalchemy.ext.asyncio import AsyncConnection

import storage.tables as t
from storage import columns as of
from storage.keys import Keys
from storage.many import Asked

Found = list[Any]


VERSION = Asked(select(of.School.version))
GROUP = Keys(of.Group.platform, of.Group.id)
GROUPS = Asked(GROUP.select(*GROUP.columns, of.Group.classroom_id))
ACCOUNT = Keys(of.Account.platform, of.Account.id)
ACCOUNTS = Asked(ACCOUNT.select(*ACCOUNT.columns, of.Account.person_id))
WARD, WORKER = Keys(of.Guardianship.person_id), Keys(of.Staffing.person_id, name="workers")
CLASSES = Asked(
    union(
        WARD.select(of.Guardianship.person_id, of.Student.classroom_id).join(
            t.Student, of.Student.id == of.Guardianship.student_id
        ),
        WORKER.select(of.Staffing.person_id, of.Staffing.classroom_id),
    )
)
PUPIL = Keys(of.Student.classroom_id)
STUDENTS = Asked(
    PUPIL.select(
        of.Student.id, of.Student.name, of.Student.classroom_id, of.Student.gender, of.Student.tags
    )
    .where(of.Student.left_at.is_(None))
    .order_by(of.Student.id)
)
TIES = Asked(
    PUPIL.select(
        of.Student.classroom_id,
        of.Guardianship.person_id,
        of.Guardianship.student_id,
        of.Guardianship.relation,
        of.Guardianship.right,
        of.Guardianship.status,
    )
    .join(t.Guardianship, of.Student.id == of.Guardianship.student_id)
    .order_by(of.Guardianship.student_id, of.Guardianship.person_id)
)
PERSON, OWNER = Keys(of.Person.id), Keys(of.Account.person_id)
PERSONS = Asked(
    PERSON.select(
        of.Person.id,
        of.Person.name,
        of.Person.card,
        of.Person.phone_only,
        of.Person.unreachable,
        of.Person.digest,
        of.Person.plain,
        of.Person.phone.is_not(None).label("has_phone"),
    )
)
OWN_ACCOUNTS = Asked(OWNER.select(of.Account.person_id, of.Account.platform, of.Account.id))


async def version(connection: AsyncConnection) -> int:
    return next((number for (number,) in await VERSION.all(connection)), 0)


async def classrooms_of_groups(
    connection: AsyncConnection, addresses: Iterable[tuple[str, str]]
) -> Found:
    """(platform, group id, classroom id) of groups given by (platform, id)."""
    return await GROUPS.all(connection, GROUP.given(addresses))


async def persons_at(connection: AsyncConnection, addresses: Iterable[tuple[str, str]]) -> Found:
    """(platform, account id, person id) of accounts given by (platform, id)."""
    return await ACCOUNTS.all(connection, ACCOUNT.given(addresses))


async def persons_of_accounts(connection: AsyncConnection, accounts: Collection[str]) -> Found:
    """(platform, account id, person id) of accounts of these ids on any platform."""
    query = select(of.Account.platform, of.Account.id, of.Account.person_id)
    return await _all(connection, query.where(of.Account.id.in_(accounts)))


async def classrooms_of_persons(connection: AsyncConnection, persons: Collection[str]) -> Found:
    """(person id, classroom id): of their children, and of the classes they work in."""
    given = {**WARD.all_of(persons), **WORKER.all_of(persons)}
    return await CLASSES.all(connection, given)


async def all_classrooms(connection: AsyncConnection) -> Found:
    """(id, name) of every class, in the order of their names."""
    return await _all(
        connection, select(of.Classroom.id, of.Classroom.name).order_by(of.Classroom.name)
    )


async def classrooms(connection: AsyncConnection, ids: Collection[str]) -> Found:
    return await _all(connection, select(t.Classroom).where(of.Classroom.id.in_(ids)))


async def groups(connection: AsyncConnection, classrooms: Collection[str]) -> Found:
    query = select(t.Group).where(of.Group.classroom_id.in_(classrooms))
    return await _all(connection, query.order_by(of.Group.platform, of.Group.id))


async def students(connection: AsyncConnection, classrooms: Collection[str]) -> Found:
    """(id, name, classroom id, gender, tags) of those who have not left, as the roster has them."""
    return await STUDENTS.all(connection, PUPIL.all_of(classrooms))


async def guardianships(connection: AsyncConnection, classrooms: Collection[str]) -> Found:
    """(classroom id, person id, student id, relation, right, status)"""
    return await TIES.all(connection, PUPIL.all_of(classrooms))


async def persons(connection: AsyncConnection, ids: Collection[str]) -> Found:
    """(id, name, card, phone_only, unreachable, digest, plain, has a phone)"""
    return await PERSONS.all(connection, PERSON.all_of(ids))


async def accounts(connection: AsyncConnection, persons: Collection[str]) -> Found:
    """(person id, platform, account id)"""
    return await OWN_ACCOUNTS.all(connection, OWNER.all_of(persons))


async def staff(connection: AsyncConnection) -> Found:
    """(person id, name, roles, subject) of everybody who works at the school."""
    query = select(of.Staff.person_id, of.Person.name, of.Staff.roles, of.Staff.subject).join(
        t.Person, of.Person.id == of.Staff.person_id
    )
    return await _all(connection, query.order_by(of.Staff.person_id))


async def staffing(connection: AsyncConnection) -> Found:
    """(person id, classroom id)"""
    return await _all(connection, select(of.Staffing.person_id, of.Staffing.classroom_id))


async def _all(
    connection: AsyncConnection, query: Any, given: dict[str, str] | None = None
) -> Found:
    return list((await connection.execute(query, given)).all())
