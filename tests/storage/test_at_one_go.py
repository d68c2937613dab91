"""Work that is done at one go: whole or not at all, and it waits for nothing but the store."""

import asyncio

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage import changes as c
from storage import columns as of
from storage import writes
from storage.database import at_one_go, reading
from tests.school import NOW


def heard(*ids: str) -> list[c.MessageHeard]:
    return [c.MessageHeard("chat", id_, "somebody", "", NOW) for id_ in ids]


async def stored(connection: AsyncConnection) -> list[str]:
    return list(await connection.scalars(select(of.Inbox.message_id).order_by(of.Inbox.message_id)))


async def test_work_sees_what_it_wrote_and_returns_what_it_found(engine: AsyncEngine) -> None:
    async def work(connection: AsyncConnection) -> list[str]:
        await writes.write(connection, heard("a", "b"))
        return await stored(connection)

    assert await at_one_go(engine, work) == ["a", "b"]


async def test_what_breaks_leaves_nothing(engine: AsyncEngine) -> None:
    async def work(connection: AsyncConnection) -> None:
        await writes.write(connection, heard("a"))
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await at_one_go(engine, work)
    async with reading(engine) as connection:
        assert await stored(connection) == []


async def test_what_began_is_done_before_a_cancelled_wait_ends(engine: AsyncEngine) -> None:
    """Nobody uses the connection while its thread still works on it."""
    if engine.dialect.name != "sqlite":
        pytest.skip("elsewhere a cancelled transaction is rolled back")
    loop, begun = asyncio.get_running_loop(), asyncio.Event()

    async def work(connection: AsyncConnection) -> None:
        loop.call_soon_threadsafe(begun.set)
        await writes.write(connection, heard(*map(str, range(2_000))))

    waiting = asyncio.create_task(at_one_go(engine, work))
    await begun.wait()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    async with reading(engine) as connection:
        assert len(await stored(connection)) == 2_000


async def test_many_rows_may_be_read_piece_by_piece(engine: AsyncEngine) -> None:
    async def work(connection: AsyncConnection) -> list[int]:
        await writes.write(connection, heard(*map(str, range(25))))
        parts = (await connection.stream(select(*of.Inbox))).partitions(10)
        return [len(part) async for part in parts]

    assert await at_one_go(engine, work) == [10, 10, 5]


async def test_on_sqlite_work_that_waits_for_something_else_is_refused(
    engine: AsyncEngine,
) -> None:
    if engine.dialect.name != "sqlite":
        pytest.skip("elsewhere it may wait")

    async def work(connection: AsyncConnection) -> None:
        await writes.write(connection, heard("a"))
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError):
        await at_one_go(engine, work)
    async with reading(engine) as connection:
        assert await stored(connection) == []
