"""更正, 撤回: what a teacher writes to mend and to end a notice."""

import re
from collections.abc import Sequence

import storage.tables as t
from bot import texts
from bot.commands.asked import own_notice
from bot.commands.spec import Call, Command, Refused
from bot.parsing import dates
from bot.services.desk import Desk
from bot.services.publishing import guard, notices
from bot.services.scene import Scene
from storage import changes as c
from storage import sent
from storage.views import Notice

WAITS = frozenset(
    {"quiet", "preview", "again", "too_late", "options", "fields", "class", "collection", "votes"}
    | {"homework"}
)
NOT_SENT = re.compile(
    r"(?:那就|那|嗯|哦|好吧?|还是|就|先|[\s,，])*(?:算了吧?|取消吧?|(?:通知)?(?P<no>\d+)?\s*(?:这条|那条)?(?:先|都|暂时|就|还是|[\s,，])*(?:(?:不|别|甭|不要|不用|不想)再?发|撤了?))"
    r"(?:了|吧|出去|啦|[\s,，。.!！]|(?:先|还是)?(?:不|别)发|算了|谢+|我?(?:再|先)?(?:想想|看看|改改|改一改|说))*$"
)


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
    _end(desk.scene, notice, call.staff.id, said)


async def not_sent(desk: Desk, call: Call, ask: t.Ask) -> None:
    """不发了, 算了: what was held for its author's word is cancelled."""
    desk.scene.happened(c.AskClosed(ask.id, desk.scene.now))
    notice = await desk.notice(ask.no or 0)
    if notice and notice.status in {"held", "scheduled"}:
        _end(desk.scene, notice, call.staff.id, ())
    else:
        desk.scene.tell(call.staff.id, "doubt.nothing_open")


def _end(scene: Scene, notice: Notice, by: str, said: Sequence[tuple[str, str]]) -> None:
    notices.withdraw(scene, notice, by, said)
    for ask in tuple(scene.picture.asks.get(by, ())):
        if ask.no == notice.no and ask.kind in WAITS:
            scene.happened(c.AskClosed(ask.id, scene.now))
    scene.tell(by, f"notice.{notice.status}", no=notice.no, title=notice.title)


COMMANDS = (
    Command(
        "更正",
        re.compile(r"更正(?:通知)?\s*(?P<no>\d+)?[\s:：,，]*(?P<rest>.*)$", re.DOTALL),
        amend,
        of_notice=True,
    ),
    Command(
        "撤回", re.compile(r"(?:撤回|取消)(?:通知)?\s*(?P<no>\d+)?\s*$"), withdraw, in_group=True
    ),
)
