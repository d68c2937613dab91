"""我的数据, 删除我的数据: what a guardian may see and take back of what is kept."""

import re

import storage.tables as t
from bot import texts
from bot.services.desk import Desk
from bot.services.line import Line
from storage import changes as c
from storage import finds

MINE = re.compile(r"(?:查看?)?我的(?:数据|信息|资料)\s*$")
ERASE = re.compile(r"(?:请)?(?:删除|清除|注销)(?:掉)?我的(?:数据|信息|资料|绑定)")
YES = re.compile(r"\s*(?:对的?|是的?|确定|确认删除)\s*[。.!！]?$")


async def show(desk: Desk, line: Line) -> None:
    """The own bindings, and how much rests on them."""
    scene, person = desk.scene, line.person
    wards = [
        w for room in scene.picture.rooms.values() for w in room.wards.get(person, ()) if w.known
    ]
    if not wards:
        scene.tell(person, "data.none")
        return
    spoken = texts.find("marks.and").join(
        texts.say("data.ward", child=scene.child(w.child).label, relation=w.relation) for w in wards
    )
    receipts = await finds.receipts_counted(desk.connection, person)
    questions = await finds.questions_counted(desk.connection, person)
    scene.tell(person, "data.own", wards=spoken, receipts=receipts, questions=questions)


async def ask_back(desk: Desk, line: Line) -> None:
    desk.scene.tell(line.person, "data.erase_ask")
    desk.scene.ask(line.person, "erase", None)


async def erase(desk: Desk, line: Line, ask: t.Ask) -> None:
    """Bindings, name and telephone number go; what the school must keep of contacts stays."""
    scene, person = desk.scene, line.person
    scene.happened(c.AskClosed(ask.id, scene.now))
    scene.tell(person, "data.erased")
    for room in scene.picture.rooms.values():
        for ward in room.wards.get(person, ()):
            scene.happened(
                c.Stored(
                    t.Guardianship(
                        person_id=person, student_id=ward.child, status="left", right=ward.right
                    )
                )
            )
    scene.happened(c.PersonErased(person))
    scene.happened(c.RosterChanged())
    scene.audit(person, "erased", person)
