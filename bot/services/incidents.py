"""What endangers: kept as an incident without its words, told to who must know."""

from collections.abc import Callable, Sequence

import storage.tables as t
from bot import texts
from bot.messages import Kind
from bot.parsing import dangers
from bot.parsing.meaning import Intent
from bot.services.line import Line
from bot.services.scene import Scene
from bot.services.school import Room
from storage import changes as c

WORDED = frozenset({Kind.TEXT, Kind.IMAGE, Kind.FILE, Kind.FORWARD})


def watch(scene: Scene, line: Line) -> bool:
    """Deal with a dangerous group line. False where it is none."""
    if line.room is None or line.plain or line.message.kind not in WORDED:
        return False
    room, staff = scene.room(line.room), line.person in scene.picture.school.staff
    checks = STAFF_CHECKS if staff else CHECKS
    return any(check(scene, line, room) for check in checks)


def emergency(scene: Scene, line: Line) -> bool:
    """A guardian's cry for help, in the group or in private."""
    if line.message.kind is not Kind.TEXT or line.plain or line.civil:
        return False
    if line.meaning.primary is not Intent.EMERGENCY:
        return False
    classes = [line.room] if line.room else sorted(scene.picture.school.classes_of[line.person])
    if not classes:
        return False
    room = scene.room(classes[0])
    _record(scene, line, "emergency", room, room.own(line.person))
    for person in _alarmed(scene, room):
        scene.alarm(person, "incident.emergency", who=_who(scene, room, line), text=line.read.text)
    return True


def _alarmed(scene: Scene, room: Room) -> list[str]:
    """The head teacher, the deputy, and the school's administrators."""
    admins = [s.id for s in scene.picture.school.staff.values() if "admin" in s.roles]
    return list(dict.fromkeys(p for p in (room.head_teacher, room.deputy, *admins) if p))


def _who(scene: Scene, room: Room, line: Line) -> str:
    children = room.own(line.person)
    if not children:
        return line.message.card or str(texts.find("marks.somebody"))
    child = children[0]
    return f"{scene.child(child).label}{room.relation(line.person, child)}"


def _record(
    scene: Scene, line: Line, kind: str, room: Room, students: Sequence[str] = ()
) -> tuple[t.Incident, bool]:
    """Write it down, or add to the open one of the same matter. True: it is new."""
    known = known_of(scene, line.chat, kind)
    row = known or t.Incident(
        no=scene.number("incident"), kind=kind, at=scene.now, chat=line.chat, status="open"
    )
    row.accounts = _with(row.accounts, [line.person or line.message.sender])
    row.messages = _with(row.messages, [line.message.id])
    row.students = _with(row.students, students)
    scene.happened(c.Stored(row))
    return row, known is None


def known_of(scene: Scene, chat: str, kind: str) -> t.Incident | None:
    """The open incident of this kind in this group."""
    same = (i for i in scene.picture.incidents if i.chat == chat and i.kind == kind)
    return next(same, None)


def _with(known: list[str], new: Sequence[str]) -> list[str]:
    return list(dict.fromkeys([*known, *new]))


def _head(scene: Scene, room: Room, key: str, **facts: object) -> None:
    if room.head_teacher:
        scene.tell(room.head_teacher, key, **facts)


def _teacher(scene: Scene, room: Room) -> str:
    staff = scene.staff(room.head_teacher) if room.head_teacher else None
    return staff.name if staff else str(texts.find("marks.head_teacher"))


def _id_asked(scene: Scene, line: Line, room: Room) -> bool:
    if not dangers.asks_for_ids(line.message.text):
        return False
    _record(scene, line, "id_number", room)
    scene.tell(line.person, "incident.id_asked")
    return True


def _id_written(scene: Scene, line: Line, room: Room) -> bool:
    """Who wrote it is told privately; the group gets one line, if that is allowed."""
    if not dangers.has_id_number(line.message.text):
        return False
    known = known_of(scene, line.chat, "id_number")
    first = known is None or not known.students
    _record(scene, line, "id_number", room, room.own(line.person))
    scene.tell(line.person, "incident.id_written")
    if first and scene.manners.group_lines.id_number:
        scene.post(room, texts.say("incident.id_group", teacher=_teacher(scene, room)))
    if first:
        _head(scene, room, "incident.id_head", who=_who(scene, room, line))
    return True


def _marks_posted(scene: Scene, line: Line, room: Room) -> bool:
    """Staff are hinted at once, privately, to take it back; nothing is said in the group."""
    m = line.message
    if not dangers.shows_marks(m.text, m.name, m.rows):
        return False
    _, new = _record(scene, line, "marks", room)
    if new:
        scene.tell(line.person, "incident.marks")
    return True


def _marks_remarked(scene: Scene, line: Line, room: Room) -> bool:
    """Later remarks belong to the same incident; nobody is answered."""
    if known_of(scene, line.chat, "marks") is None or not dangers.is_remark(line.message.text):
        return False
    _record(scene, line, "marks", room)
    return True


def _quarrel(scene: Scene, line: Line, room: Room) -> bool:
    """One neutral line if allowed, one private line to each family that speaks."""
    text = line.message.text
    known = known_of(scene, line.chat, "dispute")
    accuses = dangers.accuses(text)
    if known is None and not accuses:
        return False
    named = {p for m in room.index.find(text) for p in m.pupils if len(m.pupils) == 1}
    own = set(room.own(line.person))
    begins = bool(own) and bool(named - own) and accuses
    goes_on = known is not None and bool(own & set(known.students)) and dangers.answers_back(text)
    if not begins and not goes_on:
        return False
    speakers = set(known.accounts) if known else set()
    mine = own if begins and len(own) == 1 else set()
    _record(scene, line, "dispute", room, sorted(named | mine))
    if line.person not in speakers:
        scene.tell(line.person, "incident.dispute_private", teacher=_teacher(scene, room))
    if known is None:
        if scene.manners.group_lines.dispute:
            scene.post(room, texts.say("incident.dispute_group", teacher=_teacher(scene, room)))
        _head(scene, room, "incident.dispute_head", who=_who(scene, room, line))
    return True


def _money(scene: Scene, line: Line, room: Room) -> bool:
    """Money asked in the school's name by somebody who is not staff."""
    if says_paid(scene, line, room):
        return True
    if not dangers.demands_money(line.message.text):
        return False
    known = _fraud(scene, line.chat)
    first = known is None or (known.kind == "impersonation" and len(known.messages) == 1)
    _record(scene, line, known.kind if known else "fee", room)
    if first:
        for person in _alarmed(scene, room):
            scene.alarm(person, "incident.fee", room=room.name, card=line.message.card)
        if scene.manners.group_lines.fee_alarm:
            said = texts.say("incident.fee_group", teacher=_teacher(scene, room))
            scene.post(room, said, at_any_hour=True)
    return True


def _advert(scene: Scene, line: Line, room: Room) -> bool:
    if not dangers.advertises(line.message.text):
        return False
    _, new = _record(scene, line, "ad", room)
    if new:
        scene.tell(line.person or line.message.sender, "incident.ad")
    return True


Check = Callable[[Scene, Line, Room], bool]
STAFF_CHECKS: tuple[Check, ...] = (_id_asked, _marks_posted)
CHECKS: tuple[Check, ...] = (_id_written, _money, _advert, _marks_remarked, _quarrel)


FRAUD = frozenset({"fee", "impersonation"})


def alarmed(scene: Scene, chat: str) -> bool:
    """Is somebody's fraud open in this group? It ends when staff write there."""
    known = _fraud(scene, chat)
    return known is not None and known.status == "open"


def _fraud(scene: Scene, chat: str) -> t.Incident | None:
    """The matter of fraud in a group."""
    return next((i for i in scene.picture.incidents if i.chat == chat and i.kind in FRAUD), None)


def calm(scene: Scene, chat: str) -> None:
    """Staff have written: what guardians write counts again as ever."""
    for incident in scene.picture.incidents:
        if incident.chat == chat and incident.kind in FRAUD and incident.status == "open":
            incident.status = "closed"
            scene.happened(c.Stored(incident))


def says_paid(scene: Scene, line: Line, room: Room) -> bool:
    """A guardian who paid is named to the head teacher and warned once; others are its helpers."""
    known = _fraud(scene, line.chat)
    if known is None or known.status != "open" or not dangers.PAID.search(line.message.text):
        return False
    writer = line.person or line.message.sender
    if writer in known.accounts:
        return True
    known.accounts = _with(known.accounts, [writer])
    known.messages = _with(known.messages, [line.message.id])
    scene.happened(c.Stored(known))
    if room.own(line.person):
        scene.alarm(line.person, "incident.paid_warn", teacher=_teacher(scene, room))
        for person in _alarmed(scene, room):
            scene.alarm(person, "incident.paid_told", who=_who(scene, room, line))
    return True


def impersonates(scene: Scene, line: Line, room: Room) -> bool:
    """A newcomer whose card equals a staff member's name raises the alarm."""
    card = "".join(line.message.card.split())
    names = {s.name for s in scene.picture.school.staff.values() if s.name}
    if not card or line.person in scene.picture.school.staff or card not in names:
        return False
    _, new = _record(scene, line, "impersonation", room)
    if new:
        for person in _alarmed(scene, room):
            scene.alarm(person, "incident.impersonation", room=room.name, card=card)
    return True
