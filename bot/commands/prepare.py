"""准备 康明远: what to know before talking to a child's family."""

import re

from bot import texts
from bot.commands import paper
from bot.commands.spec import Call, Command, Refused
from bot.services.desk import Desk
from bot.services.recording import briefing


async def prepare(desk: Desk, call: Call) -> None:
    """Of one child of the asker's classes; of several of a name the asker says which."""
    scene = desk.scene
    if unsure := paper.unsure(scene, call, call.text):
        words, candidates = unsure[0]
        names = texts.find("marks.and").join(scene.child(child).label for child in candidates)
        raise Refused("which_bearer", words=words, count=len(candidates), names=names)
    children = [scene.child(child) for child in paper.sure(scene, call, call.text)]
    if not children:
        raise Refused("no_such_child", words=call.text)
    for child in children:
        for notice in scene.picture.current(frozenset([child.classroom])):
            await desk.notice(notice.no)
        scene.write(call.staff.id, await briefing.brief(desk, call.staff, child))


COMMANDS = (
    Command(
        "准备",
        re.compile(r"准备(?:一下|下)?\s*[:：]?\s*(?P<rest>[^\s，,。]\S{1,20})\s*$"),
        prepare,
    ),
)
