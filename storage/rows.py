"""The rows that each change comes to, and the statement that takes them."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any

import storage.changes as c

Row = dict[str, Any]
Rows = Iterable[tuple[str, Row]]


def _columns(change: Any) -> Row:
    """A change is a row: its fields are named as the columns are."""
    kind: type = type(change)
    names, values = _fields(kind)
    return dict(zip(names, values(change), strict=True))


@cache
def _fields(kind: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of the fields of a change, and what takes all their values at once."""
    names = tuple(f.name for f in fields(kind))
    return names, attrgetter(*names)


def _heard(change: c.MessageHeard) -> Rows:
    yield "heard", _columns(change)


def _sign(change: c.SignGiven) -> Rows:
    yield "sign", change.sign._asdict()


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
    row = _columns(change.notice)
    for classroom in row.pop("classes"):
        yield "class", {"classroom_id": classroom, "notice_no": change.notice.no}
    yield "notice", row


def _opened(change: c.ReceiptsOpened) -> Rows:
    for student in change.students:
        yield "opened", {"notice_no": change.notice_no, "student_id": student}


def _contact(change: c.ContactMade) -> Rows:
    yield "contact", _columns(change)


def _queued(change: c.MessageQueued) -> Rows:
    yield "queued", _columns(change)


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


def _preferred(change: c.Preferred) -> Rows:
    yield change.how, {"of_id": change.person_id, change.how: change.wanted}


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
    c.Preferred: _preferred,
    c.ReachChanged: _reach,
    c.PersonErased: _erased,
    c.RosterChanged: _roster,
}
