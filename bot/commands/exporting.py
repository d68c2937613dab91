"""导出联系记录: an export asked for in chat."""

import re

import storage.tables as t
from bot.commands.spec import Call, Command
from bot.parsing import export_talk
from bot.services.desk import Desk
from bot.services.exporting import requests_out
from storage import changes as c


async def ask(desk: Desk, call: Call) -> None:
    await requests_out.begin(desk, call.staff, call.line.message.text)


def goes_on(ask: t.Ask, text: str) -> bool:
    """Do these words add to an export that lacks something, or drop one that waits for 对?"""
    waits = ask.kind == "export_own" and export_talk.GIVES_UP.match(text)
    return ask.kind == "export" or bool(waits)


async def go_on(desk: Desk, call: Call, ask: t.Ask) -> None:
    """The next line tells the purpose or the period of an export, or drops it."""
    scene, text = desk.scene, call.line.message.text
    scene.happened(c.AskClosed(ask.id, scene.now))
    if export_talk.GIVES_UP.match(text.strip()):
        scene.tell(call.staff.id, "export_chat.dropped")
        return
    wish = requests_out.heard(scene, requests_out.wish_of(ask.facts), text)
    await requests_out.go_on(desk, call.staff, wish, text)


COMMANDS = (
    Command(
        "导出",
        re.compile(export_talk.WANTS.pattern + r"(?P<rest>.+)$", re.DOTALL),
        ask,
        staffs_alone=True,
    ),
)
