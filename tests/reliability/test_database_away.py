"""PostgreSQL is stopped and started again under a school: it waits, and goes on where it was."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

import storage.tables as t
from bot import app
from bot.app import School
from bot.clock import StoppedClock
from bot.config import Manners, Pacing
from bot.messages import Platform
from schedules.calendar import SchoolCalendar
from storage import reads, trouble
from storage.database import open_engine, reading, writing
from storage.migrate import migrate
from tests import postgres, school
from tests.mouth import Mouth
from tests.postgres import Server
from tests.school import NOW, TEACHER, said
from tests.work import at_work


@pytest.fixture
def server() -> Iterator[Server]:
    """A server of this test's own, which it may stop."""
    with postgres.running() as found:
        if found is None:
            postgres.missing()
        yield found


@pytest.fixture
async def engine(server: Server) -> AsyncIterator[AsyncEngine]:
    opened = open_engine(server.url)
    await migrate(opened)
    found = await school.settle(opened, 5)
    async with writing(opened) as connection:
        await school.store(connection, [*school.notice(1), *school.opened(1, found)])
    yield opened
    await opened.dispose()


def open_school(engine: AsyncEngine, mouth: Mouth) -> School:
    clock, fast = StoppedClock(NOW), Pacing(gap=0, jitter=0, group_gap=0)
    gateways = {Platform.QQ: mouth}
    return app.open_school(engine, gateways, clock, Manners(), SchoolCalendar(), fast)


class Refused(logging.Handler):
    """Notices when work was refused by the store."""

    def __init__(self) -> None:
        super().__init__()
        self.event = asyncio.Event()

    def emit(self, _: logging.LogRecord) -> None:
        self.event.set()


@pytest.fixture
def refused() -> Iterator[asyncio.Event]:
    handler, log = Refused(), logging.getLogger(trouble.__name__)
    log.addHandler(handler)
    yield handler.event
    log.removeHandler(handler)


async def test_a_school_outlasts_a_database_that_is_away(
    server: Server, engine: AsyncEngine, refused: asyncio.Event
) -> None:
    mouth, five = Mouth(), school.families(5)
    opened = open_school(engine, mouth)
    async with at_work(opened.intake.run(), opened.sender.run()):
        await opened.intake.receive(said("m0", five[0].mother, "收到"))
        await opened.intake.idle.wait()
        await asyncio.to_thread(server.stop)
        for family in five:
            await opened.intake.receive(said(f"f{family.no}", family.father, "收到"))
        await opened.intake.receive(said("t", TEACHER, "统计1", private=True))
        await refused.wait()
        await asyncio.to_thread(server.start)
        await mouth.speaking.wait()
    assert ["5/5" in text for text in mouth.texts(TEACHER)] == [True]
    async with reading(engine) as connection:
        heard = await reads.rows(connection, t.Inbox)
    assert sorted(row.message_id for row in heard) == ["f0", "f1", "f2", "f3", "f4", "m0", "t"]
    assert {row.failed for row in heard} == {""}
