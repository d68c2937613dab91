"""模板: notices that come again every term, ready to be filled in."""

import re

from bot import texts
from bot.commands.spec import Call, Command
from bot.services.desk import Desk


async def show(desk: Desk, call: Call) -> None:
    """One template by its name, else the names of all."""
    known = texts.find("templates")
    wanted = call.text
    found = next((words for name, words in known.items() if name and name in wanted), None)
    names = texts.find("marks.and").join(known)
    desk.scene.write(call.staff.id, found or texts.say("help.templates", names=names))


COMMANDS = (Command("模板", re.compile(r"(?:通知)?模[板版]\s*(?P<rest>\S*)\s*$"), show),)
