"""A disk that is full, and a file that is no longer what was written."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine

import storage.tables as t
from bot import app, checkup
from bot.clock import StoppedClock
from bot.config import Manners, Pacing
from bot.messages import Platform
from schedules.calendar import SchoolCalendar
from storage import reads
from storage.database import open_engine, reading, writing
from tests import school
from tests.conftest import address, make_tables
from tests.mouth import Mouth
from tests.reliability.program import Program
from tests.school import NOW, TEACHER, said
from tests.work import at_work

PAGE = 4096  # bytes
FAMILIES = 40


class Disk:
    """Has room for so many pages of the file, as SQLite itself counts them."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.pages = 1_000_000
        event.listen(engine.sync_engine, "begin", self._limit)

    def _limit(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count={self.pages}")


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    file = tmp_path / "school.db"
    await make_tables(address(file))
    opened = open_engine(address(file))
    found = await school.settle(opened, FAMILIES)
    async with writing(opened) as connection:
        await school.store(connection, [*school.notice(1), *school.opened(1, found)])
    yield opened
    await opened.dispose()


async def test_a_full_disk_loses_nothing(
    engine: AsyncEngine, caplog: pytest.LogCaptureFixture
) -> None:
    disk, mouth = Disk(engine), Mouth()
    fast = Pacing(gap=0, jitter=0, group_gap=0)
    gateways = {Platform.QQ: mouth}
    opened = app.open_school(engine, gateways, StoppedClock(NOW), Manners(), SchoolCalendar(), fast)
    disk.pages = 1  # less than there are: the file may not grow at all
    everybody = [who for f in school.families(FAMILIES) for who in (f.mother, f.father)]
    batch = [said(f"m{n}", who, "收到，谢谢老师") for n, who in enumerate(everybody * 5)]
    with pytest.raises(Exception, match="full"):
        await opened.intake.take(batch)
    disk.pages = 1_000_000
    async with at_work(opened.intake.run(), opened.sender.run()):
        for line in [*batch, said("t", TEACHER, "统计1", private=True)]:
            await opened.intake.receive(line)
        await mouth.speaking.wait()
    assert [f"{FAMILIES}/{FAMILIES}" in words for words in mouth.texts(TEACHER)] == [True]
    async with reading(engine) as connection:
        heard = await reads.rows(connection, t.Inbox)
    assert {row.failed for row in heard} == {""}
    assert "收到" not in caplog.text


def damage(file: Path) -> None:
    """Every page but those of the first quarter reads as nonsense."""
    size = file.stat().st_size
    start = size // PAGE // 4 * PAGE
    with file.open("r+b") as opened:
        opened.seek(start)
        opened.write(b"\x5a" * (size - start))


async def test_the_doctor_notices_a_damaged_file(engine: AsyncEngine, tmp_path: Path) -> None:
    await engine.dispose()
    damage(tmp_path / "school.db")
    config = tmp_path / "config.toml"
    config.write_text(f'[storage]\nurl = "{address(tmp_path / "school.db")}"\n'.replace("\\", "/"))
    findings = {finding.id: finding for finding in await checkup.examine(config)}
    assert not findings["database"].fine
    assert "jialian restore" in findings["database"].text


async def test_a_damaged_file_ends_the_program_with_one_line(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    await engine.dispose()
    program = Program(tmp_path)
    damage(program.database)
    async with program.running() as (process, _):
        assert await process.wait() == 1
    said_ = (tmp_path / "log.txt").read_text(encoding="utf-8")
    assert "jialian restore" in said_
    assert "Traceback" not in said_
