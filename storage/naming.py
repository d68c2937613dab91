"""All SQL about what networks call groups and people whose ids do not last."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import delete, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

import storage.tables as t
from storage import columns as of
from storage import reads

Key = tuple[str, str]  # platform, id


async def group(connection: AsyncConnection, key: Key) -> t.Group | None:
    found = await reads.rows(connection, t.Group, _is(of.Group, key))
    return found[0] if found else None


async def account(connection: AsyncConnection, key: Key) -> t.Account | None:
    found = await reads.rows(connection, t.Account, _is(of.Account, key))
    return found[0] if found else None


async def groups_called(connection: AsyncConnection, platform: str, name: str) -> list[t.Group]:
    """The groups of this name, and those whose id is it: a roster may know no other."""
    return await reads.rows(connection, t.Group, _called(of.Group, platform, [name]))


async def accounts_called(
    connection: AsyncConnection, platform: str, names: Collection[str]
) -> list[t.Account]:
    """The same of accounts, for any of these names."""
    return await reads.rows(connection, t.Account, _called(of.Account, platform, names))


async def ids(connection: AsyncConnection, given: Iterable[Key]) -> dict[Key, str]:
    """(platform, name) -> id, of what a roster names and the store has under an id."""
    keys, found = list(given), dict[Key, str]()
    for columns in (of.Group, of.Account):
        query = select(columns.platform, columns.name, columns.id)
        rows = await connection.execute(
            query.where(columns.name != "", tuple_(columns.platform, columns.name).in_(keys))
        )
        found |= {(platform, name): id_ for platform, name, id_ in rows}
    return found


async def call(connection: AsyncConnection, row: t.Group | t.Account, name: str) -> None:
    """The name by which it is known from now on."""
    columns = of.Group if isinstance(row, t.Group) else of.Account
    where = _is(columns, (row.platform, row.id))
    await connection.execute(update(type(row)).where(where).values(name=name))


async def move_group(
    connection: AsyncConnection, old: t.Group, id_: str, name: str, bot: str
) -> None:
    """The class has this group instead of the old one; what waits to be said goes there."""
    where = _is(of.Group, (old.platform, old.id))
    await connection.execute(update(t.Group).where(where).values(id=id_, name=name, bot=bot))
    await _redirect(connection, old.platform, old.id, id_)


async def move_account(connection: AsyncConnection, old: t.Account, id_: str, name: str) -> None:
    """The person has this account instead of the old one, whoever it was taken for."""
    await connection.execute(delete(t.Account).where(_is(of.Account, (old.platform, id_))))
    where = _is(of.Account, (old.platform, old.id))
    await connection.execute(update(t.Account).where(where).values(id=id_, name=name))
    await _redirect(connection, old.platform, old.id, id_)


async def _redirect(connection: AsyncConnection, platform: str, old: str, new: str) -> None:
    here = (of.Outbox.platform == platform, of.Outbox.chat == old, of.Outbox.state == "queued")
    await connection.execute(update(t.Outbox).where(*here).values(chat=new))


def _is(columns: Any, key: Key) -> Any:
    return (columns.platform == key[0]) & (columns.id == key[1])


def _called(columns: Any, platform: str, names: Collection[str]) -> Any:
    among = or_(columns.name.in_(names), columns.id.in_(names))
    return (columns.platform == platform) & among
