"""An invented class for tests of the machinery: as many families as wanted, two guardians each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

import storage.tables as t
from bot.messages import Address, Inbound, Kind, Platform
from storage import writes
from storage.database import writing

NOW = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)  # 16:30 in China, a Wednesday
BOT, GROUP, ROOM = "2466001180", "730550021", "k41"
TEACHER = "310000001"  # the account; the person is called "teacher"
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
GIVEN = ("安然", "雨泽", "可心", "思远", "明哲", "若溪", "子墨", "嘉言")
SERIES = ("notice", "question", "draft", "leave", "followup", "incident")


@dataclass(frozen=True)
class Family:
    """A child, and the QQ numbers of its guardians, who are persons "m0" and "f0" and so on."""

    no: int

    @property
    def child(self) -> str:
        return f"c{self.no:03}"

    @property
    def name(self) -> str:
        return SURNAMES[self.no % len(SURNAMES)] + GIVEN[self.no // len(SURNAMES)]

    @property
    def mother(self) -> str:
        return f"32{self.no:07}"

    @property
    def father(self) -> str:
        return f"33{self.no:07}"


def families(count: int) -> list[Family]:
    """At most 160, all of different names."""
    return [Family(no) for no in range(count)]


def rows(of: Sequence[Family], platform: Platform = Platform.QQ) -> list[t.Base]:
    """The class, its group, its teacher and its families."""
    return [
        t.School(id=1, version=1),
        *(t.Counter(name=name, next=1) for name in SERIES),
        t.Classroom(id=ROOM, name="四(1)班", head_teacher="teacher"),
        t.Group(platform=platform.value, id=GROUP, classroom_id=ROOM, bot=BOT),
        *(t.Student(id=f.child, name=f.name, classroom_id=ROOM) for f in of),
        t.Person(id="teacher", name="秦老师", card="秦老师"),
        t.Account(platform=platform.value, id=TEACHER, person_id="teacher"),
        t.Staff(person_id="teacher", roles=["head_teacher"], subject="语文"),
        t.Staffing(person_id="teacher", classroom_id=ROOM),
        *(row for family in of for row in _guardians(family, platform)),
    ]


def _guardians(family: Family, platform: Platform) -> Iterable[t.Base]:
    for who, account, relation in (("m", family.mother, "妈妈"), ("f", family.father, "爸爸")):
        person = f"{who}{family.no}"
        yield t.Person(id=person, card=f"{family.name}{relation}")
        yield t.Account(platform=platform.value, id=account, person_id=person)
        yield t.Guardianship(person_id=person, student_id=family.child, relation=relation)


async def store(connection: AsyncConnection, found: Iterable[t.Base]) -> None:
    """Put rows, in the order of the tables they are of."""
    kinds: dict[type, list[t.Base]] = {}
    for row in found:
        kinds.setdefault(type(row), []).append(row)
    for same in kinds.values():
        await writes.put_all(connection, same)


async def settle(engine: AsyncEngine, count: int) -> list[Family]:
    """Put a class of so many families into an empty database."""
    found = families(count)
    async with writing(engine) as connection:
        await store(connection, rows(found))
    return found


def notice(no: int, kind: str = "ack", title: str = "明天带彩笔") -> list[t.Base]:
    """A notice that was sent to the class half an hour ago."""
    sent = NOW.replace(hour=8, minute=0)
    row = t.Notice(
        no=no,
        kind=kind,
        title=title,
        body=title,
        by="teacher",
        status="sent",
        made_at=sent,
        sent_at=sent,
    )
    return [row, t.NoticeClass(classroom_id=ROOM, notice_no=no)]


def opened(no: int, of: Sequence[Family]) -> list[t.Base]:
    """The open receipts of a notice."""
    return [t.Receipt(notice_no=no, student_id=family.child) for family in of]


def said(id_: str, sender: str, text: str, *, private: bool = False, **more: object) -> Inbound:
    """A line in the class's group, or private, as the gateway hands it on."""
    chat = Address(Platform.QQ, sender if private else GROUP, not private)
    given: dict[str, object] = {"kind": Kind.TEXT, "sent_at": NOW, "bot": BOT, **more}
    return Inbound(id=id_, chat=chat, sender=sender, text=text, **given)  # type: ignore[arg-type]
