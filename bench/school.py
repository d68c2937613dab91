"""The school of `bench.seed` opened in this process, with messages but without any network."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import time
from pathlib import Path

from bench.seed import GROUP_BASE
from bot.app import School, open_school
from bot.clock import system_clock
from bot.config import Manners, Pacing
from bot.messages import Address, Inbound, Platform
from schedules.calendar import SchoolCalendar
from storage.database import open_engine

NEVER = (time(0), time(0))


@dataclass
class Talk:
    """Says things to a school; each returns when it is stored."""

    school: School
    _said: int = 0

    async def say(self, account: int, text: str, group: int | None = None) -> None:
        """In this group, or privately."""
        chat = Address(Platform.QQ, str(account))
        if group is not None:
            chat = Address(Platform.QQ, str(GROUP_BASE + group), is_group=True)
        self._said += 1
        message = Inbound(
            f"bench{self._said}", "10001", chat, str(account), text, self.school.clock()
        )
        await self.school.intake.take([message])


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Talk]:
    engine = open_engine(f"sqlite+aiosqlite:///{path}")
    manners = Manners(quiet_hours=NEVER)
    pacing = Pacing(gap=0, jitter=0, group_gap=0)
    try:
        yield Talk(open_school(engine, {}, system_clock, manners, SchoolCalendar(), pacing))
    finally:
        await engine.dispose()
