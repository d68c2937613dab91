"""All SQL that reads what changes with every message. Each asks for many rows at once."""

from collections.abc import Collection, Iterable
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
from storage.models import made, row_of

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
KNOWN = Asked(MESSAGE.select(*MESSAGE.columns))
NUMBER = Keys(of.Notice.no)
NOTICES = Asked(NUMBER.select(*NOTICE).order_by(of.Notice.no), views.Notice)
CLASSROOM = Keys(of.NoticeClass.classroom_id)
# SQLite would walk through all old ones rather than ask the index for a plain column.
NOTHING: ColumnElement[int] = literal_column("0")
OUT = and_(text("status = 'sent'"), of.Notice.sent_at >= bindparam("since"))  # as the index says
# A class has a thousand old notices: none is looked at before the first that is out.
FIRST_OUT = select(func.min(of.Notice.no + NOTHING)).where(OUT).scalar_subquery()
OF_CLASSES = CLASSROOM.select(of.NoticeClass.notice_no).where(of.NoticeClass.notice_no >= FIRST_OUT)
CURRENT = Asked(
    select(*NOTICE).where(of.Notice.no.in_(OF_CLASSES), OUT).order_by(of.Notice.no), views.Notice
)
OF_NOTICE = Keys(of.NoticeClass.notice_no)
CLASSES = Asked(
    OF_NOTICE.select(of.NoticeClass.notice_no, of.NoticeClass.classroom_id).order_by(
        of.NoticeClass.classroom_id
    )
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
ASKS = Asked(
    ASKED.select(*of.Ask).where(of.Ask.closed_at.is_(None)).order_by(of.Ask.id), row_of(t.Ask)
)
ABOUT_NOTICE = Keys(of.Question.notice_no)
LOOSE = and_(of.Question.notice_no.is_(None), of.Question.status == "open")
QUESTIONS = Asked(
    select(*of.Question)
    .where(or_(of.Question.notice_no.in_(ABOUT_NOTICE.select(of.Question.notice_no)), LOOSE))
    .order_by(of.Question.id),
    row_of(t.Question),
)
ECHO = Keys(of.Inbox.chat, of.Inbox.words)
ECHOES = Asked(ECHO.select(*ECHO.columns, of.Inbox.sender).distinct())
SAID = Keys(of.Outbox.chat, of.Outbox.platform_id)
ABOUT = Asked(SAID.select(*SAID.columns, of.Outbox.notice_no, of.Outbox.question_no))


def _after_the_last(name: str, model: Any) -> Select[Any]:
    return select(literal(name, Text), func.coalesce(func.max(model.id), 0) + 1)


COUNTERS = Asked(
    union_all(
        select(of.Counter.name, of.Counter.next),
        _after_the_last("outbox", of.Outbox),
        _after_the_last("question_id", of.Question),
        _after_the_last("ask", of.Ask),
    )
)


async def known_messages(connection: AsyncConnection, keys: Pairs) -> set[tuple[str, str]]:
    """Which of these (chat, message id) were stored before."""
    return set(await KNOWN.all(connection, MESSAGE.given(keys)))


async def notices(connection: AsyncConnection, numbers: Collection[int]) -> dict[int, views.Notice]:
    return await _notices(connection, await NOTICES.all(connection, NUMBER.all_of(numbers)))


async def current_notices(
    connection: AsyncConnection, classrooms: Iterable[str], since: datetime
) -> dict[int, views.Notice]:
    """What was sent to these classes since then and still stands, oldest first."""
    given = {**CLASSROOM.all_of(classrooms), "since": since}
    return await _notices(connection, await CURRENT.all(connection, given))


async def _notices(
    connection: AsyncConnection, notices: Iterable[views.Notice]
) -> dict[int, views.Notice]:
    found = {notice.no: notice for notice in notices}
    if found:
        for number, classroom in await CLASSES.all(connection, OF_NOTICE.all_of(found)):
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
    return await ASKS.all(connection, ASKED.all_of(persons))


async def questions_of(connection: AsyncConnection, numbers: Iterable[int]) -> list[t.Question]:
    """Of these notices, and the open ones that are about none."""
    return await QUESTIONS.all(connection, ABOUT_NOTICE.all_of(numbers))


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
    found = await ABOUT.all(connection, SAID.given(keys))
    return {(chat, id_): (n, q) for chat, id_, n, q in found}


async def counters(connection: AsyncConnection) -> dict[str, int]:
    """The next number of each series, and of the tables whose ids are given here."""
    return dict(await COUNTERS.all(connection))


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
    return [made(model, row._mapping) for row in found]  # noqa: SLF001  how a Row is a mapping
