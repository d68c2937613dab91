"""How lines fall into batches changes nothing: one by one, or at once, the school is the same."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncEngine

import storage.tables as t
from bot import app
from bot.clock import StoppedClock
from bot.config import Manners
from bot.intake import Intake
from bot.messages import Inbound, Kind
from bot.router import Router
from bot.services import due
from bot.services.counting.receipts import WEIGHT, fold
from schedules.calendar import SchoolCalendar
from storage import reads
from storage.database import create_tables, open_engine, reading, writing
from storage.views import Sign
from tests import school
from tests.mouth import Silence
from tests.school import NOW, TEACHER, families, said

FAMILIES = families(4)
TABLES: Any = (t.Receipt, t.Sign, t.Contact, t.Outbox, t.Ask, t.Question, t.Stranger, t.Due)
SENDERS = [account for family in FAMILIES for account in (family.mother, family.father)]
STRANGER = "990000001"
WORDS = [
    "收到",
    "1",
    "好的👌",
    "收到，谢谢老师",
    "参加",
    "我们不参加",
    "还没定",
    "收到，请问几点？",
]
WORDS += ["没看懂", "赵安然收到", "钱安然妈妈收到", "不去了", "辛苦老师", "收到通知1", "2", "都"]
ORDERS = ["统计1", "更正1 明天带彩笔和剪刀", "催1", "撤回2", "纸质收到 赵安然"]


@dataclass(frozen=True)
class Talk:
    """Lines in their order, some of them delivered again, and where one batch ends."""

    lines: Sequence[Inbound]
    cuts: Sequence[int]

    @property
    def batches(self) -> list[Sequence[Inbound]]:
        ends = [0, *sorted(set(self.cuts)), len(self.lines)]
        return [self.lines[start:end] for start, end in pairwise(ends) if start < end]


guardians = st.tuples(
    st.sampled_from(SENDERS), st.sampled_from(WORDS), st.just(Kind.TEXT), st.booleans()
)
strangers = st.tuples(
    st.just(STRANGER), st.sampled_from(WORDS), st.just(Kind.TEXT), st.just(value=False)
)
gestures = st.tuples(
    st.sampled_from(SENDERS),
    st.just("[强]"),
    st.sampled_from([Kind.STICKER, Kind.VOICE]),
    st.just(value=False),
)
orders = st.tuples(
    st.just(TEACHER), st.sampled_from(ORDERS), st.just(Kind.TEXT), st.just(value=True)
)
recalls = st.tuples(st.integers(0, 30), st.just(""), st.just(Kind.RECALL), st.just(value=False))
drawn = st.one_of(guardians, guardians, gestures, strangers, orders, recalls)


@st.composite
def talks(draw: st.DrawFn) -> Talk:
    lines: list[Inbound] = []
    for number, (who, words, kind, private) in enumerate(draw(st.lists(drawn, max_size=12))):
        if kind is Kind.RECALL:
            lines += _recall(lines, f"r{number}", int(who))
        else:
            lines.append(said(f"m{number}", str(who), words, kind=kind, private=private))
    again = draw(st.lists(st.sampled_from(lines), max_size=3)) if lines else []
    cuts = draw(st.lists(st.integers(1, max(1, len(lines))), max_size=3))
    return Talk([*lines, *again], cuts)


def _recall(lines: Sequence[Inbound], id_: str, which: int) -> list[Inbound]:
    """Somebody takes back what he said in the group before."""
    public = [line for line in lines if line.chat.is_group and line.kind is not Kind.RECALL]
    if not public:
        return []
    line = public[which % len(public)]
    return [said(id_, line.sender, "", kind=Kind.RECALL, quote=line.id)]


async def outcome(batches: Sequence[Sequence[Inbound]]) -> dict[str, list[Any]]:
    """What a class of four with two open notices comes to when it hears these batches."""
    engine = open_engine("sqlite+aiosqlite://")
    try:
        await create_tables(engine)
        await settle(engine)
        router = Router(app.handle, app.order, due.DEEDS, Manners(), SchoolCalendar())
        intake = Intake(engine, router, StoppedClock(NOW), Silence())
        for batch in batches:
            await intake.take(batch)
        return await everything(engine)
    finally:
        await engine.dispose()


async def settle(engine: AsyncEngine) -> None:
    two = [*school.notice(1), *school.notice(2, "attend", "周六植树")]
    opened = [*school.opened(1, FAMILIES), *school.opened(2, FAMILIES)]
    async with writing(engine) as connection:
        await school.store(connection, [*school.rows(FAMILIES), *two, *opened])


async def everything(engine: AsyncEngine) -> dict[str, list[Any]]:
    """All rows that a talk can leave."""
    found = {}
    async with reading(engine) as connection:
        for table in TABLES:
            rows = await reads.rows(connection, table, order=tuple(table.__table__.primary_key))
            found[table.__name__] = [row.model_dump() for row in rows]
    return found


@given(talks())
@settings(max_examples=20, deadline=None)
def test_batches_change_nothing(talk: Talk) -> None:
    alone = asyncio.run(outcome([[line] for line in talk.lines]))
    assert asyncio.run(outcome(talk.batches)) == alone
    assert asyncio.run(outcome([talk.lines])) == alone


@given(talks())
@settings(max_examples=10, deadline=None)
def test_every_child_has_one_receipt_for_each_notice(talk: Talk) -> None:
    found = asyncio.run(outcome(talk.batches))
    keys = [(row["notice_no"], row["student_id"]) for row in found["Receipt"]]
    assert sorted(keys) == [(no, family.child) for no in (1, 2) for family in FAMILIES]
    statuses = {row["status"] for row in found["Receipt"]}
    assert statuses <= {"none", "confirmed", *WEIGHT, "conflict"}


@given(talks())
@settings(max_examples=10, deadline=None)
def test_a_receipt_is_what_its_standing_signs_say(talk: Talk) -> None:
    found = asyncio.run(outcome(talk.batches))
    for row in found["Receipt"]:
        key = (row["notice_no"], row["student_id"])
        signs = [as_sign(s) for s in found["Sign"] if s["standing"] and of(s) == key]
        now = fold(signs)
        assert (row["status"], row["answer"], row["by"]) == (now.status, now.answer, now.by)


def of(sign: dict[str, Any]) -> tuple[int, str]:
    return sign["notice_no"], sign["student_id"]


def as_sign(row: dict[str, Any]) -> Sign:
    return Sign(**{k: v for k, v in row.items() if k not in {"id", "standing"}})


def test_what_a_stranger_is_asked_does_not_hang_on_who_else_writes() -> None:
    lines = [said("1", STRANGER, "你好", private=True), said("2", FAMILIES[0].mother, "收到")]
    assert asyncio.run(outcome([lines])) == asyncio.run(outcome([[line] for line in lines]))
