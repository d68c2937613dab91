"""All SQL of upkeep: emptying a demo, forgetting old fingerprints, copying the database."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

import storage.tables as t


async def clear(connection: AsyncConnection) -> None:
    """Delete every row of every table. Only for the demo."""
    for table in reversed(t.Base.metadata.sorted_tables):
        await connection.execute(delete(table))


async def forget_words(connection: AsyncConnection, before: datetime) -> None:
    """Fingerprints of messages older than this are no longer needed."""
    old = update(t.Inbox).where(col(t.Inbox.at) < before, t.Inbox.words != "")
    await connection.execute(old.values(words=""))
