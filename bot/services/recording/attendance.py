"""A meeting as it is dictated: one contact for the class, with who was there and by whom."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import storage.tables as t
from bot import texts
from bot.parsing import contact_kinds, dates, dictation, orders, presence, privacy
from bot.parsing.names import Mention
from bot.services.desk import Desk
from bot.services.people import naming
from bot.services.recording import drafts
from bot.services.scene import Scene
from bot.services.school import Room, Staff
from storage import changes as c
from storage import finds

Seen = dict[str, dict[str, str]]


def reads(text: str) -> bool:
    """Do these words tell who was at a meeting?"""
    told = dictation.MEETING.search(text) and presence.TOLD.search(text)
    asks = presence.ASKED_OF.search(text) or contact_kinds.QUERY.search(text)
    return bool(told and not asks)


def draft(
    scene: Scene, staff: Staff, text: str, chosen: Collection[str], classroom: str = ""
) -> None:
    """Who came and who did not; of whom nothing is said, as the words say of the rest."""
    rooms = [scene.room(classroom)] if classroom else _rooms(scene, staff, text)
    names = naming.mentions(rooms[:1], text, chosen)
    if len(rooms) != 1:
        said = texts.find("marks.and").join(room.name for room in rooms)
        scene.tell(staff.id, "draft.which_class", names=said)
        scene.ask(staff.id, "meeting_class", None, text=privacy.redacted(text), chosen=list(chosen))
    elif twice := _ambiguous(names):
        facts = {"words": twice.words, "count": len(twice.pupils)}
        scene.tell(staff.id, "paper.which", names=drafts.labels(scene, twice.pupils), **facts)
        asked = {
            "text": privacy.redacted(text),
            "kind": None,
            "chosen": list(chosen),
            "meeting": rooms[0].id,
        }
        scene.ask(staff.id, "draft_which", None, candidates=list(twice.pupils), **asked)
    else:
        _write_down(scene, staff, text, rooms[0], names)


def _write_down(
    scene: Scene, staff: Staff, text: str, room: Room, names: Sequence[Mention]
) -> None:
    row = t.Draft(
        no=scene.number("draft"),
        kind="parent_meeting",
        by=staff.id,
        students=list(room.children),
        facts={
            "time": dictation.when(text, scene.now).isoformat(),
            "attendance": _seen(room, presence.read(text, _places(names))),
            "room": room.id,
            "meeting": True,
        },
        at=scene.now,
    )
    scene.happened(c.Stored(row))
    read_back(scene, staff.id, row)


def _rooms(scene: Scene, staff: Staff, text: str) -> list[Room]:
    """The class that the words name, or whose children they name; else all of the teacher's."""
    rooms = [scene.room(room) for room in sorted(staff.classes)]
    words = orders.classes_called(text, [room.name for room in rooms])
    called = [room for room in rooms if room.name in words]
    named = {room.id: len(room.named(text)) for room in rooms}
    most = max(named.values(), default=0)
    fitting = [room for room in rooms if most and named[room.id] == most]
    return called or fitting or rooms


def _ambiguous(names: Sequence[Mention]) -> Mention | None:
    return next((mention for mention in names if len(mention.pupils) > 1), None)


def _places(names: Sequence[Mention]) -> list[tuple[tuple[int, int], str]]:
    return [(mention.span, mention.pupils[0]) for mention in names if len(mention.pupils) == 1]


def _seen(room: Room, told: presence.Told) -> Seen:
    rest = told.rest or "present"
    return {child: _one(told, child, rest) for child in room.children}


def _one(told: presence.Told, child: str, rest: str) -> dict[str, str]:
    one = {"status": told.status.get(child, rest)}
    return {**one, "by": told.by[child]} if child in told.by else one


def read_back(scene: Scene, by: str, row: t.Draft) -> None:
    """The draft once more, and it waits for 对."""
    present, absent = _sides(scene, row.facts["attendance"])
    facts = {"no": row.no, "present": len(present), "absent": len(absent)}
    when = dates.speak(datetime.fromisoformat(row.facts["time"]), scene.now)
    names = texts.find("marks.and").join(absent) or texts.find("marks.none")
    scene.tell(by, "draft.meeting", when=when, names=names, **facts)
    scene.ask(by, "draft", row.no, drafts=[row.no], meeting=True)


def _sides(scene: Scene, attendance: dict[str, Any]) -> tuple[list[str], list[str]]:
    sides: dict[str, list[str]] = {"present": [], "absent": []}
    for child, one in attendance.items():
        sides[one["status"]].append(scene.child(child).label)
    return sides["present"], sides["absent"]


async def mend(desk: Desk, ask: t.Ask, text: str, by: str) -> None:
    """The next line corrects an open draft of a meeting; it is read back again."""
    scene = desk.scene
    (row,) = await finds.drafts(desk.connection, ask.facts["drafts"])
    changed = _changed(scene, row.facts["room"], text)
    at = dictation.named_time(text, scene.now)
    time = at.isoformat() if at else row.facts["time"]
    row.facts = {**row.facts, "time": time, "attendance": {**row.facts["attendance"], **changed}}
    scene.happened(c.Stored(row))
    scene.happened(c.AskClosed(ask.id, scene.now))
    read_back(scene, by, row)


def _changed(scene: Scene, room: str, text: str) -> Seen:
    """What the words say of the children whom they name."""
    names = naming.mentions([scene.room(room)], text)
    told = presence.read(text, _places(names))
    return {child: _one(told, child, "present") for child in told.status}


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
    if meeting is None or meeting.attendance is None or not await _just_saved(desk, by, text):
        return False
    changed = _changed(scene, meeting.classroom_id or "", text)
    if not changed:
        return False
    meeting.attendance = {**meeting.attendance, **changed}
    scene.happened(c.Stored(meeting))
    for status in ("present", "absent"):
        _tell_changed(scene, by, {k: v for k, v in changed.items() if v["status"] == status})
    return True


async def _just_saved(desk: Desk, by: str, text: str) -> bool:
    """Do the words name the meeting, or was it written down last, and today?"""
    if dictation.MEETING.search(text):
        return True
    rows = await finds.saved_drafts(desk.connection, by)
    newest = rows[0] if rows else None
    return bool(newest and newest.facts.get("meeting") and newest.at.date() == desk.scene.today)


def _tell_changed(scene: Scene, by: str, changed: Seen) -> None:
    if not changed:
        return
    names = texts.find("marks.and").join(scene.child(child).label for child in changed)
    one = next(iter(changed.values()))
    how = str(texts.find(f"draft.{one['status']}"))
    kin = str(texts.find("marks.and")).join(
        dict.fromkeys(x["by"] for x in changed.values() if "by" in x)
    )
    scene.tell(
        by,
        "draft.corrected",
        names=names,
        how=texts.say("marks.aside", text=how, more=kin) if kin else how,
    )
