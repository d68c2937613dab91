"""答17 …: a teacher answers a question; each asker hears it privately."""

import re

from bot import texts
from bot.commands.spec import Call, Command, Refused
from bot.parsing import privacy
from bot.services.desk import Desk
from bot.services.publishing import guard
from storage import changes as c
from storage import finds


async def answer(desk: Desk, call: Call) -> None:
    scene, number = desk.scene, call.number
    question = await finds.question(desk.connection, number) if number else None
    if question is None or not call.text:
        raise Refused("no_question", no=number or "")
    if not _may(call, question.to):
        raise Refused("no_question", no=number)
    if not question.askers:
        raise Refused("question_gone", no=number)
    what = guard.forbidden(scene, call.text, call.staff.classes)
    if what in {"marks", "id_number"}:
        scene.audit(call.staff.id, "guard_blocked", f"question {number}", what)
        raise Refused("answer_guard", what=texts.find("refuse.what")[what])
    question.status, question.source = "answered", "teacher"
    question.answer = privacy.redacted(call.text)
    scene.happened(c.Stored(question))
    for person in question.askers:
        scene.tell(person, "question.answered", who=call.staff.name, answer=call.text)
    scene.tell(call.staff.id, "question.answer_sent", no=number, count=len(question.askers))


def _may(call: Call, to: list[str]) -> bool:
    """Whom it was brought to, and the school's leaders."""
    return call.staff.id in to or bool(call.staff.roles & {"leader", "admin", "head_teacher"})


COMMANDS = (
    Command("答", re.compile(r"答复?\s*(?P<no>\d+)[\s:：,，]*(?P<rest>.*)$", re.DOTALL), answer),
)
