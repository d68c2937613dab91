"""Puts the world of a rehearsal into an empty database."""

from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

import storage.tables as t
from bot.config import Manners
from bot.parsing.faq import Faq, FaqEntry
from bot.replay.script import moment
from schedules.calendar import SchoolCalendar
from storage import writes

PLATFORM = "sandbox"
SERIES = ("notice", "question", "draft", "leave", "followup", "incident")
OURS = frozenset(Manners.model_fields)


def manners(world: Mapping[str, Any]) -> Manners:
    """The settings of the world; keys that are no manners are left alone."""
    settings = {k: v for k, v in (world.get("settings") or {}).items() if k in OURS}
    if hours := settings.get("quiet_hours"):
        settings["quiet_hours"] = tuple(time.fromisoformat(h) for h in hours)
    return Manners.model_validate(settings)


def calendar(world: Mapping[str, Any]) -> SchoolCalendar:
    return SchoolCalendar.from_json(world.get("calendar") or {})


def faq(world: Mapping[str, Any]) -> Faq | None:
    """The school's own questions and answers, all approved."""
    entries = [
        FaqEntry(e["id"], e["question"], tuple(e.get("similar") or ()), e["answer"])
        for e in world.get("faq") or ()
    ]
    return Faq(entries) if entries else None


async def settle(connection: AsyncConnection, world: Mapping[str, Any]) -> None:
    """Write who is who, and what is already there when the file begins."""
    rows = [*_school(world), *_people(world), *_tied(world), *_meetings(world)]
    by_table: dict[type, list[t.Base]] = {}
    for row in rows:
        by_table.setdefault(type(row), []).append(row)
    for found in by_table.values():
        await writes.put_all(connection, found)


def _school(world: Mapping[str, Any]) -> Iterable[t.Base]:
    yield t.School(id=1, version=1)
    numbers = (world.get("settings") or {}).get("next") or {}
    for name in SERIES:
        yield t.Counter(name=name, next=int(numbers.get(name, 1)))
    for c in world.get("classes", ()):
        yield t.Classroom(
            id=c["id"], name=c["name"], head_teacher=c.get("head_teacher"), deputy=c.get("deputy")
        )
    for c in world.get("classes", ()):
        yield t.Group(platform=PLATFORM, id=c["group"], classroom_id=c["id"])
    for s in world.get("students", ()):
        gender = s.get("gender") or ""
        tags = list(s.get("tags") or ())
        yield t.Student(
            id=s["id"], name=s["name"], classroom_id=s["class"], gender=gender, tags=tags
        )


def _people(world: Mapping[str, Any]) -> Iterable[t.Base]:
    """Staff and guardians; whom nobody knows stands only in the file until he writes."""
    unreachable = set((world.get("settings") or {}).get("unreachable") or ())
    for p in (*world.get("staff", ()), *world.get("guardians", ())):
        yield t.Person(
            id=p["account"],
            name=p.get("name") or "",
            card=_card(p),
            phone_only=bool(p.get("phone_only")),
            unreachable=p["account"] in unreachable,
        )


def _card(person: Mapping[str, Any]) -> str:
    card = person.get("card") or person.get("name") or ""
    return str(next(iter(card.values()), "") if isinstance(card, dict) else card)


def _tied(world: Mapping[str, Any]) -> Iterable[t.Base]:
    for p in (*world.get("staff", ()), *world.get("guardians", ())):
        yield t.Account(platform=PLATFORM, id=p["account"], person_id=p["account"])
    for s in world.get("staff", ()):
        subject = s.get("subject") or ""
        yield t.Staff(person_id=s["account"], roles=list(s.get("roles", ())), subject=subject)
    for s in world.get("staff", ()):
        for classroom in s.get("classes", ()):
            yield t.Staffing(person_id=s["account"], classroom_id=classroom)
    for g in world.get("guardians", ()):
        right = "view_only" if g.get("view_only") else "full"
        for child in g.get("children", ()):
            relation = g.get("relation") or ""
            yield t.Guardianship(
                person_id=g["account"], student_id=child, relation=relation, right=right
            )


def _meetings(world: Mapping[str, Any]) -> Iterable[t.Base]:
    for m in world.get("meetings") or ():
        yield t.Meeting(**{**m, "at": moment(m["at"], 1), "remind": list(m.get("remind") or ())})
    for topic in world.get("topics") or ():
        known = [key for key in ("post_at", "posted_at") if topic.get(key)]
        times: dict[str, Any] = {key: moment(topic[key], 1) for key in known}
        yield t.Topic(
            classroom_id=topic["class"],
            month=topic["month"],
            title=topic.get("title") or "",
            tag=topic.get("tag") or "",
            status=topic.get("status") or "proposed",
            contributions=int(topic.get("contributions") or 0),
            **times,
        )
    for number, row in enumerate(world.get("contacts") or (), 1):
        yield _contact(row, number, {s["id"]: s["class"] for s in world.get("students") or ()})


def _contact(row: Mapping[str, Any], number: int, class_of: Mapping[str, str]) -> t.Contact:
    """A row of the state names no class: it is that of its first child."""
    known = {k: v for k, v in row.items() if k in t.Contact.model_fields and k != "id"}
    known["time"] = moment(row["time"], 1)
    known["notice_no"] = row.get("notice")
    known["classroom_id"] = next((class_of.get(s) for s in row.get("students") or ()), None)
    return t.Contact(id=number, **known)
