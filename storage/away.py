"""All SQL about a network that was away: when it was last heard, and who must know."""

from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

import storage.tables as t
from storage import columns as of


async def heads_on(
    connection: AsyncConnection, platform: str, answering: datetime | None = None
) -> list[tuple[str, str]]:
    """(name of a class, its head teacher) of every class with a group on this platform.

    `answering`: only those with a notice that could be answered then or later.
    """
    query = (
        select(of.Classroom.name, of.Classroom.head_teacher)
        .join(t.Group, of.Group.classroom_id == of.Classroom.id)
        .where(of.Group.platform == platform, of.Classroom.head_teacher.is_not(None))
        .distinct()
        .order_by(of.Classroom.name)
    )
    if answering is not None:
        query = query.where(of.Classroom.id.in_(_answering(answering)))
    return [(name, head) for name, head in await connection.execute(query)]


def _answering(since: datetime) -> Select[tuple[str]]:
    return (
        select(of.NoticeClass.classroom_id)
        .join(t.Notice, of.Notice.no == of.NoticeClass.notice_no)
        .where(of.Notice.status == "sent", of.Notice.deadline >= since)
    )


async def last_heard(connection: AsyncConnection, platform: str) -> datetime | None:
    """When something was last heard in a group of this platform."""
    query = select(func.max(of.Inbox.at)).join(t.Group, of.Group.id == of.Inbox.chat)
    found: datetime | None = await connection.scalar(query.where(of.Group.platform == platform))
    return found


async def heard_until(connection: AsyncConnection, platform: str, bot: str) -> dict[str, datetime]:
    """When the last message was sent that was heard, in each group where this account may sit."""
    query = (
        select(of.Inbox.chat, func.max(of.Inbox.at))
        .join(t.Group, of.Group.id == of.Inbox.chat)
        .where(of.Group.platform == platform, of.Group.bot.in_(["", bot]))
        .group_by(of.Inbox.chat)
    )
    return dict(map(tuple, await connection.execute(query)))
