"""Meeting reminders: private, one per person and lead time, never after the meeting has begun."""

from datetime import datetime

import storage.tables as t
from bot import texts
from bot.config import read_lead
from bot.parsing import dates
from bot.services import hours
from bot.services.desk import Desk
from bot.services.scene import Scene
from storage import changes as c
from storage import finds


def moments(meeting: t.Meeting) -> list[datetime]:
    """When its people are to be reminded, earliest first."""
    return sorted(meeting.at - read_lead(lead) for lead in meeting.remind)


def plan(scene: Scene, meeting: t.Meeting) -> None:
    """Every lead is due at its time; what was missed by now counts as one."""
    missed = [at for at in moments(meeting) if at <= scene.now]
    coming = [at for at in moments(meeting) if at > scene.now]
    for at in [*missed[-1:], *coming]:
        key = f"meeting:{meeting.id}:{hours.stamp(at)}"
        scene.plan(key, "meeting", at, meeting=meeting.id, lead=hours.stamp(at))


async def remind(desk: Desk, due: t.Due) -> None:
    scene = desk.scene
    meeting = await finds.meeting(desk.connection, due.facts["meeting"])
    if meeting is None or scene.now >= meeting.at:
        return
    missed = [at for at in moments(meeting) if at <= scene.now]
    if not missed or hours.stamp(missed[-1]) != due.facts["lead"]:
        return  # a later lead is due as well and reminds for both
    for classroom in meeting.classes:
        await desk.room(classroom)
    told_when = (dates.speak(meeting.at, scene.now), meeting.place)
    where_and_when = texts.find("marks.comma").join(filter(None, told_when))
    for person in meeting.people:
        await desk.person(person)
        scene.tell(person, "meeting.remind", title=meeting.title, when=where_and_when)
    at = hours.stamp(scene.now)
    told = [{"account": person, "at": at} for person in meeting.people]
    meeting.reminded = [*meeting.reminded, *told]
    scene.happened(c.Stored(meeting))
