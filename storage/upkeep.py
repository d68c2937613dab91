"""All SQL of upkeep: emptying a demo, forgetting old fingerprints, copying the database."""

from datetime import datetime

from sqlalchemy import delete, update
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
