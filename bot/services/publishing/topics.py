"""The topic of the month: proposed, chosen, posted on a school day, closed with one digest."""

from datetime import date, datetime, time, timedelta

import storage.tables as t
from bot import texts
from bot.clock import CHINA
from bot.parsing import dates, topic_talk
from bot.services import hours
from bot.services.desk import Desk
from bot.services.scene import Scene
from bot.services.school import Room
from storage import changes as c
from storage import finds

PROPOSE_AT = time(9)
LATE = timedelta(hours=24)
OUT = frozenset({"posted", "closed"})
MONTHS_AHEAD = 13


def months(scene: Scene) -> list[date]:
    """The first days of this and the coming months."""
    first = scene.today.replace(day=1)
    found = []
    for _ in range(MONTHS_AHEAD):
        found.append(first)
        first = (first + timedelta(days=32)).replace(day=1)
    return found


def plan_proposals(scene: Scene) -> None:
    """The next proposal of every class is due at nine, some days before its month."""
    rule = scene.manners.topics
    if rule is None:
        return
    for classroom in scene.picture.school.names:
        for first in months(scene):
            at = _propose_at(scene, first)
            has_school = scene.calendar.first_school_day_of_month(first.year, first.month)
            if at > scene.now and has_school:
                month = f"{first:%Y-%m}"
                key = f"topic:propose:{classroom}:{month}"
                scene.plan(key, "topic_propose", at, classroom=classroom, month=month)
                break


def _propose_at(scene: Scene, first: date) -> datetime:
    """So many calendar days before the month; no school day: the working day before."""
    days = scene.manners.topics.propose_days if scene.manners.topics else 0
    day = first - timedelta(days=days)
    while not scene.calendar.is_workday(day):  # in the holidays teachers read on working days
        day -= timedelta(days=1)
    return datetime.combine(day, PROPOSE_AT, CHINA)


async def propose(desk: Desk, due: t.Due) -> None:
    """Two titles and the ways to answer, to the head teacher."""
    scene, month = desk.scene, due.facts["month"]
    await desk.room(due.facts["classroom"])
    plan_proposals(scene)
    room = scene.room(due.facts["classroom"])
    used = await finds.topic_titles(desk.connection, room.id)
    candidates = _candidates(scene, used)
    post_at = _first_school_day(scene, month)
    if room.head_teacher is None or post_at is None:
        return
    row = t.Topic(
        classroom_id=room.id, month=month, candidates=candidates, status="proposed", post_at=post_at
    )
    plan_post(scene, row, post_at)  # the first of them is posted, unless the teacher answers
    listed = " ".join(
        texts.say("topic.candidate", letter=chr(65 + i), title=one["title"])
        for i, one in enumerate(candidates)
    )
    facts = {"month": int(month[5:]), "room": room.name, "listed": listed}
    when = dates.speak(post_at, scene.now)
    scene.tell(room.head_teacher, "topic.propose", when=when, **facts)
    titles = [one["title"] for one in candidates]
    scene.ask(room.head_teacher, "topic", None, classroom=room.id, month=month, titles=titles)


def _candidates(scene: Scene, used: set[str]) -> list[dict[str, str]]:
    """The school's own first, then ours; what was a topic lately comes last."""
    rule = scene.manners.topics
    own = [dict(one) for one in rule.candidates] if rule else []
    every = [*own, *texts.find("topic.ours")]
    fresh = [one for one in every if one["title"] not in used]
    return [dict(one) for one in (fresh + [o for o in every if o not in fresh])[:2]]


def _first_school_day(scene: Scene, month: str) -> datetime | None:
    """When it is posted by itself: found late, on the month's first school day still to come."""
    day = scene.calendar.first_school_day_of_month(int(month[:4]), int(month[5:]))
    while day and at_post_time(scene, day) <= scene.now:
        day = scene.calendar.next_school_day(day)
    return at_post_time(scene, day) if day and f"{day:%Y-%m}" == month else None


def at_post_time(scene: Scene, day: date) -> datetime:
    rule = scene.manners.topics
    return datetime.combine(day, rule.post_time if rule else PROPOSE_AT, CHINA)


def plan_known(scene: Scene, topic: t.Topic) -> None:
    """A topic that stands already has its time to be posted or closed."""
    default = topic.status == "proposed" and bool(topic.post_at and topic.post_at > scene.now)
    if topic.post_at and (default or topic.status == "scheduled"):
        _plan(scene, topic, topic.post_at)
    if topic.status == "posted":
        plan_close(scene, topic)


def plan_close(scene: Scene, topic: t.Topic) -> None:
    """It is closed on the month's last school day."""
    rule, year, month = scene.manners.topics, int(topic.month[:4]), int(topic.month[5:])
    last = scene.calendar.last_school_day_of_month(year, month)
    if rule and last:
        at = datetime.combine(last, rule.close_time, CHINA)
        key = f"topic:close:{topic.classroom_id}:{topic.month}"
        scene.plan(key, "topic_close", at, classroom=topic.classroom_id, month=topic.month)


async def post(desk: Desk, due: t.Due) -> None:
    """It stands in the group once; found late it waits for a waking hour, a day late it is off."""
    scene = desk.scene
    await desk.room(due.facts["classroom"])
    topic = await finds.topic(desk.connection, due.facts["classroom"], due.facts["month"])
    if topic is None or topic.status in OUT | {"skipped"} or topic.post_at != due.at:
        return
    if not has_title(topic):
        return
    room = scene.room(topic.classroom_id)
    if scene.now - due.at > LATE:
        topic.status = "proposed"
        scene.happened(c.Stored(topic))
        if room.head_teacher:
            scene.tell(room.head_teacher, "topic.too_late", title=topic.title)
        return
    if end := hours.end_of_quiet(scene.now, scene.manners.quiet_hours):
        topic.post_at = end
        plan_post(scene, topic, end)
        return
    _post(scene, topic, room)


def has_title(topic: t.Topic) -> bool:
    """The one that was chosen, else the first that was proposed."""
    if not topic.title and topic.candidates:
        topic.title, topic.tag = topic.candidates[0]["title"], topic.candidates[0]["tag"]
    return bool(topic.title)


def plan_post(scene: Scene, topic: t.Topic, at: datetime) -> None:
    scene.happened(c.Stored(topic))
    _plan(scene, topic, at)


def _plan(scene: Scene, topic: t.Topic, at: datetime) -> None:
    key = f"topic:post:{topic.classroom_id}:{topic.month}:{hours.stamp(at)}"
    scene.plan(key, "topic_post", at, classroom=topic.classroom_id, month=topic.month)


def _post(scene: Scene, topic: t.Topic, room: Room) -> None:
    topic.status, topic.posted_at = "posted", scene.now
    scene.happened(c.Stored(topic))
    scene.post(room, texts.say("topic.post", title=topic.title, tag=topic.tag))
    plan_close(scene, topic)


async def close(desk: Desk, due: t.Due) -> None:
    """One digest without names and without anybody's own words."""
    scene = desk.scene
    await desk.room(due.facts["classroom"])
    topic = await finds.topic(desk.connection, due.facts["classroom"], due.facts["month"])
    if topic is None or topic.status != "posted":
        return
    topic.status = "closed"
    scene.happened(c.Stored(topic))
    room = scene.room(topic.classroom_id)
    key = "topic.closed" if topic.contributions else "topic.closed_silent"
    scene.post(room, texts.say(key, title=topic.title, count=topic.contributions))


def contribute(scene: Scene, room: Room, text: str) -> bool:
    """A group message that begins with the tag. A rough one is hinted at privately, once."""
    topic = next((x for x in scene.picture.topics if _is_for(x, room, text)), None)
    if topic is None:
        return False
    topic.contributions += 1
    scene.happened(c.Stored(topic))
    if topic_talk.ROUGH.search(text) and room.head_teacher:
        scene.tell(room.head_teacher, "topic.rough", title=topic.title)
    return True


def _is_for(topic: t.Topic, room: Room, text: str) -> bool:
    tag = text.lstrip().removeprefix("#").removeprefix("＃")
    return topic.classroom_id == room.id and bool(topic.tag) and tag.startswith(topic.tag)
