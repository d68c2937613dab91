"""What each change leaves in the tables, on both databases."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, get_args

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

import storage.tables as t
from storage import changes as c
from storage import reads, views, writes
from storage.database import reading, writing
from tests import school
from tests.school import GROUP, NOW, ROOM

Cells = dict[str, Any]
LATER = NOW + timedelta(minutes=5)


def sign(child: str, says: str = "answer", message: str = "1", **more: Any) -> views.Sign:
    given: Cells = {"answer": None, "via": "chat", "words": "", "at": NOW, **more}
    return views.Sign(1, child, "m0", says, chat=GROUP, message_id=message, **given)


def receipt(status: str, answer: Any = None, history: Sequence[Cells] = ()) -> views.Receipt:
    return views.Receipt(1, "c000", status, answer, "m0", "chat", NOW, list(history))


def queued(id_: int = 1, **more: Any) -> c.MessageQueued:
    given: Cells = {"platform": "qq", "bot": "b", "chat": GROUP, "is_group": True, "text": "好"}
    return c.MessageQueued(id=id_, made_at=NOW, not_before=NOW, **{**given, **more})


def ask() -> c.AskMade:
    return c.AskMade(3, "m0", "which", 1, {"list": [1, 2], "about": {"z": 1, "a": 2}}, NOW)


FORM = {"身高": "140", "尺码": "L"}
NOTICE = views.Notice(
    2, "form", "校服", "请填", "teacher", "sent", NOW, fields=["身高", "尺码"], classes=(ROOM,)
)
PAST = {"at": NOW.isoformat(), "status": "pending", "by": "m0", "via": "chat"}

# (changes, the table to look at, what must stand in its rows beside the key's order)
TABLE: list[tuple[Sequence[c.Change], type[t.Base], list[Cells]]] = [
    (
        [c.MessageHeard(GROUP, "9", "m0", "print", NOW), c.MessageHeard("x", "9", "m1", "", LATER)],
        t.Inbox,
        [{"chat": GROUP, "words": "print", "failed": ""}, {"chat": "x", "sender": "m1"}],
    ),
    (
        [c.MessageHeard(GROUP, "9", "m0", "", NOW, failed="KeyError")],
        t.Inbox,
        [{"failed": "KeyError"}],
    ),
    ([c.SignGiven(sign("c000", answer=FORM))], t.Sign, [{"answer": FORM, "standing": True}]),
    (
        [c.SignGiven(sign("c000")), c.SignGiven(sign("c001")), c.SignsWithdrawn(GROUP, "1")],
        t.Sign,
        [{"standing": False}, {"standing": False}],
    ),
    (
        [c.SignGiven(sign("c000")), c.SignsWithdrawn("elsewhere", "1")],
        t.Sign,
        [{"standing": True}],
    ),
    (
        [c.SignsOutdated(1, ("c000",)), c.SignGiven(sign("c000", "pending"))],
        t.Sign,
        [{"says": "pending", "standing": True}],
    ),
    (
        [c.ReceiptChanged(receipt("confirmed", FORM, [PAST]))],
        t.Receipt,
        [{"status": "confirmed", "answer": FORM, "by": "m0", "at": NOW, "history": [PAST]}, {}],
    ),
    (
        [
            c.ReceiptChanged(receipt("conflict", ["参加", "不参加"])),
            c.ReceiptChanged(receipt("none")),
        ],
        t.Receipt,
        [{"status": "none", "answer": None, "history": []}, {"status": "none", "at": None}],
    ),
    ([c.StrangerAnswered(1, "x"), c.StrangerAnswered(1, "x")], t.Stranger, [{"person_id": "x"}]),
    (
        [c.NoticeStored(NOTICE), c.ReceiptsOpened(2, ("c000", "c001"))],
        t.Notice,
        [{"no": 1}, {"no": 2, "fields": ["身高", "尺码"], "deadline": None, "chain": None}],
    ),
    ([c.NoticeStored(NOTICE)], t.NoticeClass, [{"notice_no": 1}, {"classroom_id": ROOM}]),
    (
        [c.NoticeStored(NOTICE), c.ReceiptsOpened(2, ("c000",)), c.ReceiptsOpened(2, ("c000",))],
        t.Receipt,
        [{"notice_no": 1}, {"notice_no": 1}, {"notice_no": 2, "status": "none"}],
    ),
    (
        [c.ContactMade("notice_letter", NOW, ROOM, ("teacher",), ("c000",), ("m0",), 1, "9")],
        t.Contact,
        [{"id": 1, "staff": ["teacher"], "students": ["c000"], "guardians": ["m0"], "time": NOW}],
    ),
    (
        [queued(file={"name": "a.xlsx", "sheets": [["回执", [["甲"]]]], "text": ""}), queued(2)],
        t.Outbox,
        [{"state": "queued", "mentions": [], "file": {"name": "a.xlsx"}}, {"file": None}],
    ),
    (
        [queued(), c.MessageSettled(1, "sent", "p1", "", LATER)],
        t.Outbox,
        [{"state": "sent", "platform_id": "p1", "sent_at": LATER, "text": "好"}],
    ),
    (
        [c.DuePlanned("k", "nudge", NOW, {"notice": 1}), c.DuePlanned("k", "other", LATER)],
        t.Due,
        [{"kind": "nudge", "at": NOW, "facts": {"notice": 1}, "done_at": None}],
    ),
    ([c.DuePlanned("k", "nudge", NOW), c.DueDone("k", LATER)], t.Due, [{"done_at": LATER}]),
    ([ask()], t.Ask, [{"facts": {"list": [1, 2], "about": {"z": 1, "a": 2}}, "closed_at": None}]),
    ([ask(), c.AskClosed(3, LATER)], t.Ask, [{"closed_at": LATER}]),
    (
        [c.NumberTaken("pupil", 2), c.NumberTaken("pupil", 3)],
        t.Counter,
        [*({"next": 1} for _ in range(5)), {"name": "pupil", "next": 3}, {"name": "question"}],
    ),
    (
        [c.Audited(NOW, "teacher", "export", "receipts", "统计", 12)],
        t.Audit,
        [{"id": 1, "rows": 12, "reason": "统计"}],
    ),
    (
        [c.PersonMet("qq:7", "qq", "7", "云"), c.PersonMet("qq:7", "qq", "7", "别名")],
        t.Person,
        [*({} for _ in range(4)), {"id": "qq:7", "card": "云"}, {}],
    ),
    (
        [c.Preferred("m0", "digest"), c.Preferred("m0", "plain"), c.ReachChanged("m0", True)],
        t.Person,
        [{}, {}, {"digest": True, "plain": True, "unreachable": True}, {}, {}],
    ),
    (
        [c.PersonErased("m0")],
        t.Person,
        [{}, {}, {"id": "m0", "card": "", "phone": None}, {}, {}],
    ),
    ([c.PersonErased("m0")], t.Account, [*({} for _ in range(4))]),
    ([c.RosterChanged(), c.RosterChanged()], t.School, [{"version": 3}]),
    (
        [c.Stored(t.Draft(no=1, kind="contact", by="teacher", at=NOW, facts={"b": 1, "a": 2}))],
        t.Draft,
        [{"facts": {"b": 1, "a": 2}, "status": "open", "at": NOW}],
    ),
]


def test_every_kind_of_change_is_tried() -> None:
    tried = {type(change) for changes, _, _ in TABLE for change in changes}
    assert tried == set(get_args(c.Change))


@pytest.mark.parametrize(("changes", "model", "expected"), TABLE)
async def test_a_change_is_stored(
    engine: AsyncEngine, changes: Sequence[c.Change], model: type[t.Base], expected: list[Cells]
) -> None:
    await prepare(engine)
    async with writing(engine) as connection:
        await writes.write(connection, changes)
    found = await rows(engine, model)
    assert len(found) == len(expected)
    for row, want in zip(found, expected, strict=True):
        assert subset(row, want) == want


def subset(row: Cells, want: Cells) -> Cells:
    """The cells of a row that are asked for, and of a table in a cell those as well."""
    return {
        k: subset(row[k], v) if isinstance(v, dict) and isinstance(row[k], dict) else row[k]
        for k, v in want.items()
    }


async def prepare(engine: AsyncEngine) -> None:
    """A class of two families with one open notice."""
    found = await school.settle(engine, 2)
    async with writing(engine) as connection:
        await school.store(connection, [*school.notice(1), *school.opened(1, found)])


async def rows(engine: AsyncEngine, model: type[t.Base]) -> list[Cells]:
    key = tuple(model.__table__.primary_key)  # type: ignore[attr-defined]
    async with reading(engine) as connection:
        return [row.model_dump() for row in await reads.rows(connection, model, order=key)]


async def test_the_fields_of_a_form_keep_their_order(engine: AsyncEngine) -> None:
    await prepare(engine)
    async with writing(engine) as connection:
        await writes.write(connection, [c.ReceiptChanged(receipt("confirmed", FORM))])
    (row, _) = await rows(engine, t.Receipt)
    assert list(row["answer"]) == ["身高", "尺码"]


async def test_a_whole_row_replaces_the_one_of_its_key(engine: AsyncEngine) -> None:
    first = t.Meeting(id="m", kind="parents", title="家长会", at=NOW, classes=[ROOM])
    second = t.Meeting(id="m", kind="parents", title="改期", at=LATER, classes=[])
    async with writing(engine) as connection:
        await writes.write(connection, [c.Stored(first), c.Stored(second)])
    assert await rows(engine, t.Meeting) == [second.model_dump()]


@pytest.mark.parametrize(
    "twice",
    [
        [c.MessageHeard(GROUP, "9", "m0", "", NOW)],
        [queued()],
        [ask()],
    ],
    ids=["one message", "one id of the outbox", "one id of an ask"],
)
async def test_what_must_be_unique_is(engine: AsyncEngine, twice: list[c.Change]) -> None:
    async with writing(engine) as connection:
        await writes.write(connection, twice)
    with pytest.raises(IntegrityError):
        async with writing(engine) as connection:
            await writes.write(connection, twice)


async def test_nothing_points_at_what_is_not_there(engine: AsyncEngine) -> None:
    await prepare(engine)
    with pytest.raises(IntegrityError):
        async with writing(engine) as connection:
            await writes.write(connection, [c.ReceiptsOpened(1, ("nobody",))])
    with pytest.raises(IntegrityError):
        async with writing(engine) as connection:
            await writes.write(connection, [c.ReceiptsOpened(99, ("c000",))])


async def failing(engine: AsyncEngine) -> None:
    async with writing(engine) as connection:
        await writes.write(connection, [c.RosterChanged(), queued()])
        raise LookupError


async def test_a_block_that_fails_leaves_nothing(engine: AsyncEngine) -> None:
    await prepare(engine)
    with pytest.raises(LookupError):
        await failing(engine)
    assert (await rows(engine, t.School))[0]["version"] == 1
    assert await rows(engine, t.Outbox) == []
