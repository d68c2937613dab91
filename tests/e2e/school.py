"""The school of a day: its class in the store, its parts at work behind a QQ gateway."""

import tomllib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

import storage.tables as t
from bot import sheets_out
from bot.app import School, open_school
from bot.clock import StoppedClock
from bot.config import Manners, Pacing
from bot.gateways.qq import QQ
from bot.messages import Platform
from bot.parsing.faq import Faq
from schedules.calendar import SchoolCalendar
from storage.database import writing
from tests.school import SERIES, store
from tests.work import at_work

Row = dict[str, Any]
CLASS: Row = tomllib.loads((Path(__file__).parent / "class.toml").read_text("utf-8"))
ROOM, TEACHER, STRANGER = CLASS["room"], CLASS["teacher"]["account"], CLASS["stranger"]["account"]
CHILDREN: dict[str, Row] = {child["id"]: child for child in CLASS["children"]}
CARDS = {g["account"]: g["card"] for c in CLASS["children"] for g in c["guardians"]}
TOKEN = "the token of a day"
QQ_NAME = Platform.QQ.value


def account(child: str, which: int = 0) -> str:
    """A guardian's QQ number."""
    return str(CHILDREN[child]["guardians"][which]["account"])


@dataclass
class Day:
    """The school at work, and its clock."""

    school: School
    clock: StoppedClock
    port: int

    async def later(self, by: timedelta) -> None:
        """Time passes, and what has become due is done."""
        self.clock.advance(by)
        await self.school.intake.do_due()


@asynccontextmanager
async def day(engine: AsyncEngine, now: str, faq: Faq | None = None) -> AsyncIterator[Day]:
    async with writing(engine) as connection:
        await store(connection, _rows())
    clock = StoppedClock(datetime.fromisoformat(now))
    qq = QQ(clock, sheets_out.render, token=TOKEN, port=0)
    fast = Pacing(gap=0, jitter=0, group_gap=0)
    school = open_school(engine, {Platform.QQ: qq}, clock, Manners(), SchoolCalendar(), fast, faq)
    await school.start()
    parts = (school.intake.run(), school.sender.run(), qq.run(school.intake.receive))
    async with at_work(*parts):
        await qq.listening.wait()
        assert qq.port
        yield Day(school, clock, qq.port)


def _rows() -> Iterator[t.Base]:
    yield t.School(id=1, version=1)
    yield from (t.Counter(name=name, next=1) for name in SERIES)
    yield t.Classroom(id=ROOM["id"], name=ROOM["name"], head_teacher="zhuo")
    yield t.Group(platform=QQ_NAME, id=ROOM["group"], classroom_id=ROOM["id"], bot=ROOM["bot"])
    yield t.Person(id="zhuo", name=CLASS["teacher"]["name"])
    yield t.Account(platform=QQ_NAME, id=TEACHER, person_id="zhuo")
    yield t.Staff(person_id="zhuo", roles=["head_teacher"], subject="语文")
    yield t.Staffing(person_id="zhuo", classroom_id=ROOM["id"])
    for child in CLASS["children"]:
        yield from _family(child)


def _family(child: Row) -> Iterator[t.Base]:
    known = {"name": child["name"], "gender": child.get("gender", "")}
    yield t.Student(id=child["id"], classroom_id=ROOM["id"], **known)
    for guardian in child["guardians"]:
        person, phone = f"p{guardian['account']}", guardian.get("phone_only", False)
        yield t.Person(id=person, card=guardian["card"], phone_only=phone)
        yield t.Account(platform=QQ_NAME, id=guardian["account"], person_id=person)
        relation = guardian["relation"]
        yield t.Guardianship(person_id=person, student_id=child["id"], relation=relation)
