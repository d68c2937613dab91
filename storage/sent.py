"""What was sent: notices of a class or a child, and messages that may be answered."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

import storage.tables as t
from storage import columns as of
from storage import reads, views


async def sent_since(connection: AsyncConnection, since: datetime) -> list[views.Notice]:
    """Notices that were sent since then, oldest first."""
    query = select(of.Notice.no).where(of.Notice.sent_at >= since)
    numbers = list(await connection.scalars(query))
    return list((await reads.notices(connection, numbers)).values())


async def latest_notice(
    connection: AsyncConnection, by: str, kinds: Collection[str] | None = None
) -> int | None:
    """The number of a person's newest notice that was sent."""
    query = select(func.max(of.Notice.no)).where(of.Notice.by == by, of.Notice.status == "sent")
    if kinds:
        query = query.where(of.Notice.kind.in_(kinds))
    found: int | None = await connection.scalar(query)
    return found


async def newest_notice(connection: AsyncConnection, kinds: Collection[str]) -> int | None:
    """The number of the newest notice of these kinds that stands."""
    query = select(func.max(of.Notice.no)).where(
        of.Notice.status == "sent", of.Notice.kind.in_(kinds)
    )
    found: int | None = await connection.scalar(query)
    return found


async def said_in_groups(connection: AsyncConnection, notice: int) -> list[tuple[str, str]]:
    """(chat, platform id) of the bot's messages about a notice that stand in groups."""
    query = select(of.Outbox.chat, of.Outbox.platform_id).where(
        of.Outbox.notice_no == notice,
        of.Outbox.is_group,
        of.Outbox.state == "sent",
        of.Outbox.recall == "",
        of.Outbox.platform_id != "",
    )
    return [(chat, id_) for chat, id_ in await connection.execute(query.order_by(of.Outbox.id))]


async def open_notices(connection: AsyncConnection, students: Collection[str]) -> list[int]:
    """Sent notices that one of these children has not confirmed, oldest first."""
    query = (
        select(of.Receipt.notice_no)
        .join(t.Notice, of.Notice.no == of.Receipt.notice_no)
        .where(
            of.Receipt.student_id.in_(students),
            of.Receipt.status != "confirmed",
            of.Notice.status == "sent",
        )
    )
    return sorted(set(await connection.scalars(query)))


async def sent_to(
    connection: AsyncConnection, classroom: str, kinds: Collection[str], most: int
) -> list[int]:
    """The numbers of the newest notices of these kinds that stand in a class, newest first."""
    query = (
        select(of.Notice.no)
        .join(t.NoticeClass, of.NoticeClass.notice_no == of.Notice.no)
        .where(
            of.NoticeClass.classroom_id == classroom,
            of.Notice.status == "sent",
            of.Notice.kind.in_(kinds),
        )
    )
    return list(await connection.scalars(query.order_by(of.Notice.no.desc()).limit(most)))


async def own_message(
    connection: AsyncConnection, chat: str, notice: int | None, question: int | None
) -> str:
    """The platform id of the bot's first message in a chat about this, or of its last one there."""
    query = select(of.Outbox.platform_id).where(of.Outbox.chat == chat, of.Outbox.state == "sent")
    if notice is not None:
        query = query.where(of.Outbox.notice_no == notice).order_by(of.Outbox.id)
    elif question is not None:
        query = query.where(of.Outbox.question_no == question).order_by(of.Outbox.id)
    else:
        query = query.order_by(of.Outbox.id.desc())
    return await connection.scalar(query.limit(1)) or ""


async def lately_said(
    connection: AsyncConnection, chat: str, most: int = 50
) -> list[tuple[str, tuple[int | None, int | None]]]:
    """What the bot said in a chat last, each with the notice and question that it is about."""
    query = (
        select(of.Outbox.text, of.Outbox.notice_no, of.Outbox.question_no)
        .where(of.Outbox.chat == chat, of.Outbox.text != "")
        .order_by(of.Outbox.id.desc())
        .limit(most)
    )
    return [(text, (n, q)) for text, n, q in await connection.execute(query)]
