"""All SQL that reads what changes with every message. Each asks for many rows at once."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

import storage.tables as t
from storage import columns as of
from storage import views

Model = TypeVar("Model", bound=t.Base)
NOTICE = tuple(of.Notice)
NAMES = tuple(c.name for c in NOTICE)
SIGN = (
    of.Sign.notice_no,
    of.Sign.student_id,
    of.Sign.person_id,
    of.Sign.says,
    of.Sign.answer,
    of.Sign.via,
    of.Sign.chat,
    of.Sign.message_id,
    of.Sign.words,
    of.Sign.at,
)
RECEIPT = (
    of.Receipt.notice_no,
    of.Receipt.student_id,
    of.Receipt.status,
    of.Receipt.answer,
    of.Receipt.by,
    of.Receipt.via,
    of.Receipt.at,
    of.Receipt.history,
)


async def known_messages(
    connection: AsyncConnection, keys: Collection[tuple[str, str]]
) -> set[tuple[str, str]]:
    """Which of these (chat, message id) were stored before."""
    key = tuple_(of.Inbox.chat, of.Inbox.message_id)
    found = await connection.execute(select(of.Inbox.chat, of.Inbox.message_id).where(key.in_(keys)))
    return {(chat, message) for chat, message in found}


async def notices(
    connection: AsyncConnection, numbers: Collection[int]
) -> dict[int, views.Notice]:
    return await _notices(connection, of.Notice.no.in_(numbers))


async def current_notices(
    connection: AsyncConnection, classrooms: Collection[str], since: datetime
) -> dict[int, views.Notice]:
    """What was sent to these classes since then and still stands, oldest first."""
    of_class = select(of.NoticeClass.notice_no).where(
        of.NoticeClass.classroom_id.in_(classrooms)
    )
    return await _notices(
        connection,
        and_(
            of.Notice.no.in_(of_class), of.Notice.status == "sent", of.Notice.sent_at >= since
        ),
    )


async def _notices(
    connection: AsyncConnection, where: ColumnElement[bool]
) -> dict[int, views.Notice]:
    query = select(*NOTICE).where(where).order_by(of.Notice.no)
    found = {
        row[0]: views.Notice(**dict(zip(NAMES, row, strict=True)))
        for row in await connection.execute(query)
    }
    if found:
        classes = select(of.NoticeClass.notice_no, of.NoticeClass.classroom_id)
        query = classes.where(of.NoticeClass.notice_no.in_(found)).order_by(
            of.NoticeClass.classroom_id
        )
        for number, classroom in await connection.execute(query):
            found[number].classes += (classroom,)
    return found


async def receipts(
    connection: AsyncConnection, numbers: Collection[int], students: Collection[str] | None = None
) -> list[views.Receipt]:
    """Of these notices: of these children, or of all."""
    query = select(*RECEIPT).where(of.Receipt.notice_no.in_(numbers))
    if students is not None:
        query = query.where(of.Receipt.student_id.in_(students))
    return [views.Receipt(*row) for row in await connection.execute(query)]


async def signs(
    connection: AsyncConnection, numbers: Collection[int], students: Collection[str] | None = None
) -> list[views.Sign]:
    """Those that stand, in the order in which they were given."""
    query = select(*SIGN).where(of.Sign.notice_no.in_(numbers), of.Sign.standing)
    if students is not None:
        query = query.where(of.Sign.student_id.in_(students))
    return [_sign(row) for row in await connection.execute(query.order_by(of.Sign.id))]


def _sign(row: Any) -> views.Sign:
    return views.Sign(*row)


async def signs_of_messages(
    connection: AsyncConnection, keys: Collection[tuple[str, str]]
) -> list[views.Sign]:
    key = tuple_(of.Sign.chat, of.Sign.message_id)
    query = select(*SIGN).where(key.in_(keys), of.Sign.standing).order_by(of.Sign.id)
    return [_sign(row) for row in await connection.execute(query)]


async def strangers(
    connection: AsyncConnection, numbers: Collection[int]
) -> list[tuple[int, str]]:
    query = select(of.Stranger.notice_no, of.Stranger.person_id).where(
        of.Stranger.notice_no.in_(numbers)
    )
    return [(number, person) for number, person in await connection.execute(query)]


async def open_asks(connection: AsyncConnection, persons: Collection[str]) -> list[t.Ask]:
    """What these persons were asked and have not answered, oldest first."""
    where = and_(of.Ask.person_id.in_(persons), of.Ask.closed_at.is_(None))
    return await rows(connection, t.Ask, where, order=of.Ask.id)


async def questions_of(
    connection: AsyncConnection, numbers: Collection[int], persons: Collection[str]
) -> list[t.Question]:
    """Of these notices, and those of none that one of these persons may ask again."""
    loose = and_(of.Question.notice_no.is_(None), of.Question.status == "open")
    where = or_(of.Question.notice_no.in_(numbers), loose)
    return await rows(connection, t.Question, where, order=of.Question.no)


async def same_words(
    connection: AsyncConnection, keys: Collection[tuple[str, str]]
) -> list[tuple[str, str, str, datetime]]:
    """(chat, words, sender, when) of earlier messages with these fingerprints."""
    key = tuple_(of.Inbox.chat, of.Inbox.words)
    query = select(of.Inbox.chat, of.Inbox.words, of.Inbox.sender, of.Inbox.at).where(key.in_(keys))
    return [(c, w, s, at) for c, w, s, at in await connection.execute(query)]


async def last_message(connection: AsyncConnection, chat: str, sender: str) -> str:
    """The id of the newest message of a sender in a chat."""
    query = (
        select(of.Inbox.message_id)
        .where(of.Inbox.chat == chat, of.Inbox.sender == sender)
        .order_by(of.Inbox.at.desc())
    )
    return await connection.scalar(query.limit(1)) or ""


async def spoken_about(
    connection: AsyncConnection, keys: Collection[tuple[str, str]]
) -> dict[tuple[str, str], tuple[int | None, int | None]]:
    """The bot's messages quoted by (chat, platform id): the notice and question they are about."""
    key = tuple_(of.Outbox.chat, of.Outbox.platform_id)
    query = select(
        of.Outbox.chat, of.Outbox.platform_id, of.Outbox.notice_no, of.Outbox.question_no
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
