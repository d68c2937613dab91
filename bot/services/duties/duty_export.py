"""Duties as a table: what each class's head teacher owed in a time, and the records it rests on."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import texts
from bot.clock import CHINA
from bot.config import Manners
from bot.services.desk import Desk
from bot.services.duties import duties, duty_words
from bot.services.duties.duty_list import CHILDREN, DAY, Duty
from bot.services.exporting.export_rows import Cells
from bot.services.exporting.exports import Request
from bot.services.picture import Picture
from bot.services.roster import RosterCache
from bot.services.scene import Scene
from bot.services.school import Room, Staff
from schedules.calendar import SchoolCalendar
from schedules.regulations.rules import WINDOW

WEEK = timedelta(weeks=1)
NOON = time(12)


async def stream(
    connection: AsyncConnection,
    request: Request,
    *,
    manners: Manners,
    calendar: SchoolCalendar,
    now: datetime,
) -> AsyncIterator[list[Cells]]:
    """The rows of each class. Without days they are those of the periods that hold today."""
    school = await RosterCache().school(connection)
    desk = Desk(Scene(Picture(school), manners, calendar, now), connection)
    for id_ in [request.classroom] if request.classroom else list(school.names):
        room = await desk.room(id_)
        head = desk.scene.staff(room.head_teacher or "")
        if head:
            yield [
                _cells(desk.scene, room, head, duty)
                for duty in await _owed(desk, head, room, request)
            ]


async def _owed(desk: Desk, head: Staff, room: Room, request: Request) -> list[Duty]:
    """Each duty once for each of its periods, the newest period first."""
    found: dict[tuple[object, ...], Duty] = {}
    for day in _days(request, desk.scene.today):
        at = datetime.combine(day, NOON, CHINA) if day != desk.scene.today else desk.scene.now
        then = Desk(replace(desk.scene, now=at, changes=[]), desk.connection)
        for duty in (await duties.judge(then, head, [room.id])).duties:
            found.setdefault((*duty.same, duty.first), duty)
    return list(found.values())


def _days(request: Request, today: date) -> Iterator[date]:
    """A day in every week that is asked for: no period is shorter. What is to come is left out."""
    last = min(request.until or today, today)
    first = min(request.since or last, today)
    day = max(first, last)
    while day > first:
        yield day
        day -= WEEK
    yield first


def _cells(scene: Scene, room: Room, head: Staff, duty: Duty) -> Cells:
    join = texts.find("marks.and").join
    return (
        room.name,
        head.name,
        join(duty.clause),
        duty.says,
        _period(duty),
        duty.first.isoformat(),
        duty.last.isoformat(),
        str(duty.done),
        str(duty.need),
        duty_words.counted(duty).strip(),
        str(texts.find(f"duty.levels.{duty.level}")),
        str(texts.find("export.words.yes")["true" if duty.met else "false"]),
        join(_lacking(scene, duty)),
        join(duty.records),
    )


def _period(duty: Duty) -> str:
    """Which period it is of, whichever one the row is about."""
    words = texts.find("export.words.periods")
    if duty.per == DAY:
        return str(words["day"])
    return str(words["window" if duty.per.startswith(WINDOW) else duty.per])


def _lacking(scene: Scene, duty: Duty) -> Sequence[str]:
    if duty.met or duty.each not in CHILDREN:
        return ()
    return [scene.child(unit).label for unit in duty.open]
