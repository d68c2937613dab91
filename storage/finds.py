"""All SQL for the rarer look-ups of commands, pages and due deeds."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

import storage.tables as t
from storage import reads, views


async def sent_since(connection: AsyncConnection, since: datetime) -> list[views.Notice]:
    """Notices that were sent since then, oldest first."""
    query = select(t.Notice.no).where(col(t.Notice.sent_at) >= since)
    numbers = list(await connection.scalars(query))
    return list((await reads.notices(connection, numbers)).values())


async def latest_notice(
    connection: AsyncConnection, by: str, kinds: Collection[str] | None = None
) -> int | None:
    """The number of a person's newest notice that was sent."""
    query = select(func.max(t.Notice.no)).where(t.Notice.by == by, t.Notice.status == "sent")
    if kinds:
        query = query.where(col(t.Notice.kind).in_(kinds))
    found: int | None = await connection.scalar(query)
    return found


async def newest_notice(connection: AsyncConnection, kinds: Collection[str]) -> int | None:
    """The number of the newest notice of these kinds that stands."""
    query = select(func.max(t.Notice.no)).where(
        t.Notice.status == "sent", col(t.Notice.kind).in_(kinds)
    )
    found: int | None = await connection.scalar(query)
    return found


async def said_in_groups(connection: AsyncConnection, notice: int) -> list[tuple[str, str]]:
    """(chat, platform id) of the bot's messages about a notice that stand in groups."""
    query = select(t.Outbox.chat, t.Outbox.platform_id).where(
        t.Outbox.notice_no == notice,
        t.Outbox.is_group,
        t.Outbox.state == "sent",
        t.Outbox.recall == "",
        t.Outbox.platform_id != "",
    )
    return [(chat, id_) for chat, id_ in await connection.execute(query.order_by(t.Outbox.id))]


async def question(connection: AsyncConnection, number: int) -> t.Question | None:
    found = await reads.rows(connection, t.Question, t.Question.no == number)
    return found[0] if found else None


async def questions_about(connection: AsyncConnection, notice: int) -> list[t.Question]:
    return await reads.rows(
        connection, t.Question, t.Question.notice_no == notice, order=col(t.Question.no)
    )


async def next_due(connection: AsyncConnection) -> datetime | None:
    """When the next thing is to be done or may leave."""
    due = await connection.scalar(
        select(func.min(t.Due.at)).where(col(t.Due.done_at).is_(None))
    )
    leaves = await connection.scalar(
        select(func.min(t.Outbox.not_before)).where(t.Outbox.state == "queued")
    )
    return min((m for m in (due, leaves) if m), default=None)


async def due(connection: AsyncConnection, now: datetime, most: int = 200) -> list[t.Due]:
    """What is to be done by now, in the order of its time."""
    where = and_(col(t.Due.at) <= now, col(t.Due.done_at).is_(None))
    return await reads.rows(connection, t.Due, where, order=col(t.Due.at), limit=most)


async def person(connection: AsyncConnection, id_: str) -> t.Person | None:
    found = await reads.rows(connection, t.Person, t.Person.id == id_)
    return found[0] if found else None


async def classrooms(connection: AsyncConnection) -> list[t.Classroom]:
    return await reads.rows(connection, t.Classroom, order=col(t.Classroom.id))


async def digest_readers(connection: AsyncConnection) -> list[str]:
    """Persons who asked for one digest a day."""
    query = select(t.Person.id).where(col(t.Person.digest).is_(True)).order_by(col(t.Person.id))
    return list(await connection.scalars(query))


async def receipts_counted(connection: AsyncConnection, person_id: str) -> int:
    query = select(func.count()).select_from(t.Receipt).where(t.Receipt.by == person_id)
    return await connection.scalar(query) or 0


async def leave(connection: AsyncConnection, number: int) -> t.Leave | None:
    found = await reads.rows(connection, t.Leave, t.Leave.no == number)
    return found[0] if found else None


async def open_notices(connection: AsyncConnection, students: Collection[str]) -> list[int]:
    """Sent notices that one of these children has not confirmed, oldest first."""
    query = (
        select(t.Receipt.notice_no)
        .join(t.Notice, col(t.Notice.no) == t.Receipt.notice_no)
        .where(
            col(t.Receipt.student_id).in_(students),
            t.Receipt.status != "confirmed",
            t.Notice.status == "sent",
        )
    )
    return sorted(set(await connection.scalars(query)))


async def own_message(
    connection: AsyncConnection, chat: str, notice: int | None, question: int | None
) -> str:
    """The platform id of the bot's first message in a chat about this, or of its last one there."""
    query = select(t.Outbox.platform_id).where(t.Outbox.chat == chat, t.Outbox.state == "sent")
    if notice is not None:
        query = query.where(t.Outbox.notice_no == notice).order_by(col(t.Outbox.id))
    elif question is not None:
        query = query.where(t.Outbox.question_no == question).order_by(col(t.Outbox.id))
    else:
        query = query.order_by(col(t.Outbox.id).desc())
    return await connection.scalar(query.limit(1)) or ""


async def topic(connection: AsyncConnection, classroom: str, month: str) -> t.Topic | None:
    where = and_(t.Topic.classroom_id == classroom, t.Topic.month == month)
    found = await reads.rows(connection, t.Topic, where)
    return found[0] if found else None


async def topic_titles(connection: AsyncConnection, classroom: str) -> set[str]:
    """What this class has talked about."""
    query = select(t.Topic.title).where(t.Topic.classroom_id == classroom)
    return set(await connection.scalars(query))


async def posted_topics(connection: AsyncConnection, classrooms: Collection[str]) -> list[t.Topic]:
    where = and_(col(t.Topic.classroom_id).in_(classrooms), t.Topic.status == "posted")
    return await reads.rows(connection, t.Topic, where)


async def meeting(connection: AsyncConnection, id_: str) -> t.Meeting | None:
    found = await reads.rows(connection, t.Meeting, t.Meeting.id == id_)
    return found[0] if found else None


async def meetings_after(connection: AsyncConnection, now: datetime) -> list[t.Meeting]:
    return await reads.rows(connection, t.Meeting, col(t.Meeting.at) > now, order=col(t.Meeting.at))
