"""What leaves is claimed once; what a crash cut off is unknown; what is due is done once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

import storage.tables as t
from storage import changes as c
from storage import finds, outbox, reads, writes
from storage.database import open_engine, reading, writing
from tests.school import NOW

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def another(engine: AsyncEngine) -> AsyncIterator[AsyncEngine]:
    """The same database, opened by another program."""
    opened = open_engine(engine.url.render_as_string(hide_password=False))
    yield opened
    await opened.dispose()


async def queue(engine: AsyncEngine, *ids: int, **more: Any) -> None:
    """Put messages into the outbox that may leave now."""
    given = {"platform": "qq", "bot": "b", "chat": "g", "is_group": True, "text": "好", **more}
    given = {"made_at": NOW, "not_before": NOW, **given}
    async with writing(engine) as connection:
        await writes.write(connection, [c.MessageQueued(id=id_, **given) for id_ in ids])


async def claim(engine: AsyncEngine, *platforms: str, now: datetime = NOW) -> list[int]:
    async with writing(engine) as connection:
        rows = await outbox.claim(connection, platforms or ("qq",), now)
        return [row.id for row in rows]


async def states(engine: AsyncEngine) -> dict[int, str]:
    async with reading(engine) as connection:
        return {row.id: row.state for row in await reads.rows(connection, t.Outbox)}


async def test_two_claimers_never_get_one_row(engine: AsyncEngine, another: AsyncEngine) -> None:
    await queue(engine, *range(1, 251))

    async def work(own: AsyncEngine) -> list[int]:
        found = []
        while rows := await claim(own):
            found += rows
        return found

    shares = await asyncio.gather(*(work(own) for own in (engine, another, engine, another)))
    everything = [id_ for share in shares for id_ in share]
    assert sorted(everything) == list(range(1, 251))
    assert set((await states(engine)).values()) == {"sending"}


async def test_the_oldest_leaves_first(engine: AsyncEngine) -> None:
    await queue(engine, 1, not_before=NOW)
    await queue(engine, 2, not_before=NOW - MINUTE)
    await queue(engine, 4, 3, not_before=NOW - 2 * MINUTE)
    assert await claim(engine) == [3, 4, 2, 1]


async def test_what_may_not_leave_stays(engine: AsyncEngine) -> None:
    await queue(engine, 1, not_before=NOW + MINUTE)
    await queue(engine, 2, platform="wechat")
    assert await claim(engine) == []
    assert await claim(engine, "qq", "wechat", now=NOW + MINUTE) == [2, 1]


async def test_what_was_being_sent_at_a_crash_is_unknown(engine: AsyncEngine) -> None:
    await queue(engine, 1, 2)
    assert await claim(engine) == [1, 2]
    await queue(engine, 3)
    async with writing(engine) as connection:
        settled = c.MessageSettled(1, "sent", "p", "", NOW)
        await writes.write(connection, [settled])
        assert await outbox.after_a_crash(connection, ["qq"]) == [2]
    assert await states(engine) == {1: "sent", 2: "unknown", 3: "queued"}
    assert await claim(engine) == [3]


async def test_what_another_program_sends_is_left_to_it(engine: AsyncEngine) -> None:
    await queue(engine, 1)
    await queue(engine, 2, platform="wechat")
    assert await claim(engine, "qq", "wechat") == [1, 2]
    async with writing(engine) as connection:
        assert await outbox.after_a_crash(connection, ["wechat"]) == [2]
    assert await states(engine) == {1: "sending", 2: "unknown"}


async def test_what_was_claimed_and_not_begun_is_claimed_again(engine: AsyncEngine) -> None:
    await queue(engine, 1, 2, 3)
    assert await claim(engine) == [1, 2, 3]
    async with writing(engine) as connection:
        await writes.write(connection, [c.MessageSettled(1, "sent", "p", "", NOW)])
        await outbox.let_go(connection, [1, 3])
    assert await claim(engine) == [3]


async def test_after_a_standstill_at_night_it_waits_for_the_morning(engine: AsyncEngine) -> None:
    await queue(engine, 1, not_before=NOW - MINUTE)
    await queue(engine, 2, not_before=NOW - MINUTE, any_hour=True)
    morning = NOW + timedelta(hours=9)
    async with writing(engine) as connection:
        await outbox.hold_overdue(connection, NOW, morning)
    assert await claim(engine) == [2]
    assert await claim(engine, now=morning) == [1]


async def test_what_is_due_is_found_in_order_and_once(engine: AsyncEngine) -> None:
    planned = [
        c.DuePlanned("late", "nudge", NOW),
        c.DuePlanned("early", "nudge", NOW - MINUTE),
        c.DuePlanned("early", "nudge", NOW - 5 * MINUTE),
        c.DuePlanned("later", "nudge", NOW + MINUTE),
    ]
    async with writing(engine) as connection:
        await writes.write(connection, planned)
        assert await due(connection) == ["early", "late"]
        await writes.write(connection, [c.DueDone("early", NOW)])
        await writes.write(connection, [c.DuePlanned("early", "nudge", NOW)])
        assert await due(connection) == ["late"]
        assert await finds.next_due(connection) == NOW


async def due(connection: Any) -> list[str]:
    return [row.key for row in await finds.due(connection, NOW)]


async def test_moments_come_back_as_they_were_in_utc(engine: AsyncEngine) -> None:
    china = datetime.fromisoformat("2026-11-25T16:30:00.123456+08:00")
    await queue(engine, 1, not_before=china)
    async with reading(engine) as connection:
        (row,) = await reads.rows(connection, t.Outbox)
        moment = await finds.next_due(connection)
    assert row.not_before == china
    assert row.not_before.isoformat() == "2026-11-25T08:30:00.123456+00:00"
    assert moment == china
    assert moment.utcoffset() == timedelta(0)


async def test_a_moment_without_a_zone_is_refused(engine: AsyncEngine) -> None:
    with pytest.raises(Exception, match="timezone"):
        await queue(engine, 1, not_before=NOW.replace(tzinfo=None))
