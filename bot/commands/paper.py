"""纸质, 电话结果: receipts that came in on paper or by telephone, entered in one line."""

import re

from bot import texts
from bot.commands.spec import Call, Command, Refused
from bot.parsing import whose
from bot.services import receipts
from bot.services.desk import Desk
from bot.services.scene import Scene
from storage import finds
from storage.views import Notice

PHONED = re.compile(r"电话.{0,4}(?:通|确认)|打通|接了|说知道")


async def enter(desk: Desk, call: Call) -> None:
    """纸质收到 周乐乐 李子涵女: unambiguous names count at once; an ambiguous one is asked first."""
    children = named(desk.scene, call)
    notice = await _notice(desk, call, children)
    settle(desk.scene, call, notice, children, "paper")


def named(scene: Scene, call: Call) -> list[str]:
    """The children of the teacher's classes whom the words name. Raises Refused when unclear."""
    found: list[str] = []
    for room in sorted(call.staff.classes):
        for mention in scene.room(room).index.find(call.text):
            if len(mention.pupils) > 1:
                labels = [scene.child(child).label for child in mention.pupils]
                names = texts.find("marks.and").join(labels)
                raise Refused(
                    "paper_which", words=mention.words, count=len(mention.pupils), names=names
                )
            found.extend(mention.pupils)
    if not found:
        raise Refused("paper_unknown", words=call.text)
    return list(dict.fromkeys(found))


async def _notice(desk: Desk, call: Call, children: list[str]) -> Notice:
    """The one named by number, else the only one open for these children."""
    names = texts.find("marks.and").join(desk.scene.child(c).label for c in children)
    if call.number:
        number = call.number
    else:
        waiting = await finds.open_notices(desk.connection, children)
        if not waiting:
            raise Refused("paper_nothing", names=names)
        if len(waiting) > 1:
            raise Refused("paper_notice", names=names)
        number = waiting[0]
    notice = await desk.notice(number)
    if notice is None or notice.status != "sent":
        raise Refused("no_notice", no=number)
    return notice


def settle(scene: Scene, call: Call, notice: Notice, children: list[str], via: str) -> None:
    """The same rule as for a guardian's 收到, by the guardian where one is named."""
    kin = whose.KIN.search(call.text)
    for child in children:
        room = scene.room(scene.child(child).classroom)
        person = call.staff.id
        if kin:
            relation = whose.plain_kin(kin)
            spoke = [w.person for w in room.guardians[child] if w.relation == relation]
            person = spoke[0] if spoke else person
        receipts.give(scene, notice, child, person, "answer", via=via)
        scene.audit(call.staff.id, "receipt_entered", f"{notice.no}:{child}")
    names = texts.find("marks.and").join(scene.child(c).label for c in children)
    how = texts.find(f"paper.how.{via}")
    scene.tell(call.staff.id, "paper.done", names=names, how=how, no=notice.no)


COMMANDS = (
    Command(
        "纸质",
        re.compile(r"纸质(?:回执|回条)?(?:收到)?\s*(?P<no>\d+)?[\s:：,，]*(?P<rest>.*)$", re.DOTALL),
        enter,
    ),
)
