"""A line or a due deed that cannot be handled: who has to know hears one kind line, privately."""

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

import storage.tables as t
from bot import app
from bot.clock import StoppedClock
from bot.config import Manners
from bot.intake import Intake
from bot.messages import Kind
from bot.router import Router
from bot.services import due
from bot.services.desk import Desk, Order
from bot.services.line import Line
from bot.services.scene import Scene
from schedules.calendar import SchoolCalendar
from storage import changes as c
from storage import columns as of
from storage import reads, writes
from storage.database import reading, writing
from tests import school
from tests.mouth import Silence
from tests.school import GROUP, NOW, TEACHER, said

CLOCK = StoppedClock(NOW)
FAMILY = school.families(1)[0]
ODD = "这句会绊倒"


def handle(scene: Scene, line: Line) -> None:
    app.handle(scene, line)
    if ODD in line.message.text:
        raise ZeroDivisionError


def order(scene: Scene, line: Line) -> Order | None:
    """The commands of the school, and one that begins its work and breaks."""

    async def breaks(desk: Desk) -> None:
        desk.scene.tell("teacher", "refuse.empty")
        raise ZeroDivisionError

    staff = scene.staff(line.person)
    return Order(breaks) if staff and ODD in line.message.text else app.order(scene, line)


async def nudge(_desk: Desk, _due: t.Due) -> None:
    raise ZeroDivisionError


@pytest.fixture
async def intake(engine: AsyncEngine) -> Intake:
    """A class of two with one open notice, and doors that break."""
    families = await school.settle(engine, 2)
    async with writing(engine) as connection:
        await school.store(connection, [*school.notice(1), *school.opened(1, families)])
    router = Router(handle, order, due.DEEDS | {"nudge": nudge}, Manners(), SchoolCalendar())
    return Intake(engine, router, CLOCK, Silence(), pause=0)


async def outbox(engine: AsyncEngine) -> list[t.Outbox]:
    async with reading(engine) as connection:
        return await reads.rows(connection, t.Outbox, order=of.Outbox.id)


@pytest.mark.parametrize("private", [True, False])
async def test_a_command_that_breaks_is_answered_privately(
    engine: AsyncEngine, intake: Intake, private: bool
) -> None:
    line = said("t1", TEACHER, f"/统计1 {ODD}", private=private)
    await intake.take([line, said("m0", FAMILY.mother, "收到")])
    await intake.take([line])
    (row,) = await outbox(engine)
    assert (row.chat, row.is_group) == (TEACHER, False)
    assert "没处理好" in row.text
    assert ODD not in row.text


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.IMAGE])
async def test_a_guardians_line_that_breaks_is_answered_privately(
    engine: AsyncEngine, intake: Intake, kind: Kind
) -> None:
    await intake.take([said("m0", FAMILY.mother, f"收到，{ODD}", kind=kind)])
    (row,) = await outbox(engine)
    assert (row.chat, row.is_group) == (FAMILY.mother, False)
    assert "老师" in row.text


@pytest.mark.parametrize(("sender", "kind"), [("990000001", Kind.TEXT), (FAMILY.mother, Kind.JOIN)])
async def test_what_nobody_known_said_is_only_set_aside(
    engine: AsyncEngine, intake: Intake, sender: str, kind: Kind
) -> None:
    await intake.take([said("x", sender, ODD, kind=kind)])
    assert await outbox(engine) == []


@pytest.mark.parametrize(
    ("facts", "told"), [({"notice": 1}, "通知1"), ({"classroom": school.ROOM}, "四(1)班"), ({}, "")]
)
async def test_a_deed_that_breaks_is_told_to_who_has_to_know(
    engine: AsyncEngine, intake: Intake, facts: dict[str, object], told: str
) -> None:
    async with writing(engine) as connection:
        planned = c.DuePlanned("nudge:1", "nudge", NOW - timedelta(minutes=1), facts)
        await writes.write(connection, [planned])
    await intake.do_due()
    await intake.do_due()
    rows = await outbox(engine)
    assert [row.chat for row in rows] == ([TEACHER] if told else [])
    assert all(told in row.text for row in rows)
    assert all(row.chat != GROUP for row in rows)
