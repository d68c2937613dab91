"""The program is killed while a notice goes to the whole school: every class has it whole, once."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest

import storage.tables as t
from bot.messages import Platform
from storage.database import open_engine, writing
from storage.migrate import migrate
from tests import school
from tests.conftest import address
from tests.onebot import Implementation, chat_of, said, to, words
from tests.reliability.program import Program
from tests.school import BOT

CLASSES, CHILDREN = 250, 8
GROUPS = {str(780_000_000 + no) for no in range(CLASSES)}
LEADER = "310000009"
NOTICE = "发通知 全校：周五放学后消杀，16:00前离校。请回复收到。"
WHOLE, NOTHING = [(1, CLASSES * CHILDREN, CLASSES)], [(0, 0, 0)]
STORED = """SELECT (SELECT count(*) FROM notice), (SELECT count(*) FROM receipt),
    (SELECT count(*) FROM outbox WHERE is_group)"""
FLYING = "SELECT chat FROM outbox WHERE state = 'sending' AND is_group"
Moment = Callable[[Program, Implementation], Awaitable[object]]


@pytest.fixture
async def program(tmp_path: Path) -> Program:
    found = Program(tmp_path)
    engine = open_engine(address(found.database))
    await migrate(engine)
    async with writing(engine) as connection:
        await school.store(connection, rows())
    await engine.dispose()
    return found


def rows() -> list[t.Base]:
    """Many classes, and one who may write to all of them."""
    qq = Platform.QQ.value
    found: list[t.Base] = [t.School(id=1, version=1), t.Person(id="leader", name="校长")]
    found += [t.Account(platform=qq, id=LEADER, person_id="leader")]
    found += [t.Staff(person_id="leader", roles=["leader"])]
    for no, group in enumerate(sorted(GROUPS)):
        found += [t.Classroom(id=f"r{no}", name=f"{no}班")]
        found += [t.Group(platform=qq, id=group, classroom_id=f"r{no}", bot=BOT)]
        for child in range(CHILDREN):
            found += [t.Student(id=f"r{no}s{child}", name=f"{no}甲{child}", classroom_id=f"r{no}")]
    return found


async def while_it_is_stored(program: Program, _: Implementation) -> None:
    """Somebody writes: nobody else may begin to."""
    with closing(sqlite3.connect(program.database, timeout=0, isolation_level=None)) as other:
        while True:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return
            other.execute("ROLLBACK")
            await asyncio.sleep(0)


async def while_it_leaves(_: Program, implementation: Implementation) -> None:
    await implementation.until(lambda _: len(posted(implementation)) > CLASSES // 3)


@pytest.mark.parametrize("moment", [while_it_is_stored, while_it_leaves])
async def test_a_kill_leaves_no_notice_half_done(program: Program, moment: Moment) -> None:
    before = await until_killed(program, moment)
    assert program.rows(STORED) in ([WHOLE] if before else [WHOLE, NOTHING])
    flying = {chat for (chat,) in program.rows(FLYING)}
    after = await again(program)
    assert program.rows(STORED) == WHOLE
    assert set((before + after).values()) == {1}
    assert before.keys() | after.keys() | flying == GROUPS


async def until_killed(program: Program, moment: Moment) -> Counter[str]:
    async with (
        program.running() as (process, port),
        program.connected(process, port) as implementation,
    ):
        await implementation.private(LEADER, 1, *words(NOTICE))
        await moment(program, implementation)
        process.kill()
        await process.wait()
        return posted(implementation)


async def again(program: Program) -> Counter[str]:
    """A new start, and the order is delivered once more. What is asked then is answered last."""
    async with (
        program.running() as (process, port),
        program.connected(process, port) as implementation,
    ):
        await implementation.private(LEADER, 1, *words(NOTICE))
        await implementation.private(LEADER, 2, *words("统计1"))
        await implementation.until(to(LEADER, f"/{CLASSES * CHILDREN}"))
        return posted(implementation)


def posted(implementation: Implementation) -> Counter[str]:
    """How often each group was given the notice."""
    notices = [call for call in implementation.calls if "消杀" in said(call)]
    return Counter(chat for call in notices if (chat := chat_of(call)) in GROUPS)
