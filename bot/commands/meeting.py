"""会议: a meeting with its reminders for the teachers of the class."""

import re

import storage.tables as t
from bot.commands.spec import Call, Command, Refused
from bot.parsing import dates, titles
from bot.services.desk import Desk
from bot.services.publishing import meetings
from storage import changes as c

LEADS = ("-24h", "-1h")


async def plan(desk: Desk, call: Call) -> None:
    """会议 9月26日15:00 教研会: its people are the teachers of the asker's classes."""
    scene = desk.scene
    named = (found.at for found in dates.find(call.text, scene.now) if found.at and found.time)
    at = next(named, None)
    if at is None or at <= scene.now:
        raise Refused("no_meeting_time")
    school = scene.picture.school
    people = [s.id for s in school.staff.values() if s.classes & call.staff.classes] or [
        call.staff.id
    ]
    meeting = t.Meeting(
        id=f"m{scene.number('meeting')}",
        kind="teacher_meeting",
        title=titles.title_of(call.text, scene.now),
        at=at,
        classes=sorted(call.staff.classes),
        people=people,
        remind=list(LEADS),
    )
    scene.happened(c.Stored(meeting))
    meetings.plan(scene, meeting)
    when = dates.speak(at, scene.now)
    scene.tell(call.staff.id, "meeting.planned", title=meeting.title, when=when, count=len(people))


COMMANDS = (
    Command("会议", re.compile(r"会议(?!纪要|记录)[\s:：,，]+(?P<rest>.+)$", re.DOTALL), plan),
)
