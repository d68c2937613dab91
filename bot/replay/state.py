"""The state of the school as the rehearsal's contract writes it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

import storage.tables as t
from bot.clock import china
from bot.services.counting.receipts import ASKING
from storage import reads

Row = dict[str, Any]
PLAIN: dict[str, tuple[type[t.Base], dict[str, str]]] = {
    # list of the state -> table, and columns that are called otherwise there
    "questions": (t.Question, {"notice_no": "notice", "student_id": "students"}),
    "leaves": (t.Leave, {"student_id": "student"}),
    "drafts": (t.Draft, {}),
    "followups": (t.FollowUp, {}),
    "incidents": (t.Incident, {}),
    "topics": (t.Topic, {"classroom_id": "class"}),
    "meetings": (t.Meeting, {}),
    "audit": (t.Audit, {}),
}
HIDDEN = {"words", "chat", "heard", "message_id", "facts", "candidates"}
STRANGER = "sandbox:"  # what a person is called whom nobody introduced
KEPT_CHAT = {"incidents"}


async def state(connection: AsyncConnection) -> Row:
    """Every list of the contract, if empty."""
    found: Row = {"notices": await _notices(connection)}
    found["contacts"] = [_contact(row) for row in await reads.rows(connection, t.Contact)]
    found["bindings"] = await _bindings(connection)
    for name, (model, renamed) in PLAIN.items():
        rows = await reads.rows(connection, model, order=_key(model))
        found[name] = [_row(row, renamed, name) for row in rows]
    named: Row = _named(found, await _accounts(connection))
    return named


def _key(model: Any) -> Any:
    return tuple(model.__table__.primary_key)


async def _accounts(connection: AsyncConnection) -> dict[str, str]:
    """Persons who are not called by their account."""
    accounts = await reads.rows(connection, t.Account)
    return {row.person_id: row.id for row in accounts if row.person_id != row.id}


def _named(value: Any, accounts: Mapping[str, str]) -> Any:
    """People stand by their accounts."""
    if isinstance(value, dict):
        return {k: _named(v, accounts) for k, v in value.items()}
    if isinstance(value, list):
        return [_named(v, accounts) for v in value]
    return accounts.get(value, value.removeprefix(STRANGER)) if isinstance(value, str) else value


async def _notices(connection: AsyncConnection) -> list[Row]:
    numbers = [row.no for row in await reads.rows(connection, t.Notice)]
    receipts: dict[int, Row] = {number: {} for number in numbers}
    for receipt in await reads.receipts(connection, numbers):
        receipts[receipt.notice_no][receipt.student_id] = _receipt(receipt)
    unknown: dict[int, int] = dict.fromkeys(numbers, 0)
    for number, _ in await reads.strangers(connection, numbers):
        unknown[number] += 1
    found = await reads.notices(connection, numbers)
    return [_notice(n, receipts[n.no], unknown[n.no]) for n in found.values()]


def _notice(n: Any, receipts: Row, unknown: int) -> Row:
    plain = ("no", "title", "kind", "by", "status", "urgent", "version")
    row: Row = {name: getattr(n, name) for name in plain}
    row["classes"] = list(n.classes)
    for name in ("sent_at", "send_at", "deadline"):
        row[name] = _value(getattr(n, name))
    ordered = dict(sorted(receipts.items())) if n.kind in ASKING else {}
    return row | {"receipts": ordered, "unknown_accounts": unknown}


def _receipt(receipt: Any) -> Row:
    answer = {} if receipt.answer is None else {"answer": receipt.answer}
    history = [{**past, "at": _moment(past.get("at"))} for past in receipt.history]
    said = {"by": receipt.by, "via": receipt.via} if receipt.by else {"by": None, "via": None}
    return {"status": receipt.status, **answer, **said, "history": history}


def _moment(value: str | None) -> str | None:
    return china(datetime.fromisoformat(value)).isoformat() if value else None


def _contact(row: t.Contact) -> Row:
    found = _row(row, {"notice_no": "notice"}, "contacts")
    for name in ("attendance", "notice"):
        if found[name] is None:
            del found[name]
    found.pop("classroom_id", None)
    return found


async def _bindings(connection: AsyncConnection) -> list[Row]:
    rows = await reads.rows(connection, t.Guardianship, order=_key(t.Guardianship))
    return [
        {
            "account": row.person_id,
            "student": row.student_id,
            "relation": row.relation,
            "right": row.right,
            "status": row.status,
            "approved_by": row.approved_by,
        }
        for row in rows
    ]


def _row(row: t.Base, renamed: Mapping[str, str], name: str) -> Row:
    return dict(_cells(row.model_dump(), renamed, name))


def _cells(values: Row, renamed: Mapping[str, str], name: str) -> Iterable[tuple[str, Any]]:
    for key, value in values.items():
        if key == "id" and name == "questions":
            continue
        if key not in HIDDEN or (key == "chat" and name in KEPT_CHAT):
            name_ = renamed.get(key, key)
            yield name_, _several(value) if name_ == "students" else _value(value)


def _several(value: Any) -> list[Any]:
    """One child, none, or several, as a list."""
    if isinstance(value, list):
        return value
    return [value] if value else []


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return china(value).isoformat()
    return value.isoformat() if isinstance(value, date) else value
