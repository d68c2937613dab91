"""All SQL that writes changes: the rows of a batch by statement, each statement run once."""

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import Dialect, Executable, Update, bindparam, delete, insert, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

import storage.changes as c
import storage.tables as t
from storage import columns as of
from storage.many import Many
from storage.rows import ROWS, Row

INSERT_FOR: dict[str, Any] = {"sqlite": insert_sqlite, "postgresql": insert_postgresql}


@cache
def _put(dialect: str, model: Any) -> Any:
    """Insert, or replace the row of the same key."""
    table = model.__table__
    statement = INSERT_FOR[dialect](table)
    rest = {col.name: statement.excluded[col.name] for col in table.columns if not col.primary_key}
    keys = [col.name for col in table.primary_key]
    if not rest:
        return statement.on_conflict_do_nothing(index_elements=keys)
    return statement.on_conflict_do_update(index_elements=keys, set_=rest)


def _once(dialect: str, model: Any) -> Any:
    """Insert, unless the key is there."""
    return INSERT_FOR[dialect](model.__table__).on_conflict_do_nothing()


@cache
def _into(model: Any) -> Any:
    """Insert; a key that is there already is an error."""
    return insert(model.__table__)


def _change(model: Any, **keys: Any) -> Update:
    """Update the rows whose columns have the values that the row of the change gives."""
    return update(model.__table__).where(
        *(column == bindparam(name) for name, column in keys.items())
    )


PERSON = _change(t.Person, of_id=of.Person.id)


def _new(dialect: str) -> dict[str, Executable]:
    """What is new. What is referred to comes before what refers to it."""
    return {
        "heard": _into(t.Inbox),
        "number": _put(dialect, t.Counter),
        "person": _once(dialect, t.Person),
        "account": _once(dialect, t.Account),
        "notice": _put(dialect, t.Notice),
        "class": _once(dialect, t.NoticeClass),
        "opened": _once(dialect, t.Receipt),
        **SIGNS,
        "stranger": _once(dialect, t.Stranger),
        "contact": _into(t.Contact),
        "queued": _into(t.Outbox),
        "due": _once(dialect, t.Due),
        "ask": _into(t.Ask),
        "audit": _into(t.Audit),
    }


# Who makes a child's earlier signs outdated gives a new one with it: that one stands.
SIGNS: dict[str, Executable] = {
    "outdated": _change(t.Sign, of_notice=of.Sign.notice_no, of_student=of.Sign.student_id).values(
        standing=False
    ),
    "sign": _into(t.Sign),
    "withdrawn": _change(t.Sign, of_chat=of.Sign.chat, of_message=of.Sign.message_id).values(
        standing=False
    ),
}
CHANGED: dict[str, Executable] = {
    "receipt": _change(t.Receipt, of_notice=of.Receipt.notice_no, of_student=of.Receipt.student_id),
    "settled": _change(t.Outbox, of_id=of.Outbox.id),
    "done": _change(t.Due, of_key=of.Due.key),
    "ask_closed": _change(t.Ask, of_id=of.Ask.id),
    "digest": PERSON,
    "plain": PERSON,
    "reach": PERSON,
    "erased": PERSON.values(name="", card="", phone=None, digest=False, plain=False),
    "accounts_gone": delete(of.Account.id.table).where(of.Account.person_id == bindparam("of_id")),
    "roster": _change(t.School, of_id=of.School.id).values(version=of.School.version + 1),
}
STATEMENTS = {dialect: {**_new(dialect), **CHANGED} for dialect in INSERT_FOR}


async def write(connection: AsyncConnection, changes: Iterable[c.Change]) -> None:
    """Store the changes of a batch. The caller's transaction decides whether they count."""
    rows: dict[str, list[Row]] = {}
    stored: list[t.Base] = []
    for change in changes:
        if isinstance(change, c.Stored):
            stored.append(change.row)
        else:
            for name, row in ROWS[type(change)](change):
                rows.setdefault(name, []).append(row)
    for name in STATEMENTS[connection.dialect.name]:
        if name in rows:
            statement = _prepared(connection.dialect, name, tuple(rows[name][0]))
            await statement.run(connection, rows[name])
    for _, wholes in groupby(stored, _kind):
        await put_all(connection, list(wholes))


@lru_cache(200)
def _prepared(dialect: Dialect, name: str, columns: tuple[str, ...]) -> Many:
    return Many(STATEMENTS[dialect.name][name], columns, dialect)


def _kind(row: t.Base) -> tuple[type, bool]:
    """Of which table a row is, and whether it waits for an id."""
    return type(row), getattr(row, "id", "") is None


async def put(connection: AsyncConnection, row: t.Base) -> None:
    """Insert a whole row, or replace the one of the same key."""
    await put_all(connection, [row])


async def put_all(connection: AsyncConnection, rows: list[Any]) -> None:
    """Rows of one table, inserted or replaced by key. A row without an id gets one."""
    if not rows:
        return
    model, unnumbered = _kind(rows[0])
    names, statement = _whole(connection.dialect, model, unnumbered)
    await statement.run(connection, [{name: getattr(row, name) for name in names} for row in rows])


@lru_cache(100)
def _whole(dialect: Dialect, model: Any, unnumbered: bool) -> tuple[list[str], Many]:
    """The columns that whole rows of a table are stored by, and the statement."""
    columns = [column.name for column in model.__table__.columns]
    names = [name for name in columns if not (unnumbered and name == "id")]
    statement = _into(model) if unnumbered else _put(dialect.name, model)
    return names, Many(statement, names, dialect)
