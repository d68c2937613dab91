"""A school whose class talks in WeChat: its roster in the store, its parts at work, its people."""

import tomllib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

import storage.tables as t
from bot.app import School, open_school
from bot.clock import StoppedClock
from bot.config import Manners, Pacing
from bot.gateways.wechat import WeChat
from bot.gateways.wechat_link import LinkState
from bot.messages import Platform
from schedules.calendar import SchoolCalendar
from storage import columns as of
from storage.database import reading, writing
from tests.gateway.wechat_bot import made
from tests.gateway.wechat_node import World, until
from tests.school import SERIES, store
from tests.work import at_work

Row = dict[str, Any]
CLASS: Row = tomllib.loads((Path(__file__).parent / "class.toml").read_text("utf-8"))
ROOM, TEACHER, STRANGER = CLASS["room"], CLASS["teacher"], CLASS["stranger"]
GROUP, BOT = ROOM["group"], "wxid_bot"
WECHAT = Platform.WECHAT.value


@dataclass
class Day:
    """The school at work, its clock, and the WeChat around it."""

    school: School
    gateway: WeChat
    clock: StoppedClock
    world: World
    said: int = 0

    async def say(self, who: str, text: str, *, private: bool = False, **more: Any) -> str:
        """Somebody writes, and what is to be done about it is done. Returns the message's id."""
        self.said += 1
        id_ = more.pop("id_", f"day{self.said}")
        time = int(self.clock().timestamp()) * (1000 if self.said % 2 else 1)
        room = "" if private else GROUP
        await self.world.say(id_, who, text, room, timestamp=time, **more)
        await self.heard(id_)
        return str(id_)

    async def heard(self, id_: str) -> None:
        """Until it is in the store."""
        query = select(of.Inbox.message_id).where(of.Inbox.message_id == id_)
        found = None
        while found is None:
            async with reading(self.school.engine) as connection:
                found = await connection.scalar(query)

    async def later(self, by: timedelta) -> None:
        """Time passes, and what has become due is done."""
        self.clock.advance(by)
        await self.school.intake.do_due()

    async def spoken(self, to: str, words: str) -> str:
        """What the bot said there with these words in it, as soon as it does."""
        call = await self.world.until_called(lambda c: c["to"] == to and words in c["text"])
        return str(call["text"])


@asynccontextmanager
async def day(engine: AsyncEngine, world: World, now: str) -> AsyncIterator[Day]:
    await world.order("world", bot=BOT, contacts=contacts(), rooms=rooms())
    async with writing(engine) as connection:
        await store(connection, list(_rows()))
    clock = StoppedClock(datetime.fromisoformat(now))
    gateway = made(world.node, clock=clock)
    fast = Pacing(gap=0, jitter=0, group_gap=0)
    found = {Platform.WECHAT: gateway}
    school = open_school(engine, found, clock, Manners(), SchoolCalendar(), fast)
    await school.start()
    parts = (school.intake.run(), school.sender.run(), gateway.run(school.intake.receive))
    async with at_work(*parts):
        await until(lambda: gateway.status().link.state is LinkState.ONLINE)
        yield Day(school, gateway, clock, world)


def people() -> dict[str, str]:
    """account -> what it is called in WeChat"""
    found = {g["account"]: g["card"] for child in CLASS["children"] for g in child["guardians"]}
    return {**found, STRANGER["account"]: STRANGER["card"]}


def contacts() -> list[Row]:
    teacher = {"id": TEACHER["account"], "name": "晴天", "remark": TEACHER["remark"]}
    others = [{"id": id_, "name": name} for id_, name in people().items()]
    return [{"id": BOT, "name": "小桥"}, teacher, *others]


def rooms() -> list[Row]:
    members = [one["id"] for one in contacts()]
    return [{"id": GROUP, "topic": ROOM["topic"], "members": members}]


def _rows() -> Iterator[t.Base]:
    yield t.School(id=1, version=1)
    yield from (t.Counter(name=name, next=1) for name in SERIES)
    yield t.Classroom(id=ROOM["id"], name=ROOM["name"], head_teacher="murong")
    yield t.Group(platform=WECHAT, id=ROOM["topic"], classroom_id=ROOM["id"])
    yield t.Person(id="murong", name=TEACHER["name"])
    yield t.Account(platform=WECHAT, id=TEACHER["remark"], person_id="murong")
    yield t.Staff(person_id="murong", roles=["head_teacher"], subject="语文")
    yield t.Staffing(person_id="murong", classroom_id=ROOM["id"])
    for child in CLASS["children"]:
        yield t.Student(id=child["id"], name=child["name"], classroom_id=ROOM["id"])
        yield from _guardians(child)


def _guardians(child: Row) -> Iterator[t.Base]:
    for guardian in child["guardians"]:
        person, relation = f"p_{guardian['account']}", guardian["relation"]
        yield t.Person(id=person, card=guardian["card"])
        yield t.Account(platform=WECHAT, id=guardian["account"], person_id=person)
        yield t.Guardianship(person_id=person, student_id=child["id"], relation=relation)
