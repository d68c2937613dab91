"""What the sandbox page shows of the school: who is there, and the tally of the newest notice."""

from collections.abc import Mapping
from typing import Any, Literal

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot import texts
from bot.clock import Clock
from bot.gateways.sandbox_stage import Cast, Person, Room
from bot.messages import Platform
from bot.parsing import dates
from bot.router import Router
from bot.services.counting import receipts, tally
from bot.services.desk import Desk
from bot.services.roster import know_rooms
from bot.services.school import Person as Known
from bot.services.school import Room as Class
from bot.services.school import School
from storage import sent
from storage.database import reading

Fact = dict[str, Any]
Role = Literal["teacher", "guardian"]


class SchoolStage:
    """Reads the store for the page. `strangers` are accounts that only the demo knows."""

    def __init__(
        self, engine: AsyncEngine, router: Router, clock: Clock, strangers: list[Person]
    ) -> None:
        self._engine, self._router, self._clock = engine, router, clock
        self._strangers = strangers

    async def cast(self) -> Cast:
        async with reading(self._engine) as connection:
            school = await self._router.cache.school(connection)
            await know_rooms(connection, school, school.names)
        rooms = [_room(room) for room in school.rooms.values()]
        return Cast(rooms, [*_people(school), *self._strangers], self._router.manners.bot_name)

    async def tally(self) -> Mapping[str, object] | None:
        async with reading(self._engine) as connection:
            number = await sent.newest_notice(connection, receipts.ASKING)
            return await self._of(connection, number) if number else None

    async def _of(self, connection: AsyncConnection, number: int) -> Fact | None:
        scene = await self._router.quiet_scene(connection, self._clock())
        notice = await Desk(scene, connection).notice(number)
        if notice is None:
            return None
        rows = tally.rows(scene, notice)
        strangers = sum(of == number for of, _ in scene.picture.strangers)
        return {
            "no": notice.no,
            "title": notice.title,
            "kind": notice.kind,
            "ask": texts.find(f"notice.asks.{notice.kind}").lstrip("·"),
            "deadline": dates.speak(notice.deadline, scene.now) if notice.deadline else None,
            "class": texts.find("marks.and").join(scene.room(c).name for c in notice.classes),
            "confirmed": sum(row.status == "confirmed" for row in rows),
            "total": len(rows),
            "children": [_child(row) for row in rows],
            "outside": strangers,
        }


def _child(row: tally.Row) -> Fact:
    answer = receipts.spoken(row.receipt.answer) if row.receipt.answer is not None else ""
    return {
        "name": row.child.label,
        "status": row.status,
        "words": row.words or answer,
        "by": row.receipt.by,
    }


def _room(room: Class) -> Room:
    groups = [g.address.id for g in room.groups if g.address.platform is Platform.SANDBOX]
    return Room(id=room.id, name=room.name, group=groups[0] if groups else "")


def _people(school: School) -> list[Person]:
    """Everybody with an account of the sandbox, teachers first."""
    groups = {room.id: _room(room)["group"] for room in school.rooms.values()}
    found = [
        _person(one.person, "teacher", [groups[c] for c in one.classes if c in groups])
        for one in school.staff.values()
    ]
    for person in school.people.values():
        own = [groups[r.id] for r in school.rooms.values() if person.id in r.wards]
        if not person.phone_only and person.id not in school.staff:
            found.append(_person(person, "guardian", own))
    return [one for one in found if one["account"]]


def _person(person: Known, role: Role, groups: list[str]) -> Person:
    accounts = [id_ for platform, id_ in person.accounts if platform == Platform.SANDBOX.value]
    return Person(
        account=accounts[0] if accounts else "",
        card=person.card or person.name,
        role=role,
        groups=sorted(g for g in groups if g),
    )
