"""What is done when its time has come: held notices, answers, nudges, deadlines, digests."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import storage.tables as t
from bot import texts
from bot.parsing import dates
from bot.services import hours, loading, roster, unsure
from bot.services.asking import leaves
from bot.services.counting import tally
from bot.services.desk import Desk
from bot.services.duties import duties
from bot.services.publishing import group_answers, meetings, notices, nudges, topics
from bot.services.scene import Scene
from storage import changes as c
from storage import finds
from storage.views import Notice

LATE = timedelta(hours=24)


async def _about(desk: Desk, due: t.Due) -> Notice | None:
    return await desk.notice(due.facts["notice"])


async def send(desk: Desk, due: t.Due) -> None:
    """A scheduled notice. Found late it waits for a waking hour; a day late its author is asked."""
    scene, notice = desk.scene, await _about(desk, due)
    if notice is None or notice.status != "scheduled" or notice.send_at is None:
        return
    planned = notice.send_at
    if scene.now - planned > LATE:
        notice.status = "held"
        scene.happened(c.NoticeStored(notice))
        when = dates.speak(planned, scene.now)
        scene.tell(notice.by, "notice.too_late", no=notice.no, title=notice.title, when=when)
        scene.ask(notice.by, "too_late", notice.no)
    elif end := hours.end_of_quiet(scene.now, scene.manners.quiet_hours):
        key = f"send:{notice.no}:{hours.stamp(end)}"
        scene.plan(key, "send", end, notice=notice.no)
    else:
        notices.send(scene, notice)


async def answers(desk: Desk, due: t.Due) -> None:
    """The batch of answers for the group."""
    notice = await _about(desk, due)
    if notice is None or notice.status != "sent":
        return
    for question in await finds.questions_about(desk.connection, notice.no):
        desk.scene.picture.know_question(question)
    group_answers.post_answers(desk.scene, notice)


async def _chased(desk: Desk, due: t.Due) -> Notice | None:
    """The notice that stands and has still the deadline for which this was planned."""
    notice = await _about(desk, due)
    if notice is None or notice.status != "sent":
        return None
    until = hours.stamp(notice.deadline) if notice.deadline else None
    return notice if due.facts.get("until") == until else None


async def nudge(desk: Desk, due: t.Due) -> None:
    """A reminder by itself; found after the deadline it is dropped."""
    scene, notice = desk.scene, await _chased(desk, due)
    if notice is None:
        return
    if notice.deadline and scene.now >= notice.deadline:
        return
    nudges.nudge(scene, notice)


async def deadline(desk: Desk, due: t.Due) -> None:
    """The author gets the tally, privately, once."""
    scene, notice = desk.scene, await _chased(desk, due)
    if notice is None:
        return
    text, file = tally.told(scene, notice, tally.rows(scene, notice))
    head = texts.say("tally.deadline", no=notice.no)
    scene.write(notice.by, f"{head}\n{text}", file=file, notice=notice.no)


async def digest(desk: Desk, _due: t.Due) -> None:
    """One message to each who asked for it; then the next day's is planned."""
    scene, school = desk.scene, desk.scene.picture.school
    readers = await finds.digest_readers(desk.connection)
    await roster.know_classes(desk.connection, school, readers)
    for person in readers:
        classes = school.classes_of[person]
        await roster.know_rooms(desk.connection, school, classes)
        await loading.know_open(desk.connection, scene.picture, person, scene.manners, scene.now)
        nudges.digest(scene, person)
    plan_digest(scene)


def plan_recurring(scene: Scene) -> None:
    """What comes back by itself has its next time in the table of due things."""
    plan_digest(scene)
    leaves.plan_list(scene)
    topics.plan_proposals(scene)
    duties.plan(scene)


def plan_digest(scene: Scene) -> None:
    at = hours.next_at(scene.now, scene.manners.digest_time)
    scene.plan(f"digest:{at.isoformat()}", "digest", at)


DEEDS: dict[str, Callable[[Desk, t.Due], Awaitable[None]]] = {
    "send": send,
    "answers": answers,
    "nudge": nudge,
    "deadline": deadline,
    "digest": digest,
    "leave_list": leaves.morning_list,
    "topic_propose": topics.propose,
    "topic_post": topics.post,
    "topic_close": topics.close,
    "meeting": meetings.remind,
    "duties": duties.digest,
    "unsure": unsure.tell,
}
