"""The one rule of receipts: what a sign settles. A receipt is the fold of its signs.

Order of weight: conflict, confirmed, question, pending, manual, suspected, none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.parsing import privacy
from bot.parsing.chains import fields as chain_fields
from bot.parsing.forms import words as form_words
from bot.services.scene import Scene
from storage import changes as c
from storage.views import Notice, Receipt, Sign

ASKING = frozenset({"ack", "attend", "poll", "signup", "form"})  # kinds that want a reply
WEIGHT = ("question", "pending", "manual", "suspected")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the standing signs of one child come to."""

    status: str = "none"
    answer: Any = None
    by: str = ""
    via: str = ""
    at: datetime | None = None


def fold(signs: Sequence[Sign]) -> Standing:
    """Signs in the order in which they were given -> what counts."""
    latest: dict[str, Sign] = {}  # by person; the first to answer stays first
    for sign in signs:
        if sign.says in {"answer", "deny"}:
            latest[sign.person_id] = sign
    answers = [sign for sign in latest.values() if sign.says == "answer"]
    denials = [sign for sign in latest.values() if sign.says == "deny"]
    if answers and denials:
        return _standing("conflict", denials[-1])
    if answers and (other := _other(answers)):
        return _standing("conflict", other, [answers[0].answer, other.answer])
    if answers:
        return _standing("confirmed", answers[0], answers[0].answer)
    return _unsettled(signs)


def _other(answers: Sequence[Sign]) -> Sign | None:
    """The newest answer that does not go together with the first one."""
    first = answers[0].answer
    return next((s for s in reversed(answers[1:]) if not agree(first, s.answer)), None)


def agree(one: Any, other: Any) -> bool:
    """Do two answers go together? Of two tables only the fields that both have are compared."""
    if isinstance(one, dict) and isinstance(other, dict):
        return all(same(one[field], other[field]) for field in one.keys() & other.keys())
    return one is None or other is None or bool(one == other)


def same(one: Any, other: Any) -> bool:
    """The same words, or the same with a remark behind them: 140 and 140码, but not 14 and 140."""
    short, long = sorted(("".join(str(value).split()) for value in (one, other)), key=len)
    rest = long[len(short) :]
    goes_on = rest[:1].isascii() and rest[:1].isalnum()
    return long.startswith(short) and (bool(short) or not rest) and not goes_on


def _unsettled(signs: Sequence[Sign]) -> Standing:
    for status in WEIGHT:
        if found := [sign for sign in signs if sign.says == status]:
            return _standing(status, found[-1])
    return Standing()


def _standing(status: str, sign: Sign, answer: Any = None) -> Standing:
    return Standing(status, answer, sign.person_id, sign.via, sign.at)


def give(
    scene: Scene,
    notice: Notice,
    child: str,
    person: str,
    says: str,
    *,
    via: str,
    answer: Any = None,
    words: str = "",
) -> Receipt:
    """A person said something for a child: keep the sign, and see what the receipt comes to."""
    chat = scene.message.chat.id if scene.message else ""
    answer = _kept(answer)
    source = (via, chat, scene.message_id, privacy.redacted(words))
    sign = Sign(notice.no, child, person, says, answer, *source, scene.now)
    scene.happened(c.SignGiven(sign))
    return refold(scene, notice, child)


def _kept(answer: Any) -> Any:
    """An answer without what is never kept. A telephone number is, where its field asks for one."""
    if isinstance(answer, dict):
        return {
            f: privacy.redacted(v, phones=form_words.kind(f) != "phone") for f, v in answer.items()
        }
    return answer


def refold(scene: Scene, notice: Notice, child: str) -> Receipt:
    """Bring one child's receipt up to what its standing signs say, and keep what it was."""
    before = scene.picture.receipt(notice.no, child)
    now = fold(scene.picture.signs.get((notice.no, child), ()))
    if (now.status, now.answer, now.by) == (before.status, before.answer, before.by):
        return before
    history = [*before.history, _past(before)] if before.status != "none" else before.history
    after = Receipt(
        notice.no, child, now.status, now.answer, now.by, now.via, now.at, list(history)
    )
    scene.happened(c.ReceiptChanged(after))
    _record(scene, notice, before, after)
    return after


def _past(receipt: Receipt) -> dict[str, Any]:
    """An earlier value as the history keeps it."""
    past = {"at": receipt.at.isoformat() if receipt.at else None, "status": receipt.status}
    answer = {} if receipt.answer is None else {"answer": receipt.answer}
    return past | answer | {"by": receipt.by, "via": receipt.via}


def _record(scene: Scene, notice: Notice, before: Receipt, after: Receipt) -> None:
    """A receipt that begins to count is a contact; one on which two guardians differ is told."""
    room = scene.room(scene.child(after.student_id).classroom)
    if after.status == "confirmed" and before.status != "confirmed":
        scene.contact(
            "notice_letter", room, [after.student_id], guardians=[after.by], notice=notice.no
        )
    if after.status == "conflict" and before.status != "conflict":
        _tell_conflict(scene, notice, after)


def _tell_conflict(scene: Scene, notice: Notice, receipt: Receipt) -> None:
    """It is for the teacher to settle: neither guardian is written to."""
    child = scene.child(receipt.student_id)
    to = scene.room(child.classroom).head_teacher or notice.by
    if isinstance(receipt.answer, list):
        said = " / ".join(spoken(answer) for answer in receipt.answer)
        scene.tell(to, "conflict.two", no=notice.no, child=child.label, said=said)
    else:
        scene.tell(to, "conflict.denied", no=notice.no, child=child.label)


def is_name_field(field: str) -> bool:
    return chain_fields.is_name(field)


def spoken(answer: Any) -> str:
    """An answer in words."""
    if isinstance(answer, dict):
        return " ".join(f"{field} {value}" for field, value in answer.items())
    return "" if answer is None else str(answer)


def withdraw_message(scene: Scene, chat: str, message_id: str, signs: Sequence[Sign]) -> None:
    """A message was taken back: what it said stands no longer."""
    scene.happened(c.SignsWithdrawn(chat, message_id))
    for notice_no, child in dict.fromkeys((s.notice_no, s.student_id) for s in signs):
        if notice := scene.picture.notices.get(notice_no):
            refold(scene, notice, child)


def reopen(scene: Scene, notice: Notice, child: str) -> str:
    """After an amendment a confirmed child is asked again. Returns who had settled it."""
    settled = scene.picture.receipt(notice.no, child)
    scene.happened(c.SignsOutdated(notice.no, (child,)))
    give(scene, notice, child, settled.by, "pending", via=settled.via or "chat")
    return settled.by
