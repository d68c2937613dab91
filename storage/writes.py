"""All SQL that writes changes: the rows of a batch by statement, each statement run once."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Executable, bindparam, delete, insert, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

import storage.changes as c
import storage.tables as t

INSERT_FOR: dict[str, Any] = {"sqlite": insert_sqlite, "postgresql": insert_postgresql}
Row = dict[str, Any]
Rows = Iterable[tuple[str, Row]]


def _columns(change: Any) -> Row:
    """A change is a row: its fields are named as the columns are."""
    return {f.name: getattr(change, f.name) for f in fields(change)}


def _heard(change: c.MessageHeard) -> Rows:
    yield "heard", _columns(change)


def _sign(change: c.SignGiven) -> Rows:
    yield "sign", _columns(change.sign)


def _withdrawn(change: c.SignsWithdrawn) -> Rows:
    yield "withdrawn", {"of_chat": change.chat, "of_message": change.message_id}


def _outdated(change: c.SignsOutdated) -> Rows:
    for student in change.students:
        yield "outdated", {"of_notice": change.notice_no, "of_student": student}


def _receipt(change: c.ReceiptChanged) -> Rows:
    r = change.receipt
    key = {"of_notice": r.notice_no, "of_student": r.student_id}
    values = {"status": r.status, "answer": r.answer, "by": r.by, "via": r.via, "at": r.at}
    yield "receipt", {**key, **values, "history": list(r.history)}


def _stranger(change: c.StrangerAnswered) -> Rows:
    yield "stranger", _columns(change)


def _notice(change: c.NoticeStored) -> Rows:
    row = asdict(change.notice)
    classes = row.pop("classes")
    yield "notice", row
    for classroom in classes:
        yield "class", {"classroom_id": classroom, "notice_no": change.notice.no}


def _opened(change: c.ReceiptsOpened) -> Rows:
    for student in change.students:
        yield "opened", {"notice_no": change.notice_no, "student_id": student}


def _contact(change: c.ContactMade) -> Rows:
    row = _columns(change)
    lists = {name: list(row[name]) for name in ("staff", "students", "guardians")}
    yield "contact", {**row, **lists}


def _queued(change: c.MessageQueued) -> Rows:
    yield "queued", {**_columns(change), "mentions": list(change.mentions)}


def _settled(change: c.MessageSettled) -> Rows:
    row = _columns(change)
    yield "settled", {"of_id": row.pop("id"), "sent_at": row.pop("at"), **row}


def _due(change: c.DuePlanned) -> Rows:
    yield "due", _columns(change)


def _done(change: c.DueDone) -> Rows:
    yield "done", {"of_key": change.key, "done_at": change.at}


def _asked(change: c.AskMade) -> Rows:
    yield "ask", _columns(change)


def _closed(change: c.AskClosed) -> Rows:
    yield "ask_closed", {"of_id": change.id, "closed_at": change.at}


def _number(change: c.NumberTaken) -> Rows:
    yield "number", _columns(change)


def _audited(change: c.Audited) -> Rows:
    yield "audit", _columns(change)


def _met(change: c.PersonMet) -> Rows:
    yield "person", {"id": change.person_id, "card": change.card}
    account = {"platform": change.platform, "id": change.account}
    yield "account", {**account, "person_id": change.person_id}


def _digest(change: c.DigestWanted) -> Rows:
    yield "digest", {"of_id": change.person_id}


def _reach(change: c.ReachChanged) -> Rows:
    yield "reach", {"of_id": change.person_id, "unreachable": change.unreachable}


def _erased(change: c.PersonErased) -> Rows:
    yield "erased", {"of_id": change.person_id}
    yield "accounts_gone", {"of_id": change.person_id}


def _roster(_change: c.RosterChanged) -> Rows:
    yield "roster", {"of_id": 1}


ROWS: dict[type, Callable[[Any], Rows]] = {
    c.MessageHeard: _heard,
    c.SignGiven: _sign,
    c.SignsWithdrawn: _withdrawn,
    c.SignsOutdated: _outdated,
    c.ReceiptChanged: _receipt,
    c.StrangerAnswered: _stranger,
    c.NoticeStored: _notice,
    c.ReceiptsOpened: _opened,
    c.ContactMade: _contact,
    c.MessageQueued: _queued,
    c.MessageSettled: _settled,
    c.DuePlanned: _due,
    c.DueDone: _done,
    c.AskMade: _asked,
    c.AskClosed: _closed,
    c.NumberTaken: _number,
    c.Audited: _audited,
    c.PersonMet: _met,
    c.DigestWanted: _digest,
    c.ReachChanged: _reach,
    c.PersonErased: _erased,
    c.RosterChanged: _roster,
}


def _table(model: Any) -> Any:
    return model.__table__


def _put(dialect: str, model: Any) -> Any:
    """Insert, or replace the row of the same key."""
    table = _table(model)
    statement = INSERT_FOR[dialect](table)
    rest = {col.name: statement.excluded[col.name] for col in table.columns if not col.primary_key}
    keys = [col.name for col in table.primary_key]
    if not rest:
        return statement.on_conflict_do_nothing(index_elements=keys)
    return statement.on_conflict_do_update(index_elements=keys, set_=rest)


def _once(dialect: str, model: Any) -> Any:
    """Insert, unless the key is there."""
    return INSERT_FOR[dialect](_table(model)).on_conflict_do_nothing()


def _statements(dialect: str) -> dict[str, Executable]:
    """In the order in which they run: what is referred to comes before what refers to it."""
    sign, receipt, school = _table(t.Sign), _table(t.Receipt), _table(t.School)
    outbox, due, ask = _table(t.Outbox), _table(t.Due), _table(t.Ask)
    return {
        "heard": insert(_table(t.Inbox)),
        "number": _put(dialect, t.Counter),
        "person": _once(dialect, t.Person),
        "account": _once(dialect, t.Account),
        "notice": _put(dialect, t.Notice),
        "class": _once(dialect, t.NoticeClass),
        "opened": _once(dialect, t.Receipt),
        "sign": insert(sign),
        "withdrawn": update(sign)
        .where(sign.c.chat == bindparam("of_chat"), sign.c.message_id == bindparam("of_message"))
        .values(standing=False),
        "outdated": update(sign)
        .where(
            sign.c.notice_no == bindparam("of_notice"), sign.c.student_id == bindparam("of_student")
        )
        .values(standing=False),
        "receipt": update(receipt).where(
            receipt.c.notice_no == bindparam("of_notice"),
            receipt.c.student_id == bindparam("of_student"),
        ),
        "stranger": _once(dialect, t.Stranger),
        "contact": insert(_table(t.Contact)),
        "queued": insert(outbox),
        "settled": update(outbox).where(outbox.c.id == bindparam("of_id")),
        "due": _once(dialect, t.Due),
        "done": update(due).where(due.c.key == bindparam("of_key")),
        "ask": insert(ask),
        "ask_closed": update(ask).where(ask.c.id == bindparam("of_id")),
        "audit": insert(_table(t.Audit)),
        "digest": update(_table(t.Person))
        .where(_table(t.Person).c.id == bindparam("of_id"))
        .values(digest=True),
        "reach": update(_table(t.Person)).where(_table(t.Person).c.id == bindparam("of_id")),
        "erased": update(_table(t.Person))
        .where(_table(t.Person).c.id == bindparam("of_id"))
        .values(name="", card="", phone=None, digest=False),
        "accounts_gone": delete(_table(t.Account)).where(
            _table(t.Account).c.person_id == bindparam("of_id")
        ),
        "roster": update(school)
        .where(school.c.id == bindparam("of_id"))
        .values(version=school.c.version + 1),
    }


STATEMENTS = {dialect: _statements(dialect) for dialect in INSERT_FOR}


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
    for name, statement in STATEMENTS[connection.dialect.name].items():
        if name in rows:
            await connection.execute(statement, rows[name])
    for whole in stored:
        await put(connection, whole)


async def put(connection: AsyncConnection, row: t.Base) -> None:
    """Insert a whole row, or replace the one of the same key."""
    await put_all(connection, [row])


async def put_all(connection: AsyncConnection, rows: list[Any]) -> None:
    """Rows of one table, inserted or replaced by key. A row without an id gets one."""
    values = [row.model_dump() for row in rows]
    keyless = values and values[0].get("id", "") is None
    if keyless:
        values = [{k: v for k, v in value.items() if k != "id"} for value in values]
        await connection.execute(insert(_table(type(rows[0]))), values)
    elif values:
        await connection.execute(_put(connection.dialect.name, type(rows[0])), values)
