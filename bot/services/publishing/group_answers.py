"""One message for the group about a notice: what it says itself, and who has the rest."""

from collections.abc import Iterable, Sequence

import storage.tables as t
from bot import texts
from bot.parsing import clauses
from bot.services.scene import Scene
from storage import changes as c
from storage.views import Notice


def batched(questions: Iterable[t.Question], notice: Notice) -> list[t.Question]:
    """The questions about a notice that were put in the group, and still stand."""
    return [q for q in questions if q.notice_no == notice.no and q.chat and q.status != "closed"]


def post_answers(scene: Scene, notice: Notice) -> None:
    """One message for the group: what the notice says, and who has the rest."""
    asked = batched(scene.picture.questions.values(), notice)
    notice.batch = "done"
    scene.happened(c.NoticeStored(notice))
    for classroom in notice.classes:
        room = scene.room(classroom)
        chats = {group.address.id for group in room.groups}
        here = [q for q in asked if q.chat in chats]
        if text := _gathered(scene, notice, here):
            scene.post(room, text, notice=notice.no, at_any_hour=notice.urgent)


def _gathered(scene: Scene, notice: Notice, asked: Sequence[t.Question]) -> str:
    told = dict.fromkeys(
        part for q in asked if q.answer for part in q.answer.split(texts.find("marks.comma"))
    )
    in_order = sorted(
        told, key=lambda part: clauses.clean(notice.body).find(clauses.before_aside(part))
    )
    names = dict.fromkeys(
        staff.name
        for q in asked
        if q.status == "open"
        for id_ in q.to
        if (staff := scene.staff(id_))
    )
    passed = texts.find("marks.and").join(names)
    answer = texts.find("marks.comma").join(in_order)
    if answer and passed:
        return texts.say("question.group_both", no=notice.no, answer=answer, who=passed)
    if answer:
        return texts.say("question.group", no=notice.no, answer=answer)
    return texts.say("question.group_passed", no=notice.no, who=passed) if passed else ""
