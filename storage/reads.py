"""All SQL that reads what changes with every message. Each asks for many rows at once."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

import storage.tables as t
from storage import views

Model = TypeVar("Model", bound=t.Base)
NOTICE = tuple(c for c in t.Notice.__table__.columns)  # type: ignore[attr-defined]
NAMES = tuple(c.name for c in NOTICE)
SIGN = (
    t.Sign.notice_no,
    t.Sign.student_id,
    t.Sign.person_id,
    t.Sign.says,
    t.Sign.answer,
    t.Sign.via,
    t.Sign.chat,
    t.Sign.message_id,
    t.Sign.words,
    t.Sign.at,
)
RECEIPT = (
    t.Receipt.notice_no,
    t.Receipt.student_id,
    t.Receipt.status,
    t.Receipt.answer,
    t.Receipt.by,
    t.Receipt.via,
    t.Receipt.at,
    t.Receipt.history,
)


async def known_messages(
    connection: AsyncConnection, keys: Collection[tuple[str, str]]
) -> set[tuple[str, str]]:
    """Which of these (chat, message id) were stored before."""
    key = tuple_(col(t.Inbox.chat), col(t.Inbox.message_id))
    found = await connection.execute(select(t.Inbox.chat, t.Inbox.message_id).where(key.in_(keys)))
    return {(chat, message) for chat, message in found}


async def notices(
    connection: AsyncConnection, numbers: Collection[int]
) -> dict[int, views.Notice]:
    return await _notices(connection, col(t.Notice.no).in_(numbers))


async def current_notices(
    connection: AsyncConnection, classrooms: Collection[str], since: datetime
) -> dict[int, views.Notice]:
    """What was sent to these classes since then and still stands, oldest first."""
    of_class = select(t.NoticeClass.notice_no).where(
        col(t.NoticeClass.classroom_id).in_(classrooms)
    )
    return await _notices(
        connection,
        and_(
            col(t.Notice.no).in_(of_class), t.Notice.status == "sent", col(t.Notice.sent_at) >= since
        ),
    )


async def _notices(
    connection: AsyncConnection, where: ColumnElement[bool]
) -> dict[int, views.Notice]:
    query = select(*NOTICE).where(where).order_by(col(t.Notice.no))
    found = {
        row[0]: views.Notice(**dict(zip(NAMES, row, strict=True)))
        for row in await connection.execute(query)
    }
    if found:
        classes = select(t.NoticeClass.notice_no, t.NoticeClass.classroom_id)
        query = classes.where(col(t.NoticeClass.notice_no).in_(found)).order_by(
            col(t.NoticeClass.classroom_id)
        )
        for number, classroom in await connection.execute(query):
            found[number].classes += (classroom,)
    return found


async def receipts(
    connection: AsyncConnection, numbers: Collection[int], students: Collection[str] | None = None
) -> list[views.Receipt]:
    """Of these notices: of these children, or of all."""
    query = select(*RECEIPT).where(col(t.Receipt.notice_no).in_(numbers))
    if students is not None:
        query = query.where(col(t.Receipt.student_id).in_(students))
    return [views.Receipt(*row) for row in await connection.execute(query)]


async def signs(
    connection: AsyncConnection, numbers: Collection[int], students: Collection[str] | None = None
) -> list[views.Sign]:
    """Those that stand, in the order in which they were given."""
    query = select(*SIGN).where(col(t.Sign.notice_no).in_(numbers), t.Sign.standing)
    if students is not None:
        query = query.where(col(t.Sign.student_id).in_(students))
    return [views.Sign(*row) for row in await connection.execute(query.order_by(t.Sign.id))]


async def signs_of_messages(
    connection: AsyncConnection, keys: Collection[tuple[str, str]]
) -> list[views.Sign]:
    key = tuple_(col(t.Sign.chat), col(t.Sign.message_id))
    query = select(*SIGN).where(key.in_(keys), t.Sign.standing).order_by(col(t.Sign.id))
    return [views.Sign(*row) for row in await connection.execute(query)]


async def strangers(
    connection: AsyncConnection, numbers: Collection[int]
) -> list[tuple[int, str]]:
    query = select(t.Stranger.notice_no, t.Stranger.person_id).where(
        col(t.Stranger.notice_no).in_(numbers)
    )
    return [(number, person) for number, person in await connection.execute(query)]


async def open_asks(connection: AsyncConnection, persons: Collection[str]) -> list[t.Ask]:
    """What these persons were asked and have not answered, oldest first."""
    where = and_(col(t.Ask.person_id).in_(persons), col(t.Ask.closed_at).is_(None))
    return await rows(connection, t.Ask, where, order=col(t.Ask.id))


async def questions_of(
    connection: AsyncConnection, numbers: Collection[int], persons: Collection[str]
) -> list[t.Question]:
    """Of these notices, and those of none that one of these persons may ask again."""
    loose = and_(col(t.Question.notice_no).is_(None), t.Question.status == "open")
    where = or_(col(t.Question.notice_no).in_(numbers), loose)
    return await rows(connection, t.Question, where, order=col(t.Question.no))


async def same_words(
    connection: AsyncConnection, keys: Collection[tuple[str, str]]
) -> list[tuple[str, str, str, datetime]]:
    """(chat, words, sender, when) of earlier messages with these fingerprints."""
    key = tuple_(col(t.Inbox.chat), col(t.Inbox.words))
    query = select(t.Inbox.chat, t.Inbox.words, t.Inbox.sender, t.Inbox.at).where(key.in_(keys))
    return [tuple(row) for row in await connection.execute(query)]


async def last_message(connection: AsyncConnection, chat: str, sender: str) -> str:
    """The id of the newest message of a sender in a chat."""
    query = (
        select(t.Inbox.message_id)
        .where(t.Inbox.chat == chat, t.Inbox.sender == sender)
        .order_by(col(t.Inbox.at).desc())
    )
    return await connection.scalar(query.limit(1)) or ""


async def spoken_about(
    connection: AsyncConnection, keys: Collection[tuple[str, str]]
) -> dict[tuple[str, str], tuple[int | None, int | None]]:
    """The bot's messages quoted by (chat, platform id): the notice and question they are about."""
    key = tuple_(col(t.Outbox.chat), col(t.Outbox.platform_id))
    query = select(
        t.Outbox.chat, t.Outbox.platform_id, t.Outbox.notice_no, t.Outbox.question_no
    ).where(key.in_(keys))
    return {(chat, id_): (n, q) for chat, id_, n, q in await connection.execute(query)}


async def counters(connection: AsyncConnection) -> dict[str, int]:
    """The next number of each series, and of the tables whose ids are given here."""
    found = {row.name: row.next for row in await connection.execute(select(t.Counter))}
    for name, model in (("outbox", t.Outbox), ("ask", t.Ask)):
        found[name] = (await connection.scalar(select(func.max(model.id))) or 0) + 1
    return found


async def rows(
    connection: AsyncConnection,
    model: type[Model],
    where: Any = None,
    order: Any = None,
    limit: int | None = None,
) -> list[Model]:
    """Whole rows of one table as its model."""
    query = select(model)
    if where is not None:
        query = query.where(where)
    if order is not None:
        query = query.order_by(*order) if isinstance(order, tuple) else query.order_by(order)
    found = await connection.execute(query.limit(limit) if limit else query)
    return [model(**row._mapping) for row in found]  # noqa: SLF001  it is how a Row is a mapping
