"""A school whose groups and accounts are those that `bench.load` plays, in a new database."""

import asyncio
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

import storage.tables as t
from bench.load import child_name
from bot.messages import Platform
from storage.database import open_engine, writing
from storage.migrate import migrate

GROUP_BASE, USER_BASE, TEACHER_BASE = 700_000_000, 2_000_000_000, 1_000_000_000
LEADER = TEACHER_BASE - 1  # may write to every class
CHILDREN, GUARDIANS = 45, 2
EVERY_SECOND = 10  # in every tenth class a second notice is open
AT_ONCE = 50_000
WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
Row = tuple[Any, dict[str, Any]]


async def make(path: Path, groups: int, history: int = 0) -> None:
    """A migrated database of `groups` classes; under it lie `history` old receipts."""
    engine = open_engine(f"sqlite+aiosqlite:///{path}")
    try:
        await migrate(engine)
        async with writing(engine) as connection:
            await fill(connection, school(groups, history // CHILDREN))
    finally:
        await engine.dispose()  # so that the file stands alone and may be copied


async def fill(connection: AsyncConnection, rows: Iterator[Row]) -> None:
    """Insert rows of any tables, many at once, what is referred to first.

    Rows of one table must give the same columns.
    """
    while part := list(islice(rows, AT_ONCE)):
        by_table: dict[str, list[dict[str, Any]]] = {}
        for model, row in part:
            by_table.setdefault(model.__tablename__, []).append(row)
        for table in t.Base.metadata.sorted_tables:
            if table.name in by_table:
                await connection.execute(insert(table), by_table[table.name])


def school(groups: int, old: int) -> Iterator[Row]:
    """All rows of a school: its classes, and `old` closed notices before those that are open."""
    yield t.School, {"id": 1, "version": 1}
    yield from _staff(LEADER, "leader", WORDS["leader"], "leader")
    for group in range(groups):
        yield from _classroom(group)
        yield from _children(group)
    now = datetime.now(UTC)
    for number in range(1, old + 1):
        yield from _history(number, number % groups, now)
    for group in range(groups):
        yield from _notice(old + group + 1, group, now, WORDS["notices"][0])
    seconds = range(0, groups, EVERY_SECOND)
    for number, group in enumerate(seconds, old + groups + 1):
        yield from _notice(number, group, now, WORDS["notices"][1])
    yield t.Counter, {"name": "notice", "next": old + groups + len(seconds) + 1}


def _classroom(group: int) -> Iterator[Row]:
    id_, teacher = f"c{group}", f"t{group}"
    name = WORDS["teacher"].format(number=group + 1)
    yield from _staff(TEACHER_BASE + group, teacher, name, "head_teacher")
    room = WORDS["classroom"].format(number=group + 1)
    yield t.Classroom, {"id": id_, "name": room, "head_teacher": teacher}
    qq = {"platform": Platform.QQ.value, "id": str(GROUP_BASE + group)}
    yield t.Group, {**qq, "classroom_id": id_}
    yield t.Staffing, {"person_id": teacher, "classroom_id": id_}


def _staff(account: int, person: str, name: str, role: str) -> Iterator[Row]:
    yield t.Person, {"id": person, "name": name, "card": name}
    yield t.Account, _account(account, person)
    yield t.Staff, {"person_id": person, "roles": [role]}


def _children(group: int) -> Iterator[Row]:
    for child in range(CHILDREN):
        id_, name = student(group, child), child_name(group, child)
        yield t.Student, {"id": id_, "name": name, "classroom_id": f"c{group}"}
        for n, relation in enumerate(WORDS["relations"][:GUARDIANS]):
            account = USER_BASE + (group * CHILDREN + child) * GUARDIANS + n
            yield t.Person, {"id": f"g{account}", "name": "", "card": name + relation}
            yield t.Account, _account(account, f"g{account}")
            tie = {"person_id": f"g{account}", "student_id": id_, "relation": relation}
            yield t.Guardianship, tie


def student(group: int, child: int) -> str:
    return f"s{group * CHILDREN + child}"


def _account(id_: int, person: str) -> dict[str, Any]:
    return {"platform": Platform.QQ.value, "id": str(id_), "person_id": person}


def _notice(
    number: int, group: int, at: datetime, words: dict[str, str], status: str = "sent"
) -> Iterator[Row]:
    times = {"made_at": at, "sent_at": at}
    who = {"by": f"t{group}", "status": status}
    yield t.Notice, {"no": number, "kind": "ack", **words, **who, **times}
    yield t.NoticeClass, {"classroom_id": f"c{group}", "notice_no": number}
    if status == "sent":
        yield from _receipts(number, group, {"status": "none", "via": "", "at": None})


def _receipts(number: int, group: int, said: dict[str, Any]) -> Iterator[Row]:
    for child in range(CHILDREN):
        yield t.Receipt, {"notice_no": number, "student_id": student(group, child), **said}


def _history(number: int, group: int, now: datetime) -> Iterator[Row]:
    """A notice of last year that all have confirmed."""
    at = now - timedelta(days=365)
    yield from _notice(number, group, at, WORDS["notices"][0], status="closed")
    yield from _receipts(number, group, {"status": "confirmed", "via": "chat", "at": at})


if __name__ == "__main__":
    asyncio.run(make(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
