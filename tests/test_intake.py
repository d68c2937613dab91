"""Messages become receipts in batches: none is lost, none counts twice, a bad one falls alone."""

import asyncio
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

import storage.tables as t
from bot import app
from bot.clock import StoppedClock
from bot.config import Manners, Pacing
from bot.intake import MOST, ROOM, Intake
from bot.messages import Inbound, Kind, Outbound, Platform
from bot.router import Handle, Router
from bot.services import due
from bot.services.line import Line
from bot.services.scene import Scene
from schedules.calendar import SchoolCalendar
from storage import reads
from storage.database import reading, writing
from tests import school
from tests.mouth import Mouth, Silence
from tests.school import NOW, TEACHER, Family, said
from tests.work import at_work

FAST = Pacing(gap=0, jitter=0, group_gap=0)


@pytest.fixture
async def families(engine: AsyncEngine) -> list[Family]:
    """A class of ten with one open notice."""
    found = await school.settle(engine, 10)
    async with writing(engine) as connection:
        await school.store(connection, [*school.notice(1), *school.opened(1, found)])
    return found


def intake(engine: AsyncEngine, handle: Handle = app.handle) -> Intake:
    """The intake of a school that decides as `handle` does."""
    router = Router(handle, app.order, due.DEEDS, Manners(), SchoolCalendar())
    return Intake(engine, router, StoppedClock(NOW), Silence(), pause=0)


async def rows(engine: AsyncEngine, model: type[t.Base]) -> list[Any]:
    key = tuple(model.__table__.primary_key)  # type: ignore[attr-defined]
    async with reading(engine) as connection:
        return list(await reads.rows(connection, model, order=key))


async def confirmed(engine: AsyncEngine) -> set[str]:
    return {r.student_id for r in await rows(engine, t.Receipt) if r.status == "confirmed"}


def everybody(families: list[Family]) -> list[Inbound]:
    """A 收到 of every mother."""
    return [said(f"m{f.no}", f.mother, "收到") for f in families]


def stumbling(over: str, how: Callable[[], Exception]) -> Handle:
    """Decides as the school does, but for lines with this word."""

    def handle(scene: Scene, line: Line) -> None:
        app.handle(scene, line)
        if over in line.message.text:
            raise how()

    return handle


async def test_a_bad_line_falls_out_alone(
    engine: AsyncEngine, families: list[Family], caplog: pytest.LogCaptureFixture
) -> None:
    batch = everybody(families)
    batch[6] = said("m6", families[6].mother, "收到，这句会绊倒")
    handle = stumbling("绊倒", lambda: RuntimeError("这句会绊倒"))
    await intake(engine, handle).take(batch)
    assert await confirmed(engine) == {f.child for f in families} - {families[6].child}
    failed = [row for row in await rows(engine, t.Inbox) if row.failed]
    assert [(row.message_id, row.failed, row.words) for row in failed] == [
        ("m6", "RuntimeError", "")
    ]
    assert "绊倒" not in caplog.text
    assert "RuntimeError" in caplog.text


async def test_a_line_that_was_set_aside_is_not_tried_again(
    engine: AsyncEngine, families: list[Family]
) -> None:
    line = said("m0", families[0].mother, "收到，这句会绊倒")
    await intake(engine, stumbling("绊倒", ValueError)).take([line])
    await intake(engine).take([line])
    assert await confirmed(engine) == set()


@pytest.mark.parametrize("size", [1, 3, 10])
async def test_one_delivery_counts_however_often_it_comes(
    engine: AsyncEngine, families: list[Family], size: int
) -> None:
    """In the same batch, in another one, and after a new start."""
    lines = everybody(families)
    twice = [line for line in lines for _ in range(2)]
    parts = [twice[start : start + size] for start in range(0, len(twice), size)]
    first, again = intake(engine), intake(engine)
    for part in parts:
        await first.take(part)
    for part in parts:
        await again.take(part)
    assert await confirmed(engine) == {f.child for f in families}
    counts = [len(await rows(engine, model)) for model in (t.Inbox, t.Sign, t.Contact)]
    assert counts == [10, 10, 10]
    assert all(receipt.history == [] for receipt in await rows(engine, t.Receipt))


async def test_what_one_writes_is_taken_in_its_order(
    engine: AsyncEngine, families: list[Family]
) -> None:
    words = ["参加", "不参加", "还是参加吧，参加", "参加", "来不了，不参加"]
    mother = families[0].mother
    await intake(engine).take([said("0", mother, "收到")])
    async with writing(engine) as connection:
        await school.store(connection, [*school.notice(2, "attend"), *school.opened(2, families)])
    await intake(engine).take([said(f"a{n}", mother, word) for n, word in enumerate(words)])
    (receipt,) = [r for r in await rows(engine, t.Receipt) if r.notice_no == 2 and r.by]
    assert receipt.answer == "不参加"
    assert [past["answer"] for past in receipt.history] == ["参加", "不参加", "参加"]


async def test_a_message_taken_back_in_its_own_batch_counts_for_nothing(
    engine: AsyncEngine, families: list[Family]
) -> None:
    mother, father = families[0].mother, families[0].father
    recall = said("r", mother, "", kind=Kind.RECALL, quote="1")
    await intake(engine).take([said("1", mother, "收到"), recall])
    assert await confirmed(engine) == set()
    await intake(engine).take([said("2", father, "收到"), said("3", mother, "收到")])
    await intake(engine).take([said("r2", father, "", kind=Kind.RECALL, quote="2")])
    assert await confirmed(engine) == {families[0].child}


async def test_a_full_queue_holds_the_reader_back(engine: AsyncEngine) -> None:
    filled = intake(engine)
    for number in range(ROOM):
        await filled.receive(said(f"{number}", "1", "收到"))
    held = asyncio.create_task(filled.receive(said("one more", "1", "收到")))
    done, _ = await asyncio.wait({held}, timeout=0)
    assert not done
    async with at_work(filled.run()):
        await held
        await filled.idle.wait()
    assert len(await rows(engine, t.Inbox)) == ROOM + 1


async def test_a_store_that_refuses_is_asked_again(
    engine: AsyncEngine, families: list[Family]
) -> None:
    """Twice it says that it is busy; what waits meanwhile comes with it or after it."""
    busy = sqlite3.OperationalError("database is locked")
    busy.sqlite_errorcode = sqlite3.SQLITE_BUSY
    refusals = [OperationalError("UPDATE", {}, busy) for _ in range(2)]

    def handle(scene: Scene, line: Line) -> None:
        app.handle(scene, line)
        if refusals:
            raise refusals.pop()

    trying = intake(engine, handle)
    for line in everybody(families):
        await trying.receive(line)
    async with at_work(trying.run()):
        await trying.idle.wait()
    assert await confirmed(engine) == {f.child for f in families}
    assert [row.failed for row in await rows(engine, t.Inbox)] == [""] * 10


async def test_a_mistake_in_a_statement_is_no_refusal(
    engine: AsyncEngine, families: list[Family]
) -> None:
    """Asking again would not help: the line is set aside."""
    wrong = sqlite3.OperationalError("no such column")
    wrong.sqlite_errorcode = sqlite3.SQLITE_ERROR
    handle = stumbling("绊倒", lambda: OperationalError("SELECT", {}, wrong))
    await intake(engine, handle).take([said("m0", families[0].mother, "收到，绊倒")])
    (row,) = await rows(engine, t.Inbox)
    assert row.failed == "OperationalError"


async def test_what_was_heard_is_stored_when_the_program_is_stopped(
    engine: AsyncEngine, families: list[Family]
) -> None:
    many = MOST // 10 + 1
    stopped = intake(engine)
    for number in range(many):
        for line in everybody(families):
            await stopped.receive(said(f"{line.id}-{number}", line.sender, "收到"))
    stored = asyncio.create_task(stopped.run())
    await asyncio.wait({stored}, timeout=0)  # it has begun
    stored.cancel()
    await asyncio.wait({stored})
    assert len(await rows(engine, t.Inbox)) == many * 10


async def test_an_answer_leaves_only_after_the_commit(
    engine: AsyncEngine, families: list[Family]
) -> None:
    seen: list[list[str]] = []

    async def look(_: Outbound) -> None:
        seen.append([row.message_id for row in await rows(engine, t.Inbox)])

    mouth = Mouth(before=look)
    opened = app.open_school(
        engine, {Platform.QQ: mouth}, StoppedClock(NOW), Manners(), SchoolCalendar(), FAST
    )
    async with at_work(opened.intake.run(), opened.sender.run()):
        await opened.intake.receive(said("t1", TEACHER, "统计1", private=True))
        await mouth.speaking.wait()
    assert seen == [["t1"]]
    assert "0/10" in mouth.texts(TEACHER)[0]


async def test_an_answer_of_a_batch_that_failed_never_leaves(
    engine: AsyncEngine, families: list[Family]
) -> None:
    def handle(scene: Scene, _: Line) -> None:
        scene.write("teacher", "这句不该出去")
        raise ValueError

    await intake(engine, handle).take(everybody(families))
    said = [row.text for row in await rows(engine, t.Outbox)]
    assert "这句不该出去" not in said
