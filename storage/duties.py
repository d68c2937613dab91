"""All SQL for duties: the contacts that count for them, and who leads which class."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import columns as of

Found = list[Any]


async def contacts(
    connection: AsyncConnection, classrooms: Collection[str], since: datetime
) -> Found:
    """(id, kind, time, classroom_id, staff, students, guardians, reached, …) since then."""
    c = of.Contact
    query = select(
        c.id,
        c.kind,
        c.time,
        c.classroom_id,
        c.staff,
        c.students,
        c.guardians,
        c.reached,
        c.attendance,
        c.complete,
        c.source,
    ).where(c.classroom_id.in_(classrooms), c.time >= since)
    return list((await connection.execute(query)).all())


async def head_teachers(connection: AsyncConnection) -> list[str]:
    """Everybody who leads a class."""
    query = select(of.Classroom.head_teacher).where(of.Classroom.head_teacher.is_not(None))
    return list(await connection.scalars(query.distinct().order_by(of.Classroom.head_teacher)))


async def led_by(connection: AsyncConnection, person: str) -> list[str]:
    """The classes that somebody leads."""
    query = select(of.Classroom.id).where(of.Classroom.head_teacher == person)
    return list(await connection.scalars(query.order_by(of.Classroom.id)))
