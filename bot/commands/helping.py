"""帮助: what the asker may use."""

import re

from bot import texts
from bot.commands.spec import Call, Command
from bot.services.desk import Desk


async def show(desk: Desk, call: Call) -> None:
    desk.scene.write(call.staff.id, texts.find("help.teacher"))


COMMANDS = (
    Command(
        "帮助",
        re.compile(r"(?:帮助|help|怎么用|\?|？|菜单)\s*$", re.IGNORECASE),
        show,
        in_group=True,
    ),
)
