"""导出联系记录: an export asked for in chat."""

import re

from bot.commands.spec import Call, Command
from bot.parsing import export_talk
from bot.services import requests_out
from bot.services.desk import Desk


async def ask(desk: Desk, call: Call) -> None:
    await requests_out.begin(desk, call.staff, call.line.message.text)


COMMANDS = (
    Command("导出", re.compile(export_talk.WANTS.pattern + r"(?P<rest>.+)$", re.DOTALL), ask),
)
