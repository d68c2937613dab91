"""One batch of messages through the school: who wrote, who takes it, what came of it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

import storage.tables as t
from bot.config import Manners
from bot.messages import Inbound, Platform
from bot.parsing.faq import Faq
from bot.services import failures, loading
from bot.services.desk import Desk, Order
from bot.services.line import Line
from bot.services.people import rebinding
from bot.services.picture import Picture
from bot.services.roster import RosterCache
from bot.services.scene import Scene
from bot.services.school import School
from schedules.calendar import SchoolCalendar
from storage import changes as c
from storage import reads, writes

Handle = Callable[[Scene, Line], None]
Find = Callable[[Scene, Line], Order | None]
Deed = Callable[[Desk, t.Due], Awaitable[None]]


class Taken(NamedTuple):
    """What came of a batch: how many messages were new, and whether something is to be said."""

    new: int
    queued: bool


@dataclass
class Router:
    """`handle` decides on a plain line; `order` finds the command that a line calls, if any."""

    handle: Handle
    order: Find
    deeds: dict[str, Deed]
    manners: Manners
    calendar: SchoolCalendar
    faq: Faq | None = None
    cache: RosterCache = field(default_factory=RosterCache)

    async def take(
        self, connection: AsyncConnection, messages: Sequence[Inbound], now: datetime
    ) -> Taken:
        """Decide on new messages in their order, store what came of it, leave out known ones."""
        known = await reads.known_messages(connection, [(m.chat.id, m.id) for m in messages])
        fresh = {(m.chat.id, m.id): m for m in messages if (m.chat.id, m.id) not in known}
        rest, queued = list(fresh.values()), False
        while rest:
            rest, said = await self._some(connection, rest, now)
            queued = queued or said
        return Taken(len(fresh), queued)

    async def _some(
        self, connection: AsyncConnection, messages: Sequence[Inbound], now: datetime
    ) -> tuple[list[Inbound], bool]:
        """Take messages until one changes the roster.

        Returns those behind it, and whether something is to be said.
        """
        school = await self._known_again(connection, messages, now)
        lines = await loading.lines(connection, school, messages)
        picture = await loading.picture(connection, school, lines, self.manners, now)
        first = picture.numbers["outbox"]
        changes: list[c.Change] = []
        rest: list[Inbound] = []
        for done, line in enumerate(lines, 1):
            scene = self._scene(picture, now, line.message)
            self._hear(scene, line)
            new = await self._decide(connection, scene, line, changes)
            changes += new
            if any(isinstance(change, c.RosterChanged) for change in new):
                self.cache.forget()
                rest = list(messages[done:])
                break
        await writes.write(connection, changes)
        return rest, picture.numbers["outbox"] > first

    async def _known_again(
        self, connection: AsyncConnection, messages: Sequence[Inbound], now: datetime
    ) -> School:
        """The school, after what these messages tell about names whose ids changed."""
        school = await self.cache.school(connection)
        news = rebinding.news(school, messages)
        if not news:
            return school
        desk = Desk(await self.quiet_scene(connection, now), connection)
        moved = [await rebinding.settle(desk, called) for called in news]
        await desk.store()
        if any(moved):
            self.cache.forget()
        return await self.cache.school(connection)

    async def _decide(
        self, connection: AsyncConnection, scene: Scene, line: Line, before: list[c.Change]
    ) -> list[c.Change]:
        order = self.order(scene, line)
        if order is None:
            self.handle(scene, line)
            return scene.changes
        if order.looks_up:
            await writes.write(connection, before)
            before.clear()
        await order.run(Desk(scene, connection))
        return scene.changes

    def _hear(self, scene: Scene, line: Line) -> None:
        m = line.message
        who = line.person or m.sender
        scene.happened(c.MessageHeard(m.chat.id, m.id, who, line.fingerprint, m.sent_at))

    def _scene(self, picture: Picture, now: datetime, message: Inbound) -> Scene:
        platform = message.chat.platform
        if platform is Platform.PASTED:
            now = message.sent_at  # a log is read as of then
        return Scene(picture, self.manners, self.calendar, now, platform, message, self.faq)

    async def do(self, connection: AsyncConnection, due: t.Due, now: datetime) -> None:
        """Do what is due, and write down that it is done."""
        scene = await self.quiet_scene(connection, now)
        scene.happened(c.DueDone(due.key, now))
        await self.deeds[due.kind](Desk(scene, connection), due)
        await writes.write(connection, scene.changes)

    async def regret(self, connection: AsyncConnection, message: Inbound, now: datetime) -> None:
        """Tell who wrote a line that could not be handled, once, privately."""
        school = await self.cache.school(connection)
        (line,) = await loading.lines(connection, school, [message])
        picture = Picture(school, numbers=await reads.counters(connection))
        scene = self._scene(picture, now, message)
        failures.regret(scene, line)
        await writes.write(connection, scene.changes)

    async def give_up(self, connection: AsyncConnection, due: t.Due, now: datetime) -> None:
        """What was due could not be done: it is not tried again, and who has to know hears it."""
        scene = await self.quiet_scene(connection, now)
        await failures.give_up(Desk(scene, connection), due)
        await writes.write(connection, scene.changes)

    async def quiet_scene(self, connection: AsyncConnection, now: datetime) -> Scene:
        """A scene that no message began."""
        school = await self.cache.school(connection)
        picture = Picture(school, numbers=await reads.counters(connection))
        return Scene(picture, self.manners, self.calendar, now)
