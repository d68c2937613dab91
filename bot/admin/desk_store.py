"""What the paste desk reads and writes: one transaction for each thing that the teacher does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.admin import desk_form, desk_lines, desk_report, desk_tally
from bot.admin.desk_form import Form, Refused
from bot.admin.desk_log import Kept
from bot.clock import Clock
from bot.messages import Attachment, Platform
from bot.parsing.chatlogs import Log
from bot.parsing.orders import NoticeOrder
from bot.pasting import Pasting, account_in, chat_of
from bot.router import Router
from bot.services.counting import deskwork, receipts, tally
from bot.services.counting.deskwork import Press
from bot.services.desk import Desk
from bot.services.roster import know_rooms
from bot.services.scene import Scene
from bot.services.school import Room
from storage import finds, pasted, reads, sent, writes
from storage.database import reading, writing
from storage.views import Notice, Sign

Fact = dict[str, Any]
MOST = 6  # notices to choose from


@dataclass
class View:
    """One notice in one class: what every page and every press works on."""

    desk: Desk
    scene: Scene
    room: Room
    notice: Notice

    @property
    def connection(self) -> AsyncConnection:
        return self.desk.connection


class DeskStore:
    """Opens the database for the paste desk."""

    def __init__(self, engine: AsyncEngine, router: Router, clock: Clock) -> None:
        self._engine, self._router, self.clock = engine, router, clock

    # ------------------------------------------------------------ reading

    async def rooms(self) -> dict[str, str]:
        """The classes of the school: id -> name."""
        async with reading(self._engine) as connection:
            return dict((await self._router.cache.school(connection)).names)

    async def room(self, room_id: str) -> tuple[Room, list[Notice], dict[int, list[str]]]:
        """A class, its newest notices that want a reply, and how each child stands to them."""
        async with reading(self._engine) as connection:
            room = await self._room(connection, room_id)
            numbers = await sent.sent_to(connection, room_id, receipts.ASKING, MOST)
            found = await reads.notices(connection, numbers)
            stand: dict[int, list[str]] = {number: [] for number in numbers}
            for receipt in await reads.receipts(connection, numbers, list(room.children)):
                stand[receipt.notice_no].append(receipt.status)
        return room, [found[number] for number in numbers], stand

    async def show(self, room_id: str, number: int, kept: Kept | None) -> Fact:
        """All that the page of a notice shows."""
        async with reading(self._engine) as connection:
            view = await self._view(connection, room_id, number)
            lines = kept.lines if kept else {}
            signs = await pasted.signs_of(connection, chat_of(room_id), list(lines))
            pasting = Pasting(self._router, connection, self.clock())
            writers = await pasting.writers(room_id, lines.values())
        return {
            "room": view.room,
            "notice": view.notice,
            "tally": desk_tally.tally_of(view.scene, view.notice, view.room, lines),
            "log": _log(view, kept, signs, writers) if kept else None,
        }

    async def table(self, room_id: str, number: int) -> Attachment:
        async with reading(self._engine) as connection:
            view = await self._view(connection, room_id, number)
            return tally.table(view.scene, view.notice, tally.rows(view.scene, view.notice))

    async def report(self, room_id: str, number: int) -> Fact:
        """The report of a notice, about the children of this class alone."""
        async with reading(self._engine) as connection:
            view = await self._view(connection, room_id, number)
            nudged = await finds.nudged(connection, number)
        return {
            "room": view.room,
            "notice": view.notice,
            **desk_report.shown(view.scene, view.notice, view.room, nudged),
        }

    # ------------------------------------------------------------ writing

    async def take(self, room_id: str, number: int, log: Log) -> int:
        """Read a log as answers to a notice. Returns how many lines had not been read before."""
        async with self._writing() as connection:
            await _store(await self._view(connection, room_id, number))
            pasting = Pasting(self._router, connection, self.clock(), number)
            return (await pasting.take(room_id, log)).fresh

    async def adopt(self, room_id: str, order: NoticeOrder, posted: datetime) -> int:
        """Make a notice of one that stands in the group; the same words make none twice."""
        async with self._writing() as connection:
            room = await self._room(connection, room_id)
            for number in await sent.sent_to(connection, room_id, receipts.ASKING, MOST):
                known = (await reads.notices(connection, [number]))[number]
                if desk_lines.same_words(known.body, order.body):
                    return number
            scene = await self._router.quiet_scene(connection, self.clock())
            notice = deskwork.adopt(scene, order, room, posted)
            await writes.write(connection, scene.changes)
        return notice.no

    async def press(self, room_id: str, number: int, press: Press, form: Form) -> bool:
        """Do what a press says, with the answer in its form. False if it was too late for it."""
        async with self._writing() as connection:
            view = await self._view(connection, room_id, number)
            if not _concerns(view, press.child):
                raise Refused("no_child")
            told = desk_form.answer(form, deskwork.asked_fields(view.notice))
            press = replace(press, answer=told)
            if not deskwork.is_answer(view.notice, press):
                raise Refused("no_answer")
            done = deskwork.press(view.scene, view.notice, press)
            await _store(view)
        return done

    async def take_back(self, room_id: str, number: int, child: str, press_id: str) -> bool:
        """Undo a press. False if there is nothing to undo."""
        async with self._writing() as connection:
            view = await self._view(connection, room_id, number)
            if not _concerns(view, child):
                raise Refused("no_child")
            done = deskwork.take_back(view.scene, view.notice, child, press_id)
            await pasted.forget_contacts(connection, room_id, [press_id])
            await _store(view)
        return done

    async def match(
        self, number: int, kept: Kept, account: str, *, child: str, relation: str
    ) -> str:
        """Say whose nickname an account is, and read its lines again. Returns the child's name."""
        async with self._writing() as connection:
            room = await self._room(connection, kept.room)
            if child not in room.children:
                raise Refused("no_child")
            pasting = Pasting(self._router, connection, self.clock(), number)
            await pasting.match(room.id, card_of(kept, account), child, relation, account)
            await pasting.again(room.id, account, kept.log)
        return room.children[child].label

    async def unmatch(self, number: int, kept: Kept, account: str) -> None:
        """Take that back: the lines of this account stand for nobody."""
        async with self._writing() as connection:
            pasting = Pasting(self._router, connection, self.clock(), number)
            await pasting.unmatch(kept.room, card_of(kept, account), account)
            await pasting.again(kept.room, account, kept.log)

    async def move(self, number: int, kept: Kept) -> int:
        """What counted for other notices counts for this one. Returns how many lines."""
        async with self._writing() as connection:
            pasting = Pasting(self._router, connection, self.clock(), number)
            return await pasting.move(kept.room, kept.log)

    # ------------------------------------------------------------ inside

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction; where it fails, what is kept in memory of it goes with it."""
        try:
            async with writing(self._engine) as connection:
                yield connection
        except BaseException:
            self._router.cache.forget()
            raise

    async def _room(self, connection: AsyncConnection, room_id: str) -> Room:
        school = await self._router.cache.school(connection)
        if room_id not in school.names:
            raise Refused("no_class")
        await know_rooms(connection, school, [room_id])
        return school.rooms[room_id]

    async def _view(self, connection: AsyncConnection, room_id: str, number: int) -> View:
        room = await self._room(connection, room_id)
        scene = await self._router.quiet_scene(connection, self.clock())
        scene.platform = Platform.PASTED
        desk = Desk(scene, connection)
        notice = await desk.notice(number)
        if notice is None or room_id not in notice.classes or notice.kind not in receipts.ASKING:
            raise Refused("no_notice")
        for question in await finds.questions_about(connection, number):
            scene.picture.know_question(question)
        deskwork.open_all(scene, notice)
        return View(desk, scene, room, notice)


def card_of(kept: Kept, account: str) -> str:
    """The nickname under which an account wrote last."""
    last_first = reversed(kept.lines.values())
    own = (line.card for line in last_first if account_in(kept.room, line) == account)
    return next(own, "")


def _concerns(view: View, child: str) -> bool:
    of_class = view.room.children.get(child)
    return of_class is not None and of_class in view.scene.audience(view.notice)


async def _store(view: View) -> None:
    for portion in deskwork.in_order(view.scene.changes):
        await writes.write(view.connection, portion)


def _log(view: View, kept: Kept, signs: list[Sign], writers: dict[str, str]) -> Fact:
    """The left side: the lines, what they did, and who is still unknown."""
    by_message: dict[str, list[Sign]] = {}
    for sign in signs:
        by_message.setdefault(sign.message_id, []).append(sign)
    found = desk_lines.Reading(
        view.scene, view.notice, view.room, by_message, writers, kept.matched
    )
    rows = list(desk_lines.rows(found, kept.lines))
    unknown = desk_lines.unknown(kept.lines.values(), view.room, writers)
    return {
        "kept": kept,
        "between": desk_lines.between(kept.lines.values()),
        "rows": rows[-desk_lines.MOST :],
        "cut": len(rows) > desk_lines.MOST,
        "unknown": {
            account: {**desk_lines.likely(card, view.room), "card": card, "anchor": f"who-{i}"}
            for i, (account, card) in enumerate(unknown.items())
        },
        "elsewhere": desk_lines.elsewhere(by_message, view.notice),
    }
