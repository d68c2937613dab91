"""Every message that leaves is settled: sent, failed or unknown, and never sent a second time."""

from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

import storage.tables as t
from bot import app
from bot.app import School
from bot.clock import StoppedClock
from bot.config import Manners, Pacing
from bot.errors import GatewayError, Unreachable
from bot.messages import Outbound, Platform
from schedules.calendar import SchoolCalendar
from storage import changes as c
from storage import columns as of
from storage import reads, writes
from storage.database import reading, writing
from tests import school
from tests.mouth import Mouth
from tests.school import BOT, GROUP, NOW
from tests.work import at_work


def opened(engine: AsyncEngine, mouth: Mouth) -> School:
    fast = Pacing(gap=0, jitter=0, group_gap=0)
    clock, gateways = StoppedClock(NOW), {Platform.QQ: mouth}
    return app.open_school(engine, gateways, clock, Manners(), SchoolCalendar(), fast)


async def queue(engine: AsyncEngine, *texts: str, **more: Any) -> None:
    given: dict[str, Any] = {"platform": "qq", "bot": BOT, "chat": GROUP, "is_group": True, **more}
    given |= {"made_at": NOW, "not_before": NOW}
    queued = [c.MessageQueued(id=n, text=text, **given) for n, text in enumerate(texts, 1)]
    async with writing(engine) as connection:
        await writes.write(connection, queued)


async def outbox(engine: AsyncEngine) -> list[t.Outbox]:
    async with reading(engine) as connection:
        return await reads.rows(connection, t.Outbox, order=of.Outbox.id)


async def run_until(mouth: Mouth, school: School, count: int) -> None:
    """Let the sender run until so many messages were handed to the gateway; then stop it."""
    async with at_work(school.sender.run()):
        while mouth.tried < count:
            await mouth.speaking.wait()
            mouth.speaking.clear()


async def test_one_account_speaks_in_order(engine: AsyncEngine) -> None:
    mouth = Mouth()
    await queue(engine, *(f"第{n}句" for n in range(120)))
    await run_until(mouth, opened(engine, mouth), 120)
    assert mouth.texts(GROUP) == [f"第{n}句" for n in range(120)]
    rows = await outbox(engine)
    assert {row.state for row in rows} == {"sent"}
    assert [row.platform_id for row in rows] == [f"p{n}" for n in range(1, 121)]


@pytest.mark.parametrize(
    ("trouble", "state", "reason"),
    [
        (Unreachable(reason="muted"), "failed", "muted"),
        (GatewayError(reason="1404"), "failed", "1404"),
        (TimeoutError(), "unknown", "TimeoutError"),
        (ConnectionResetError(), "unknown", "ConnectionResetError"),
        (ZeroDivisionError(), "unknown", "ZeroDivisionError"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
async def test_trouble_is_written_down_and_told_to_who_wrote(
    engine: AsyncEngine, trouble: Exception, state: str, reason: str
) -> None:
    async def refuse(message: Outbound) -> None:
        if message.to.is_group:
            raise trouble

    await school.settle(engine, 1)
    mouth = Mouth(before=refuse)
    async with writing(engine) as connection:
        await school.store(connection, school.notice(1))
    await queue(engine, "通知", notice_no=1, report_to="teacher")
    await opened(engine, mouth).sender.drain()
    first, report = await outbox(engine)
    assert (first.state, first.reason) == (state, reason)
    assert (report.chat, report.state) == (school.TEACHER, "sent")
    assert [message.to.id for message in mouth.said] == [school.TEACHER]


async def test_a_message_for_a_network_that_is_off_waits(engine: AsyncEngine) -> None:
    mouth = Mouth()
    await queue(engine, "微信上的话", platform="wechat")
    await opened(engine, mouth).sender.drain()
    assert [row.state for row in await outbox(engine)] == ["queued"]
    assert mouth.said == []


async def test_an_answer_leaves_with_the_commit_of_its_batch(engine: AsyncEngine) -> None:
    """The intake claims it and hands it on: it leaves once, in one transaction."""
    await school.settle(engine, 1)
    async with writing(engine) as connection:
        await school.store(connection, school.notice(1))
    mouth = Mouth()
    running = opened(engine, mouth)
    async with at_work(running.sender.run()):
        await running.intake.take([school.said("a", school.TEACHER, "统计1", private=True)])
        await mouth.speaking.wait()
    (told,) = mouth.said
    assert told.to.id == school.TEACHER
    assert [row.state for row in await outbox(engine)] == ["sent"]
