"""All SQL of what is known of one child's family: contacts, what was promised, leaves."""

from datetime import datetime

from sqlalchemy import and_
from sqlalchemy.ext.asyncio import AsyncConnection

import storage.tables as t
from storage import columns as of
from storage import reads

MOST = 2_000  # contacts of one class that were entered by hand


async def contacts(
    connection: AsyncConnection, classroom: str, student: str, since: datetime
) -> list[t.Contact]:
    """What people entered about this child since then, newest first; no automatic rows."""
    where = and_(
        of.Contact.classroom_id == classroom, of.Contact.time >= since, of.Contact.source != "bot"
    )
    rows = await reads.rows(connection, t.Contact, where, order=of.Contact.time.desc(), limit=MOST)
    return [row for row in rows if student in row.students]


async def follow_ups(connection: AsyncConnection, student: str) -> list[t.FollowUp]:
    """What is still to be done for this child, whoever has to, soonest first."""
    where = of.FollowUp.status.in_(["open", "moved"])
    rows = await reads.rows(connection, t.FollowUp, where, order=of.FollowUp.due)
    return [row for row in rows if student in row.students]


async def leaves(connection: AsyncConnection, student: str) -> list[t.Leave]:
    """Those that were approved, newest first."""
    where = and_(of.Leave.student_id == student, of.Leave.status.in_(["approved", "closed"]))
    return await reads.rows(connection, t.Leave, where, order=of.Leave.start.desc())
