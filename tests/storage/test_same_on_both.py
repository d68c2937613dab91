"""A school is the same school on both databases: the same conversation, the same answers."""

import inspect
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, get_origin

import pytest
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlmodel import SQLModel

import storage.tables as t
from bot.demo import example, world
from bot.replay.play import Play
from bot.replay.script import Script, parse, read
from storage import away, briefing, exports, finds, outbox, pasted, reads, roster, upkeep
from storage.database import open_engine
from tests import postgres
from tests.conftest import address

Output = list[dict[str, Any]]
RECEIPTS = [(8, "a1"), (8, "a4"), (10, "a4"), (11, "b1")]
TOUR = Path(__file__).parent / "tour.jsonl"
MODULES = (reads, finds, roster, exports, outbox, pasted, upkeep, away, briefing)
MIDDAY = datetime.fromisoformat("2026-11-27T12:00:00+08:00")
# What a query is asked, by the name of its parameter: what the tour has of it.
GIVEN: dict[str, Any] = {
    "numbers": [8, 9, 10, 11, 12, 13, 14],
    "notice": 8,
    "number": 1,
    "question": None,
    "student": "a1",
    "bot": "nobody",
    "answering": MIDDAY,
    "students": ["a1", "a2", "a3", "a4", "a5", "a6", "b1"],
    "ids": ["a1", "a4", "nie", "mai_ba", "e1", "who"],
    "classrooms": ["e1", "e2"],
    "classroom": "e1",
    "persons": ["ji_ma", "mai_ba", "sandbox:who", "nie"],
    "person": "sandbox:who",
    "person_id": "mai_ba",
    "accounts": ["ji_ma", "mai_ba", "who", "nie"],
    "account": "mai_ba",
    "platform": "sandbox",
    "platforms": ["sandbox"],
    "chats": ["ge1", "ge2"],
    "chat": "ge1",
    "group": "ge1",
    "sender": "mai_ba",
    "by": "nie",
    "kinds": ["ack", "attend", "form"],
    "month": "2026-12",
    "day": MIDDAY.date(),
    "id_": "nie",
    "keys": [("ge1", "m1"), ("ge1", "b1"), ("ge1", "b19")],
    "addresses": [("sandbox", "ji_ma"), ("sandbox", "mai_ba"), ("sandbox", "ge1")],
    "pairs": [(8, "a1"), (8, "a4"), (9, "a2"), (10, "b1")],
    "messages": ["m1", "m2"],
    "since": MIDDAY - timedelta(days=3),
    "now": MIDDAY,
    "until": MIDDAY,
    "before": MIDDAY,
    "model": t.Contact,
    "where": None,
    "order": t.Contact.__table__.c.id,  # type: ignore[attr-defined]
    "limit": 5,
    "most": 5,
    "full": [],
    "hidden": "…",
    "within": exports.Within("e1", MIDDAY - timedelta(days=3), MIDDAY + timedelta(days=60)),
}


@pytest.fixture
async def both(tmp_path: Path, postgres_server: str) -> AsyncIterator[tuple[str, str]]:
    """The addresses of two empty databases, one of each kind."""
    async with postgres.database(postgres_server) as url:
        yield address(tmp_path / "school.db"), url


@pytest.mark.parametrize("name", ["example", "tour"])
async def test_a_conversation_goes_the_same_way(
    both: tuple[str, str], tmp_path: Path, name: str
) -> None:
    script = the_example() if name == "example" else read(TOUR)
    one, other = [await Play(script, tmp_path, url).run() for url in both]
    assert one == other
    assert spoken(one) > 5


def the_example() -> Script:
    moments = [line for line in example() if "at" in line]
    return parse([as_line({"world": world()}), *map(as_line, moments)])


def as_line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False)


def spoken(lines: Output) -> int:
    return sum("text" in line for line in lines)


async def test_every_query_finds_the_same(both: tuple[str, str], tmp_path: Path) -> None:
    found: list[dict[str, object]] = []
    for url in both:
        await Play(read(TOUR), tmp_path, url).run()
        engine = open_engine(url)
        found.append({name: await asked(engine, query) for name, query in queries().items()})
        await engine.dispose()
    sqlite, postgresql = found
    assert {name for name in sqlite if sqlite[name] != postgresql[name]} == set()
    assert len([name for name, result in sqlite.items() if result]) > len(sqlite) * 0.6


Query = Callable[..., Any]


def queries() -> dict[str, Query]:
    """Every public function of the storage that is handed a connection first."""
    return {
        f"{module.__name__}.{name}": function
        for module in MODULES
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
        if next(iter(inspect.signature(function).parameters), "") == "connection"
    }


async def asked(engine: AsyncEngine, query: Query) -> object:
    """What a query gives, as plain values; what it changes is taken back."""
    _, *parameters = inspect.signature(query).parameters.values()
    async with engine.connect() as connection:
        transaction = await connection.begin()
        found = await result(query, connection, list(map(given, parameters)))
        await transaction.rollback()
    return found


def given(parameter: inspect.Parameter) -> Any:
    """What is asked for under this name, else something of its kind."""
    kind = parameter.annotation
    if "tuple[int, str]" in str(kind):
        return RECEIPTS
    otherwise = {str: "nie", int: 1, datetime: MIDDAY, date: MIDDAY.date(), bool: True}.get(kind)
    return GIVEN.get(
        parameter.name, ["nie"] if get_origin(kind) in {Collection, Iterable} else otherwise
    )


async def result(query: Query, connection: AsyncConnection, given: list[Any]) -> object:
    value = query(connection, *given)
    if isinstance(value, AsyncIterator):
        return [plain(rows) async for rows in value]
    return plain(await value if isinstance(value, Awaitable) else value)


def plain(value: Any) -> Any:
    """Rows and table objects as what they hold; lists in one order, whatever the database chose."""
    if isinstance(value, SQLModel):
        return value.model_dump()
    if isinstance(value, Row):
        return tuple(value)
    if isinstance(value, list | tuple):
        return sorted(map(plain, value), key=repr)
    return value
