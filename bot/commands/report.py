"""报告12: how a notice was answered, as numbers, as a picture, and as a table. Never in a group."""

import re

from bot import pictures, texts
from bot.commands.asked import own_notice
from bot.commands.spec import Call, Command, Refused
from bot.services.counting import receipts, report_words, reports
from bot.services.desk import Desk
from storage import finds


async def report(desk: Desk, call: Call) -> None:
    """The numbers with the picture, then the table of who answered when, to the asker alone."""
    scene, to = desk.scene, call.staff.id
    notice = await own_notice(desk, call, receipts.ASKING)
    if notice.kind not in receipts.ASKING:
        raise Refused("no_receipts", no=notice.no)
    if notice.sent_at is None:
        raise Refused("not_sent", no=notice.no)
    found = reports.make(scene, notice, await finds.nudged(desk.connection, notice.no))
    where = texts.find("marks.and").join(scene.room(room).name for room in notice.classes)
    text, picture = report_words.spoken(scene, found), None
    if pictures.can_draw():
        picture = report_words.picture(scene, found, where)
    else:
        text = f"{text}\n{texts.find('report.no_picture')}"
    scene.write(to, text, file=picture, notice=notice.no)
    table = report_words.table(scene, found, where)
    scene.write(to, texts.say("report.table", no=notice.no), file=table, notice=notice.no)


COMMANDS = (
    Command(
        "报告", re.compile(r"(?:看|出)?报告(?:通知)?\s*(?P<no>\d+)\s*$"), report, in_group=True
    ),
    Command("报告", re.compile(r"(?:看|出)?(?:通知)?报告\s*$"), report),
)
