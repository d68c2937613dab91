"""Leaves: a full guardian's request goes to the head teacher; the family hears the decision."""

import storage.tables as t
from bot import texts
from bot.parsing import attend, clauses, leave_talk
from bot.parsing import leave as leave_words
from bot.parsing.leave import LeaveSlots
from bot.parsing.meaning import Intent
from bot.services import hours
from bot.services.asking import leave_child, that_day
from bot.services.desk import Desk
from bot.services.line import Line
from bot.services.replying import matching
from bot.services.scene import Scene
from bot.services.school import Child
from storage import changes as c
from storage import finds

SURE = 0.55


def take(scene: Scene, line: Line) -> bool:
    """Take up a request for leave. False where the line has none, or says more besides."""
    if line.civil or leave_talk.TALK.search(line.read.text):
        return False
    if not _asks_leave(scene, line):
        return False
    own = matching.own_children(scene, line)
    words = _request_words(scene, line, own)
    words = that_day.spelled(scene, line, own, words) or words
    slots = leave_words.read(words, scene.now, calendar=scene.calendar)
    if not slots.stated and (
        leave_talk.ASKS_HOW.search(line.read.text) or _answers_an_invitation(scene, line, own)
    ):
        return False
    if _is_past(scene, slots):
        return False
    children, unsure = leave_child.whose(scene, words, own)
    if unsure and not children:
        leave_child.ask(scene, line.person, unsure, slots)
    for child in children:
        _request(scene, line, scene.child(child), slots)
    line.taken = bool(children or unsure)
    return line.taken and len(line.read.parts) < 2  # noqa: PLR2004  a second clause may answer


def _asks_leave(scene: Scene, line: Line) -> bool:
    """Plainly in words, or surely enough by its meaning; an undecided word asks for nothing.

    Either way somebody is to stay away, and it is not the writer.
    """
    text = line.read.text
    if not leave_talk.is_absence(text) or leave_talk.of_adult(text):
        return False
    if leave_talk.SAYS.search(text):
        return not clauses.asks(line.message.text)
    meaning = line.meaning
    sure = meaning.primary is Intent.LEAVE_REQUEST and meaning.confidence >= SURE
    return sure and leave_talk.is_absence(" ".join(_decided(line)))


def _decided(line: Line) -> list[str]:
    """The clauses that leave nothing open: 周六那天不一定 asks for nothing yet."""
    return [part for part in line.read.parts if not clauses.HEDGE.search(part)]


def _answers_an_invitation(scene: Scene, line: Line, own: tuple[str, ...]) -> bool:
    """不去 with no word of leave and no day is what an open notice asks about."""
    if leave_talk.SAYS.search(line.read.text):
        return False
    invited = any(t.notice.kind == "attend" for t in matching.targets(scene, own))
    return invited and attend.attend(line.read).says == "answer"


def _is_past(scene: Scene, slots: LeaveSlots) -> bool:
    return slots.stated and slots.end < scene.today


def _request_words(scene: Scene, line: Line, own: tuple[str, ...]) -> str:
    """Of several children with clauses of their own only those that are to stay away."""
    if len(own) < 2:  # noqa: PLR2004  one child needs no telling apart
        return " ".join(_decided(line)) if clauses.HEDGE.search(line.read.text) else line.read.text
    away = [part for part in line.read.parts if not leave_talk.PRESENT.search(part)]
    return " ".join(away) or line.read.text


def name_child(scene: Scene, line: Line, ask: t.Ask) -> bool:
    """The guardian was asked for which child, and writes its name. False where he does not."""
    child = leave_child.chosen(scene, line.message.text, ask)
    if child is None:
        return False
    scene.happened(c.AskClosed(ask.id, scene.now))
    _request(scene, line, scene.child(child), leave_child.slots_of(ask))
    return True


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


def ends(text: str) -> bool:
    """Do these words end a leave?"""
    return bool(leave_talk.BACK.search(text) or leave_talk.NOT_AFTER_ALL.search(text))


async def end(desk: Desk, person: str, text: str, children: set[str], *, staff: bool) -> bool:
    """销假 and 不请了: an approved leave is closed, one that has not begun is cancelled."""
    scene, done = desk.scene, False
    for row in await finds.running_leaves(desk.connection, children):
        begun = row.start <= scene.today
        if leave_talk.BACK.search(text) and begun and row.status == "approved":
            row.status, row.returned, key = "closed", scene.today, "leave.returned"
        elif leave_talk.NOT_AFTER_ALL.search(text) and not begun:
            row.status, key = "cancelled", "leave.cancelled"
        else:
            continue
        scene.happened(c.Stored(row))
        child, done = scene.child(row.student_id), True
        scene.tell(person, key, child=child.label)
        head = scene.room(child.classroom).head_teacher
        if head and not staff and head != person:
            scene.tell(head, key, child=child.label)
    return done


async def morning_list(desk: Desk, _due: t.Due) -> None:
    """The head teacher's one list of that day's approved leaves; none, no message."""
    scene = desk.scene
    plan_list(scene)
    if not scene.calendar.is_school_day(scene.today):
        return
    for row in await finds.classrooms(desk.connection):
        room = await desk.room(row.id)
        away = await finds.leaves_on(desk.connection, set(room.children), scene.today)
        if away and room.head_teacher:
            names = texts.find("marks.and").join(
                texts.say("leave.listed", child=scene.child(x.student_id).label, when=spoken(x))
                for x in away
            )
            scene.tell(room.head_teacher, "leave.list", names=names, count=len(away))


def plan_list(scene: Scene) -> None:
    clock = scene.manners.leave_list_time
    if clock:
        at = hours.next_at(scene.now, clock)
        scene.plan(f"leaves:{at.isoformat()}", "leave_list", at)


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
        if not who:
            own = matching.own_children(scene, line)
            other = scene.child(own[0]) if own else child
            who = f"{other.label}{scene.room(other.classroom).relation(line.person, other.id)}"
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
