"""Leaves: a full guardian's request goes to the head teacher; the family hears the decision."""

import storage.tables as t
from bot import texts
from bot.parsing import leave as leave_words
from bot.parsing import replies as intents
from bot.parsing.leave import LeaveSlots
from bot.parsing.meaning import Intent
from bot.services import matching
from bot.services.desk import Desk
from bot.services.line import Line
from bot.services.scene import Scene
from bot.services.school import Child
from storage import changes as c
from storage import finds


def take(scene: Scene, line: Line) -> bool:
    """Take up a request for leave. False where the line has none, or says more besides."""
    meaning = intents.read(line.message.text, card=line.message.card, now=scene.now)
    if Intent.LEAVE_REQUEST not in meaning.intents:
        return False
    own = matching.own_children(scene, line)
    slots = leave_words.read(line.read.text, scene.now, calendar=scene.calendar)
    children = _whose(scene, line, own)
    if not children:
        return False
    for child in children:
        _request(scene, line, scene.child(child), slots)
    line.taken = True
    return len(line.read.parts) < 2  # noqa: PLR2004  a second clause may answer a notice


def _whose(scene: Scene, line: Line, own: tuple[str, ...]) -> list[str]:
    """The named one of the writer's children, or his only one."""
    rooms = {scene.child(child).classroom for child in own}
    named = {p for room in rooms for m in scene.room(room).index.find(line.read.text) for p in m.pupils}
    mine = [child for child in own if child in named]
    return mine or (list(own) if len(own) == 1 else [])


def _request(scene: Scene, line: Line, child: Child, slots: LeaveSlots) -> None:
    """No day: asked. No school on those days: one line. Else the teacher is asked."""
    days = scene.calendar.school_days(slots.start, slots.end)
    when = spoken(slots)
    if slots.stated and not days:
        scene.tell(line.person, "leave.no_school", when=when)
        return
    row = t.Leave(
        no=scene.number("leave"),
        student_id=child.id,
        kind=slots.kind,
        start=slots.start,
        end=slots.end,
        part=slots.part,
        days=len(days),
        status="requested" if slots.stated else "asked",
        by=line.person,
        at=scene.now,
    )
    scene.happened(c.Stored(row))
    if not slots.stated:
        scene.tell(line.person, "leave.ask_day")
        scene.ask(line.person, "leave_day", row.no, leave=row.model_dump(mode="json"))
        return
    _ask_teacher(scene, line, child, row, when)


def name_day(scene: Scene, line: Line, ask: t.Ask) -> bool:
    """The guardian was asked which day, and says it. False where the line names none."""
    slots = leave_words.read(line.read.text, scene.now, calendar=scene.calendar)
    if not slots.stated:
        return False
    scene.happened(c.AskClosed(ask.id, scene.now))
    days = scene.calendar.school_days(slots.start, slots.end)
    row = t.Leave.model_validate(ask.facts["leave"])
    row.start, row.end, row.part, row.days = slots.start, slots.end, slots.part, len(days)
    row.status = "requested" if days else "cancelled"
    scene.happened(c.Stored(row))
    if days:
        _ask_teacher(scene, line, scene.child(row.student_id), row, spoken(row))
    else:
        scene.tell(line.person, "leave.no_school", when=spoken(row))
    return True


def spoken(slots: LeaveSlots | t.Leave) -> str:
    """From when to when, in words."""
    start, end = slots.start, slots.end
    day = texts.say("leave.day", month=start.month, day=start.day)
    part = texts.find("leave.parts")[slots.part]
    until = "" if start == end else texts.say("leave.until", month=end.month, day=end.day)
    return f"{day}{until}{part}"


def _ask_teacher(scene: Scene, line: Line, child: Child, row: t.Leave, when: str) -> None:
    room = scene.room(child.classroom)
    teacher = scene.staff(room.head_teacher) if room.head_teacher else None
    if teacher:
        kind = texts.find(f"leave.kinds.{row.kind}")
        who = room.relation(line.person, child.id)
        facts = {"no": row.no, "child": child.label, "when": when, "days": row.days}
        scene.tell(teacher.id, "leave.ask_teacher", kind=kind, who=who, **facts)
        scene.ask(teacher.id, "approval", row.no, what="leave", leave=row.no, child=child.id)
    if line.private:
        name = teacher.name if teacher else texts.find("marks.head_teacher")
        scene.tell(line.person, "leave.passed_on", teacher=name, child=child.label, when=when)
    elif row.kind == "sick":
        scene.tell(line.person, "leave.privacy")


async def decide(desk: Desk, ask: t.Ask, teacher: str, verdict: str) -> None:
    """同意 or 拒绝 of the head teacher; the family hears it privately."""
    scene = desk.scene
    scene.happened(c.AskClosed(ask.id, scene.now))
    row = await finds.leave(desk.connection, ask.facts["leave"])
    if row is None:
        return
    agreed = verdict == "agree"
    row.status = "approved" if agreed else "refused"
    row.approved_by = teacher if agreed else None
    scene.happened(c.Stored(row))
    scene.audit(teacher, f"leave_{row.status}", str(row.no))
    child, word = scene.child(row.student_id), "agree" if agreed else "refuse"
    scene.tell(row.by, f"leave.told_{word}", child=child.label, when=spoken(row))
    scene.tell(teacher, f"leave.done_{word}", no=row.no, child=child.label, when=spoken(row))
