"""A meeting as it is dictated: one contact for the class, with who was there and by whom."""

from datetime import datetime
from typing import Any

import storage.tables as t
from bot import texts
from bot.parsing import dates, dictation, presence, whose
from bot.services.desk import Desk
from bot.services.scene import Scene
from bot.services.school import Room
from storage import changes as c
from storage import finds


def reads(text: str) -> bool:
    """Do these words tell who was at a meeting?"""
    return bool(dictation.MEETING.search(text) and presence.TOLD.search(text))


def draft(scene: Scene, by: str, room: Room, text: str) -> None:
    """Present are all but the named (or, where absent ones are named, all but these)."""
    named = {p for m in room.index.find(text) for p in m.pupils}
    absent = named if presence.ALL_BUT.search(text) or presence.ABSENT.search(text) else set()
    status = {c_: {"status": "absent" if c_ in absent else "present"} for c_ in room.children}
    told = {"time": dictation.when(text, scene.now).isoformat(), "attendance": status}
    row = t.Draft(
        no=scene.number("draft"),
        kind="parent_meeting",
        by=by,
        students=list(room.children),
        facts={**told, "room": room.id, "meeting": True},
        at=scene.now,
    )
    scene.happened(c.Stored(row))
    _read_back(scene, by, row)
    scene.ask(by, "draft", row.no, drafts=[row.no], meeting=True)


def _read_back(scene: Scene, by: str, row: t.Draft) -> None:
    present, absent = _sides(scene, row.facts["attendance"])
    facts = {"no": row.no, "present": len(present), "absent": len(absent)}
    when = dates.speak(datetime.fromisoformat(row.facts["time"]), scene.now)
    names = texts.find("marks.and").join(absent) or texts.find("marks.none")
    scene.tell(by, "draft.meeting", when=when, names=names, **facts)


def _sides(scene: Scene, attendance: dict[str, Any]) -> tuple[list[str], list[str]]:
    sides: dict[str, list[str]] = {"present": [], "absent": []}
    for child, one in attendance.items():
        sides[one["status"]].append(scene.child(child).label)
    return sides["present"], sides["absent"]


async def save(desk: Desk, row: t.Draft, by: str) -> None:
    scene = desk.scene
    row.status = "saved"
    scene.happened(c.Stored(row))
    contact = t.Contact(
        kind="parent_meeting",
        time=datetime.fromisoformat(row.facts["time"]),
        classroom_id=row.facts["room"],
        staff=[by],
        students=row.students,
        attendance=row.facts["attendance"],
        source="dictation",
    )
    scene.happened(c.Stored(contact))


async def correct(desk: Desk, by: str, text: str) -> bool:
    """周乐乐是舅舅来的: changes the last saved meeting at once. False where it is no such words."""
    scene = desk.scene
    meeting = await finds.last_meeting(desk.connection, by)
    if meeting is None or not (presence.CAME_BY.search(text) or presence.ABSENT.search(text)):
        return False
    room = scene.room(meeting.classroom_id or "")
    named = [p for m in room.index.find(text) for p in m.pupils if len(m.pupils) == 1]
    if not named or meeting.attendance is None:
        return False
    one: dict[str, Any] = {"status": "absent" if presence.ABSENT.search(text) else "present"}
    if kin := whose.KIN.search(text):
        one["by"] = whose.plain_kin(kin)
    meeting.attendance = {**meeting.attendance, **dict.fromkeys(named, one)}
    scene.happened(c.Stored(meeting))
    names = texts.find("marks.and").join(scene.child(child).label for child in named)
    how = str(texts.find(f"draft.{one['status']}"))
    if "by" in one:
        how = texts.say("marks.aside", text=how, more=one["by"])
    scene.tell(by, "draft.corrected", names=names, how=how)
    return True
