"""The database: how it is opened, and the one place where a transaction ends."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import orjson
from sqlalchemy import Connection, event, make_url, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

import storage.tables as t
from storage import sqlite

Result = TypeVar("Result")
Work = Callable[[AsyncConnection], Coroutine[Any, Any, Result]]
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=10000",
    "foreign_keys=ON",
    "secure_delete=ON",
    "cache_size=-32000",
    "wal_autocheckpoint=4000",
)
WRITERS_LOCK = text("SELECT pg_advisory_xact_lock(20260901)")
TURNS: WeakKeyDictionary[AsyncEngine, tuple[asyncio.Lock, AsyncEngine]] = WeakKeyDictionary()


def _as_json(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()


OPTIONS: dict[str, Any] = {
    "hide_parameters": True,
    "json_serializer": _as_json,
    "json_deserializer": orjson.loads,
}


def open_engine(url: str) -> AsyncEngine:
    """An engine for SQLite (`sqlite+aiosqlite://`) or PostgreSQL (`postgresql+asyncpg://`)."""
    if not url.startswith("sqlite"):
        return create_async_engine(url, **OPTIONS)
    creator = partial(sqlite.Connection, make_url(url).database or ":memory:")
    engine = create_async_engine(url, creator=creator, **OPTIONS)
    event.listen(engine.sync_engine, "connect", _tune)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _tune(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    cursor = connection.connection.cursor()
    cursor.execute(f"BEGIN {mode}")
    cursor.close()


@asynccontextmanager
async def writing(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """One transaction that may write: it commits when the block ends well, else rolls back.

    One writer at a time, on both databases: what was read in it is still true when it commits.
    """
    async with _turn(engine) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            await connection.execute(WRITERS_LOCK)
        yield connection


@asynccontextmanager
async def _turn(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Writers of this program take turns here, because SQLite lets them wait asleep."""
    if engine not in TURNS:
        TURNS[engine] = asyncio.Lock(), engine.execution_options(sqlite_begin="IMMEDIATE")
    turn, writer = TURNS[engine]
    async with turn, writer.connect() as connection:
        yield connection


async def at_one_go(engine: AsyncEngine, work: Work[Result]) -> Result:
    """Do `work` in a transaction that may write. It may wait for nothing but its statements.

    On SQLite all of it, from beginning to commit, happens in the database's thread: to go there
    for each statement costs more than most statements do.
    """
    if engine.dialect.name != "sqlite":
        async with writing(engine) as connection:
            return await work(connection)
    async with _turn(engine) as connection:
        own = sqlite.Inside(engine, connection.sync_connection)
        return await own.driver.whole(_transaction(own, work))


async def _transaction(own: sqlite.Inside, work: Work[Result]) -> Result:
    with own.made.begin():
        return await work(own)


async def inside(connection: AsyncConnection, work: Work[Result]) -> Result:
    """Do `work`, which waits for nothing but its statements, in the transaction that is open.

    On SQLite all of it happens in the database's thread, too.
    """
    if connection.dialect.name != "sqlite":
        return await work(connection)
    own = sqlite.Inside(connection.engine, connection.sync_connection)
    return await own.driver.whole(work(own))


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """One consistent view that writes nothing."""
    async with engine.connect() as connection, connection.begin():
        yield connection


async def create_tables(engine: AsyncEngine) -> None:
    """All tables at once, for a throw-away database. Others are migrated."""
    async with writing(engine) as connection:
        await connection.run_sync(t.Base.metadata.create_all)
