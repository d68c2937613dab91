"""All SQL of what leaves: claimed before it is sent, settled after."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, update
from sqlalchemy.ext.asyncio import AsyncConnection

import storage.tables as t
from storage import columns as of
from storage import reads


async def claim(
    connection: AsyncConnection, platforms: Collection[str], now: datetime, most: int = 100
) -> list[t.Outbox]:
    """Take what may leave now, oldest first, and mark it as being sent."""
    where = and_(
        of.Outbox.state == "queued",
        of.Outbox.not_before <= now,
        of.Outbox.platform.in_(platforms),
    )
    order = (of.Outbox.not_before, of.Outbox.id)
    found = await reads.rows(connection, t.Outbox, where, order=order, limit=most)
    if found:
        ids = [row.id for row in found]
        await connection.execute(
            update(t.Outbox).where(of.Outbox.id.in_(ids)).values(state="sending")
        )
    return found


async def after_a_crash(connection: AsyncConnection) -> int:
    """What was being sent may have arrived: unknown, for a person to look at, never sent again."""
    lost = update(t.Outbox).where(of.Outbox.state == "sending").values(state="unknown")
    return (await connection.execute(lost)).rowcount


async def hold_overdue(connection: AsyncConnection, now: datetime, until: datetime | None) -> None:
    """After a standstill in quiet hours: what may not leave at any hour waits until they end."""
    if until is None:
        return
    late = and_(
        of.Outbox.state == "queued", of.Outbox.not_before < now, of.Outbox.any_hour.is_(False)
    )
    await connection.execute(update(t.Outbox).where(late).values(not_before=until))
