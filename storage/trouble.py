"""Which errors say no more than that the store cannot work now: it is busy, full or away."""

import asyncio
import logging
import socket
import sqlite3
from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

log = logging.getLogger(__name__)
Result = TypeVar("Result")

SQLITE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_READONLY,
    }
)
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
PAUSE = 1.0  # seconds for which a store that refuses is left alone
POSTGRES = ("08", "40", "53", "57P", "58")  # lost, rolled back, full, shutting down, disk


def passes(error: BaseException) -> bool:
    """Will the same work be right later? Not so where the work itself is wrong."""
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or _said_so(error.orig)
    return isinstance(error, ConnectionError | TimeoutError | socket.gaierror)


def damaged(error: BaseException) -> bool:
    """Is the file itself no longer what was written? Then nothing can be stored any more."""
    if isinstance(error, BaseExceptionGroup):
        return any(map(damaged, error.exceptions))
    return _code(getattr(error, "orig", None)) in DAMAGED


def _said_so(error: BaseException | None) -> bool:
    """What the database's own code for the error means."""
    state = getattr(error, "sqlstate", None)
    return _code(error) in SQLITE or str(state or "").startswith(POSTGRES)


def _code(error: BaseException | None) -> int | None:
    """SQLite's primary result code; its extended codes say more in the higher bits."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def name(error: BaseException) -> str:
    """What the driver and the database call it: for a log, without the words of a statement."""
    found = getattr(error, "orig", None) or error
    code = getattr(found, "sqlite_errorname", None) or getattr(found, "sqlstate", None)
    return " ".join(filter(None, (type(found).__name__, code)))


async def patiently(work: Callable[[], Awaitable[Result]], pause: float = PAUSE) -> Result:
    """Do it, again and again for as long as the store cannot work."""
    while True:
        try:
            return await work()
        except Exception as error:
            if not passes(error):
                raise
            log.warning("the store refuses: %s", name(error))
        await asyncio.sleep(pause)
