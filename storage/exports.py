"""All SQL that reads what leaves as a file: rows as they stream, and the names to write for ids.

Times come as text, to the minute, on a Chinese clock.
"""

from collections.abc import AsyncIterator, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, String, case, cast, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import columns as of

Found = list[Row[*tuple[Any, ...]]]
ROWS = 1_000  # at a time: more are no faster, and keep others waiting
IDS = 10_000  # in one statement


@dataclass(frozen=True, slots=True)
class Within:
    """What an export holds: of one class or of all, from `since` until before `until`."""

    classroom: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def times(self, moment: Any) -> Iterator[ColumnElement[bool]]:
        if self.since:
            yield moment >= self.since
        if self.until:
            yield moment < self.until


def contacts(
    connection: AsyncConnection, within: Within, hidden: str | None
) -> AsyncIterator[Found]:
    """In the order in which they were written.

    Students, guardians and staff come as one text: their lists as JSON, a line each. The words
    of sensitive ones are replaced by `hidden` before they leave the database.
    """
    c = of.Contact
    query = select(
        c.id,
        _minute(connection, c.time),
        c.classroom_id,
        c.kind,
        _people(c.students, c.guardians, c.staff),
        c.reached,
        c.attempts,
        cast(c.attendance, String),
        *(
            _unless(c.sensitive, word, hidden)
            for word in (c.record, c.analysis, c.measure, c.feedback)
        ),
        c.sensitive,
        c.complete,
        c.source,
        c.notice_no,
    ).where(*within.times(c.time))
    if within.classroom:
        query = query.where(c.classroom_id == within.classroom)
    return _stream(connection, query.order_by(c.id))


def receipts(connection: AsyncConnection, within: Within) -> AsyncIterator[Found]:
    """Of the notices that were sent in that time, by their number."""
    r, n = of.Receipt, of.Notice
    query = (
        select(
            r.notice_no,
            n.title,
            n.kind,
            _minute(connection, n.sent_at),
            _minute(connection, n.deadline),
            r.student_id,
            r.status,
            r.answer,
            r.by,
            r.via,
            _minute(connection, r.at),
        )
        .join(n.no.table, n.no == r.notice_no)
        .where(n.sent_at.is_not(None), *within.times(n.sent_at))
    )
    if within.classroom:
        of_class = select(of.NoticeClass.notice_no).where(
            of.NoticeClass.classroom_id == within.classroom
        )
        pupils = select(of.Student.id).where(of.Student.classroom_id == within.classroom)
        query = query.where(r.notice_no.in_(of_class), r.student_id.in_(pupils))
    return _stream(connection, query.order_by(r.notice_no, r.student_id))


def questions(
    connection: AsyncConnection, within: Within, hidden: str | None
) -> AsyncIterator[Found]:
    """In the order in which they were asked; what a notice answered by itself has no number.

    The words of those asked privately are replaced by `hidden`.
    """
    q = of.Question
    classroom = func.coalesce(
        select(of.Student.classroom_id).where(of.Student.id == q.student_id).scalar_subquery(),
        select(func.min(of.Group.classroom_id)).where(of.Group.id == q.chat).scalar_subquery(),
    )
    query = select(
        q.no,
        _minute(connection, q.at),
        classroom,
        q.student_id,
        q.askers,
        _unless(q.private, q.text, hidden),
        q.notice_no,
        q.to,
        q.status,
        q.source,
        _unless(q.private, q.answer, hidden),
        _minute(connection, q.due),
    ).where(*within.times(q.at))
    if within.classroom:
        query = query.where(classroom == within.classroom)
    return _stream(connection, query.order_by(q.id))


def _minute(connection: AsyncConnection, moment: Any) -> ColumnElement[str]:
    """2026-09-01 08:30 on a Chinese clock: the database writes it in half the time."""
    if connection.dialect.name == "postgresql":
        return func.to_char(func.timezone("Asia/Shanghai", moment), "YYYY-MM-DD HH24:MI")
    return func.strftime("%Y-%m-%d %H:%M", moment, "+8 hours")


def _people(*lists: Any) -> ColumnElement[str]:
    """Few companies of people make up many rows: as one text each is known at once."""
    texts: list[ColumnElement[str]] = [cast(ids, String) for ids in lists]
    return reduce(lambda before, ids: before + "\n" + ids, texts)


def _unless(secret: Any, words: Any, hidden: str | None) -> Any:
    if hidden is None:
        return words
    return case((secret & (words != ""), hidden), else_=words)


async def _stream(connection: AsyncConnection, query: Select[Any]) -> AsyncIterator[Found]:
    async for rows in (await connection.stream(query)).partitions(ROWS):
        yield list(rows)


async def students(connection: AsyncConnection, ids: Collection[str]) -> Found:
    """(id, name, classroom id, gender, number, whether the class has another of that name)"""
    s, other = of.Student, of.Student.id.table.alias().c
    twin = exists().where(
        other.name == s.name, other.classroom_id == s.classroom_id, other.id != s.id
    )
    query = select(s.id, s.name, s.classroom_id, s.gender, s.number, twin)
    return await _among(connection, query, s.id, ids)


async def persons(connection: AsyncConnection, ids: Collection[str]) -> Found:
    """(id, name)"""
    return await _among(connection, select(of.Person.id, of.Person.name), of.Person.id, ids)


async def relations(connection: AsyncConnection, persons: Collection[str]) -> Found:
    """(person id, student id, relation)"""
    g = of.Guardianship
    query = select(g.person_id, g.student_id, g.relation)
    return await _among(connection, query, g.person_id, persons)


async def _among(
    connection: AsyncConnection, query: Select[Any], column: Any, ids: Collection[str]
) -> Found:
    wanted, found = sorted(ids), Found()
    for start in range(0, len(wanted), IDS):
        some = query.where(column.in_(wanted[start : start + IDS]))
        found += (await connection.execute(some)).all()
    return found


async def staff_of_account(
    connection: AsyncConnection, account: str, platform: str | None
) -> Found:
    """(person id, roles) of all who have this account; roles are None where it is no staff."""
    query = (
        select(of.Account.person_id, of.Staff.roles)
        .join(of.Staff.roles.table, of.Staff.person_id == of.Account.person_id, isouter=True)
        .where(of.Account.id == account)
    )
    if platform:
        query = query.where(of.Account.platform == platform)
    return list((await connection.execute(query)).all())


async def head_teacher(connection: AsyncConnection, classroom: str) -> str | None:
    found: str | None = await connection.scalar(
        select(of.Classroom.head_teacher).where(of.Classroom.id == classroom)
    )
    return found
