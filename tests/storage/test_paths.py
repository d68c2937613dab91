"""Through which group somebody is written to, and until when a group was heard; on each database."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

import storage.tables as t
from storage import away, paths, writes
from storage.database import reading, writing
from storage.views import Outgoing

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


def heard(chat: str, id_: str, sender: str, minutes: int) -> t.Inbox:
    at = NOON + timedelta(minutes=minutes)
    return t.Inbox(chat=chat, message_id=id_, sender=sender, at=at)


ACCOUNTS = ("ma", "teacher", "stranger", "nobody")
ROOMS: list[list[t.Base]] = [
    [t.Classroom(id="k1", name="一(1)班"), t.Classroom(id="k2", name="一(2)班")],
    [
        t.Group(platform="qq", id="g1", classroom_id="k1", bot="b1"),
        t.Group(platform="qq", id="g2", classroom_id="k2", bot=""),
        t.Group(platform="wechat", id="w1", classroom_id="k1"),
    ],
]
PEOPLE: list[list[t.Base]] = [
    [t.Person(id=id_) for id_ in ACCOUNTS],
    [t.Account(platform="qq", id=f"q-{id_}", person_id=id_) for id_ in ACCOUNTS],
    [t.Student(id=f"s{n}", name="甲", classroom_id=f"k{n}") for n in (1, 2)],
    [t.Guardianship(person_id="ma", student_id=f"s{n}") for n in (1, 2)],
    [t.Staffing(person_id="teacher", classroom_id="k1")],
]
WORDS: list[t.Base] = [
    heard("g1", "1", "stranger", 0),
    heard("g1", "2", "ma", 7),
    heard("g2", "3", "ma", 3),
    heard("w1", "4", "ma", 9),
]


async def school(engine: AsyncEngine) -> None:
    async with writing(engine) as connection:
        for same in [*ROOMS, *PEOPLE, WORDS]:
            await writes.put_all(connection, same)


def message(chat: str, *, bot: str = "b1", platform: str = "qq", group: bool = False) -> Outgoing:
    return Outgoing(1, platform, bot, chat, group, "", [], "", None, "", None, "", NOON)


async def test_a_private_message_goes_through_a_group_that_both_sit_in(engine: AsyncEngine) -> None:
    await school(engine)
    rows = [
        message("q-ma"),
        message("q-ma", bot="b9"),
        message("q-teacher"),
        message("q-stranger"),
        message("q-nobody"),
        message("g1", group=True),
        message("q-ma", platform="wechat"),
    ]
    async with reading(engine) as connection:
        found = await paths.through_groups(connection, rows, ["qq"])
    assert [row.through for row in found] == ["g1", "g2", "g1", "g1", "", "", ""]


async def test_each_group_of_an_account_was_heard_until_its_last_message(
    engine: AsyncEngine,
) -> None:
    await school(engine)
    async with reading(engine) as connection:
        assert await away.heard_until(connection, "qq", "b1") == {
            "g1": NOON + timedelta(minutes=7),
            "g2": NOON + timedelta(minutes=3),
        }
        assert (await away.heard_until(connection, "qq", "b9")).keys() == {"g2"}
