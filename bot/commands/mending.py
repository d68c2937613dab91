"""更正, 撤回: what a teacher writes to mend and to end a notice."""

import re

from bot import texts
from bot.commands.asked import own_notice
from bot.commands.spec import Call, Command, Refused
from bot.parsing import dates
from bot.services import guard, notices
from bot.services.desk import Desk
from storage import changes as c
from storage import sent

WAITS = frozenset({"quiet", "preview", "again", "too_late", "options", "fields", "class"})


async def amend(desk: Desk, call: Call) -> None:
    """更正12 新内容: the group hears once, who had confirmed is asked again."""
    notice = await own_notice(desk, call)
    if notice.status != "sent":
        raise Refused("not_sent", no=notice.no)
    if not call.text:
        raise Refused("nothing", no=notice.no)
    if what := guard.forbidden(desk.scene, call.text, notice.classes):
        desk.scene.audit(call.staff.id, "guard_blocked", what)
        key = "ids_in_group" if what == "ids_asked" else "guard"
        raise Refused(key, what=texts.find("refuse.what").get(what))
    deadline = dates.deadline(call.text, desk.scene.now)
    if deadline and deadline <= desk.scene.now:
        raise Refused("past_amended", when=dates.speak(deadline, desk.scene.now))
    count = notices.amend(desk.scene, notice, call.text, deadline)
    desk.scene.tell(call.staff.id, "notice.amended_done", no=notice.no, count=count)


async def withdraw(desk: Desk, call: Call) -> None:
    """撤回12: before sending it is cancelled, after it withdrawn and taken back."""
    notice = await own_notice(desk, call)
    if notice.status in {"withdrawn", "cancelled"}:
        raise Refused("already", no=notice.no, status=texts.find("refuse.ended")[notice.status])
    said = await sent.said_in_groups(desk.connection, notice.no)
    notices.withdraw(desk.scene, notice, call.staff.id, said)
    for ask in tuple(desk.scene.picture.asks.get(call.staff.id, ())):
        if ask.no == notice.no and ask.kind in WAITS:
            desk.scene.happened(c.AskClosed(ask.id, desk.scene.now))
    desk.scene.tell(call.staff.id, f"notice.{notice.status}", no=notice.no, title=notice.title)


COMMANDS = (
    Command(
        "更正",
        re.compile(r"更正(?:通知)?\s*(?P<no>\d+)?[\s:：,，]*(?P<rest>.*)$", re.DOTALL),
        amend,
    ),
    Command(
        "撤回", re.compile(r"(?:撤回|取消)(?:通知)?\s*(?P<no>\d+)?\s*$"), withdraw, in_group=True
    ),
)
