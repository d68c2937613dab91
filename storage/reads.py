"""All SQL that reads what changes with every message. Each asks for many rows at once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from itertools import product
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    and_,
    bindparam,
    func,
    inspect,
    literal,
    literal_column,
    or_,
    select,
    text,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncConnection

import storage.tables as t
from storage import columns as of
from storage import views
from storage.keys import Keys
from storage.many import Asked

Model = TypeVar("Model", bound=t.Base)
Pairs = Iterable[tuple[str, str]]
NOTICE: tuple[Any, ...] = tuple(
    of.Notice[f.name] for f in fields(views.Notice) if f.name != "classes"
)
SIGN: tuple[Any, ...] = (
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
RECEIPT: tuple[Any, ...] = (
    of.Receipt.notice_no,
    of.Receipt.student_id,
    of.Receipt.status,
    of.Receipt.answer,
    of.Receipt.by,
    of.Receipt.via,
    of.Receipt.at,
    of.Receipt.history,
)

MESSAGE = Keys(of.Inbox.chat, of.Inbox.message_id)
KNOWN = MESSAGE.select(*MESSAGE.columns)
NUMBER = Keys(of.Notice.no)
NOTICES = NUMBER.select(*NOTICE).order_by(of.Notice.no)
CLASSROOM = Keys(of.NoticeClass.classroom_id)
# SQLite would walk through all old ones rather than ask the index for a plain column.
NOTHING: ColumnElement[int] = literal_column("0")
OUT = and_(text("status = 'sent'"), of.Notice.sent_at >= bindparam("since"))  # as the index says
# A class has a thousand old notices: none is looked at before the first that is out.
FIRST_OUT = select(func.min(of.Notice.no + NOTHING)).where(OUT).scalar_subquery()
OF_CLASSES = CLASSROOM.select(of.NoticeClass.notice_no).where(of.NoticeClass.notice_no >= FIRST_OUT)
CURRENT = select(*NOTICE).where(of.Notice.no.in_(OF_CLASSES), OUT).order_by(of.Notice.no)
OF_NOTICE = Keys(of.NoticeClass.notice_no)
CLASSES = OF_NOTICE.select(of.NoticeClass.notice_no, of.NoticeClass.classroom_id).order_by(
    of.NoticeClass.classroom_id
)
RECEIPT_OF = Keys(of.Receipt.notice_no)
RECEIPTS = Asked(RECEIPT_OF.select(*RECEIPT), views.Receipt)
SIGN_OF = Keys(of.Sign.notice_no)
SIGNS = Asked(SIGN_OF.select(*SIGN).where(of.Sign.standing).order_by(of.Sign.id), views.Sign)
STRANGER_OF = Keys(of.Stranger.notice_no)
STRANGERS = Asked(STRANGER_OF.select(of.Stranger.notice_no, of.Stranger.person_id))
RECEIPT_KEY = Keys(of.Receipt.notice_no, of.Receipt.student_id)
RECEIPTS_OF = Asked(RECEIPT_KEY.select(*RECEIPT), views.Receipt)
SIGN_KEY = Keys(of.Sign.notice_no, of.Sign.student_id)
SIGNS_OF = Asked(SIGN_KEY.select(*SIGN).where(of.Sign.standing).order_by(of.Sign.id), views.Sign)
SIGN_MESSAGE = Keys(of.Sign.chat, of.Sign.message_id)
SIGNS_IN = Asked(
    SIGN_MESSAGE.select(*SIGN).where(of.Sign.standing).order_by(of.Sign.id), views.Sign
)
ASKED = Keys(of.Ask.person_id)
ASKS = ASKED.select(*of.Ask).where(of.Ask.closed_at.is_(None)).order_by(of.Ask.id)
ABOUT_NOTICE = Keys(of.Question.notice_no)
LOOSE = and_(of.Question.notice_no.is_(None), of.Question.status == "open")
QUESTIONS = (
    select(*of.Question)
    .where(or_(of.Question.notice_no.in_(ABOUT_NOTICE.select(of.Question.notice_no)), LOOSE))
    .order_by(of.Question.id)
)
ECHO = Keys(of.Inbox.chat, of.Inbox.words)
ECHOES = Asked(ECHO.select(*ECHO.columns, of.Inbox.sender).distinct())
SAID = Keys(of.Outbox.chat, of.Outbox.platform_id)
ABOUT = SAID.select(*SAID.columns, of.Outbox.notice_no, of.Outbox.question_no)


def _after_the_last(name: str, model: Any) -> Select[Any]:
    return select(literal(name, Text), func.coalesce(func.max(model.id), 0) + 1)


COUNTERS = union_all(
    select(of.Counter.name, of.Counter.next),
    _after_the_last("outbox", of.Outbox),
    _after_the_last("question_id", of.Question),
    _after_the_last("ask", of.Ask),
)


async def known_messages(connection: AsyncConnection, keys: Pairs) -> set[tuple[str, str]]:
    """Which of these (chat, message id) were stored before."""
    found = await connection.execute(KNOWN, MESSAGE.given(keys))
    return {(chat, message) for chat, message in found}


async def notices(connection: AsyncConnection, numbers: Collection[int]) -> dict[int, views.Notice]:
    return await _notices(connection, await connection.execute(NOTICES, NUMBER.all_of(numbers)))


async def current_notices(
    connection: AsyncConnection, classrooms: Iterable[str], since: datetime
) -> dict[int, views.Notice]:
    """What was sent to these classes since then and still stands, oldest first."""
    given = {**CLASSROOM.all_of(classrooms), "since": since}
    return await _notices(connection, await connection.execute(CURRENT, given))


async def _notices(connection: AsyncConnection, rows: Iterable[Any]) -> dict[int, views.Notice]:
    found = {row[0]: views.Notice(*row) for row in rows}
    if found:
        for number, classroom in await connection.execute(CLASSES, OF_NOTICE.all_of(found)):
            found[number].classes += (classroom,)
    return found


async def receipts(
    connection: AsyncConnection, numbers: Collection[int], students: Collection[str] | None = None
) -> list[views.Receipt]:
    """Of these notices: of these children, or of all."""
    if students is not None:
        return await receipts_of(connection, product(numbers, students))
    return await RECEIPTS.all(connection, RECEIPT_OF.all_of(numbers))


async def signs(connection: AsyncConnection, numbers: Collection[int]) -> list[views.Sign]:
    """Those of these notices that stand, in the order in which they were given."""
    return await SIGNS.all(connection, SIGN_OF.all_of(numbers))


async def receipts_of(
    connection: AsyncConnection, pairs: Iterable[tuple[int, str]]
) -> list[views.Receipt]:
    """Of these (notice number, child)."""
    return await RECEIPTS_OF.all(connection, RECEIPT_KEY.given(pairs))


async def signs_of(
    connection: AsyncConnection, pairs: Iterable[tuple[int, str]]
) -> list[views.Sign]:
    """Of these (notice number, child), in the order in which they were given."""
    return await SIGNS_OF.all(connection, SIGN_KEY.given(pairs))


async def signs_of_messages(connection: AsyncConnection, keys: Pairs) -> list[views.Sign]:
    return await SIGNS_IN.all(connection, SIGN_MESSAGE.given(keys))


async def strangers(connection: AsyncConnection, numbers: Collection[int]) -> list[tuple[int, str]]:
    return await STRANGERS.all(connection, STRANGER_OF.all_of(numbers))


async def open_asks(connection: AsyncConnection, persons: Iterable[str]) -> list[t.Ask]:
    """What these persons were asked and have not answered, oldest first."""
    found = await connection.execute(ASKS, ASKED.all_of(persons))
    return models(t.Ask, found)


async def questions_of(connection: AsyncConnection, numbers: Iterable[int]) -> list[t.Question]:
    """Of these notices, and the open ones that are about none."""
    found = await connection.execute(QUESTIONS, ABOUT_NOTICE.all_of(numbers))
    return models(t.Question, found)


async def same_words(connection: AsyncConnection, keys: Pairs) -> list[tuple[str, str, str]]:
    """(chat, words, sender): everybody who wrote one of these (chat, fingerprint) before."""
    return await ECHOES.all(connection, ECHO.given(keys))


async def last_message(connection: AsyncConnection, chat: str, sender: str) -> str:
    """The id of the newest message of a sender in a chat."""
    query = (
        select(of.Inbox.message_id)
        .where(of.Inbox.chat == chat, of.Inbox.sender == sender)
        .order_by(of.Inbox.at.desc())
    )
    return await connection.scalar(query.limit(1)) or ""


async def spoken_about(
    connection: AsyncConnection, keys: Pairs
) -> dict[tuple[str, str], tuple[int | None, int | None]]:
    """The bot's messages quoted by (chat, platform id): the notice and question they are about."""
    found = await connection.execute(ABOUT, SAID.given(keys))
    return {(chat, id_): (n, q) for chat, id_, n, q in found}


async def counters(connection: AsyncConnection) -> dict[str, int]:
    """The next number of each series, and of the tables whose ids are given here."""
    return dict((await connection.execute(COUNTERS)).all())


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
    return models(model, found)


def models(model: type[Model], rows: Iterable[Any]) -> list[Model]:
    """Rows as the objects of their table, made as SQLAlchemy makes those that it has read.

    To make one by its constructor takes twenty times as long.
    """
    return [made(model, row._mapping) for row in rows]  # noqa: SLF001  how a Row is a mapping


def made(model: type[Model], values: Mapping[str, Any]) -> Model:
    """One such object. All its columns must be given."""
    one: Model = inspect(model).class_manager.new_instance()
    one.__dict__.update(values)
    return one
