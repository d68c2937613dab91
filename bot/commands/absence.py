"""没到校也没请假: the telephone task of a child whose family must be called."""

import re
from collections.abc import Sequence

import storage.tables as t
from bot import texts
from bot.commands import paper
from bot.commands.spec import Call, Command, Refused
from bot.services.desk import Desk
from storage import changes as c
from storage import finds


async def absent(desk: Desk, call: Call) -> None:
    """今天没到校也没请假: the task is open at once; of an ambiguous name it is asked first."""
    sure, twice = paper.sure(desk.scene, call, call.text), paper.unsure(desk.scene, call, call.text)
    if not sure and not twice:
        raise Refused("paper_unknown", words=call.text[:20])
    if sure:
        await _open(desk, call, sure)
    for words, candidates in twice:
        paper.ask_which(desk.scene, call, words, candidates)
        desk.scene.ask(call.staff.id, "absence", None, candidates=list(candidates))


async def which(desk: Desk, call: Call, ask: t.Ask) -> None:
    """女生那个: the one that was meant by an ambiguous name."""
    meant = paper.pointed(desk.scene, ask, call.line.message.text)
    if len(meant) != 1:
        desk.scene.tell(call.staff.id, "refuse.not_understood")
        return
    desk.scene.happened(c.AskClosed(ask.id, desk.scene.now))
    await _open(desk, call, meant)


async def _open(desk: Desk, call: Call, children: Sequence[str]) -> None:
    """One task for each child; told twice on a day it is still one."""
    scene = desk.scene
    running = await finds.open_absences(desk.connection)
    known = {child for task in running if task.due == scene.today for child in task.students}
    for child in children:
        if child not in known:
            scene.happened(c.Stored(_task(desk, call, child)))
    names = texts.find("marks.and").join(scene.child(child).label for child in children)
    scene.tell(call.staff.id, "paper.absent", names=names)


def _task(desk: Desk, call: Call, child: str) -> t.FollowUp:
    scene = desk.scene
    return t.FollowUp(
        no=scene.number("followup"),
        kind="absence",
        students=[child],
        due=scene.today,
        owner=scene.room(scene.child(child).classroom).head_teacher or call.staff.id,
        visible="class",
        at=scene.now,
    )


COMMANDS = (
    Command(
        "没到校",
        re.compile(
            r"(?P<rest>(?!.*家长会)(?=.*(?:没到校|没来(?:上学|学校|校)?|未到校|没到))(?=.*(?:没请假|也没(?:请|说|打|联系|告|接|回|有)|没说|没打招呼|联系不上|无故)).+)$",
            re.DOTALL,
        ),
        absent,
    ),
)
