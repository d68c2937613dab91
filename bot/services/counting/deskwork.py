"""The teacher's own hand at the desk: what a press settles for one child, and how it is taken back.

Every press has an id of its own. What it says stands as signs under that id; the signs that it
sets aside are kept with it, so that taking it back brings the tally to where it was.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import storage.tables as t
from bot.messages import Address, Inbound, Platform
from bot.parsing import polls
from bot.parsing.attend import COMES, STAYS
from bot.parsing.chains import fields as chain_fields
from bot.parsing.orders import NoticeOrder
from bot.services.counting import receipts
from bot.services.publishing import notices
from bot.services.scene import Scene
from bot.services.school import Room
from storage import changes as c
from storage.views import Notice, Receipt, Sign

CHAT = "desk"
ASIDE = "aside"  # a sign that only keeps what a press set aside: it settles nothing
FITS = {
    "count": frozenset({"suspected", "question", "manual", "conflict", "pending", "none"}),
    "drop": frozenset({"suspected", "manual", "conflict"}),
    "phone": frozenset({"suspected", "question", "manual", "conflict", "pending", "none"}),
    "answered": frozenset({"question"}),
}


@dataclass(frozen=True, slots=True)
class Press:
    """`does`: count, drop, phone or answered; `answer` is what the family says, where it counts."""

    id: str
    child: str
    does: str
    answer: Any = None


def press(scene: Scene, notice: Notice, made: Press) -> bool:
    """Do what a press says. False where it no longer fits how the child stands: nothing changes."""
    before = scene.picture.receipt(notice.no, made.child)
    if before.status not in FITS.get(made.does, ()):
        return False
    _sit_down(scene, made.id)
    if made.does == "drop":
        _set_aside(scene, notice, made, _signs(scene, notice, made.child))
    elif made.does == "answered":
        _answered(scene, notice, made, before)
    else:
        _count(scene, notice, made, before)
    receipts.refold(scene, notice, made.child)
    action = "receipt_entered" if made.does in {"count", "phone"} else f"receipt_{made.does}"
    scene.audit(teacher(scene, notice, made.child), action, f"{notice.no}:{made.child}")
    return True


def open_all(scene: Scene, notice: Notice) -> None:
    """A child that came to the class after the notice has a receipt from now on."""
    children = (child.id for child in scene.audience(notice))
    missing = tuple(id_ for id_ in children if (notice.no, id_) not in scene.picture.receipts)
    if missing:
        scene.happened(c.ReceiptsOpened(notice.no, missing))


def _sit_down(scene: Scene, press_id: str) -> None:
    """What follows is said at the desk, under the press's id, and nobody is written to."""
    scene.platform = Platform.PASTED
    desk = Address(Platform.PASTED, CHAT, is_group=True)
    scene.message = Inbound(press_id, "", desk, "", "", scene.now)


def _count(scene: Scene, notice: Notice, made: Press, before: Receipt) -> None:
    """An answer on paper or by telephone; what speaks against it is set aside."""
    against = [
        sign
        for sign in _signs(scene, notice, made.child)
        if sign.says == "deny"
        or (sign.says == "answer" and not receipts.agree(sign.answer, made.answer))
    ]
    if against:
        _set_aside(scene, notice, made, against)
    via = "phone" if made.does == "phone" else "paper"
    person = _speaker(scene, notice, made.child, before)
    receipts.give(scene, notice, made.child, person, "answer", via=via, answer=made.answer)


def _answered(scene: Scene, notice: Notice, made: Press, before: Receipt) -> None:
    """The question is answered: the family has seen the notice, and its word is still awaited."""
    asked = [s for s in _signs(scene, notice, made.child) if s.says == "question"]
    _set_aside(scene, notice, made, asked)
    receipts.give(scene, notice, made.child, before.by, "pending", via=before.via)
    for question in _questions(scene, notice, made.child):
        if question.status == "open":
            _store(scene, question, status="answered", source="teacher")


def take_back(scene: Scene, notice: Notice, child: str, press_id: str) -> bool:
    """Undo a press: its signs go, and those it had set aside stand again. False if it is gone."""
    own = [s for s in _signs(scene, notice, child, marks=True) if _is_press(s, press_id)]
    if not own:
        return False
    _sit_down(scene, f"{press_id}-back")
    scene.happened(c.SignsWithdrawn(CHAT, press_id))
    for sign in own:
        for back in aside(sign):
            scene.happened(c.SignGiven(back))
    if any(sign.says == "pending" for sign in own):
        _reopen_questions(scene, notice, child)
    receipts.refold(scene, notice, child)
    scene.audit(teacher(scene, notice, child), "receipt_taken_back", f"{notice.no}:{child}")
    return True


def aside(sign: Sign) -> list[Sign]:
    """The signs that a press set aside; [] for a sign of another kind."""
    rows = sign.answer if sign.says == ASIDE else ()
    return [Sign(**{**row, "at": datetime.fromisoformat(row["at"])}) for row in rows]


def of_press(signs: Sequence[Sign]) -> str:
    """The id of the newest press among the signs of a child; "" if it was left to itself."""
    return next((s.message_id for s in reversed(signs) if s.chat == CHAT), "")


def is_answer(notice: Notice, made: Press) -> bool:
    """Does a press that counts say what this notice asks for?"""
    if made.does not in {"count", "phone"}:
        return True
    if options := choices(notice):
        return made.answer in options
    fields = asked_fields(notice)
    told = made.answer if isinstance(made.answer, dict) else {}
    return bool(told) and set(told) <= set(fields) if fields else made.answer is None


def choices(notice: Notice) -> tuple[str, ...]:
    """What a family can answer where the answer is a choice."""
    return (COMES, STAYS) if notice.kind == "attend" else tuple(notice.options)


def asked_fields(notice: Notice) -> tuple[str, ...]:
    """The fields that an answer fills; () where it has none."""
    if notice.kind not in {"signup", "form"}:
        return ()
    return chain_fields.asked(tuple(notice.fields))


def teacher(scene: Scene, notice: Notice, child: str) -> str:
    """Who sits at the desk: the head teacher of the child's class."""
    return scene.room(scene.child(child).classroom).head_teacher or notice.by


def _speaker(scene: Scene, notice: Notice, child: str, before: Receipt) -> str:
    """The guardian whose sign it was, else the only one there is, else the teacher."""
    room = scene.room(scene.child(child).classroom)
    known = [ward.person for ward in room.guardians[child] if ward.speaks]
    if before.by in known:
        return before.by
    return known[0] if len(known) == 1 else teacher(scene, notice, child)


def _signs(scene: Scene, notice: Notice, child: str, *, marks: bool = False) -> list[Sign]:
    signs = scene.picture.signs.get((notice.no, child), ())
    return [sign for sign in signs if marks or sign.says != ASIDE]


def _is_press(sign: Sign, press_id: str) -> bool:
    return (sign.chat, sign.message_id) == (CHAT, press_id)


def _set_aside(scene: Scene, notice: Notice, made: Press, signs: Sequence[Sign]) -> None:
    """These signs of a child stand no longer; the others are said anew, and the press keeps them.

    A message may speak for several children: it is left alone, only this child's part goes.
    """
    kept = [s for s in _signs(scene, notice, made.child, marks=True) if s not in signs]
    scene.happened(c.SignsOutdated(notice.no, (made.child,)))
    for sign in kept:
        scene.happened(c.SignGiven(sign))
    by = teacher(scene, notice, made.child)
    rows = [{**sign._asdict(), "at": sign.at.isoformat()} for sign in signs]
    key = (CHAT, CHAT, made.id, "")
    scene.happened(c.SignGiven(Sign(notice.no, made.child, by, ASIDE, rows, *key, scene.now)))


def _questions(scene: Scene, notice: Notice, child: str) -> list[t.Question]:
    every = list(scene.picture.questions.values())
    return [q for q in every if (q.notice_no, q.student_id) == (notice.no, child)]


def _reopen_questions(scene: Scene, notice: Notice, child: str) -> None:
    """Those that a press closed: an answer in words is never empty."""
    for question in _questions(scene, notice, child):
        if (question.status, question.source, question.answer) == ("answered", "teacher", ""):
            _store(scene, question, status="open", source=None)


def _store(scene: Scene, question: t.Question, **now: Any) -> None:
    scene.happened(c.Stored(question.model_copy(update=now)))


def in_order(changes: Sequence[c.Change]) -> Iterator[list[c.Change]]:
    """The changes in portions to be stored one after the other: what is outdated goes first."""
    portion: list[c.Change] = []
    for change in changes:
        portion.append(change)
        if isinstance(change, c.SignsOutdated):
            yield portion
            portion = []
    yield portion


# ---------------------------------------------------------------- a notice posted by hand


def corrected(order: NoticeOrder, kind: str, title: str, deadline: datetime | None) -> NoticeOrder:
    """What was read out of a notice's words, as the teacher corrects it."""
    options = polls.options(order.body) if kind == "poll" else ()
    fields = chain_fields.fields(order.body) if kind in {"signup", "form"} else ()
    told: dict[str, Any] = {"kind": kind, "title": title, "deadline": deadline, "send_at": None}
    return replace(order, **told, options=options, fields=fields)


def adopt(scene: Scene, order: NoticeOrder, room: Room, posted: datetime) -> Notice:
    """A notice that the teacher posted by hand becomes one of the school's; nothing is sent."""
    scene.platform, scene.now = Platform.PASTED, posted
    by = room.head_teacher or ""
    notice = notices.make(scene, order, by, [room.id], "sent")
    notice.sent_at = posted
    scene.happened(c.NoticeStored(notice))
    scene.audit(by, "notice_sent", str(notice.no))
    staff = [by] if by else []
    scene.contact("group_notice", room, list(room.children), staff=staff, notice=notice.no)
    return notice
