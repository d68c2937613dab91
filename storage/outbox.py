"""All SQL of what leaves: claimed before it is sent, settled after."""

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime

from sqlalchemy import and_, bindparam, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

import storage.tables as t
from storage import columns as of
from storage import views

MOST = 100
ROW = tuple(of.Outbox[f.name] for f in fields(views.Outgoing) if f.name in of.Outbox)
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
    .returning(*ROW)
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


async def after_a_crash(connection: AsyncConnection, platforms: Collection[str]) -> list[int]:
    """What was being sent may have arrived: unknown, for a person to look at, never sent again.

    Only on the networks that the starting program speaks on: on others another one may be at it.
    """
    flying = and_(WAITING, of.Outbox.state == "sending", of.Outbox.platform.in_(platforms))
    lost = update(t.Outbox).where(flying).values(state="unknown").returning(of.Outbox.id)
    return sorted(await connection.scalars(lost))


async def unknown(connection: AsyncConnection, numbers: Collection[int]) -> list[views.Outgoing]:
    """Those of these messages of which nobody has learnt meanwhile whether they arrived."""
    where = and_(of.Outbox.id.in_(numbers), of.Outbox.state == "unknown")
    found = await connection.execute(select(*ROW).where(where).order_by(of.Outbox.id))
    return [views.Outgoing(*row) for row in found]


async def let_go(connection: AsyncConnection, numbers: Collection[int]) -> None:
    """What was claimed and not begun may be claimed again."""
    held = and_(of.Outbox.id.in_(numbers), of.Outbox.state == "sending")
    await connection.execute(update(t.Outbox).where(held).values(state="queued"))


async def put_off(connection: AsyncConnection, number: int, until: datetime) -> None:
    """A claimed message waits until then."""
    later = update(t.Outbox).where(of.Outbox.id == number)
    await connection.execute(later.values(state="queued", not_before=until))


async def said_since(connection: AsyncConnection, since: datetime) -> list[tuple[str, str, int]]:
    """(platform, bot, how many messages left since then)."""
    counted = select(of.Outbox.platform, of.Outbox.bot, func.count())
    gone = and_(of.Outbox.sent_at >= since, of.Outbox.state.in_(["sent", "unknown"]))
    found = await connection.execute(
        counted.where(gone).group_by(of.Outbox.platform, of.Outbox.bot)
    )
    return [(platform, bot, count) for platform, bot, count in found]


async def hold_overdue(connection: AsyncConnection, now: datetime, until: datetime | None) -> None:
    """After a standstill in quiet hours: what may not leave at any hour waits until they end."""
    if until is None:
        return
    queued = and_(WAITING, of.Outbox.state == "queued")
    late = and_(queued, of.Outbox.not_before < now, of.Outbox.any_hour.is_(False))
    await connection.execute(update(t.Outbox).where(late).values(not_before=until))
