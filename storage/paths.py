"""Through which group somebody can be written to where they are no friend of the bot's account."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

import storage.tables as t
from storage import columns as of
from storage.views import Outgoing

Found = dict[str, dict[str, str]]  # account -> the bot's account in a group -> the group


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
    for query in _by_class():
        await _add(connection, found, query, platform, accounts)
    if strangers := set(accounts) - found.keys():
        await _add(connection, found, _by_words(), platform, strangers)
    return found


def _by_class() -> Iterator[Select[Any]]:
    """(account, bot, group) of families, and of staff."""
    group = of.Group.classroom_id
    row = select(of.Account.id, of.Group.bot, of.Group.id)
    ties = row.join(t.Guardianship, of.Guardianship.person_id == of.Account.person_id)
    pupils = ties.join(t.Student, of.Student.id == of.Guardianship.student_id)
    yield pupils.join(t.Group, group == of.Student.classroom_id)
    staff = row.join(t.Staffing, of.Staffing.person_id == of.Account.person_id)
    yield staff.join(t.Group, group == of.Staffing.classroom_id)


def _by_words() -> Select[Any]:
    """(account, bot, group) of whoever wrote in a group."""
    row = select(of.Account.id, of.Group.bot, of.Group.id)
    heard = row.join(t.Inbox, of.Inbox.sender == of.Account.person_id)
    return heard.join(t.Group, of.Group.id == of.Inbox.chat)


async def _add(
    connection: AsyncConnection,
    found: Found,
    query: Select[Any],
    platform: str,
    accounts: Collection[str],
) -> None:
    here = query.where(
        of.Account.platform == platform, of.Group.platform == platform, of.Account.id.in_(accounts)
    )
    for account, bot, group in await connection.execute(here.distinct().order_by(of.Group.id)):
        found.setdefault(account, {}).setdefault(bot, group)
