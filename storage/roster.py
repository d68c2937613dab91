"""All SQL that reads who is who. What changes seldom; callers may keep it while `version` holds."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

import storage.tables as t

Found = list[Row[Any]]


async def version(connection: AsyncConnection) -> int:
    return await connection.scalar(select(t.School.version)) or 0


async def classrooms_of_groups(connection: AsyncConnection, chats: Collection[str]) -> Found:
    """(platform, group id, classroom id)"""
    query = select(t.Group.platform, t.Group.id, t.Group.classroom_id)
    return await _all(connection, query.where(col(t.Group.id).in_(chats)))


async def persons_of_accounts(connection: AsyncConnection, accounts: Collection[str]) -> Found:
    """(platform, account id, person id)"""
    query = select(t.Account.platform, t.Account.id, t.Account.person_id)
    return await _all(connection, query.where(col(t.Account.id).in_(accounts)))


async def classrooms_of_persons(connection: AsyncConnection, persons: Collection[str]) -> Found:
    """(person id, classroom id): of their children, and of the classes they work in."""
    children = (
        select(t.Guardianship.person_id, t.Student.classroom_id)
        .join(t.Student, col(t.Student.id) == t.Guardianship.student_id)
        .where(col(t.Guardianship.person_id).in_(persons))
    )
    work = select(t.Staffing.person_id, t.Staffing.classroom_id)
    return await _all(
        connection, children.union(work.where(col(t.Staffing.person_id).in_(persons)))
    )


async def all_classrooms(connection: AsyncConnection) -> Found:
    """(id, name) of every class, in the order of their names."""
    return await _all(
        connection, select(t.Classroom.id, t.Classroom.name).order_by(col(t.Classroom.name))
    )


async def classrooms(connection: AsyncConnection, ids: Collection[str]) -> Found:
    return await _all(connection, select(t.Classroom).where(col(t.Classroom.id).in_(ids)))


async def groups(connection: AsyncConnection, classrooms: Collection[str]) -> Found:
    query = select(t.Group).where(col(t.Group.classroom_id).in_(classrooms))
    return await _all(connection, query.order_by(col(t.Group.platform), col(t.Group.id)))


async def students(connection: AsyncConnection, classrooms: Collection[str]) -> Found:
    """Those who have not left, in the order of the roster."""
    query = select(t.Student).where(
        col(t.Student.classroom_id).in_(classrooms), col(t.Student.left_at).is_(None)
    )
    return await _all(connection, query.order_by(col(t.Student.id)))


async def guardianships(connection: AsyncConnection, classrooms: Collection[str]) -> Found:
    """(classroom id, person id, student id, relation, right, status)"""
    query = (
        select(
            t.Student.classroom_id,
            t.Guardianship.person_id,
            t.Guardianship.student_id,
            t.Guardianship.relation,
            t.Guardianship.right,
            t.Guardianship.status,
        )
        .join(t.Student, col(t.Student.id) == t.Guardianship.student_id)
        .where(col(t.Student.classroom_id).in_(classrooms))
        .order_by(col(t.Guardianship.student_id), col(t.Guardianship.person_id))
    )
    return await _all(connection, query)


async def persons(connection: AsyncConnection, ids: Collection[str]) -> Found:
    """(id, name, card, phone_only, unreachable, digest, has a phone)"""
    query = select(
        t.Person.id,
        t.Person.name,
        t.Person.card,
        t.Person.phone_only,
        t.Person.unreachable,
        t.Person.digest,
        col(t.Person.phone).is_not(None).label("has_phone"),
    )
    return await _all(connection, query.where(col(t.Person.id).in_(ids)))


async def accounts(connection: AsyncConnection, persons: Collection[str]) -> Found:
    query = select(t.Account.person_id, t.Account.platform, t.Account.id)
    return await _all(connection, query.where(col(t.Account.person_id).in_(persons)))


async def staff(connection: AsyncConnection) -> Found:
    """(person id, name, roles, subject) of everybody who works at the school."""
    query = select(t.Staff.person_id, t.Person.name, t.Staff.roles, t.Staff.subject).join(
        t.Person, col(t.Person.id) == t.Staff.person_id
    )
    return await _all(connection, query.order_by(col(t.Staff.person_id)))


async def staffing(connection: AsyncConnection) -> Found:
    """(person id, classroom id)"""
    return await _all(connection, select(t.Staffing.person_id, t.Staffing.classroom_id))


async def _all(connection: AsyncConnection, query: Any) -> Found:
    return list((await connection.execute(query)).all())
