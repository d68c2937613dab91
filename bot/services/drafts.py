"""Contacts as they are dictated: read back as numbered drafts, saved by 对, corrected in words."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import storage.tables as t
from bot import texts
from bot.parsing import dates, dictation, whose
from bot.parsing.dictation import Dictated
from bot.services import receipts
from bot.services.desk import Desk
from bot.services.scene import Scene
from bot.services.school import Room
from storage import changes as c
from storage import finds, sent


@dataclass(frozen=True, slots=True)
class Piece:
    """The words about one child, with the kin that they name."""

    child: str
    kin: tuple[str, ...]
    words: str


def pieces(rooms: Sequence[Room], text: str) -> list[Piece]:
    """Cut a line at the children whom it names, each with the words behind its name."""
    found = [(m.span, m.pupils) for room in rooms for m in room.index.find(text)]
    found = sorted(x for x in found if len(x[1]) == 1)
    cut = []
    for place, (span, pupils) in enumerate(found):
        begin = span[0] if place else 0
        end = found[place + 1][0][0] if place + 1 < len(found) else len(text)
        words = text[begin:end]
        cut.append(Piece(pupils[0], kin_of(words), words))
    return cut


def kin_of(words: str) -> tuple[str, ...]:
    """Who of the family was spoken to: not who was merely mentioned, or away."""
    found = list(whose.KIN.finditer(words))
    there = [m for m in found if not dictation.AWAY.match(words[m.end() :])]
    spoken = [m for m in there if dictation.THERE.match(words[m.end() :])] or there[:1]
    return tuple(dict.fromkeys(whose.plain_kin(m) for m in spoken))


def ambiguous(rooms: Sequence[Room], text: str) -> tuple[str, list[str]] | None:
    """A name that several children bear, and who they are."""
    for room in rooms:
        for mention in room.index.find(text):
            if len(mention.pupils) > 1:
                return mention.words, list(mention.pupils)
    return None


def draft(scene: Scene, by: str, piece: Piece, told: Dictated) -> t.Draft:
    """A numbered draft of one contact."""
    room = scene.room(scene.child(piece.child).classroom)
    guardians = [w.person for w in room.guardians[piece.child] if w.relation in piece.kin]
    row = t.Draft(
        no=scene.number("draft"),
        kind=told.kind,
        by=by,
        students=[piece.child],
        facts={**as_json(told), "guardians": guardians, "kin": list(piece.kin)},
        at=scene.now,
    )
    scene.happened(c.Stored(row))
    return row


def as_json(told: Dictated) -> dict[str, Any]:
    facts = asdict(told)
    facts["time"] = told.time.isoformat()
    facts["follow_up"] = told.follow_up.isoformat() if told.follow_up else None
    return facts


def told_of(row: t.Draft) -> Dictated:
    """What a draft holds."""
    known = {k: v for k, v in row.facts.items() if k in Dictated.__dataclass_fields__}
    known["time"] = datetime.fromisoformat(known["time"])
    known["follow_up"] = date.fromisoformat(known["follow_up"]) if known["follow_up"] else None
    known["parts"] = tuple(known["parts"])
    return Dictated(**known)


def read_back(scene: Scene, by: str, rows: Sequence[t.Draft]) -> None:
    """All drafts of one line in one message; one 对 saves them all."""
    texts_ = [_spoken(scene, row) for row in rows]
    lacking = any(not told_of(row).complete and told_of(row).reached for row in rows)
    foot = texts.find("draft.what" if lacking else "draft.foot")
    scene.write(by, "\n\n".join([*texts_, foot]))
    scene.ask(by, "draft", rows[0].no, drafts=[row.no for row in rows])


def _spoken(scene: Scene, row: t.Draft) -> str:
    told = told_of(row)
    child = scene.child(row.students[0]).label
    facts = {
        "no": row.no,
        "kind": texts.find(f"contact.kinds.{row.kind}"),
        "child": child,
        "kin": texts.find("marks.and").join(row.facts["kin"]),
        "when": dates.speak(told.time, scene.now),
    }
    lines = [texts.say("draft.head", **facts)]
    if told.reached is False:
        lines.append(texts.say("draft.missed", attempts=told.attempts))
    said = {key: getattr(told, key) for key in ("record", "agreed")}
    lines += [texts.say(f"draft.{key}", words=words) for key, words in said.items() if words]
    if told.follow_up:
        lines.append(texts.say("draft.follow_up", day=texts.day(told.follow_up)))
    if told.sensitive:
        lines.append(texts.find("draft.sensitive"))
    return "\n".join(lines)


def named_kin(scene: Scene, row: t.Draft, text: str) -> dict[str, Any]:
    """是姑姑接的: who was spoken to after all."""
    if not dictation.CORRECTS.search(text) or not (kin := kin_of(text)):
        return {}
    room = scene.room(scene.child(row.students[0]).classroom)
    people = [w.person for w in room.guardians[row.students[0]] if w.relation in kin]
    return {"kin": list(kin), "guardians": people}


async def correct(desk: Desk, by: str, text: str) -> bool:
    """A correction of what was just saved takes effect at once, and is read back."""
    if not dictation.CORRECTS.search(text):
        return False
    scene = desk.scene
    row = await finds.last_saved(desk.connection, by)
    if row is None or not _is_about(scene, row, text):
        return False
    told = dictation.corrected(told_of(row), text, scene.now)
    row.facts = {**row.facts, **as_json(told), **named_kin(scene, row, text)}
    scene.happened(c.Stored(row))
    contact = await finds.contact_of(desk.connection, by, row.students)
    if contact:
        contact.time, contact.measure = told.time, told.agreed
        contact.guardians = row.facts["guardians"]
        scene.happened(c.Stored(contact))
    await _move(desk, row, by, told)
    scene.write(by, "\n".join([_spoken(scene, row), texts.find("draft.mended")]))
    return True


def _is_about(scene: Scene, row: t.Draft, text: str) -> bool:
    """Names it the draft's child, or no child at all?"""
    room = scene.room(scene.child(row.students[0]).classroom)
    named = {p for m in room.index.find(text) for p in m.pupils}
    return not named or bool(named & set(row.students))


async def _move(desk: Desk, row: t.Draft, by: str, told: Dictated) -> None:
    """The follow-up moves with the correction."""
    if told.follow_up is None:
        return
    task = await finds.follow_up_of(desk.connection, by, row.students)
    if task is None:
        _follow(desk.scene, row, by, told.follow_up)
    elif task.due != told.follow_up:
        task.due = told.follow_up
        desk.scene.happened(c.Stored(task))


async def save(desk: Desk, ask: t.Ask, by: str) -> list[str]:
    """对: every draft becomes a contact, its follow-up and, where it tells one, a receipt."""
    scene = desk.scene
    scene.happened(c.AskClosed(ask.id, scene.now))
    said = []
    for row in await finds.drafts(desk.connection, ask.facts["drafts"]):
        if row.status == "open":
            row.status = "saved"
            scene.happened(c.Stored(row))
            said.append(await _save_one(desk, row, by))
    return said


async def _save_one(desk: Desk, row: t.Draft, by: str) -> str:
    scene, told = desk.scene, told_of(row)
    contact = t.Contact(
        kind=row.kind,
        time=told.time,
        classroom_id=scene.child(row.students[0]).classroom,
        staff=[by],
        students=row.students,
        guardians=row.facts["guardians"],
        reached=told.reached,
        attempts=told.attempts,
        record=told.record,
        measure=told.agreed,
        sensitive=told.sensitive,
        complete=told.complete,
        source="dictation",
    )
    scene.happened(c.Stored(contact))
    if told.follow_up:
        _follow(scene, row, by, told.follow_up)
    if told.reached:
        await _close_tasks(desk, row.students)
        await _receipt(desk, row, told, by)
    child = scene.child(row.students[0]).label
    return texts.say("draft.saved", no=row.no, child=child)


def _follow(scene: Scene, row: t.Draft, by: str, due: date) -> None:
    task = t.FollowUp(
        no=scene.number("followup"),
        kind="follow_up",
        students=row.students,
        due=due,
        owner=by,
        at=scene.now,
    )
    scene.happened(c.Stored(task))


async def _close_tasks(desk: Desk, students: Sequence[str]) -> None:
    """Reaching the family ends the child's telephone task."""
    for task in await finds.open_absences(desk.connection):
        if set(task.students) & set(students):
            task.status = "done"
            desk.scene.happened(c.Stored(task))


async def _receipt(desk: Desk, row: t.Draft, told: Dictated, by: str) -> None:
    """A family that said 知道了 on the telephone has answered the one notice that is open."""
    if row.kind != "phone_call" or not dictation.REACHED.search(told.said):
        return
    waiting = await sent.open_notices(desk.connection, row.students)
    if len(waiting) != 1 or not dictation.KNOWS.search(told.said):
        return
    notice = await desk.notice(waiting[0])
    if notice and notice.kind == "ack":
        person = (row.facts["guardians"] or [by])[0]
        for child in row.students:
            receipts.give(desk.scene, notice, child, person, "answer", via="phone")
            desk.scene.audit(by, "receipt_entered", f"{notice.no}:{child}")
