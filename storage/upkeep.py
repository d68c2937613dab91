"""All SQL of upkeep: emptying a demo, forgetting old fingerprints, copying the database."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

import storage.tables as t
from storage import columns as of


async def clear(connection: AsyncConnection) -> None:
    """Delete every row of every table. Only for the demo."""
    for table in reversed(t.Base.metadata.sorted_tables):
        await connection.execute(delete(table))


async def forget_words(connection: AsyncConnection, before: datetime) -> None:
    """Fingerprints of messages older than this are no longer needed."""
    old = update(t.Inbox).where(of.Inbox.at < before, of.Inbox.words != "")
    await connection.execute(old.values(words=""))


async def sound(connection: AsyncConnection) -> bool:
    """Does the whole file read as it was written? PostgreSQL keeps checksums of its own."""
    if connection.dialect.name != "sqlite":
        return True
    return str(await connection.scalar(text("PRAGMA quick_check(1)"))) == "ok"


def revision_of(file: Path) -> str:
    """The revision of a SQLite file, which is only looked at. Raises sqlite3.Error if damaged."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        (sound,) = connection.execute("PRAGMA integrity_check").fetchone()
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if sound != "ok" or found is None:
        raise sqlite3.DatabaseError
    return str(found[0])
