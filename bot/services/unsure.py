"""What was on its way when the program died: nobody knows whether it arrived; staff are told."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import timedelta

import storage.tables as t
from bot import texts
from bot.services import roster
from bot.services.desk import Desk
from bot.services.scene import Scene
from storage import finds, outbox
from storage.views import Outgoing

GRACE = timedelta(minutes=1)  # for a program that is still at it to settle what it sends
Heard = dict[str, dict[str, None]]  # member of staff -> lines, each once


def plan(scene: Scene, ids: Sequence[int]) -> None:
    """Tell it soon, once."""
    if ids:
        scene.plan(f"unsure:{ids[0]}:{ids[-1]}", "unsure", scene.now + GRACE, ids=list(ids))


async def tell(desk: Desk, due: t.Due) -> None:
    """Each of the staff concerned gets one private message."""
    rows = await outbox.unknown(desk.connection, due.facts["ids"])
    lines: Heard = defaultdict(dict)
    for row in rows:
        if row.is_group:
            await _in_group(desk, row, lines)
    await _to_people(desk, [row for row in rows if not row.is_group], lines)
    for person, found in lines.items():
        await desk.person(person)
        desk.scene.tell(person, "delivery.unsure", lines="\n".join(found))


async def _in_group(desk: Desk, row: Outgoing, lines: Heard) -> None:
    """The author of a notice hears it, of other words the head teacher."""
    school = desk.scene.picture.school
    await roster.know_chats(desk.connection, school, [(row.platform, row.chat)], [])
    classroom = school.chats.get((row.platform, row.chat))
    if classroom is None or row.recall:
        return
    room = await desk.room(classroom)
    about = row.notice_no is not None and bool(row.report_to)
    key = "delivery.unsure_group" if about else "delivery.unsure_said"
    if to := row.report_to or room.head_teacher:
        lines[to][texts.say(key, no=row.notice_no, where=room.name)] = None


async def _to_people(desk: Desk, rows: Sequence[Outgoing], lines: Heard) -> None:
    """Staff hear how many were for them, a head teacher which families of the class."""
    own: Counter[str] = Counter()
    families: Heard = defaultdict(dict)
    for row in rows:
        person = await finds.person_of(desk.connection, row.platform, row.chat)
        if person and desk.scene.staff(person.id):
            own[person.id] += 1
        elif person:
            await _family(desk, person, families)
    for to, count in own.items():
        lines[to][texts.say("delivery.unsure_own", count=count)] = None
    for to, names in families.items():
        said = texts.find("marks.and").join(names)
        lines[to][texts.say("delivery.unsure_people", names=said)] = None


async def _family(desk: Desk, person: t.Person, families: Heard) -> None:
    """海棠妈妈, for the head teacher of that class."""
    school = desk.scene.picture.school
    await roster.know_classes(desk.connection, school, [person.id])
    for classroom in sorted(school.classes_of[person.id]):
        room = await desk.room(classroom)
        wards = room.wards.get(person.id, ())[:1]
        for ward in wards if room.head_teacher else ():
            name = f"{room.children[ward.child].label}{ward.relation}"
            families[str(room.head_teacher)][name] = None
