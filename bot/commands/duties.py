"""待办, 进度: what the school's regulations still ask, and how far everything has come."""

import re

from bot import texts
from bot.commands.spec import Call, Command, Refused
from bot.services import duties, duty_words
from bot.services.desk import Desk
from bot.services.duties import Judged


async def _judged(desk: Desk, call: Call) -> Judged:
    if not desk.scene.manners.presets:
        raise Refused("no_preset")
    judged = await duties.judge(desk, call.staff)
    if not judged.rooms:
        raise Refused("no_duties")
    return judged


async def still_open(desk: Desk, call: Call) -> None:
    """待办: what is open in this week, month or term, with its clause."""
    judged, scene = await _judged(desk, call), desk.scene
    text = duty_words.still_open(scene, judged.duties, judged.presets)
    scene.write(call.staff.id, text or texts.find("duty.none"))


async def progress(desk: Desk, call: Call) -> None:
    """进度: everything, met or not, with the whole table as a file."""
    judged, scene = await _judged(desk, call), desk.scene
    text = duty_words.progress(scene, judged.duties, judged.presets)
    scene.write(call.staff.id, text, file=duty_words.table(scene, judged.duties))


OPEN = re.compile(r"(?:看看?)?(?:我的)?待办(?:事项)?\s*[?？。]?$")
PROGRESS = re.compile(r"(?:看看?)?(?:我的)?(?:职责)?进度\s*[?？。]?$")
COMMANDS = (
    Command("待办", OPEN, still_open, in_group=True),
    Command("进度", PROGRESS, progress, in_group=True),
)
