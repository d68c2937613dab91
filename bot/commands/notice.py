"""发通知: what a teacher writes to begin a notice."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import storage.tables as t
from bot import texts
from bot.commands import handover
from bot.commands.spec import Call, Command, Refused
from bot.parsing import dates, exposing, notice_kinds, orders, outside, privacy
from bot.parsing.orders import NoticeOrder
from bot.services import hours
from bot.services.counting import receipts
from bot.services.desk import Desk
from bot.services.publishing import guard, notices
from bot.services.scene import Scene
from bot.services.school import SCHOOL_WIDE, Staff
from storage import changes as c
from storage import sent
from storage.views import Notice

BLOCKED = {"marks": "incident.marks_blocked", "ids_asked": "refuse.ids_in_group"}


async def publish(desk: Desk, call: Call) -> None:
    """A complete notice leaves at once, unless something stops it; then its author is asked."""
    scene = desk.scene
    names = dict(scene.picture.school.names)
    order = orders.read(call.line.message.text, scene.now, tuple(names.values()))
    _check(scene, call.staff, order)
    if outside.is_task(order.body, scene.manners.outside_tasks) and order.kind != "voluntary":
        handover.ask_back(scene, call.staff.id, order.body)
        return
    classes = _chosen(call.staff, order, names)
    await desk.rooms(classes)
    again = await _sent_lately(desk, order, classes)
    if what := guard.forbidden(scene, order.body, classes):
        _block(scene, call.staff, order, classes, what)
        return
    notice = notices.make(scene, order, call.staff.id, classes)
    if not classes:
        _ask_class(scene, notice, call.staff, names)
        return
    if beyond := [room for room in classes if not call.staff.may_post_in(room)]:
        _ask_leader(scene, notice, call.staff, beyond)
    else:
        _set_out(scene, notice, order, again)


def _set_out(scene: Scene, notice: Notice, order: NoticeOrder, again: Notice | None) -> None:
    """Now, at its time, or when its author has answered."""
    if lacks := notice_kinds.unclear(order.kind, order.body):
        hold(scene, notice, lacks)
    elif unfit := exposing.of_families(order.body):
        scene.audit(notice.by, "guard_blocked", str(notice.no), unfit)
        hold(scene, notice, unfit)
    elif order.send_at:
        _schedule(scene, notice, order)
    elif order.urgent and not again:
        notices.override_quiet(scene, notice, notice.by, "")
    elif again:
        hold(scene, notice, "again", old=again.no)
    elif scene.manners.preview:
        hold(scene, notice, "preview")
    else:
        send_or_hold(scene, notice)


def _ask_leader(scene: Scene, notice: Notice, staff: Staff, beyond: list[str]) -> None:
    """Other classes, a grade or the whole school: an administrator decides."""
    leaders = [s.id for s in scene.picture.school.staff.values() if s.roles & SCHOOL_WIDE]
    names = texts.find("marks.and").join(scene.room(room).name for room in beyond[:6])
    if not leaders:
        notice.status = "cancelled"
        scene.happened(c.NoticeStored(notice))
        raise Refused("not_your_class", room=names)
    for leader in leaders[:1]:
        facts = {"who": staff.name, "count": len(notice.classes), "text": notices.worded(notice)}
        scene.tell(leader, "notice.approve", no=notice.no, **facts)
        scene.ask(leader, "approval", notice.no, what="notice")
    scene.tell(staff.id, "notice.waits", no=notice.no)


def _check(scene: Scene, staff: Staff, order: NoticeOrder) -> None:
    """What cannot be sent is refused before anything is made."""
    if not order.body:
        raise Refused("empty")
    if order.unclear_when:
        raise Refused("send_unclear", when=order.unclear_when)
    if order.when_or_matter:
        raise Refused("send_or_matter", when=order.when_or_matter)
    if order.deadline and order.deadline <= scene.now:
        raise Refused("past", when=dates.speak(order.deadline, scene.now))
    if order.send_at and order.send_at <= scene.now:
        raise Refused("send_past", when=dates.speak(order.send_at, scene.now))


def _chosen(staff: Staff, order: NoticeOrder, names: dict[str, str]) -> list[str]:
    """The classes it goes to: those named, else the only one of the author's."""
    if order.classes:
        return [room for room, name in names.items() if name in order.classes]
    own = [room for room in names if room in staff.classes]
    if len(own) == 1:
        return own
    if not own:
        raise Refused("no_class")
    return []


def _block(scene: Scene, staff: Staff, order: NoticeOrder, classes: list[str], what: str) -> None:
    """What may not stand in a group is held, without what was recognised in it."""
    hidden = privacy.WHOLE.get(what, "")  # nor what was said about them
    body, title = (
        hidden or guard.cleaned(scene, part, classes) for part in (order.body, order.title)
    )
    clean = replace(order, body=body, title=title, options=(), fields=())
    notice = notices.make(scene, clean, staff.id, classes)
    scene.audit(staff.id, "guard_blocked", str(notice.no), what)
    key = BLOCKED.get(what, "refuse.guard")
    said = texts.find("incident.this_notice")
    scene.tell(staff.id, key, name=said, what=texts.find("refuse.what").get(what))
    if what == "marks":
        scene.ask(staff.id, "marks", notice.no)


def _ask_class(scene: Scene, notice: Notice, staff: Staff, names: dict[str, str]) -> None:
    """A teacher of several classes says which; until then it is held."""
    own = [name for room, name in names.items() if room in staff.classes]
    said = texts.find("marks.and").join(own)
    scene.tell(staff.id, "notice.which_class", no=notice.no, title=notice.title, names=said)
    scene.ask(staff.id, "class", notice.no)


async def choose_class(desk: Desk, call: Call, ask: t.Ask) -> None:
    """The classes of a held notice."""
    scene = desk.scene
    names = {scene.picture.school.names[room]: room for room in call.staff.classes}
    chosen = [names[name] for name in orders.classes_in(call.line.message.text, list(names))]
    notice = await desk.notice(ask.no or 0)
    if notice is None or not chosen:
        scene.tell(call.staff.id, "refuse.not_understood")
        return
    scene.happened(c.AskClosed(ask.id, scene.now))
    notice.classes = tuple(sorted(chosen))
    await desk.rooms(chosen)
    scene.happened(c.NoticeStored(notice))
    if notice.kind in receipts.ASKING:
        children = tuple(child.id for child in scene.audience(notice))
        scene.happened(c.ReceiptsOpened(notice.no, children))
    send_or_hold(scene, notice)


async def _sent_lately(desk: Desk, order: NoticeOrder, classes: list[str]) -> Notice | None:
    """The same text for one of these classes within the last half hour."""
    since = desk.scene.now - timedelta(minutes=desk.scene.manners.same_text_minutes)
    before = await sent.sent_since(desk.connection, since)
    return next((n for n in before if n.body == order.body and set(n.classes) & set(classes)), None)


def _schedule(scene: Scene, notice: Notice, order: NoticeOrder) -> None:
    if order.send_at:
        schedule_or_hold(scene, notice, order.send_at)


def schedule_or_hold(scene: Scene, notice: Notice, at: datetime) -> None:
    """At that time, unless it is night then."""
    if hours.is_quiet(at, scene.manners.quiet_hours):
        hold(scene, notice, "quiet", until=at)
        return
    notices.schedule(scene, notice, at)
    scene.tell(
        notice.by,
        "notice.scheduled",
        no=notice.no,
        title=notice.title,
        when=dates.speak(at, scene.now),
    )


def send_or_hold(scene: Scene, notice: Notice) -> None:
    """Now, unless it is night."""
    if hours.is_quiet(scene.now, scene.manners.quiet_hours):
        hold(scene, notice, "quiet")
    else:
        notices.send(scene, notice)


def hold(scene: Scene, notice: Notice, why: str, **facts: object) -> None:
    """Keep it, and ask its author what to do."""
    start, end = scene.manners.quiet_hours
    until = facts.pop("until", None)
    moment = until if until else scene.now
    morning = hours.end_of_quiet(moment, scene.manners.quiet_hours) or scene.now  # type: ignore[arg-type]
    rooms = texts.find("marks.and").join(scene.room(c).name for c in notice.classes)
    words = {
        "no": notice.no,
        "title": notice.title,
        "start": f"{start:%H:%M}",
        "end": f"{end:%H:%M}",
        "when": dates.speak(morning, scene.now),
        "classes": rooms,
        "text": notices.worded(notice),
        **facts,
    }
    scene.tell(notice.by, f"notice.{why}", **words)
    scene.ask(notice.by, why, notice.no, morning=morning.isoformat())


COMMANDS = (
    Command(
        "发通知",
        re.compile(f"(?:{orders.ORDER.pattern[1:]}|{orders.WHEN.pattern[1:]})", re.DOTALL),
        publish,
    ),
)
