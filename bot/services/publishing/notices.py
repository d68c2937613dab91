"""The life of a notice: made, held, sent, amended, withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot import texts
from bot.config import read_lead
from bot.messages import Attachment
from bot.parsing import dates, exposing
from bot.parsing.orders import NoticeOrder
from bot.services import hours
from bot.services.counting import receipts
from bot.services.scene import Scene
from bot.services.school import Child, Room
from storage import changes as c
from storage.views import Notice


@dataclass(frozen=True, slots=True)
class Held:
    """Why a notice waits: preview, quiet, again (the same text was sent just now)."""

    why: str
    until: datetime | None = None


def make(
    scene: Scene, order: NoticeOrder, author: str, classes: Sequence[str], status: str = "held"
) -> Notice:
    """A notice gets its number when it is made; every child it asks gets a receipt."""
    notice = Notice(
        no=scene.number("notice"),
        kind=order.kind,
        title=order.title,
        body=order.body,
        by=author,
        status=status,
        made_at=scene.now,
        options=list(order.options),
        fields=list(order.fields),
        tag=order.tag,
        send_at=order.send_at,
        deadline=order.deadline,
        classes=tuple(sorted(classes)),
    )
    scene.happened(c.NoticeStored(notice))
    if notice.kind in receipts.ASKING:
        children = tuple(child.id for child in scene.audience(notice))
        scene.happened(c.ReceiptsOpened(notice.no, children))
    return notice


def send(
    scene: Scene, notice: Notice, *, urgent: bool = False, file: Attachment | None = None
) -> None:
    """Put it in the groups, write it down, plan what follows, and tell its author."""
    notice.status, notice.sent_at, notice.send_at = "sent", scene.now, None
    notice.urgent = notice.urgent or urgent
    scene.happened(c.NoticeStored(notice))
    _post(scene, notice, worded(notice), file)
    scene.audit(notice.by, "notice_sent", str(notice.no))
    plan_chasing(scene, notice)
    _tell_author(scene, notice)


def _post(scene: Scene, notice: Notice, text: str, file: Attachment | None = None) -> None:
    if notice.tag:
        _write_to_families(scene, notice, text)
        return
    for classroom in notice.classes:
        room = scene.room(classroom)
        loud = ("all",) if notice.urgent else ()
        scene.post(
            room,
            text,
            at_any_hour=notice.urgent,
            mentions=loud,
            notice=notice.no,
            report_to=notice.by,
            file=file,
        )
        children = [child.id for child in scene.concerned(notice, classroom)]
        scene.contact("group_notice", room, children, staff=[notice.by], notice=notice.no)


def _write_to_families(scene: Scene, notice: Notice, text: str) -> None:
    """A notice for some children is nobody else's: it goes to their guardians, privately."""
    written = {
        person: None
        for child in scene.audience(notice)
        for person in writable(scene.room(child.classroom), child.id)
    }
    for person in written:
        scene.write(person, text, notice=notice.no, at_any_hour=notice.urgent)
    for classroom in notice.classes:
        room = scene.room(classroom)
        children = [child.id for child in scene.concerned(notice, classroom)]
        if children:
            scene.contact("group_notice", room, children, staff=[notice.by], notice=notice.no)


def worded(notice: Notice) -> str:
    """The notice as the group reads it: its number, what it asks, and the author's own words."""
    ask = texts.say(f"notice.asks.{notice.kind}")
    return texts.say("notice.head", no=notice.no, ask=ask) + notice.body


def _tell_author(scene: Scene, notice: Notice) -> None:
    classes = texts.find("marks.and").join(scene.room(id_).name for id_ in notice.classes)
    lines = [texts.say("notice.sent", no=notice.no, title=notice.title, classes=classes)]
    if notice.deadline:
        lines.append(texts.say("notice.until", when=dates.speak(notice.deadline, scene.now)))
    if beyond := [child for child in scene.audience(notice) if not reachable(scene, child)]:
        lines.append(texts.say("notice.beyond", names=spoken(beyond)))
    if exposing.burdens(notice.body):
        lines.append(texts.say("notice.burdens", no=notice.no))
    scene.write(notice.by, "\n".join(lines), at_any_hour=notice.urgent)


def reachable(scene: Scene, child: Child) -> bool:
    """Can a guardian of this child be written to?"""
    return child.id in scene.room(child.classroom).reached


def writable(room: Room, child: str) -> list[str]:
    """The full guardians of a child who have an account and read what is written."""
    wards = room.guardians[child]
    return [w.person for w in wards if w.speaks and room.people[w.person].reads]


def spoken(children: Sequence[Child]) -> str:
    return str(texts.find("marks.and")).join(child.label for child in children)


def plan_chasing(scene: Scene, notice: Notice, spent: int = 0) -> None:
    """Nudges before the deadline, the tally at it; in quiet hours at their end.

    `spent` nudges went out before. What was planned for another deadline is not done any more.
    """
    quiet = scene.manners.quiet_hours
    if notice.kind not in receipts.ASKING:
        return
    if notice.deadline is None:
        if notice.urgent and (end := hours.end_of_quiet(scene.now, quiet)):
            scene.plan(f"nudge:{notice.no}:morning", "nudge", end, notice=notice.no)
        return
    until = hours.stamp(notice.deadline)
    facts, stamp = {"notice": notice.no, "until": until}, f"{notice.no}:{until}"
    for lead in scene.manners.nudge.before_deadline[: max(scene.manners.nudge.max - spent, 0)]:
        at = notice.deadline - read_lead(lead)
        at = hours.end_of_quiet(at, quiet) or at
        if scene.now < at < notice.deadline:
            scene.plan(f"nudge:{stamp}:{lead}", "nudge", at, **facts)
    at = hours.end_of_quiet(notice.deadline, quiet) or notice.deadline
    scene.plan(f"deadline:{stamp}", "deadline", at, **facts)


def _spent(scene: Scene, notice: Notice) -> int:
    """How many nudges the deadline of a notice has brought by now."""
    if notice.deadline is None:
        return 0
    leads = scene.manners.nudge.before_deadline[: scene.manners.nudge.max]
    return sum(notice.deadline - read_lead(lead) <= scene.now for lead in leads)


def amend(scene: Scene, notice: Notice, body: str, deadline: datetime | None) -> int:
    """A new text: the group gets it once; only who had confirmed the old one is asked again."""
    old, notice.body, spent = notice.body, body, _spent(scene, notice)
    notice.version += 1
    notice.deadline = deadline or notice.deadline
    scene.happened(c.NoticeStored(notice))
    text = texts.say("notice.amended", no=notice.no, ask=texts.say(f"notice.asks.{notice.kind}"))
    _post(scene, notice, text + body)
    scene.audit(notice.by, "notice_amended", str(notice.no))
    plan_chasing(scene, notice, spent)
    settled: dict[str, None] = {}
    for child in scene.audience(notice):
        if scene.picture.receipt(notice.no, child.id).status == "confirmed":
            settled[receipts.reopen(scene, notice, child.id)] = None
    for person in settled:
        scene.tell(person, "notice.ask_again", no=notice.no, old=old, new=body)
    return len(settled)


def withdraw(scene: Scene, notice: Notice, by: str, said: Sequence[tuple[str, str]]) -> None:
    """Before sending it is cancelled; after it withdrawn, and taken back where the channel can.

    `said` are the (chat, platform id) of the bot's messages about it that stand in groups.
    """
    sent = notice.status == "sent"
    notice.status = "withdrawn" if sent else "cancelled"
    scene.happened(c.NoticeStored(notice))
    scene.audit(by, f"notice_{notice.status}", str(notice.no))
    for chat, platform_id in said:
        scene.take_back(chat, platform_id, notice.no)


def schedule(scene: Scene, notice: Notice, at: datetime) -> None:
    """It leaves by itself at that time."""
    notice.status, notice.send_at = "scheduled", at
    scene.happened(c.NoticeStored(notice))
    scene.plan(f"send:{notice.no}:{hours.stamp(at)}", "send", at, notice=notice.no)


def override_quiet(scene: Scene, notice: Notice, by: str, reason: str) -> None:
    """紧急: it leaves at once, with one @all, and why is written down."""
    if hours.is_quiet(scene.now, scene.manners.quiet_hours):
        scene.audit(by, "quiet_override", str(notice.no), reason or notice.title)
    send(scene, notice, urgent=True)
