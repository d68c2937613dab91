"""A roster may know groups and people by name: here names become ids, where they are known."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.messages import Platform
from bot.parsing.sheets import GuardianRow, Reached, Sheets, StaffRow
from storage import naming

WECHAT = Platform.WECHAT.value
Ids = Mapping[tuple[str, str], str]


async def with_ids(connection: AsyncConnection, sheets: Sheets) -> Sheets:
    """The same sheets, with the id in place of a name that belongs to one by now."""
    people: tuple[GuardianRow | StaffRow, ...] = (*sheets.guardians, *sheets.staff)
    names = {row.reached.wechat for row in people} | {n for r in sheets.classes for n in r.wechat}
    keys = [(WECHAT, name) for name in names if name]
    ids = await naming.ids(connection, keys) if keys else {}
    return _renamed(sheets, ids) if ids else sheets


def _renamed(sheets: Sheets, ids: Ids) -> Sheets:
    classes = (replace(r, wechat=tuple(_id(ids, n) for n in r.wechat)) for r in sheets.classes)
    guardians = (replace(row, reached=_reached(ids, row.reached)) for row in sheets.guardians)
    staff = (replace(row, reached=_reached(ids, row.reached)) for row in sheets.staff)
    return replace(sheets, classes=tuple(classes), guardians=tuple(guardians), staff=tuple(staff))


def _reached(ids: Ids, reached: Reached) -> Reached:
    return replace(reached, wechat=_id(ids, reached.wechat))


def _id(ids: Ids, name: str) -> str:
    return ids.get((WECHAT, name), name)
