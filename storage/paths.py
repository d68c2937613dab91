"""Through which group somebody can be written to where they are no friend of the bot's account."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import and_
from sqlalchemy.ext.asyncio import AsyncConnection

import storage.tables as t
from storage import columns as of
from storage.keys import Keys
from storage.many import Asked
from storage.views import Outgoing

Found = dict[str, dict[str, str]]  # account -> the bot's account in a group -> the group
ACCOUNT = Keys(of.Account.platform, of.Account.id)
ROW = ACCOUNT.select(of.Account.id, of.Group.bot, of.Group.id).distinct().order_by(of.Group.id)
SAME = of.Group.platform == of.Account.platform
FAMILIES = Asked(
    ROW.join(t.Guardianship, of.Guardianship.person_id == of.Account.person_id)
    .join(t.Student, of.Student.id == of.Guardianship.student_id)
    .join(t.Group, and_(SAME, of.Group.classroom_id == of.Student.classroom_id))
)
STAFF = Asked(
    ROW.join(t.Staffing, of.Staffing.person_id == of.Account.person_id).join(
        t.Group, and_(SAME, of.Group.classroom_id == of.Staffing.classroom_id)
    )
)
WRITERS = Asked(  # of those who belong to no class
    ROW.join(t.Inbox, of.Inbox.sender == of.Account.person_id).join(
        t.Group, and_(SAME, of.Group.id == of.Inbox.chat)
    )
)


async def through_groups(
    connection: AsyncConnection, rows: Sequence[Outgoing], platforms: Collection[str]
) -> list[Outgoing]:
    """The same messages; the private ones on these networks know a group that both sit in."""
    private = [row for row in rows if row.platform in platforms and not row.is_group]
    known = {
        platform: await _groups_of(connection, platform, {row.chat for row in private})
        for platform in {row.platform for row in private}
    }
    return [replace(row, through=_group(known, row)) if row in private else row for row in rows]


def _group(known: dict[str, Found], row: Outgoing) -> str:
    """One of the account that speaks, else one of which nobody knows whose it is."""
    groups = known[row.platform].get(row.chat, {})
    return groups.get(row.bot) or groups.get("") or next(iter(groups.values()), "")


async def _groups_of(
    connection: AsyncConnection, platform: str, accounts: Collection[str]
) -> Found:
    """By their class; of those who are in none by the group in which they wrote."""
    found: Found = {}
    for asked in (FAMILIES, STAFF):
        await _add(connection, found, asked, platform, accounts)
    if strangers := set(accounts) - found.keys():
        await _add(connection, found, WRITERS, platform, strangers)
    return found


async def _add(
    connection: AsyncConnection,
    found: Found,
    asked: Asked,
    platform: str,
    accounts: Collection[str],
) -> None:
    keys = ACCOUNT.given((platform, account) for account in accounts)
    for account, bot, group in await asked.all(connection, keys):
        found.setdefault(account, {}).setdefault(bot, group)
