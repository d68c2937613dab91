"""All SQL of what leaves: claimed before it is sent, settled after."""

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime

from sqlalchemy import and_, bindparam, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

import storage.tables as t
from storage import columns as of
from storage import views

MOST = 100
WAITING = text("state IN ('queued', 'sending')")  # in the very words of the index
NEXT = (
    select(of.Outbox.id)
    .where(
        WAITING,
        of.Outbox.state == "queued",
        of.Outbox.not_before <= bindparam("now"),
        of.Outbox.platform.in_(bindparam("platforms", expanding=True)),
        (of.Outbox.platform + "/" + of.Outbox.bot).not_in(bindparam("full", expanding=True)),
    )
    .order_by(of.Outbox.not_before, of.Outbox.id)
    .limit(MOST)
)
CLAIM = (
    update(t.Outbox)
    .where(of.Outbox.id.in_(NEXT.scalar_subquery()))
    .values(state="sending")
    .returning(*(of.Outbox[f.name] for f in fields(views.Outgoing)))
)


async def claim(
    connection: AsyncConnection,
    platforms: Collection[str],
    now: datetime,
    full: Collection[str] = (),
) -> list[views.Outgoing]:
    """Take what may leave now, oldest first, and mark it as being sent.

    Accounts ("platform/bot") that have enough to send are left out.
    """
    given = {"platforms": list(platforms), "now": now, "full": list(full)}
    found = [views.Outgoing(*row) for row in await connection.execute(CLAIM, given)]
    return sorted(found, key=lambda row: (row.not_before, row.id))


async def after_a_crash(connection: AsyncConnection) -> int:
    """What was being sent may have arrived: unknown, for a person to look at, never sent again."""
    lost = update(t.Outbox).where(WAITING, of.Outbox.state == "sending").values(state="unknown")
    return (await connection.execute(lost)).rowcount


async def hold_overdue(connection: AsyncConnection, now: datetime, until: datetime | None) -> None:
    """After a standstill in quiet hours: what may not leave at any hour waits until they end."""
    if until is None:
        return
    queued = and_(WAITING, of.Outbox.state == "queued")
    late = and_(queued, of.Outbox.not_before < now, of.Outbox.any_hour.is_(False))
    await connection.execute(update(t.Outbox).where(late).values(not_before=until))
