"""统计, 文件, 接龙汇总, 催: what a teacher asks about a notice that is out."""

import re

from bot import texts
from bot.commands.asked import own_notice
from bot.commands.spec import Call, Command, Refused
from bot.services.counting import receipts, tally
from bot.services.desk import Desk
from bot.services.publishing import nudges
from bot.services.replying import filled
from storage.views import Notice

SIGNUP = frozenset({"signup", "form"})


async def show(desk: Desk, call: Call) -> None:
    """统计12: the tally, privately. 统计12 群里: the number alone, in the group."""
    notice = _asking(await own_notice(desk, call, receipts.ASKING))
    scene = desk.scene
    if call.text:
        line = tally.status_line(scene, notice)
        for room in notice.classes:
            scene.post(scene.room(room), line, notice=notice.no)
        scene.tell(call.staff.id, "tally.group_done", line=line)
        return
    text, file = tally.told(scene, notice, tally.rows(scene, notice))
    scene.write(call.staff.id, text, file=file, notice=notice.no)


def _asking(notice: Notice) -> Notice:
    if notice.kind not in receipts.ASKING:
        raise Refused("no_receipts", no=notice.no)
    return notice


async def table(desk: Desk, call: Call) -> None:
    """文件12: the result as a table."""
    notice = _asking(await own_notice(desk, call, receipts.ASKING))
    scene = desk.scene
    text = texts.say("tally.head_only", no=notice.no, title=notice.title)
    file = tally.table(scene, notice, tally.rows(scene, notice))
    scene.write(call.staff.id, text, file=file, notice=notice.no)


async def chain(desk: Desk, call: Call) -> None:
    """接龙汇总: who answered what, as a table with the summary beside it."""
    notice = _asking(await own_notice(desk, call, SIGNUP))
    scene, every = desk.scene, tally.rows(desk.scene, notice)
    text = "\n".join([tally.spoken(scene, notice, every), *filled.remarks(notice)])
    file = tally.table(scene, notice, every)
    scene.write(call.staff.id, text, file=file, notice=notice.no)


async def nudge(desk: Desk, call: Call) -> None:
    """催12: one private line to one guardian of each open child."""
    notice = _asking(await own_notice(desk, call, receipts.ASKING))
    if notice.status != "sent":
        raise Refused("not_sent", no=notice.no)
    count, beyond = nudges.nudge(desk.scene, notice)
    nudges.report(desk.scene, notice, call.staff.id, count, beyond)


COMMANDS = (
    Command(
        "统计",
        re.compile(r"(?:看)?统计(?:通知)?\s*(?P<no>\d+)?\s*(?P<rest>(?:发?到?群里?)?)\s*$"),
        show,
        in_group=True,
        at_hand=True,
    ),
    Command("文件", re.compile(r"(?:文件|表格|导出)\s*(?P<no>\d+)\s*$"), table, in_group=True),
    Command("接龙汇总", re.compile(r"(?:接龙|报名)(?:汇总|统计)\s*(?P<no>\d+)?\s*$"), chain, True),
    Command(
        "催",
        re.compile(r"催(?:一下|回执|通知|办)?\s*(?P<no>\d+)?\s*$"),
        nudge,
        in_group=True,
    ),
)
