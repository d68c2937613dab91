"""What endangers: kept as an incident without its words, told to who must know."""

from collections.abc import Callable
from datetime import timedelta

import storage.tables as t
from bot import texts
from bot.messages import Kind
from bot.parsing import dangers, replies
from bot.parsing.meaning import Intent, OpenNotice
from bot.services.line import Line
from bot.services.people import bindings
from bot.services.replying import matching, meant
from bot.services.safety import by_hand
from bot.services.safety import incident_book as book
from bot.services.safety.quarrels import quarrel
from bot.services.scene import Scene
from bot.services.school import Room
from storage import changes as c

SOON = timedelta(minutes=30)
# How the reader calls the notices that are answered in words of one's own.
ANSWERED = {"attend": "form", "signup": "form", "form": "form", "poll": "poll"}
LIKELY = 0.4  # of an advertisement that shows no sign of one
WORDED = frozenset({Kind.TEXT, Kind.IMAGE, Kind.FILE, Kind.FORWARD})


def watch(scene: Scene, line: Line) -> bool:
    """Deal with a dangerous group line. False where it is none."""
    if line.room is None or line.plain or line.message.kind not in WORDED:
        return False
    room, staff = scene.room(line.room), line.person in scene.picture.school.staff
    if staff:
        return by_hand.watch(scene, line, room)
    return any(check(scene, line, room) for check in CHECKS)


def emergency(scene: Scene, line: Line) -> bool:
    """A guardian's cry for help, in the group or in private."""
    if line.message.kind is not Kind.TEXT or line.plain or line.civil:
        return False
    if line.meaning.primary is not Intent.EMERGENCY or _is_answer(scene, line):
        return False
    classes = [line.room] if line.room else sorted(scene.picture.school.classes_of[line.person])
    if not classes:
        return False
    room = scene.room(classes[0])
    _note_emergency(scene, line, room.own(line.person))
    who = book.who(scene, room, line)
    if line.private:
        scene.tell(line.person, "incident.emergency_told", teacher=book.teacher(scene, room))
    for person in book.alarmed_staff(scene, room):
        scene.alarm(person, "incident.emergency", who=who, text=line.read.text)
    return True


def _is_answer(scene: Scene, line: Line) -> bool:
    """Does it answer a notice, and read beside that notice as no cry: 去的，1个大人，东门?"""
    every = matching.targets(scene, matching.own_children(scene, line))
    asked = [t.notice for t in every if t.notice.kind in ANSWERED]
    beside = [
        OpenNotice(ANSWERED[n.kind], n.title, tuple(n.options))
        for n in asked
        if meant.read(n, line).says == "answer"
    ]
    text, card, read = line.message.text, line.message.card, replies.load().primary
    return any(read(text, card, notice).primary is not Intent.EMERGENCY for notice in beside)


def _note_emergency(scene: Scene, line: Line, own: tuple[str, ...]) -> None:
    """Whoever writes soon after is a helper of the same matter: his child is not in danger."""

    def same_child(known: t.Incident) -> bool:
        return not set(own).isdisjoint(known.students)

    def soon_after(known: t.Incident) -> bool:
        return scene.now - known.at <= SOON

    if book.known_of(scene, line.chat, "emergency", same_child):
        book.record(scene, line, "emergency", own, same_child)
    elif book.known_of(scene, line.chat, "emergency", soon_after):
        book.record(scene, line, "emergency", (), soon_after)
    else:
        book.record(scene, line, "emergency", own, same_child)


def is_harmless(line: Line) -> bool:
    """Would these words alone be no cry for help and no accusation?"""
    alarming = line.meaning.primary is Intent.EMERGENCY
    return not alarming and not dangers.accuses(line.message.text)


def _id_written(scene: Scene, line: Line, room: Room) -> bool:
    """Who wrote it is told privately; the group gets one line, if that is allowed."""
    if not dangers.has_id_number(line.message.text):
        return False
    known = book.known_of(scene, line.chat, "id_number")
    first = known is None or not known.students
    book.record(scene, line, "id_number", room.own(line.person))
    scene.tell(line.person, "incident.id_written")
    if first and scene.manners.group_lines.id_number:
        scene.post(room, texts.say("incident.id_group", teacher=book.teacher(scene, room)))
    if first:
        book.tell_head(scene, room, "incident.id_head", who=book.who(scene, room, line))
    return True


def _marks_remarked(scene: Scene, line: Line, room: Room) -> bool:
    """Later remarks belong to the same incident; nobody is answered."""
    if book.known_of(scene, line.chat, "marks") is None or not dangers.is_remark(line.message.text):
        return False
    book.record(scene, line, "marks")
    return True


def _money(scene: Scene, line: Line, room: Room) -> bool:
    """Money asked in the school's name by somebody who is not staff."""
    if not dangers.demands_money(line.message.text):
        return says_paid(scene, line, room)
    known = _fraud(scene, line.chat)
    first = known is None or (known.kind == "impersonation" and len(known.messages) == 1)
    book.record(scene, line, known.kind if known else "fee")
    if first:
        for person in book.alarmed_staff(scene, room):
            scene.alarm(person, "incident.fee", room=room.name, card=line.message.card)
        if scene.manners.group_lines.fee_alarm:
            said = texts.say("incident.fee_group", teacher=book.teacher(scene, room))
            scene.post(room, said, at_any_hour=True)
    return True


def _advert(scene: Scene, line: Line, room: Room) -> bool:
    """By its signs, or because it reads like one; an answer to a notice is none."""
    text = line.message.text
    offered = (
        (dangers.offers(text) or dangers.canvasses(text))
        and not line.read.affirms
        and not _told(scene, line)
    )
    if not (dangers.advertises(text) or offered or _reads_like_one(scene, line)):
        return False
    writer = line.person or line.message.sender
    _, new = book.record(scene, line, "ad", belongs=lambda known: writer in known.accounts)
    if new:
        scene.tell(line.person or bindings.meet(scene, line.message), "incident.ad")
    return True


def _reads_like_one(scene: Scene, line: Line) -> bool:
    """Without a sign of one: not what a guardian answers to a notice of his own children."""
    if line.read.affirms or line.meaning.primary is not Intent.AD_SPAM:
        return False
    return line.meaning.confidence >= LIKELY and not _told(scene, line)


def _told(scene: Scene, line: Line) -> bool:
    """Is it what a notice asked the writer for?"""
    own = matching.own_children(scene, line) if line.person else ()
    every = matching.targets(scene, own)
    answers = any(meant.read(target.notice, line).says for target in every)
    return answers or meant.asked_for(line, every) or _names_own(scene, line, own)


def _names_own(scene: Scene, line: Line, own: tuple[str, ...]) -> bool:
    return any(scene.child(child).name in line.read.text for child in own)


Check = Callable[[Scene, Line, Room], bool]
CHECKS: tuple[Check, ...] = (_id_written, _money, _advert, _marks_remarked, quarrel)


FRAUD = frozenset({"fee", "impersonation"})


def alarmed(scene: Scene, chat: str, room: str) -> bool:
    """Is somebody's fraud open in this group? It ends when staff write there, or post a notice."""
    known = _fraud(scene, chat)
    if known is None or known.status != "open":
        return False
    sent = (n.sent_at for n in scene.picture.current(frozenset([room])))
    return not any(at and at > known.at for at in sent)


def _fraud(scene: Scene, chat: str) -> t.Incident | None:
    """The matter of fraud in a group."""
    return next((i for i in scene.picture.incidents.get(chat, ()) if i.kind in FRAUD), None)


def calm(scene: Scene, chat: str) -> None:
    """Staff have written: what guardians write counts again as ever."""
    for incident in scene.picture.incidents.get(chat, ()):
        if incident.kind in FRAUD and incident.status == "open":
            incident.status = "closed"
            scene.happened(c.Stored(incident))


def says_paid(scene: Scene, line: Line, room: Room) -> bool:
    """A guardian who paid is named to the head teacher and warned once; others are its helpers."""
    known = _fraud(scene, line.chat)
    if known is None or known.status != "open" or not dangers.PAID.search(line.message.text):
        return False
    if room.own(line.person):
        _warn_payer(scene, line, room, known)
        return True
    writer = line.person or line.message.sender
    if writer not in known.accounts:
        known.accounts = book.joined(known.accounts, [writer])
        known.messages = book.joined(known.messages, [line.message.id])
        scene.happened(c.Stored(known))
    return True


def doubts(scene: Scene, line: Line, room: Room) -> None:
    """Who wonders at the demand, or asks how to follow it, is warned once, privately."""
    known = _fraud(scene, line.chat)
    asked_for = known is not None and (known.kind == "fee" or len(known.messages) > 1)
    if known is None or not asked_for or not dangers.wonders(line.message.text):
        return
    asks = scene.picture.asks.get(line.person, ())
    if not any(ask.kind in {"paid", "doubted"} and ask.no == known.no for ask in asks):
        scene.ask(line.person, "doubted", known.no)
        scene.tell(line.person, "incident.doubt_told", teacher=book.teacher(scene, room))


def _warn_payer(scene: Scene, line: Line, room: Room, known: t.Incident) -> None:
    """Once for each matter; who pays is no helper."""
    asks = scene.picture.asks.get(line.person, ())
    if any(ask.kind == "paid" and ask.no == known.no for ask in asks):
        return
    scene.ask(line.person, "paid", known.no)
    scene.alarm(line.person, "incident.paid_warn", teacher=book.teacher(scene, room))
    for person in book.alarmed_staff(scene, room):
        scene.alarm(person, "incident.paid_told", who=book.who(scene, room, line))


def impersonates(scene: Scene, line: Line, room: Room) -> bool:
    """A newcomer whose card equals a staff member's name raises the alarm."""
    card = "".join(line.message.card.split())
    names = {s.name for s in scene.picture.school.staff.values() if s.name}
    if not card or line.person in scene.picture.school.staff or card not in names:
        return False
    _, new = book.record(scene, line, "impersonation")
    renamed = line.message.kind is Kind.CARD
    key = "incident.impersonation_renamed" if renamed else "incident.impersonation"
    for person in book.alarmed_staff(scene, room) if new else ():
        scene.alarm(person, key, room=room.name, card=card)
    return True
