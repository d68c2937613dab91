"""What a teacher reads before talking to a family: who they are, what was said, what is open."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

import storage.tables as t
from bot import texts
from bot.clock import china
from bot.services.desk import Desk
from bot.services.publishing import nudges
from bot.services.scene import Scene
from bot.services.school import Child, Room, Staff
from storage import briefing as stored

BACK = timedelta(days=365)
SHOWN = 3  # of the latest contacts and leaves


async def brief(desk: Desk, staff: Staff, child: Child) -> str:
    """All of it as one private text, sensitive records only for who wrote them."""
    scene, room = desk.scene, await desk.room(child.classroom)
    since = scene.now - BACK
    contacts = await stored.contacts(desk.connection, room.id, child.id, since)
    follow_ups = await stored.follow_ups(desk.connection, child.id)
    leaves = await stored.leaves(desk.connection, child.id)
    lines = [
        texts.say("briefing.head", child=child.label, room=room.name),
        texts.say("briefing.family", people=_family(room, child)),
        *_contacts(scene, room, staff, contacts),
        *_follow_ups(staff, follow_ups),
        *_unanswered(scene, child),
        *_leaves(leaves),
    ]
    return "\n".join(lines)


def _family(room: Room, child: Child) -> str:
    """Relation, and how they can be reached."""
    people = []
    for ward in room.guardians[child.id]:
        person = room.people[ward.person]
        marks = {"view_only": not ward.speaks, "phone_only": person.phone_only}
        marks["phone"] = person.has_phone and not person.phone_only
        more = [str(texts.find(f"briefing.{mark}")) for mark, true in marks.items() if true]
        aside = texts.find("marks.comma").join(more)
        said = texts.say("marks.aside", text=ward.relation, more=aside) if more else ward.relation
        people.append(said)
    return texts.find("marks.and").join(people) or str(texts.find("briefing.nobody"))


def _contacts(scene: Scene, room: Room, staff: Staff, rows: Sequence[t.Contact]) -> Iterator[str]:
    if not rows:
        yield texts.find("briefing.no_contact")
    for row in rows[:SHOWN]:
        hidden = row.sensitive and staff.id not in row.staff
        said = [row.record, row.measure] if not hidden else [texts.find("briefing.hidden")]
        kin = [w.relation for p in row.guardians for w in room.wards.get(p, ())][:1]
        yield texts.say(
            "briefing.contact",
            day=texts.day(china(row.time).date()),
            kind=texts.find("contact.kinds").get(row.kind, row.kind),
            kin="".join(kin),
            words=texts.find("marks.semicolon").join(filter(None, said)),
            missed="" if row.reached is not False else texts.find("briefing.missed"),
        )


def _follow_ups(staff: Staff, rows: Iterable[t.FollowUp]) -> Iterator[str]:
    for row in rows:
        if row.visible != "owner" or row.owner == staff.id:
            day = texts.day(row.due) if row.due else texts.find("briefing.no_day")
            yield texts.say(
                "briefing.follow_up", day=day, what=texts.find("briefing.tasks")[row.kind]
            )


def _unanswered(scene: Scene, child: Child) -> Iterator[str]:
    """The notices of the class that still want this family's answer."""
    for notice in scene.picture.current(frozenset([child.classroom])):
        known = scene.picture.receipts.get((notice.no, child.id))
        if known and known.status in nudges.OPEN:
            yield texts.say("briefing.unanswered", no=notice.no, title=notice.title)


def _leaves(rows: Sequence[t.Leave]) -> Iterator[str]:
    if rows:
        days = texts.find("marks.and").join(texts.day(row.start) for row in rows[:SHOWN])
        yield texts.say("briefing.leaves", count=len(rows), days=days)
