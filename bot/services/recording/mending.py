"""Drafts and records mended in words: another day, child, kin, kind, or one child less."""

from collections.abc import Sequence
from typing import Any

import storage.tables as t
from bot import texts
from bot.parsing import callings, dictation
from bot.services.desk import Desk
from bot.services.people import naming
from bot.services.recording import drafts
from bot.services.recording.pieces import kin_of
from bot.services.scene import Scene
from bot.services.school import Room, Staff
from storage import changes as c
from storage import finds


def colleagues(scene: Scene, by: str, text: str) -> list[str]:
    """Other teachers of the same classes who were there, not those who were spoken of."""
    school = scene.picture.school
    own = school.staff[by].classes
    near = [s for s in school.staff.values() if s.id != by and s.classes & own]
    return [one.id for one in near if one.name and _was_there(one, text)]


def _was_there(one: Staff, text: str) -> bool:
    place = text.find(one.name)
    if place < 0:
        return False
    before, behind = text[:place], text[place + len(one.name) :]
    beside = callings.COLLEAGUE_BEFORE.search(before) or callings.COLLEAGUE_BEHIND.match(behind)
    return bool(beside) and not callings.SPOKEN_OF.search(before)


async def mend(desk: Desk, ask: t.Ask, text: str, by: str) -> None:
    """The next line mends or completes an open draft; it is read back again."""
    scene = desk.scene
    rows = [
        r for r in await finds.drafts(desk.connection, ask.facts["drafts"]) if r.status == "open"
    ]
    meant = [row for row in rows if _is_about(scene, row, text)] or rows
    for row in meant if named(scene, rows, text) else rows:
        _mended(scene, row, text, by)
    scene.happened(c.AskClosed(ask.id, scene.now))
    drafts.read_back(scene, by, rows)


async def drop(desk: Desk, ask: t.Ask, text: str, by: str) -> None:
    """不记了: the drafts of this ask are dropped, or only those of the children named."""
    scene = desk.scene
    rows = [
        r for r in await finds.drafts(desk.connection, ask.facts["drafts"]) if r.status == "open"
    ]
    about = [row for row in rows if named(scene, [row], text)]
    gone = about or rows
    for row in gone:
        row.status = "dropped"
        scene.happened(c.Stored(row))
    scene.happened(c.AskClosed(ask.id, scene.now))
    numbers = texts.find("marks.and").join(str(row.no) for row in gone)
    scene.tell(by, "draft.dropped", numbers=numbers)
    if kept := [row for row in rows if row not in gone]:
        drafts.read_back(scene, by, kept)


def named(scene: Scene, rows: Sequence[t.Draft], text: str) -> set[str]:
    """The children of these drafts whom words name."""
    rooms = [scene.room(scene.child(row.students[0]).classroom) for row in rows]
    found = {p for m in naming.mentions(rooms, text) for p in m.pupils}
    return found & {child for row in rows for child in row.students}


def _mended(scene: Scene, row: t.Draft, text: str, by: str) -> None:
    """Take over into a draft what the words mend or add."""
    corrects = dictation.CORRECTS.search(text)
    words = dictation.stated(text)
    change = dictation.corrected if corrects else dictation.more
    told = change(drafts.told_of(row), text, scene.now)
    row.kind, row.students = told.kind, _children(scene, row, text, words)
    others = [*row.facts.get("with", ()), *colleagues(scene, by, words)]
    row.facts = {
        **row.facts,
        **drafts.as_json(told),
        **_called(scene, row, words, corrects=bool(corrects)),
        "with": list(dict.fromkeys(others)),
    }
    scene.happened(c.Stored(row))


def _children(scene: Scene, row: t.Draft, text: str, words: str) -> list[str]:
    """不是白雪 是白露 names another child; a brother or sister who is named comes in."""
    room = scene.room(scene.child(row.students[0]).classroom)
    said = {p for m in naming.mentions([room], words) if len(m.pupils) == 1 for p in m.pupils}
    every = {p for m in naming.mentions([room], text) for p in m.pupils}
    denied = every - said
    alone = dictation.DENIED.search(text) and _name_alone(room, words)
    if said - set(row.students) and (denied & set(row.students) or alone):
        return sorted(said if alone else (set(row.students) - denied) | said)
    family = [child for child in sorted(said) if naming.kin_between(room, child, row.students[0])]
    return list(dict.fromkeys([*row.students, *family]))


def _name_alone(room: Room, words: str) -> bool:
    """我记错人了 是司徒静 says nothing but who it was."""
    for mention in reversed(naming.mentions([room], words)):
        words = words[: mention.span[0]] + words[mention.span[1] :]
    return bool(callings.NOBODY_ELSE.fullmatch(words))


def _called(scene: Scene, row: t.Draft, words: str, *, corrects: bool) -> dict[str, Any]:
    """是姑姑接的: who was spoken to after all."""
    room = scene.room(scene.child(row.students[0]).classroom)
    told = (corrects and callings.SPOKE.search(words)) or not row.facts["kin"]
    kin = kin_of(words) if told else ()
    kin = kin or tuple(row.facts["kin"])
    return {"kin": list(kin), "guardians": naming.guardians(room, row.students, kin)}


async def correct(desk: Desk, by: str, text: str, *, force: bool = False) -> bool:
    """A correction of what was just saved takes effect at once, and is read back."""
    if not (force or dictation.CORRECTS.search(text) or dictation.AGAIN.search(text)):
        return False
    scene = desk.scene
    rows = await finds.saved_drafts(desk.connection, by)
    saved = [row for row in rows if not row.facts.get("meeting")]
    row = next((row for row in saved if _is_about(scene, row, text)), None)
    if row is None:
        return False
    contact = await finds.contact_of(desk.connection, by, row.students)
    task = await finds.follow_up_of(desk.connection, by, row.students)
    _mended(scene, row, text, by)
    if contact:
        _take_over(contact, row, by)
        scene.happened(c.Stored(contact))
    _move(scene, row, by, task)
    scene.write(by, "\n".join([drafts.spoken(scene, row), texts.find("draft.mended")]))
    return True


def _take_over(contact: t.Contact, row: t.Draft, by: str) -> None:
    told = drafts.told_of(row)
    contact.kind, contact.time, contact.students = row.kind, told.time, row.students
    contact.record, contact.measure = told.record, told.agreed
    contact.reached, contact.attempts = told.reached, told.attempts
    contact.guardians, contact.sensitive = row.facts["guardians"], told.sensitive
    contact.staff = [by, *row.facts.get("with", ())]


def _is_about(scene: Scene, row: t.Draft, text: str) -> bool:
    """Names it the draft's child, or no child at all?"""
    room = scene.room(scene.child(row.students[0]).classroom)
    found = {p for m in naming.mentions([room], text) for p in m.pupils}
    return not found or bool(found & set(row.students))


def _move(scene: Scene, row: t.Draft, by: str, task: t.FollowUp | None) -> None:
    """The follow-up moves with the correction."""
    due = drafts.told_of(row).follow_up
    if due is None:
        return
    if task is None:
        drafts.follow(scene, row, by, due)
    elif (task.due, task.students) != (due, row.students):
        task.due, task.students = due, row.students
        scene.happened(c.Stored(task))
