"""这个月家访了几家, 还有几家没家访, 上个月联系过谁: told privately out of the records."""

from collections.abc import Iterable, Sequence

import storage.tables as t
from bot import texts
from bot.commands.spec import Call, Command, Refused
from bot.parsing import contact_asks
from bot.parsing.contact_asks import Asked
from bot.services.desk import Desk
from bot.services.school import SCHOOL_WIDE, Room, Staff
from schedules.calendar import TERM
from storage import finds

INDIVIDUAL = ("home_visit", "phone_call", "video_call", "interview", "reception", "walk_in")
INDIVIDUAL_LETTERS = (
    "letter",
    "private_answer",
    "private_message",
    "consultation",
    "counselling",
)


async def tell(desk: Desk, call: Call) -> None:
    """Class by class. Group messages and meetings are no contact with one family."""
    terms = [(span.start, span.end) for span in desk.scene.calendar.spans.get(TERM, ())]
    asked = contact_asks.read(call.words[0], desk.scene.now, terms)
    rooms = await _rooms(desk, call.staff)
    lines = []
    for room in rooms:
        kinds = (asked.kind,) if asked.kind else (*INDIVIDUAL, *INDIVIDUAL_LETTERS)
        rows = await finds.contacts_between(
            desk.connection, room.id, kinds, asked.since, asked.until
        )
        said = "\n".join(_left(room, asked, rows) if asked.left else _done(room, asked, rows))
        lines.append(
            texts.say("contact.of_class", room=room.name, text=said) if rooms[1:] else said
        )
    foot = [] if asked.kind else [texts.find("contact.not_counted")]
    desk.scene.write(call.staff.id, "\n".join([*lines, *foot]))


async def _rooms(desk: Desk, staff: Staff) -> list[Room]:
    """The asker's own classes; of who has none and leads the school, all."""
    every = desk.scene.picture.school.names if staff.roles & SCHOOL_WIDE else ()
    classes = sorted(staff.classes or every)
    if not classes:
        raise Refused("no_class_of_yours")
    return [await desk.room(classroom) for classroom in classes]


def _reached(rows: Iterable[t.Contact], room: Room) -> list[str]:
    """The children whose family was spoken to, in the order of the roster."""
    found = {child for row in rows if row.reached is not False for child in row.students}
    return [child for child in room.children if child in found]


def _left(room: Room, asked: Asked, rows: Sequence[t.Contact]) -> list[str]:
    done = _reached(rows, room)
    left = [child for child in room.children if child not in done]
    key = "contact.asked_left" if left else "contact.asked_left_none"
    return [texts.say(key, **_facts(asked), count=len(left), names=_names(room, left))]


def _done(room: Room, asked: Asked, rows: Sequence[t.Contact]) -> list[str]:
    done = _reached(rows, room)
    tried = {child for row in rows for child in row.students}
    missed = [child for child in room.children if child in tried and child not in done]
    times = sum(row.reached is not False for row in rows)
    key = "contact.asked_done" if done else "contact.asked_done_none"
    facts = {**_facts(asked), "count": len(done), "times": times, "names": _names(room, done)}
    lines = [texts.say(key, **facts)]
    return (
        [*lines, texts.say("contact.asked_missed", names=_names(room, missed))] if missed else lines
    )


def _facts(asked: Asked) -> dict[str, str]:
    what = texts.find(f"contact.kinds.{asked.kind}") if asked.kind else texts.find("contact.alone")
    return {"when": asked.when or texts.find("contact.this_month"), "what": what}


def _names(room: Room, children: Iterable[str]) -> str:
    return str(texts.find("marks.and").join(room.children[child].label for child in children))


COMMANDS = (Command("这个月谁还没联系过", contact_asks.ASKS, tell),)
