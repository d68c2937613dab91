"""How SQLite is reached: each connection has a thread, and a statement goes there only once.

Work that waits for nothing but its statements goes there whole: see `Connection.whole`.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import get_ident
from typing import Any, TypeVar

from sqlalchemy import Connection as SyncConnection
from sqlalchemy import Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncResult
from sqlalchemy.util.concurrency import await_

Result = TypeVar("Result")
Rows = list[Any]
STATEMENTS = 256  # that a connection keeps ready


class Connection:
    """What SQLAlchemy takes for a connection of sqlite3, whichever thread it is asked in."""

    def __init__(self, path: str) -> None:
        self._thread = ThreadPoolExecutor(1, "store")
        self._home = self._thread.submit(get_ident).result()
        self._made = self._thread.submit(
            sqlite3.connect, path, isolation_level=None, cached_statements=STATEMENTS
        ).result()

    def call(self, function: Callable[..., Result], *given: Any) -> Result:
        """In the thread: at once where this is it, else the caller's greenlet waits."""
        if get_ident() == self._home:
            return function(*given)
        waiting = asyncio.get_running_loop().run_in_executor(self._thread, function, *given)
        found: Result = await_(waiting)
        return found

    async def whole(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Do all of this in the thread: there its statements have their rows at once.

        What began is done, also where who waits for it is cancelled: only then the wait ends.
        """
        done = asyncio.get_running_loop().run_in_executor(self._thread, _to_its_end, work)
        try:
            return await asyncio.shield(done)
        except asyncio.CancelledError:
            await asyncio.wait([done])
            raise

    def cursor(self, server_side: bool = False) -> "Cursor":
        return Cursor(self, on_demand=server_side)

    def run(
        self, statement: str, given: Any, many: bool, on_demand: bool
    ) -> tuple[sqlite3.Cursor, Rows]:
        """Execute, and fetch the rows that it gives."""
        cursor = self._made.cursor()
        (cursor.executemany if many else cursor.execute)(statement, given)
        return cursor, cursor.fetchall() if cursor.description and not on_demand else []

    def create_function(self, *given: Any, **more: Any) -> None:
        self.call(lambda: self._made.create_function(*given, **more))

    def commit(self) -> None:
        self.call(self._made.commit)

    def rollback(self) -> None:
        """SQLAlchemy asks for it whenever a connection is given back."""
        if self._made.in_transaction:
            self.call(self._made.rollback)

    def close(self) -> None:
        self.call(self._made.close)
        self.terminate()

    def terminate(self) -> None:
        """Close without waiting until it is done."""
        self._thread.submit(self._made.close)
        self._thread.shutdown(wait=False)


class Cursor:
    """As SQLAlchemy wants one. `on_demand`: its rows are not fetched before they are asked for."""

    arraysize = 1_000

    def __init__(self, connection: Connection, *, on_demand: bool) -> None:
        self._connection, self._on_demand = connection, on_demand
        self._cursor: sqlite3.Cursor | None = None
        self._rows: Rows = []

    @property
    def description(self) -> Any:
        return self._cursor.description if self._cursor else None

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount if self._cursor else -1

    @property
    def lastrowid(self) -> int | None:
        return self._cursor.lastrowid if self._cursor else None

    def execute(self, statement: str, given: Sequence[Any] = ()) -> None:
        self._run(statement, given, many=False)

    def executemany(self, statement: str, given: Sequence[Any]) -> None:
        self._run(statement, given, many=True)

    def fetchone(self) -> Any:
        rows = self.fetchmany(1)
        return rows[0] if rows else None

    def fetchmany(self, size: int = arraysize) -> Rows:
        if self._on_demand and self._cursor:
            return self._connection.call(self._cursor.fetchmany, size)
        found, self._rows = self._rows[:size], self._rows[size:]
        return found

    def fetchall(self) -> Rows:
        if self._on_demand and self._cursor:
            return self._connection.call(self._cursor.fetchall)
        found, self._rows = self._rows, []
        return found

    def close(self) -> None:
        if self._on_demand and self._cursor:
            self._connection.call(self._cursor.close)

    async def _async_soft_close(self) -> None:
        """SQLAlchemy asks this of asynchronous drivers. Rows that were fetched hold nothing."""

    def _run(self, statement: str, given: Any, *, many: bool) -> None:
        run = self._connection.run
        self._cursor, self._rows = self._connection.call(
            run, statement, given, many, self._on_demand
        )


class Inside(AsyncConnection):
    """A connection in its own thread: nothing there is worth waiting for.

    A statement that is ready for the driver goes there straight.
    """

    def __init__(self, engine: AsyncEngine, connection: Any) -> None:
        super().__init__(engine, connection)
        self.made: SyncConnection = connection
        self.driver: Connection = connection.connection.dbapi_connection

    def fetched(self, statement: str, given: Sequence[Any]) -> Rows:
        """The rows that a statement gives."""
        return self._run(statement, given, many=False)

    def put(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Execute it for each of these rows."""
        self._run(statement, rows, many=True)

    def _run(self, statement: str, given: Any, *, many: bool) -> Rows:
        try:
            return self.driver.run(statement, given, many, False)[1]
        except sqlite3.Error as error:
            raise DBAPIError.instance(
                statement, None, error, sqlite3.Error, hide_parameters=True, dialect=self.dialect
            ) from error

    async def execute(
        self, statement: Executable, parameters: Any = None, *, execution_options: Any = None
    ) -> Any:
        return self._proxied.execute(statement, parameters, execution_options=execution_options)

    async def exec_driver_sql(
        self, statement: str, parameters: Any = None, execution_options: Any = None
    ) -> Any:
        return self._proxied.exec_driver_sql(statement, parameters, execution_options)

    async def stream(  # type: ignore[override]  # nobody needs it as a context
        self, statement: Executable, parameters: Any = None, *, execution_options: Any = None
    ) -> Any:
        on_demand = {**(execution_options or {}), "stream_results": True}
        return AsyncResult(await self.execute(statement, parameters, execution_options=on_demand))


def _to_its_end(work: Coroutine[Any, Any, Result]) -> Result:
    """Run what never waits."""
    try:
        work.send(None)
    except StopIteration as end:
        found: Result = end.value
        return found
    work.close()
    raise RuntimeError("this work waits for something else than its statements")
