"""The composition root: the only place that chooses implementations."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot import handlers
from bot.clock import Clock
from bot.commands import dispatch
from bot.config import Manners, Pacing
from bot.gateway import Gateway
from bot.intake import Intake
from bot.messages import Kind, Platform
from bot.parsing.faq import Faq
from bot.router import Router
from bot.sender import Note, Sender
from bot.services import due, gaps, hours, unsure
from bot.services.desk import Desk, Order
from bot.services.line import Line
from bot.services.publishing import delivery, meetings, topics
from bot.services.scene import Scene
from schedules.calendar import SchoolCalendar
from storage import finds, outbox, writes
from storage.database import writing
from storage.views import Outgoing


@dataclass
class School:
    """Everything that runs, put together: intake, router and sender over one database."""

    engine: AsyncEngine
    router: Router
    intake: Intake
    sender: Sender
    clock: Clock
    gateways: Mapping[Platform, Gateway]

    async def start(self) -> None:
        """After a start or a crash: what is unknown is marked, and what recurs is planned."""
        now = self.clock()
        async with writing(self.engine) as connection:
            lost = await outbox.after_a_crash(connection, [p.value for p in self.gateways])
            quiet = hours.end_of_quiet(now, self.router.manners.quiet_hours)
            await outbox.hold_overdue(connection, now, quiet)
            scene = await self.router.quiet_scene(connection, now)
            due.plan_recurring(scene)
            unsure.plan(scene, lost)
            for topic in await finds.waiting_topics(connection):
                topics.plan_known(scene, topic)
            for meeting in await finds.meetings_after(connection, now):
                meetings.plan(scene, meeting)
            await writes.write(connection, scene.changes)


def open_school(
    engine: AsyncEngine,
    gateways: Mapping[Platform, Gateway],
    clock: Clock,
    manners: Manners,
    calendar: SchoolCalendar,
    pacing: Pacing,
    faq: Faq | None = None,
) -> School:
    """Wire the parts. Nothing runs yet."""
    router = Router(handle, order, due.DEEDS, manners, calendar, faq)
    morning = partial(hours.next_at, clock=manners.quiet_hours[1])
    sender = Sender(engine, gateways, clock, pacing, _noting(router, clock), morning)
    intake = Intake(engine, router, clock, sender)
    return School(engine, router, intake, sender, clock, gateways)


def _noting(router: Router, clock: Clock) -> Note:
    """What did not arrive has consequences: they are stored with the outcome."""

    async def note(connection: AsyncConnection, row: Outgoing, state: str, reason: str) -> None:
        scene = await router.quiet_scene(connection, clock())
        await delivery.note(Desk(scene, connection), row, state, reason)
        await writes.write(connection, scene.changes)

    return note


def handle(scene: Scene, line: Line) -> None:
    """The first route that takes the line runs."""
    for route in handlers.ROUTES:
        if route.when(scene, line):
            route.run(scene, line)
            return


def order(scene: Scene, line: Line) -> Order | None:
    """The command that a line of staff calls; or what a gap in what was heard asks for."""
    if line.message.kind is Kind.GAP:
        return Order(gaps.tell)
    return dispatch.find(scene, line)
