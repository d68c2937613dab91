"""A teacher's duties: which count, what serves them, how they are told; on each database."""

import copy
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

import storage.tables as t
from bot.clock import CHINA
from bot.config import Manners
from bot.replay import world
from bot.services.desk import Desk
from bot.services.duties import duties, duty_words
from bot.services.duties.duty_list import Duty
from bot.services.picture import Picture
from bot.services.roster import RosterCache
from bot.services.scene import Scene
from storage import changes as c
from storage import reads
from storage.database import writing
from tests.conversations.player import WORLD

NOW = datetime(2027, 3, 10, 12, tzinfo=CHINA)
SCHOOL = copy.deepcopy(WORLD)
SCHOOL["staff"][1]["roles"] = ["subject_teacher", "psychologist"]  # pan


@pytest.fixture
async def connection(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """In the invented school of the conversations, on a Wednesday of March."""
    async with writing(engine) as opened:
        await world.settle(opened, SCHOOL)
        yield opened


async def desk_with(connection: AsyncConnection, *presets: str, now: datetime = NOW) -> Desk:
    school = await RosterCache().school(connection)
    picture = Picture(school, numbers=await reads.counters(connection))
    scene = Scene(picture, Manners(presets=presets), world.calendar(SCHOOL), now)
    return Desk(scene, connection)


async def keep(desk: Desk, kind: str = "home_visit", **values: Any) -> None:
    """Store a contact of the head teacher of k65, yesterday unless told otherwise."""
    usual: dict[str, Any] = {
        "id": len(desk.scene.changes) + 1,
        "kind": kind,
        "time": datetime(2027, 3, 9, 15, tzinfo=CHINA),
        "classroom_id": "k65",
        "staff": ["chu"],
        "students": ["duo"],
        "guardians": ["duo_nai"],
        "reached": True,
        "source": "dictation",
    }
    desk.scene.changes.append(c.Stored(t.Contact(**usual | values)))


async def judged(desk: Desk, teacher: str = "chu") -> duties.Judged:
    await desk.store()
    staff = desk.scene.staff(teacher)
    assert staff is not None
    return await duties.judge(desk, staff)


async def duty(desk: Desk, clause: str) -> Duty:
    """The one duty of the head teacher that names this clause."""
    (found,) = (d for d in (await judged(desk)).duties if clause in d.clause)
    return found


async def clauses(desk: Desk, teacher: str) -> set[str]:
    return {clause for d in (await judged(desk, teacher)).duties for clause in d.clause}


async def test_a_visit_counts_for_its_child_and_its_class(connection: AsyncConnection) -> None:
    desk = await desk_with(connection, "s0", "s1")
    await keep(desk)
    each = await duty(desk, "S0-62")
    assert (each.done, each.need, "duo" in each.open) == (1, 12, False)
    of_class = await duty(desk, "S1-19")
    assert (of_class.done, of_class.need, of_class.met) == (1, 1, True)


@pytest.mark.parametrize(
    "values",
    [
        {"reached": False},
        {"complete": False},
        {"kind": "phone_call"},
        {"staff": ["pan"]},  # a subject teacher's visit is not the head teacher's
        {"classroom_id": "k66"},
        {"time": datetime(2026, 8, 31, 12, tzinfo=CHINA)},  # the school year before
    ],
)
async def test_what_does_not_count(connection: AsyncConnection, values: dict[str, Any]) -> None:
    desk = await desk_with(connection, "s0")
    await keep(desk, **values)
    assert (await duty(desk, "S0-62")).done == 0


async def test_one_record_is_needed_of_so_many(connection: AsyncConnection) -> None:
    desk = await desk_with(connection, "s1")
    for day in (3, 5):
        time = datetime(2027, 3, day, 19, tzinfo=CHINA)
        await keep(desk, "parent_meeting", time=time, students=[], guardians=[])
    assert (await duty(desk, "S1-04")).met


async def test_who_was_absent_from_a_meeting_was_not_spoken_to(connection: AsyncConnection) -> None:
    desk = await desk_with(connection, "s1")
    there = {"duo": {"status": "present"}, "man": {"status": "absent"}}
    await keep(desk, "parent_meeting", students=["duo", "man"], attendance=there)
    informed = await duty(desk, "S1-03")
    assert (informed.done, "man" in informed.open) == (1, True)


async def test_a_group_notice_reaches_those_who_read(connection: AsyncConnection) -> None:
    desk = await desk_with(connection, "s1")
    children = [s["id"] for s in WORLD["students"] if s["class"] == "k65"]
    await keep(desk, "group_notice", students=children, reached=None, source="bot")
    informed = await duty(desk, "S1-03")
    assert informed.open == ("bei",)  # the grandfather has a telephone only
    assert informed.done == 11


async def test_an_answer_to_a_notice_is_use_of_the_platform(connection: AsyncConnection) -> None:
    desk = await desk_with(connection, "s3")
    await keep(desk, "notice_letter", staff=[], reached=None, source="bot")
    assert (await duty(desk, "S3-17")).done == 1


@pytest.mark.parametrize(("staff", "done"), [(["chu"], 0), (["chu", "pan"], 1)])
async def test_two_teachers_are_needed_for_a_special_visit(
    connection: AsyncConnection, staff: list[str], done: int
) -> None:
    desk = await desk_with(connection, "s2")
    for day in (8, 9):
        await keep(desk, staff=staff, time=datetime(2027, 3, day, 19, tzinfo=CHINA))
    assert (await duty(desk, "S2-17")).done == done


async def test_a_head_teacher_is_asked_for_the_own_class_alone(connection: AsyncConnection) -> None:
    desk = await desk_with(connection, "s0", "s2")
    of_head, of_subject = await clauses(desk, "chu"), await clauses(desk, "pan")
    assert {"S0-62", "S2-08", "S2-12"} <= of_head
    assert "S2-12" in of_subject
    assert not {"S0-62", "S2-08"} & of_subject
    assert not {"S2-24", "S2-30", "S0-74"} & of_head  # for the school, the committee


async def test_what_the_bot_does_or_cannot_see_is_left_out(connection: AsyncConnection) -> None:
    found = await clauses(await desk_with(connection, "s0", "s1", "s4"), "chu")
    assert not {"S0-70", "S1-02", "S1-16", "S4-48"} & found


async def test_days_of_the_calendar_call_for_duties(connection: AsyncConnection) -> None:
    found = (await judged(await desk_with(connection, "s1"))).duties
    (first,) = (d for d in found if d.slot == "first-parent-meeting")
    assert (duty_words.when(first), first.done, first.need) == ("3月15日 周一前", 0, 1)


async def test_a_day_that_has_long_passed_is_not_spoken_of(connection: AsyncConnection) -> None:
    late = datetime(2027, 3, 30, 12, tzinfo=CHINA)
    found = (await judged(await desk_with(connection, "s1", now=late))).duties
    assert "first-parent-meeting" not in {d.slot for d in found}


async def test_regulations_that_ask_the_same_are_one_line(connection: AsyncConnection) -> None:
    desk = await desk_with(connection, "s0", "s1", "s4")
    meetings = await duty(desk, "S1-04")
    assert meetings.clause == ("S0-44", "S0-73", "S1-04", "S4-32")
    assert meetings.need == 2  # the strictest


async def test_what_ends_soonest_comes_first_and_advice_last(connection: AsyncConnection) -> None:
    found = (await judged(await desk_with(connection, "s0", "s2"))).duties
    must = [d for d in found if not d.should]
    assert list(found[: len(must)]) == must
    assert [d.last for d in must] == sorted(d.last for d in must)
    assert (must[0].clause, must[0].per) == (("S2-08",), "week")


async def test_the_message_is_a_screen_with_clauses(connection: AsyncConnection) -> None:
    desk = await desk_with(connection, "s0", "s2")
    found = await judged(desk)
    lines = duty_words.still_open(desk.scene, found.duties, found.presets).splitlines()
    assert len(lines) <= 12
    assert lines[1].startswith("本周 ")
    assert lines[1].endswith("：0/1 次（依据 S2-08）")
    (special,) = (line for line in lines if "S2-17" in line)
    assert "0/1 人（每人 2 次），还差鲁朵" in special


async def test_nothing_open_is_no_message(connection: AsyncConnection) -> None:
    desk = await desk_with(connection, "s0")
    assert duty_words.still_open(desk.scene, [], []) == ""


async def test_in_the_holidays_terms_and_weeks_ask_nothing(connection: AsyncConnection) -> None:
    desk = await desk_with(connection, "s2", now=datetime(2027, 8, 10, 12, tzinfo=CHINA))
    assert await clauses(desk, "chu") == set()


async def test_what_was_done_elsewhere_is_entered(connection: AsyncConnection) -> None:
    desk = await desk_with(connection, "s2")
    staff = desk.scene.staff("chu")
    assert staff is not None
    entered = await duties.enter(desk, staff, "S2-08")
    assert entered is not None
    assert entered.done == 0
    assert (await duty(desk, "S2-08")).met
    visits = await duties.enter(desk, staff, "S2-17")
    assert visits is not None
    assert visits.by_child
    assert (await duty(desk, "S2-17")).done == 0
    assert await duties.enter(desk, staff, "S2-24") is None
