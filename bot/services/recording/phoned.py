"""What a family said on the telephone, as the teacher dictated it: the answer to a notice."""

from collections.abc import Sequence
from typing import Any

import storage.tables as t
from bot import texts
from bot.parsing import attend, callings, clauses, dictation, forms, lookup, votes
from bot.parsing.answers import NOTHING, Answer
from bot.parsing.dictation import Dictated
from bot.services.counting import receipts
from bot.services.desk import Desk
from bot.services.replying import filled
from bot.services.scene import Scene
from storage import sent
from storage.views import Notice


async def settle(desk: Desk, row: t.Draft, told: Dictated, by: str) -> str:
    """Enter the answer that a saved call tells. Returns a line about it, "" where it tells none."""
    found = await _answered(desk, row, told) if row.kind == "phone_call" else None
    if found is None:
        return ""
    notice, answer = found
    person = (row.facts["guardians"] or [by])[0]
    for child in row.students:
        receipts.give(
            desk.scene, notice, child, person, answer.says, answer=answer.value, via="phone"
        )
        desk.scene.audit(by, "receipt_entered", f"{notice.no}:{child}")
    said = receipts.spoken(answer.value) or texts.find("draft.seen")
    return texts.say("draft.answered", no=notice.no, said=said)


async def _answered(desk: Desk, row: t.Draft, told: Dictated) -> tuple[Notice, Answer] | None:
    """The one open notice that the words answer; of several open ones the one they speak of."""
    waiting = await sent.open_notices(desk.connection, row.students)
    notices = [notice for no in waiting if (notice := await desk.notice(no))]
    about = lookup.matters(told.said)
    if len(notices) > 1:
        notices = [n for n in notices if lookup.shared(about, n.title, n.body)]
    said = [(n, _answer(desk.scene, row.students, n, told)) for n in notices]
    answered = [(n, answer) for n, answer in said if answer.says == "answer"]
    return answered[0] if len(answered) == 1 else None


def _answer(scene: Scene, children: Sequence[str], notice: Notice, told: Dictated) -> Answer:
    """知道了 answers what wants a 收到, 要来参加 a meeting, values a form."""
    if notice.kind == "ack":
        knows = dictation.REACHED.search(told.said) and dictation.KNOWS.search(told.said)
        return Answer("answer") if knows else NOTHING
    if notice.kind == "attend":
        comes = dictation.COMES.search(told.said)
        return attend.attend(clauses.read(told.said)) if comes else NOTHING
    words = _own_words(scene, children, told)
    if notice.kind == "poll":
        return votes.choose(clauses.read(words), tuple(notice.options))
    said = forms.answer(words, filled.form_of(notice))
    return Answer(said.says, dict[str, Any](said.values)) if not said.loose else NOTHING


def _own_words(scene: Scene, children: Sequence[str], told: Dictated) -> str:
    """What was said, without who was called and that he said it."""
    words = " ".join(filter(None, (told.record, told.agreed)))
    room = scene.room(scene.child(children[0]).classroom)
    for mention in reversed(room.named(words)):
        start, end = mention.span
        kin = callings.ATTACHED.match(words[end:])
        words = f"{words[:start]} {words[end + (kin.end() if kin else 0) :]}"
    return dictation.SAID.sub(" ", words)
