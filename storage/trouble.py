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
PAUSE = 1.0  # seconds for which a store that refuses is left alone
POSTGRES = ("08", "40", "53", "57P", "58")  # lost, rolled back, full, shutting down, disk


def passes(error: BaseException) -> bool:
    """Will the same work be right later? Not so where the work itself is wrong."""
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or _said_so(error.orig)
    return isinstance(error, ConnectionError | TimeoutError | socket.gaierror)


def _said_so(error: BaseException | None) -> bool:
    """What the database's own code for the error means."""
    code = getattr(error, "sqlite_errorcode", None)
    state = getattr(error, "sqlstate", None)
    return (code is not None and code & 0xFF in SQLITE) or str(state or "").startswith(POSTGRES)


def name(error: BaseException) -> str:
    """What the driver calls it: for a log, without the words of a statement."""
    return type(getattr(error, "orig", None) or error).__name__


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
