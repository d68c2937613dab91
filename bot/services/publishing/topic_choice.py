"""What the head teacher answers to a proposed topic: a letter, an own one, another day, or none."""

from collections.abc import Sequence
from datetime import datetime

import storage.tables as t
from bot.parsing import dates, orders, topic_talk
from bot.services.desk import Desk
from bot.services.publishing.topics import OUT, at_post_time, has_title, plan_post
from bot.services.scene import Scene
from storage import changes as c
from storage import finds


async def answer(desk: Desk, asks: Sequence[t.Ask], text: str) -> bool:
    """To each class what is said of it; without its name to the latest that is undecided.

    False where the words are no answer.
    """
    parts = _by_class(desk.scene, asks, text) or [(await _undecided(desk, asks), text)]
    return all([await _answer_one(desk, ask, said) for ask, said in parts])


def _by_class(scene: Scene, asks: Sequence[t.Ask], text: str) -> list[tuple[t.Ask, str]]:
    """四(9)班A，四(10)班跳过: the words behind each class that was asked about; 都 means all."""
    latest = {ask.facts["classroom"]: ask for ask in asks}
    if all_ := topic_talk.ALL.match(text):
        return [(ask, text[all_.end() :]) for ask in latest.values()]
    names = {orders.plain_class(scene.picture.school.names[room]): room for room in latest}
    heads = list(topic_talk.CLASS.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    found = [
        (names.get(orders.plain_class(head[0])), text[head.end() : end].strip(topic_talk.BETWEEN))
        for head, end in zip(heads, ends, strict=False)
    ]
    return [(latest[room], said) for room, said in found if room]


async def _undecided(desk: Desk, asks: Sequence[t.Ask]) -> t.Ask:
    """The latest proposal without an answer; where all have one, the latest may be mended."""
    for ask in reversed(asks):
        topic = await finds.topic(desk.connection, ask.facts["classroom"], ask.facts["month"])
        if topic and topic.status == "proposed":
            return ask
    return asks[-1]


async def _answer_one(desk: Desk, ask: t.Ask, text: str) -> bool:
    """A letter, 自拟《…》, a day, or 跳过. False where the words are none of these."""
    scene = desk.scene
    await desk.room(ask.facts["classroom"])
    topic = await finds.topic(desk.connection, ask.facts["classroom"], ask.facts["month"])
    if topic is None:
        return False
    if topic.status in OUT:
        scene.tell(ask.person_id, "topic.out", month=int(topic.month[5:]), title=topic.title)
        return True
    if topic_talk.SKIP.match(text):
        topic.status = "skipped"
        scene.happened(c.Stored(topic))
        room = scene.room(topic.classroom_id).name
        scene.tell(ask.person_id, "topic.skipped", room=room, month=int(topic.month[5:]))
        return True
    said = _choose(scene, topic, text)
    if said is None:
        return False
    topic.post_at = _named_day(scene, topic, said) or topic.post_at
    _schedule(scene, topic, ask.person_id)
    return True


def _choose(scene: Scene, topic: t.Topic, text: str) -> str | None:
    """Take over title and tag from the words. The words beside the title; None for no answer."""
    nth = topic_talk.place(text, len(topic.candidates))
    place = _by_words(topic, text) if nth is None else nth
    days = [day.span for day in dates.find(text, scene.now)]
    if own := topic_talk.own_title(text, days):
        tag = topic_talk.TAG.search(own[1])
        topic.title, topic.tag = own[0], tag[1] if tag else topic.tag or own[0][:4]
        return topic_talk.TAG.sub("", own[1])
    if 0 <= place < len(topic.candidates):
        one = topic.candidates[place]
        topic.title, topic.tag = one["title"], one["tag"]
        return text.replace(one["title"], " ")
    moves = topic_talk.MOVE.search(text) or (days and topic_talk.POSTS.match(text, days[-1][1]))
    return text if moves and has_title(topic) else None


def _by_words(topic: t.Topic, text: str) -> int:
    """The place of the candidate whose title the words give."""
    place = topic_talk.titled(text, [one["title"] for one in topic.candidates])
    return -1 if place is None else place


def _named_day(scene: Scene, topic: t.Topic, text: str) -> datetime | None:
    """节后: the first school day after the holiday; else the day that the words name."""
    year, month = int(topic.month[:4]), int(topic.month[5:])
    first = scene.calendar.first_school_day_of_month(year, month)
    if topic_talk.AFTER_HOLIDAY in text and first:
        return at_post_time(scene, first)
    days = [found.start for found in dates.find(text, scene.now) if found.start >= scene.today]
    fitting = [day for day in days if scene.calendar.is_school_day(day)]
    return at_post_time(scene, fitting[-1]) if fitting else None


def _schedule(scene: Scene, topic: t.Topic, teacher: str) -> None:
    at = max(topic.post_at or scene.now, scene.now)
    topic.status, topic.post_at = "scheduled", at
    plan_post(scene, topic, at)
    when = dates.speak(at, scene.now)
    room = scene.room(topic.classroom_id).name
    scene.tell(teacher, "topic.scheduled", room=room, title=topic.title, tag=topic.tag, when=when)
