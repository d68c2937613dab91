"""Files and forwarded words that staff hand to the bot: checked before anything leaves."""

import re

import storage.tables as t
from bot import texts
from bot.commands.spec import Call
from bot.messages import Attachment, Kind
from bot.parsing import outside, privacy
from bot.parsing.orders import NoticeOrder
from bot.services.desk import Desk
from bot.services.publishing import notices
from bot.services.scene import Scene
from storage import changes as c

TO_GROUP = re.compile(
    r"^[/#＃]?\s*(?:群发|发(?:到|给)?(?:群|班级群|家长群|全班|大家)|发通知|通知)[\s:：,，]*"
)


async def take(desk: Desk, call: Call) -> None:
    """A table of marks never leaves; other tables go to the group; a street's task is asked back."""
    scene, m = desk.scene, call.line.message
    if m.kind is Kind.FORWARD and outside.is_task(m.text, scene.manners.outside_tasks):
        ask_back(scene, call.staff.id, m.text)
    elif m.kind is Kind.FILE and privacy.table_of_marks(m.name, m.rows):
        scene.audit(call.staff.id, "guard_blocked", "marks")
        scene.tell(call.staff.id, "incident.marks_blocked", name=texts.find("incident.this_file"))
        scene.ask(call.staff.id, "marks", None)
    elif m.kind is Kind.FILE and m.rows and TO_GROUP.match(m.text):
        _send_file(scene, call)
    else:
        scene.tell(call.staff.id, "refuse.not_understood")


def ask_back(scene: Scene, person: str, text: str) -> None:
    """Not on the school's list: not to send it, or as of one's own will."""
    who, matter = outside.neutral(text)
    scene.tell(person, "outside.ask")
    scene.ask(person, "outside", None, who=who, matter=matter)


def _send_file(scene: Scene, call: Call) -> None:
    m = call.line.message
    body = TO_GROUP.sub("", m.text, count=1).strip() or m.name
    order = NoticeOrder("info", body[:16], body)
    own = [room for room in scene.picture.school.names if room in call.staff.classes]
    if len(own) != 1:
        scene.tell(call.staff.id, "refuse.no_class")
        return
    notice = notices.make(scene, order, call.staff.id, own)
    rows = tuple(tuple(row) for row in m.rows)
    notices.send(scene, notice, file=Attachment(m.name, ((m.name[:20], rows),)))


async def outside_choice(desk: Desk, call: Call, ask: t.Ask) -> None:
    """a: nothing is sent. b: of one's own will, uncounted."""
    scene = desk.scene
    scene.happened(c.AskClosed(ask.id, scene.now))
    if call.words["word"].lower() not in {"b", texts.find("outside.b")}:
        scene.tell(call.staff.id, "outside.dropped")
        return
    who = ask.facts["who"] or texts.find("outside.somebody")
    body = texts.say(
        "outside.body", who=who, what=ask.facts["matter"] or texts.find("outside.activity")
    )
    own = [room for room in scene.picture.school.names if room in call.staff.classes]
    order = NoticeOrder("voluntary", texts.say("outside.title", who=who), body)
    notice = notices.make(scene, order, call.staff.id, own[:1])
    notices.send(scene, notice)


async def marks_choice(desk: Desk, call: Call, ask: t.Ask) -> None:
    """Marks were not kept, so the teacher sends them again the way he chose."""
    scene = desk.scene
    scene.happened(c.AskClosed(ask.id, scene.now))
    key = {"a": "incident.marks_a", "b": "incident.marks_b"}.get(call.words["word"].lower())
    notice = await desk.notice(ask.no) if ask.no and not key else None
    if notice and notice.status == "held":
        notices.withdraw(scene, notice, call.staff.id, ())
    scene.tell(call.staff.id, key or "incident.marks_dropped")
