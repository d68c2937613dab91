"""Contacts as they are dictated: read back as numbered drafts, saved by 对, corrected in words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import storage.tables as t
from bot import texts
from bot.parsing import dates, privacy
from bot.parsing.dictation import Dictated
from bot.services.desk import Desk
from bot.services.recording import phoned
from bot.services.recording.pieces import Piece
from bot.services.scene import Scene
from storage import changes as c
from storage import finds


def draft(scene: Scene, by: str, piece: Piece, told: Dictated, others: Sequence[str]) -> t.Draft:
    """A numbered draft of one contact; `others` are colleagues who were there."""
    row = t.Draft(
        no=scene.number("draft"),
        kind=told.kind,
        by=by,
        students=list(piece.children),
        facts={**as_json(told), **called(piece), "with": list(others)},
        at=scene.now,
    )
    scene.happened(c.Stored(row))
    return row


def called(piece: Piece) -> dict[str, Any]:
    """Who of the family was spoken to."""
    return {"kin": list(piece.kin), "guardians": piece.guardians}


def as_json(told: Dictated) -> dict[str, Any]:
    """What is kept of it: no numbers and no marks, also where they were dictated."""
    facts = asdict(told)
    facts |= {key: privacy.redacted(facts[key]) for key in ("record", "agreed", "said")}
    facts["parts"] = [privacy.redacted(part) for part in told.parts]
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
    texts_ = [spoken(scene, row) for row in rows]
    lacking = any(not told_of(row).complete and told_of(row).reached for row in rows)
    foot = texts.find("draft.what" if lacking else "draft.foot")
    scene.write(by, "\n\n".join([*texts_, foot]))
    scene.ask(by, "draft", rows[0].no, drafts=[row.no for row in rows])


def labels(scene: Scene, children: Sequence[str]) -> str:
    """The names of children as they are written; with the class where two are written alike."""
    found = [scene.child(child) for child in children]
    alike = Counter(one.label for one in found)
    names = [
        texts.say("marks.aside", text=one.label, more=scene.room(one.classroom).name)
        if alike[one.label] > 1
        else one.label
        for one in found
    ]
    return str(texts.find("marks.and")).join(names)


def _colleagues(scene: Scene, row: t.Draft) -> list[str]:
    staff = scene.picture.school.staff
    return [staff[id_].name for id_ in row.facts.get("with", ()) if id_ in staff]


def spoken(scene: Scene, row: t.Draft) -> str:
    told = told_of(row)
    people = [*row.facts["kin"], *_colleagues(scene, row)]
    facts = {
        "no": row.no,
        "kind": texts.find(f"contact.kinds.{row.kind}"),
        "child": labels(scene, row.students),
        "kin": texts.find("marks.and").join(people),
        "when": dates.speak(told.time, scene.now),
    }
    lines = [texts.say("draft.head", **facts)]
    if told.reached is False:
        lines.append(texts.say("draft.missed", attempts=told.attempts))
    said = {key: getattr(told, key) for key in ("record", "agreed")}
    lines += [texts.say(f"draft.{key}", words=words) for key, words in said.items() if words]
    if told.follow_up:
        lines.append(texts.say("draft.follow_up", day=texts.day(told.follow_up)))
    elif told.again:
        lines.append(texts.find("draft.no_day"))
    if told.sensitive:
        lines.append(texts.find("draft.sensitive"))
    return "\n".join(lines)


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
        staff=[by, *row.facts.get("with", ())],
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
        follow(scene, row, by, told.follow_up)
    answered = ""
    if told.reached:
        await _close_tasks(desk, row.students)
        answered = await phoned.settle(desk, row, told, by)
    saved = texts.say("draft.saved", no=row.no, child=labels(scene, row.students))
    return f"{saved}\n{answered}" if answered else saved


def follow(scene: Scene, row: t.Draft, by: str, due: date) -> None:
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
