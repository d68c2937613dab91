"""家访, 电话, 面谈, 记: a contact entered by hand, with record, analysis, measure and feedback."""

import re
from datetime import datetime
from typing import Any

import storage.tables as t
from bot import texts
from bot.commands.paper import named
from bot.commands.spec import Call, Command
from bot.parsing import dates, whose
from bot.services.desk import Desk
from bot.services.scene import Scene
from storage import changes as c

KINDS = {"家访": "home_visit", "电话": "phone_call", "面谈": "interview", "记": "phone_call"}
SPOKEN = re.compile(r"家访|面谈|电话")
PART = re.compile(
    r"(?P<part>记录|分析|对策|约定|反馈)[:：]\s*(?P<words>.*?)(?=\s*(?:记录|分析|对策|约定|反馈)[:：]|$)",
    re.DOTALL,
)
PARTS = {"记录": "record", "分析": "analysis", "对策": "measure", "约定": "measure", "反馈": "feedback"}


async def enter(desk: Desk, call: Call) -> None:
    scene = desk.scene
    children = named(scene, call)
    kind = _kind(call)
    when = _when(scene, call.text)
    row = t.Contact(
        kind=kind,
        time=when,
        classroom_id=scene.child(children[0]).classroom,
        staff=[call.staff.id],
        students=children,
        guardians=_guardians(scene, call.text, children),
        reached=True,
        source="command",
        **_parts(call.text),
    )
    row.complete = bool(row.record)
    scene.happened(c.Stored(row))
    names = texts.find("marks.and").join(scene.child(child).label for child in children)
    said = texts.find(f"contact.kinds.{kind}")
    when_said = dates.speak(when, scene.now)
    scene.tell(call.staff.id, "contact.saved", kind=said, names=names, when=when_said)


def _kind(call: Call) -> str:
    word = call.words["kind"]
    spoken = SPOKEN.search(call.text) if word == "记" else None
    return KINDS[spoken[0] if spoken else word]


def _when(scene: Scene, text: str) -> datetime:
    """The first time that the words name, if it is past; else now."""
    for found in dates.find(text, scene.now):
        if found.at and found.at <= scene.now:
            return found.at
        if found.end < scene.today:
            return scene.now.replace(hour=4, minute=0) - (scene.today - found.end)
    return scene.now


def _guardians(scene: Scene, text: str, children: list[str]) -> list[str]:
    said = {whose.plain_kin(kin) for kin in whose.KIN.finditer(text)}
    room = scene.room(scene.child(children[0]).classroom)
    return [w.person for child in children for w in room.guardians[child] if w.relation in said]


def _parts(text: str) -> dict[str, Any]:
    """记录：… 分析：… 对策：… 反馈：…; words without such heads are the record."""
    found = {PARTS[m["part"]]: m["words"].strip() for m in PART.finditer(text)}
    before = PART.split(text, maxsplit=1)[0].strip() if found else text
    return {"record": before} | found if before else found


COMMANDS = (
    Command(
        "家访",
        re.compile(r"(?P<kind>家访|电话|面谈|记)(?!得|住|录)[\s:：,，]+(?P<rest>.+)$", re.DOTALL),
        enter,
    ),
)
