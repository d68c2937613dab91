"""Questions: answered from the notice, gathered for the group, or brought to somebody."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import storage.tables as t
from bot import texts
from bot.parsing import clauses, dates, lookup, orders, privacy
from bot.parsing.meaning import Intent
from bot.services.asking import wording
from bot.services.line import Line
from bot.services.scene import Scene
from bot.services.school import Room, Staff
from storage import changes as c
from storage.views import Notice

OWN = 0.6  # how sure it must be that a question is one child's own matter


def ask(scene: Scene, line: Line, notice: Notice | None, room: Room, child: str) -> None:
    """Take up what a guardian's line asks, each question once."""
    unanswered = []
    asked = line.read.questions or line.read.taunts
    for question in asked:
        told = _told(question, notice) if notice else ()
        if told and notice:
            _put(scene, line, notice, child, question, told)
        elif known := _from_faq(scene, question):
            _put_faq(scene, line, notice, child, question, known)
        else:
            unanswered.append(question)
    if unanswered:
        _forward(scene, line, notice, room, child)
    if notice and not line.private and asked:
        _gather(scene, notice)


def is_of_its_own(scene: Scene, line: Line, notice: Notice) -> bool:
    """Does a line ask what the school's answers know, or privately what is one child's matter?"""
    asked = line.read.questions
    if not asked or any(_told(question, notice) for question in asked):
        return False
    if all(_from_faq(scene, question) for question in asked):
        return True
    meaning = line.meaning
    own = meaning.primary is Intent.QUESTION_PRIVATE and meaning.confidence >= OWN
    return line.private and own


def _from_faq(scene: Scene, question: str) -> str:
    """The school's approved answer, "" where it has none."""
    found = scene.faq.ask(question) if scene.faq else None
    return scene.faq.answer(found.ranking[0]) if scene.faq and found and found.answered else ""


def _put_faq(
    scene: Scene, line: Line, notice: Notice | None, child: str, text: str, answer: str
) -> None:
    """Answered from the FAQ, privately: it is not about the notice."""
    question = _new(scene, line, notice, child, text, [])
    question.status, question.source, question.answer = "answered", "faq", answer
    question.chat = ""
    scene.happened(c.Stored(question))
    scene.tell(line.person, "question.from_faq", answer=answer)


def _told(question: str, notice: Notice) -> Sequence[str]:
    """What the notice says to a question; of a voluntary one all are answered alike."""
    if notice.kind == "voluntary":
        return (str(texts.find("question.of_own_will")),)
    since = notice.sent_at or notice.made_at
    return [_dated(part, since) for part in lookup.answer(question, notice.body)]


def _dated(part: str, since: datetime) -> str:
    """明天 in a notice means the day after it was sent: say which day that is."""
    found = lookup.RELATIVE.search(part)
    if found is None or lookup.DATED.search(part):
        return part
    days = dates.find(part, since)
    when = texts.day(days[0].start) if days else ""
    return (
        part.replace(found[0], texts.say("marks.aside", text=found[0], more=when), 1)
        if when
        else part
    )


def _gather(scene: Scene, notice: Notice) -> None:
    """The first question begins a batch; what comes after the batch is answered privately."""
    if not notice.batch:
        notice.batch = "open"
        scene.happened(c.NoticeStored(notice))
        at = scene.now + timedelta(minutes=scene.manners.batch_minutes)
        scene.plan(f"answers:{notice.no}", "answers", at, notice=notice.no)


def _put(
    scene: Scene, line: Line, notice: Notice, child: str, text: str, told: Sequence[str]
) -> None:
    """Answered by the notice itself: at once in private, with the batch in a group."""
    known = _known(scene, notice, clauses.fingerprint(text))
    if known is None:
        answer = texts.find("marks.comma").join(told)
        question = _new(scene, line, notice, child, text, [])
        question.status, question.source, question.answer = "answered", "notice", answer
        scene.happened(c.Stored(question))
    else:
        question = _join(scene, known, line)
    if line.private or notice.batch == "done":
        scene.tell(line.person, "question.from_notice", no=notice.no, answer=question.answer)


def _forward(scene: Scene, line: Line, notice: Notice | None, room: Room, child: str) -> None:
    """Neither notice nor FAQ knows: it goes to a person, once however many ask the same."""
    text = wording.of(line, notice)
    late = line.private or bool(notice and notice.batch == "done")
    if known := _known(scene, notice, clauses.fingerprint(text)):
        _join(scene, known, line)
        if late:
            _say_again(scene, known, line.person, room)
        return
    to = addressee(scene, room, line.read.text, notice.by if notice else "")
    question = _new(scene, line, notice, child, text, [to.id] if to else [])
    scene.happened(c.Stored(question))
    if to:
        _bring(scene, question, room, to)
    if late:
        scene.tell(line.person, "question.passed_on", who=to.name if to else room.name)


def _say_again(scene: Scene, known: t.Question, person: str, room: Room) -> None:
    """Asked again: its answer, or who has it."""
    if known.answer:
        scene.tell(person, "question.from_faq", answer=known.answer)
        return
    names = [s.name for id_ in known.to if (s := scene.staff(id_))]
    scene.tell(person, "question.passed_on", who=names[0] if names else room.name)


def _bring(scene: Scene, question: t.Question, room: Room, to: Staff) -> None:
    asker, child = question.askers[0], scene.child(question.student_id or "")
    about = texts.say("question.about", no=question.notice_no) if question.notice_no else ""
    who = f"{child.label}{room.relation(asker, child.id)}"
    facts = {"no": question.no, "who": who, "about": about, "text": question.text}
    hint = "\n" + texts.say("question.homework") if lookup.HOMEWORK.search(question.text) else ""
    scene.write(to.id, texts.say("question.bring", **facts) + hint)
    _tell_sibling(scene, question, room, to, who)
    scene.contact("parent_question", room, [child.id], staff=[to.id], guardians=[asker])


def _tell_sibling(scene: Scene, question: t.Question, room: Room, to: Staff, who: str) -> None:
    """A clash with a sibling's class is told to that class's head teacher, too."""
    words = orders.plain_class(question.text)
    for other in scene.picture.school.classes_of.get(question.askers[0], frozenset()) - {room.id}:
        head = scene.room(other).head_teacher
        if orders.plain_class(scene.room(other).name) in words and head and head != to.id:
            scene.tell(
                head,
                "question.sibling",
                who=who,
                room=room.name,
                no=question.notice_no,
                text=question.text,
                teacher=to.name,
            )


def _new(
    scene: Scene, line: Line, notice: Notice | None, child: str, text: str, to: list[str]
) -> t.Question:
    return t.Question(
        id=scene.fresh_id("question_id"),
        no=scene.number("question") if to else None,
        text=privacy.redacted(text),
        words=clauses.fingerprint(text),
        askers=[line.person],
        heard={_place(line.chat, line.message.id): line.person},
        chat="" if line.private else line.chat,
        student_id=child,
        notice_no=notice.no if notice else None,
        to=to,
        private=line.private,
        at=scene.now,
    )


def _known(scene: Scene, notice: Notice | None, words: str) -> t.Question | None:
    asked = scene.picture.asked(notice.no if notice else None, words)
    return next((q for q in asked if q.status in {"open", "answered"}), None)


def _join(scene: Scene, question: t.Question, line: Line) -> t.Question:
    question.heard = question.heard | {_place(line.chat, line.message.id): line.person}
    question.askers = list(dict.fromkeys([*question.askers, line.person]))
    scene.happened(c.Stored(question))
    return question


def withdraw(scene: Scene, chat: str, message_id: str) -> None:
    """A message was taken back: who asked in it alone asks no longer."""
    place = _place(chat, message_id)
    for question in list(scene.picture.questions.values()):
        if place in question.heard:
            question.heard = {at: who for at, who in question.heard.items() if at != place}
            asking = set(question.heard.values())
            question.askers = [person for person in question.askers if person in asking]
            question.status = question.status if asking else "closed"
            scene.happened(c.Stored(question))


def _place(chat: str, message_id: str) -> str:
    return f"{chat} {message_id}"


def addressee(scene: Scene, room: Room, text: str, author: str = "") -> Staff | None:
    """The teacher whom the words name, by name or subject; else the notice's author of this class.

    Else the head teacher.
    """
    here = [s for s in scene.picture.school.staff.values() if room.id in s.classes]
    named = [s for s in here if s.name and s.name in text]
    taught = [s for s in here if s.subject and s.subject in text]
    head = scene.staff(room.head_teacher) if room.head_teacher else None
    wrote = next((s for s in here if s.id == author), None)
    return next(iter(named), None) or (taught[0] if len(taught) == 1 else None) or wrote or head
