"""待办, 进度, 已做: what the school's regulations still ask, and how far everything has come."""

import re

from bot import texts
from bot.commands.spec import Call, Command, Refused
from bot.services.desk import Desk
from bot.services.duties import duties, duty_words
from bot.services.duties.duties import Judged

OPEN = re.compile(r"(?:看看?)?(?:我的)?待办(?:事项)?\s*[?？。]?$")
PROGRESS = re.compile(r"(?:看看?)?(?:我的)?(?:职责)?进度\s*[?？。]?$")
DONE = re.compile(r"(?:已做|做了|做完了?|已?完成了?)\s*(?P<rest>[A-Za-z]\w*[-－–—]\d+)\s*[。.]?$")
DASH = re.compile(r"[－–—]")


async def still_open(desk: Desk, call: Call) -> None:
    """待办: what is open in this week, month or term, with its clause."""
    scene = desk.scene
    if not await _overview(desk, call):
        judged = await _judged(desk, call)
        text = duty_words.still_open(scene, judged.duties, judged.presets)
        scene.write(call.staff.id, text or texts.find("duty.none"))


async def progress(desk: Desk, call: Call) -> None:
    """进度: everything, met or not, with the whole table."""
    scene = desk.scene
    if not await _overview(desk, call):
        judged = await _judged(desk, call)
        text = duty_words.progress(scene, judged.duties, judged.presets)
        scene.write(call.staff.id, text, file=duty_words.table(scene, judged.duties))


async def _overview(desk: Desk, call: Call) -> bool:
    """A leader of the school or of a grade reads it class by class."""
    _need_presets(desk)
    scene, classes = desk.scene, await duties.overseen(desk, call.staff)
    if classes:
        text = duty_words.overview(scene, classes, duties.presets(scene))
        every = [duty for _, found in classes for duty in found]
        scene.write(call.staff.id, text, file=duty_words.table(scene, every))
    return bool(classes)


async def done(desk: Desk, call: Call) -> None:
    """已做 S2-08: something for the whole class was done; what is for each child is dictated."""
    _need_presets(desk)
    clause = DASH.sub("-", call.text).upper()
    duty = await duties.enter(desk, call.staff, clause)
    if duty is None:
        raise Refused("no_clause", clause=clause)
    key = "duty.by_child" if duty.by_child else "duty.entered"
    desk.scene.tell(call.staff.id, key, what=duty.says, when=duty_words.when(duty), clause=clause)


def _need_presets(desk: Desk) -> None:
    if not desk.scene.manners.presets:
        raise Refused("no_preset")


async def _judged(desk: Desk, call: Call) -> Judged:
    _need_presets(desk)
    judged = await duties.judge(desk, call.staff)
    if not judged.rooms:
        raise Refused("no_duties")
    return judged


COMMANDS = (
    Command("待办", OPEN, still_open, in_group=True),
    Command("进度", PROGRESS, progress, in_group=True),
    Command("已做", DONE, done),
)
