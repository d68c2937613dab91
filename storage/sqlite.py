"""How SQLite is reached: each connection has a thread, and a statement goes there only once."""

import sqlite3
from collections.abc import Sequence
from typing import Any

import aiosqlite

AT_ONCE = 1_000  # rows that come back with the statement; of more the rest is fetched on demand
Rows = list[Any]


class Connection(aiosqlite.Connection):
    """aiosqlite alone goes there four times: to make a cursor, execute, fetch and close."""

    def __init__(self, path: str) -> None:
        super().__init__(lambda: sqlite3.connect(path), AT_ONCE)
        self._thread.daemon = True

    def cursor(self) -> Any:
        return Cursor(self)

    async def in_thread(self, function: Any, *given: Any) -> Any:
        return await self._execute(function, *given)  # type: ignore[no-untyped-call]

    def run(self, statement: str, given: Any, many: bool) -> tuple[sqlite3.Cursor, Rows]:
        """In the thread: execute, and fetch what may come at once."""
        cursor = self._conn.cursor()
        (cursor.executemany if many else cursor.execute)(statement, given)
        rows = cursor.fetchmany(AT_ONCE) if cursor.description else []
        if len(rows) < AT_ONCE:
            cursor.close()
        return cursor, rows


class Cursor:
    """As SQLAlchemy wants one."""

    arraysize = AT_ONCE

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._cursor: sqlite3.Cursor | None = None
        self._rows: Rows = []
        self._more = False

    async def __aenter__(self) -> "Cursor":
        return self

    @property
    def description(self) -> Any:
        return self._cursor.description if self._cursor else None

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount if self._cursor else -1

    @property
    def lastrowid(self) -> int | None:
        return self._cursor.lastrowid if self._cursor else None

    async def execute(self, statement: str, given: Sequence[Any] = ()) -> None:
        await self._run(statement, given, False)

    async def executemany(self, statement: str, given: Sequence[Any]) -> None:
        await self._run(statement, given, True)

    async def fetchone(self) -> Any:
        rows = await self.fetchmany(1)
        return rows[0] if rows else None

    async def fetchmany(self, size: int = AT_ONCE) -> Rows:
        if self._more and len(self._rows) < size:
            more = await self._fetch("fetchmany", size)
            self._more = len(more) == size
            self._rows += more
        found, self._rows = self._rows[:size], self._rows[size:]
        return found

    async def fetchall(self) -> Rows:
        found, self._rows = self._rows, []
        if self._more:
            found += await self._fetch("fetchall")
            self._more = False
        return found

    async def close(self) -> None:
        if self._more and self._cursor:
            self._more = False
            await self._connection.in_thread(self._cursor.close)

    async def _run(self, statement: str, given: Sequence[Any], many: bool) -> None:
        run = self._connection.run
        self._cursor, self._rows = await self._connection.in_thread(run, statement, given, many)
        self._more = len(self._rows) == AT_ONCE

    async def _fetch(self, how: str, *size: int) -> Rows:
        found: Rows = await self._connection.in_thread(getattr(self._cursor, how), *size)
        return found


async def connect(path: str) -> aiosqlite.Connection:
    return await Connection(path)
