"""The program is killed in the middle of a burst; what it had taken stands, and stands once."""

import asyncio
import sys
from itertools import count
from pathlib import Path

import pytest

from storage.database import open_engine
from storage.migrate import migrate
from tests import school
from tests.conftest import address
from tests.onebot import Implementation, said, to, words
from tests.reliability.program import Program
from tests.school import GROUP, TEACHER, Family

NOTICE = "发通知 明天上午带彩笔和剪刀。请回收到。"
RECEIPTS = "SELECT student_id, status, by, via, at, history FROM receipt ORDER BY student_id"
TWICE = "SELECT message_id FROM sign GROUP BY message_id, student_id HAVING count(*) > 1"
Line = tuple[int, str, str]  # id, sender, words


@pytest.fixture
async def program(tmp_path: Path) -> Program:
    found = Program(tmp_path)
    engine = open_engine(address(found.database))
    await migrate(engine)
    await school.settle(engine, 150)
    await engine.dispose()
    return found


def burst(families: list[Family], most: int) -> list[Line]:
    """Everybody says 收到, the mothers first, and then all over again, each time a new message."""
    everybody = [f.mother for f in families] + [f.father for f in families]
    numbers = count(1_000)
    return [(next(numbers), who, "收到") for _ in range(most) for who in everybody]


async def speak(implementation: Implementation, lines: list[Line], sent: list[Line]) -> None:
    for id_, sender, text in lines:
        sent.append((id_, sender, text))
        if sender == TEACHER:
            await implementation.private(sender, id_, *words(text))
        else:
            await implementation.group(GROUP, sender, id_, *words(text))


@pytest.mark.parametrize("after", [20, 260])
async def test_a_kill_in_a_burst_loses_and_doubles_nothing(program: Program, after: int) -> None:
    lines = burst(school.families(150), most=6)
    lines.insert(after, (2, TEACHER, "统计1"))
    sent = await until_killed(program, lines)
    heard = {int(id_) for (id_,) in program.rows("SELECT message_id FROM inbox")}
    before = {row[0]: row for row in program.rows(RECEIPTS) if row[1] == "confirmed"}
    flying = {id_ for (id_,) in program.rows("SELECT id FROM outbox WHERE state = 'sending'")}
    assert after <= len(heard) < len(sent)
    assert before
    assert flying

    calls = await again(program, sent)
    receipts = {row[0]: row for row in program.rows(RECEIPTS)}
    assert {child: receipts[child] for child in before} == before
    assert {row[1] for row in receipts.values()} == {"confirmed"}
    assert {row[5] for row in receipts.values()} == {"[]"}
    assert program.rows(TWICE) == []
    assert program.rows("SELECT count(*) FROM contact WHERE guardians <> '[]'") == [(150,)]
    assert program.rows("SELECT count(*) FROM inbox") == [(len(sent) + 1,)]
    unknown = {id_ for (id_,) in program.rows("SELECT id FROM outbox WHERE state = 'unknown'")}
    assert unknown == flying
    assert ["150/150" in call for call in calls] == [True]


async def until_killed(program: Program, lines: list[Line]) -> list[Line]:
    """A notice, and a burst that goes on until the program dies. Returns what was sent."""
    sent: list[Line] = []
    async with (
        program.running() as (process, port),
        program.connected(process, port) as implementation,
    ):
        await speak(implementation, [(1, TEACHER, NOTICE)], sent)
        await implementation.until(to(TEACHER, "通知1"))
        await implementation.until(to(GROUP, "通知1"))
        asked = to(TEACHER, "/150")
        implementation.ignores = asked
        speaking = asyncio.create_task(speak(implementation, lines, sent))
        await implementation.until(asked)
        process.kill()
        await process.wait()
        speaking.cancel()
        await asyncio.wait({speaking})
    return sent


async def again(program: Program, sent: list[Line]) -> list[str]:
    """A new start: everything is delivered once more, and the teacher asks. Returns what is said."""
    async with (
        program.running() as (process, port),
        program.connected(process, port) as implementation,
    ):
        await speak(implementation, sent, [])
        await implementation.group(GROUP, TEACHER, 3, *words("/统计1"))  # heard after the burst
        await implementation.until(to(TEACHER, "/150"))
        return [text for call in implementation.calls if (text := said(call))]


@pytest.mark.skipif(sys.platform == "win32", reason="there a process cannot be asked to stop")
async def test_a_program_that_is_asked_to_stop_leaves_nothing_open(program: Program) -> None:
    lines = burst(school.families(150), most=1)
    async with (
        program.running() as (process, port),
        program.connected(process, port) as implementation,
    ):
        await speak(implementation, [(1, TEACHER, NOTICE)], [])
        await implementation.until(to(GROUP, "通知1"))
        await speak(implementation, lines, [])
        await implementation.group(GROUP, TEACHER, 2, *words("/统计1"))  # heard after the burst
        await implementation.until(to(TEACHER, "150/150"))
        process.terminate()
        assert await process.wait() == 0
    assert program.rows("SELECT count(*) FROM inbox") == [(len(lines) + 2,)]
    states = {state for (state,) in program.rows("SELECT state FROM outbox")}
    assert states <= {"sent", "unknown"}
