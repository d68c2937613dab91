"""Ids that do not last: groups and people are known again by name, and never by a doubtful one."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.ext.asyncio import AsyncEngine

import storage.tables as t
from bot.app import School, open_school
from bot.clock import StoppedClock
from bot.config import Manners, Pacing
from bot.messages import Address, Inbound, Kind, Names, Platform
from schedules.calendar import SchoolCalendar
from storage import columns as of
from storage.database import reading, writing
from tests import school as made
from tests.school import NOW, families
from tests.services.rosters import Office

WECHAT = Platform.WECHAT
TOPIC, TEACHER = "四(1)班家长群", made.TEACHER
Rows = list[tuple[Any, ...]]


@pytest.fixture
async def school(engine: AsyncEngine) -> School:
    """A class whose roster knows the group by its name, and the first family by a remark."""
    rows = made.rows(families(3), WECHAT)
    async with writing(engine) as connection:
        await made.store(connection, [*rows, *made.notice(1), *receipts_of(3)])
        await connection.execute(update(t.Group).values(id=TOPIC, bot=""))
        first = families(1)[0].mother
        called = update(t.Account).where(of.Account.id == first).values(id="赵安然妈妈")
        await connection.execute(called)
        await connection.execute(text("UPDATE counter SET next = 2 WHERE name = 'notice'"))
    pace = Pacing(gap=0, jitter=0, group_gap=0)
    clock = StoppedClock(NOW)
    return open_school(engine, {}, clock, Manners(), SchoolCalendar(), pace)


def receipts_of(count: int) -> list[t.Base]:
    return [t.Receipt(notice_no=1, student_id=f.child) for f in families(count)]


def line(id_: str, where: str, sender: str, words: str = "收到", **names: Any) -> Inbound:
    address = Address(WECHAT, where, is_group=where != sender)
    return Inbound(id_, "wxid_bot", address, sender, words, NOW, names=Names(**names))


async def rows(engine: AsyncEngine, query: Any) -> Rows:
    async with reading(engine) as connection:
        return [tuple(row) for row in await connection.execute(query)]


async def groups(engine: AsyncEngine) -> Rows:
    return await rows(engine, select(of.Group.id, of.Group.name, of.Group.bot))


async def account_of(engine: AsyncEngine, person: str) -> Rows:
    query = select(of.Account.id, of.Account.name).where(of.Account.person_id == person)
    return await rows(engine, query)


async def told(engine: AsyncEngine, key: str = TEACHER) -> list[str]:
    query = select(of.Outbox.text).where(of.Outbox.chat == key).order_by(of.Outbox.id)
    return [str(text_) for (text_,) in await rows(engine, query)]


async def receipts(engine: AsyncEngine) -> Rows:
    query = select(of.Receipt.student_id, of.Receipt.status).where(of.Receipt.status != "none")
    return await rows(engine, query)


async def test_a_group_that_the_roster_knows_by_name(school: School, engine: AsyncEngine) -> None:
    """The very message that tells its id counts already."""
    mother = families(2)[1].mother
    await school.intake.take([line("m1", "@@f00", mother, chat=TOPIC)])
    assert await groups(engine) == [("@@f00", TOPIC, "wxid_bot")]
    assert await receipts(engine) == [("c001", "confirmed")]


async def test_another_id_at_every_login(school: School, engine: AsyncEngine) -> None:
    mother, father = families(2)[1].mother, families(3)[2].father
    await school.intake.take([line("m1", "@@f00", mother, chat=TOPIC)])
    await school.intake.take([line("m2", "@@f01", father, chat=TOPIC)])
    assert [id_ for id_, *_ in await groups(engine)] == ["@@f01"]
    assert await receipts(engine) == [("c001", "confirmed"), ("c002", "confirmed")]


async def test_what_waits_to_be_said_goes_to_the_new_id(
    school: School, engine: AsyncEngine
) -> None:
    await school.intake.take([line("m1", "@@f00", "", "", chat=TOPIC)])
    await school.intake.take([line("m2", TEACHER, TEACHER, "发通知 明天穿校服 20:00前回")])
    await school.intake.take([line("m3", "@@f01", "", "", chat=TOPIC)])
    assert await told(engine, "@@f00") == []
    assert any("校服" in words for words in await told(engine, "@@f01"))


async def test_a_renamed_group_is_known_by_its_new_name(
    school: School, engine: AsyncEngine
) -> None:
    await school.intake.take([line("m1", "@@f00", "", "", chat=TOPIC)])
    await school.intake.take([line("m2", "@@f00", "", "", chat="五(1)班家长群")])
    await school.intake.take([line("m3", "@@f01", "", "", chat="五(1)班家长群")])
    assert [(id_, name) for id_, name, _ in await groups(engine)] == [("@@f01", "五(1)班家长群")]


Doubt = Callable[[School], Awaitable[None]]


async def _two_of_one_name(school: School) -> None:
    message = line("m1", "@@f00", families(2)[1].mother, chat=TOPIC, shared=True)
    await school.intake.take([replace(message, card="钱安然妈妈")])


async def _where_the_known_id_lasts(school: School) -> None:
    async with writing(school.engine) as connection:
        await connection.execute(update(t.Group).values(id="77@chatroom", name=TOPIC))
    message = line("m1", "78@chatroom", families(2)[1].mother, chat=TOPIC)
    await school.intake.take([replace(message, card="钱安然妈妈")])


@pytest.mark.parametrize("doubt", [_two_of_one_name, _where_the_known_id_lasts])
@pytest.mark.parametrize("verdict", ["同意", "拒绝"])
async def test_in_doubt_the_teacher_decides_once(
    school: School, engine: AsyncEngine, doubt: Doubt, verdict: str
) -> None:
    await doubt(school)
    before = await groups(engine)
    (asked,) = await told(engine)
    assert TOPIC in asked
    assert "钱安然妈妈" in asked
    assert await receipts(engine) == []
    await school.intake.take([line("m2", TEACHER, TEACHER, verdict)])
    now = await groups(engine)
    assert (now != before) is (verdict == "同意")
    await school.intake.take([line("m3", "@@f99", "", "", chat="别的群")])
    await doubt(school)
    assert len(await told(engine)) == 2


async def test_somebody_whom_the_roster_knows_by_remark(
    school: School, engine: AsyncEngine
) -> None:
    await school.intake.take([line("m1", "@ab", "@ab", remark="赵安然妈妈")])
    assert await account_of(engine, "m0") == [("@ab", "赵安然妈妈")]
    assert await receipts(engine) == [("c000", "confirmed")]
    await school.intake.take([line("m2", "@cd", "@cd", remark="赵安然妈妈")])
    assert await account_of(engine, "m0") == [("@cd", "赵安然妈妈")]


async def test_somebody_who_was_met_before_the_remark_was_given(
    school: School, engine: AsyncEngine
) -> None:
    await school.intake.take([line("m1", "@ab", "@ab", "您好")])
    await school.intake.take([line("m2", "@ab", "@ab", remark="赵安然妈妈")])
    assert await account_of(engine, "m0") == [("@ab", "赵安然妈妈")]


async def test_a_second_person_of_one_remark_is_nobody(school: School, engine: AsyncEngine) -> None:
    """Where ids last, another id is another person, whatever he is called."""
    await school.intake.take([line("m1", "wxid_1", "wxid_1", remark="赵安然妈妈")])
    await school.intake.take([line("m2", "wxid_2", "wxid_2", remark="赵安然妈妈")])
    assert await account_of(engine, "m0") == [("wxid_1", "赵安然妈妈")]


async def test_two_of_the_roster_with_one_remark_are_not_told_apart(
    school: School, engine: AsyncEngine
) -> None:
    async with writing(engine) as connection:
        other = families(2)[1].mother
        called = update(t.Account).where(of.Account.id == other)
        await connection.execute(called.values(id="@old", name="赵安然妈妈"))
    await school.intake.take([line("m1", "@ab", "@ab", remark="赵安然妈妈")])
    assert await account_of(engine, "m0") == [("赵安然妈妈", "")]
    assert await receipts(engine) == []


@pytest.mark.parametrize(("minutes", "count"), [(0.5, 0), (40, 1)])
async def test_a_gap_is_told_to_the_head_teacher(
    school: School, engine: AsyncEngine, minutes: float, count: int
) -> None:
    since = (NOW - timedelta(minutes=minutes)).isoformat()
    gap = Inbound("g1", "wxid_bot", Address(WECHAT, "", True), "", since, NOW, Kind.GAP)
    await school.intake.take([gap, gap])
    said = await told(engine)
    assert len(said) == count
    assert all("漏收" in words and "15:50" in words and "四(1)班" in words for words in said)


@pytest.mark.parametrize(
    ("heard", "deadline", "count"),
    [(None, 0, 0), (40, None, 0), (40, -60, 0), (40, -20, 1), (40, 90, 1), (0.5, 90, 0)],
)
async def test_after_a_restart_only_who_waits_for_answers_hears_of_it(
    school: School, engine: AsyncEngine, heard: float | None, deadline: int | None, count: int
) -> None:
    async with writing(engine) as connection:
        ends = NOW + timedelta(minutes=deadline) if deadline is not None else None
        await connection.execute(update(t.Notice).values(deadline=ends))
    if heard is not None:
        at = NOW - timedelta(minutes=heard)
        await school.intake.take([replace(line("m1", TOPIC, "", ""), sent_at=at)])
    gap = Inbound("g1", "wxid_bot", Address(WECHAT, "", True), "", "", NOW, Kind.GAP)
    await school.intake.take([gap])
    said = await told(engine)
    assert len(said) == count
    assert all("上一次听到" in words and "15:50" in words for words in said)


async def test_a_quote_without_an_id_goes_by_its_words(school: School, engine: AsyncEngine) -> None:
    """Of two notices that are open the one is answered whose words stand in the quote."""
    await school.intake.take([line("m1", "@@f00", "", "", chat=TOPIC)])
    await school.intake.take([line("m2", TEACHER, TEACHER, "发通知 明天穿校服，20:00前回收到")])
    await school.intake.take([line("m3", TEACHER, TEACHER, "发通知 周五交书费单，20:00前回收到")])
    posted = next(words for words in await told(engine, "@@f00") if "校服" in words)
    answer = line("m4", "@@f00", families(2)[1].mother, chat=TOPIC)
    await school.intake.take([replace(answer, quote=posted, quoted=posted)])
    query = select(of.Receipt.notice_no).where(of.Receipt.status == "confirmed")
    assert await rows(engine, query) == [(2,)]


FAMILY = "三(2)班,程以宁,妈妈,宋佳音,,{},,"


async def test_a_roster_with_names_may_be_read_in_again(engine: AsyncEngine) -> None:
    """What the names came to mean stays, and nothing counts as changed."""
    office = Office(engine)
    sheets = {
        "班级": "三(2)班,,三2家长群",
        "学生": "三(2)班,程以宁,女,,",
        "家长": FAMILY.format("程以宁妈妈"),
    }
    await office.enrol(**sheets)
    pace = Pacing(gap=0, jitter=0, group_gap=0)
    clock = StoppedClock(NOW)
    school = open_school(engine, {}, clock, Manners(), SchoolCalendar(), pace)
    await school.intake.take([line("m1", "@@7", "@8", chat="三2家长群", remark="程以宁妈妈")])
    before = await office.everything()
    report = await office.enrol(**sheets)
    assert (report.added, report.changed, report.left) == (0, 0, 0)
    assert await office.everything() == before
    assert await office.holder("@8") == "c3-2-01-1"
    assert [group.id for group in await office.rows(t.Group)] == ["@@7"]
