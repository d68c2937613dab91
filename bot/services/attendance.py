"""A meeting as it is dictated: one contact for the class, with who was there and by whom."""

import re
from datetime import datetime
from typing import Any

import storage.tables as t
from bot import texts
from bot.parsing import dates, dictation, whose
from bot.services.desk import Desk
from bot.services.scene import Scene
from bot.services.school import Room
from storage import changes as c
from storage import finds

ALL_BUT = re.compile(r"除了?(?P<names>.+?)(?:[,，\s]*(?:以外|之外|外|没来|没到))?[,，\s]*(?:其他|其余|别的)?(?:人|家长)?(?:全|都)(?:来|到|参加)")
ABSENT = re.compile(r"(?:没来|没到|缺席|没参加|请假)")
CAME_BY = re.compile(r"是?(?:他|她|孩子)?(?:的)?(?P<kin>.{1,4}?)(?:来的|代|到的|参加)")


def reads(text: str) -> bool:
    """Do these words tell who was at a meeting?"""
    return bool(dictation.MEETING.search(text) and re.search(r"来了|到了|没来|没到|缺席|参加了|到齐|全勤|除了", text))


def draft(scene: Scene, by: str, room: Room, text: str) -> None:
    """Present are all but the named (or, where absent ones are named, all but these)."""
    named = {p for m in room.index.find(text) for p in m.pupils}
    absent = named if ALL_BUT.search(text) or ABSENT.search(text) else set()
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
    if meeting is None or not (CAME_BY.search(text) or ABSENT.search(text)):
        return False
    room = scene.room(meeting.classroom_id or "")
    named = [p for m in room.index.find(text) for p in m.pupils if len(m.pupils) == 1]
    if not named or meeting.attendance is None:
        return False
    one: dict[str, Any] = {"status": "absent" if ABSENT.search(text) else "present"}
    if kin := whose.KIN.search(text):
        one["by"] = whose.plain_kin(kin)
    meeting.attendance = {**meeting.attendance, **{child: one for child in named}}
    scene.happened(c.Stored(meeting))
    names = texts.find("marks.and").join(scene.child(child).label for child in named)
    how = texts.find(f"draft.{one['status']}") + (f"（{one['by']}）" if "by" in one else "")
    scene.tell(by, "draft.corrected", names=names, how=how)
    return True
