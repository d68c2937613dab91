"""A program that stops or dies while it speaks: nothing is lost, nothing said twice, staff hear."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

import storage.tables as t
from bot import app
from bot.app import School
from bot.clock import StoppedClock
from bot.config import Manners, Pacing
from bot.messages import Outbound, Platform
from schedules.calendar import SchoolCalendar
from storage import changes as c
from storage import columns as of
from storage import reads, writes
from storage.database import reading, writing
from tests import school
from tests.mouth import Mouth
from tests.school import BOT, GROUP, NOW, TEACHER, Family
from tests.work import at_work

MINUTE = timedelta(minutes=1)
FAMILIES = school.families(3)


def opened(engine: AsyncEngine, mouth: Mouth, clock: StoppedClock, **pacing: Any) -> School:
    paced = Pacing(gap=0, jitter=0, group_gap=0, **pacing)
    gateways = {Platform.QQ: mouth}
    return app.open_school(engine, gateways, clock, Manners(), SchoolCalendar(), paced)


async def queue(engine: AsyncEngine, *rows: dict[str, Any]) -> None:
    given = {"platform": "qq", "bot": BOT, "is_group": False, "made_at": NOW, "not_before": NOW}
    queued = [
        c.MessageQueued(**{"id": n, "text": f"第{n}句", **given, **row})
        for n, row in enumerate(rows, 1)
    ]
    async with writing(engine) as connection:
        await writes.write(connection, queued)


async def states(engine: AsyncEngine) -> list[str]:
    async with reading(engine) as connection:
        rows = await reads.rows(connection, t.Outbox, order=of.Outbox.id)
    return [row.state for row in rows]


async def be(engine: AsyncEngine, state: str) -> None:
    """All that is queued is as if a program had died over it."""
    async with writing(engine) as connection:
        for row in await reads.rows(connection, t.Outbox):
            row.state = state
            await writes.put(connection, row)


def to(family: Family) -> dict[str, Any]:
    return {"chat": family.mother}


async def test_what_was_not_begun_is_for_the_next_start(engine: AsyncEngine) -> None:
    arrives = asyncio.Event()

    async def slowly(_: Outbound) -> None:
        mouth.speaking.set()
        await arrives.wait()

    await school.settle(engine, 3)
    mouth, clock = Mouth(before=slowly), StoppedClock(NOW)
    await queue(engine, *map(to, FAMILIES))
    async with at_work(opened(engine, mouth, clock).sender.run()):
        await mouth.speaking.wait()
        asyncio.get_running_loop().call_later(0, arrives.set)
    assert await states(engine) == ["sent", "queued", "queued"]
    await opened(engine, mouth, clock).sender.drain()
    assert [m.text for m in mouth.said] == ["第1句", "第2句", "第3句"]


async def test_staff_hear_once_of_what_a_dead_program_was_at(engine: AsyncEngine) -> None:
    """Of the notice its author, of the families their head teacher; and nothing is said again."""
    await school.settle(engine, 3)
    async with writing(engine) as connection:
        await school.store(connection, school.notice(12))
    about = {"chat": GROUP, "is_group": True, "notice_no": 12, "report_to": "teacher"}
    await queue(engine, about, *map(to, FAMILIES[:2]), {"chat": TEACHER})
    await be(engine, "sending")
    mouth, clock = Mouth(), StoppedClock(NOW)
    for minutes in (0, 1, 2, 3):
        clock.move_to(NOW + minutes * MINUTE)
        again = opened(engine, mouth, clock)
        await again.start()
        await again.intake.do_due()
        await again.sender.drain()
    (told,) = mouth.said
    assert told.to.id == TEACHER
    assert "通知12" in told.text
    assert "四(1)班" in told.text
    assert all(f"{family.name}妈妈" in told.text for family in FAMILIES[:2])
    assert FAMILIES[2].name not in told.text
    assert (await states(engine))[:4] == ["unknown"] * 4


async def test_what_is_settled_meanwhile_is_told_to_nobody(engine: AsyncEngine) -> None:
    await school.settle(engine, 1)
    await queue(engine, to(FAMILIES[0]))
    await be(engine, "sending")
    mouth, clock = Mouth(), StoppedClock(NOW)
    again = opened(engine, mouth, clock)
    await again.start()
    await be(engine, "sent")
    clock.move_to(NOW + MINUTE)
    await again.intake.do_due()
    await again.sender.drain()
    assert mouth.said == []


@pytest.mark.parametrize("before", [0, 2])
async def test_an_account_says_no_more_on_a_day_than_it_may(
    engine: AsyncEngine, before: int
) -> None:
    """What it said before a new start counts; answers leave anyway; the rest waits a night."""
    await school.settle(engine, 3)
    mouth, clock = Mouth(), StoppedClock(NOW)
    await queue(engine, *map(to, FAMILIES), to(FAMILIES[0]) | {"any_hour": True})
    async with writing(engine) as connection:
        await writes.write(
            connection, [c.MessageSettled(n, "sent", "p", "", NOW) for n in range(1, before + 1)]
        )
    await opened(engine, mouth, clock, daily_cap=2).sender.drain()
    assert await states(engine) == ["sent", "sent", "queued", "sent"]
    clock.move_to(NOW + timedelta(hours=14))  # 06:30 in China
    await opened(engine, mouth, clock, daily_cap=2).sender.drain()
    assert await states(engine) == ["sent"] * 4


async def test_who_posts_a_notice_beyond_the_cap_hears_it(engine: AsyncEngine) -> None:
    await school.settle(engine, 1)
    async with writing(engine) as connection:
        await school.store(connection, school.notice(12))
    await queue(engine, {"chat": GROUP, "is_group": True, "notice_no": 12, "report_to": "teacher"})
    mouth = Mouth()
    await opened(engine, mouth, StoppedClock(NOW), daily_cap=0).sender.drain()
    (told,) = mouth.said
    assert told.to.id == TEACHER
    assert "上限" in told.text
    assert (await states(engine))[0] == "failed"
