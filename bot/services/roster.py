"""Keeps who is who in memory while the roster's version holds, and reads what is missing."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from sys import intern
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import texts
from bot.messages import Address, Platform
from bot.services.school import Child, Group, Person, Room, School, Staff, Ward
from storage import roster as stored

MOST_ROOMS = 2_000
AT_ONCE = 50  # rooms whose rows are held at a time


class RosterCache:
    """One School object at a time. A changed version throws all of it away."""

    def __init__(self) -> None:
        self._school = School(version=-1)

    async def school(self, connection: AsyncConnection) -> School:
        version = await stored.version(connection)
        if version != self._school.version or len(self._school.rooms) > MOST_ROOMS:
            self._school = await _load_school(connection, version)
        return self._school

    def forget(self) -> None:
        self._school = School(version=-1)


async def _load_school(connection: AsyncConnection, version: int) -> School:
    school = School(version)
    school.names = {row.id: row.name for row in await stored.all_classrooms(connection)}
    classes = defaultdict(set)
    for person, classroom in await stored.staffing(connection):
        classes[person].add(classroom)
    rows = await stored.staff(connection)
    persons = await _persons(connection, [row.person_id for row in rows])
    for row in rows:
        roles, own = frozenset(row.roles), frozenset(classes[row.person_id])
        person = persons[row.person_id]
        school.staff[row.person_id] = Staff(person, roles, row.subject, own)
    return school


async def know_chats(
    connection: AsyncConnection,
    school: School,
    groups: Collection[tuple[str, str]],
    accounts: Collection[tuple[str, str]],
) -> None:
    """Fill in whose accounts these are and which classes these groups and people belong to."""
    if unknown := [chat for chat in groups if chat not in school.chats]:
        for platform, id_, classroom in await stored.classrooms_of_groups(connection, unknown):
            school.chats[platform, id_] = classroom
    if strangers := [account for account in accounts if account not in school.persons]:
        for platform, id_, person in await stored.persons_at(connection, strangers):
            school.persons[intern(platform), id_] = person


async def know_classes(
    connection: AsyncConnection, school: School, persons: Collection[str]
) -> None:
    """Fill in the classes in which these persons have children or work."""
    if missing := {person for person in persons if person not in school.classes_of}:
        found: dict[str, set[str]] = {person: set() for person in missing}
        for person, classroom in await stored.classrooms_of_persons(connection, missing):
            found[person].add(classroom)
        school.classes_of |= {person: frozenset(ids) for person, ids in found.items()}


async def know_rooms(connection: AsyncConnection, school: School, ids: Iterable[str]) -> None:
    """Fill in these classes with children, guardians and groups."""
    missing = [id_ for id_ in dict.fromkeys(ids) if id_ not in school.rooms]
    for start in range(0, len(missing), AT_ONCE):
        for room in await _load_rooms(connection, missing[start : start + AT_ONCE]):
            school.rooms[room.id] = room
            school.children |= room.children
            school.people |= room.people


async def _load_rooms(connection: AsyncConnection, ids: list[str]) -> list[Room]:
    rooms = {
        row.id: Room(row.id, row.name, row.head_teacher, row.deputy)
        for row in await stored.classrooms(connection, ids)
    }
    for row in await stored.groups(connection, ids):
        if row.platform == Platform.PASTED.value:
            continue  # nobody can be answered there
        address = Address(Platform(row.platform), row.id, is_group=True)
        rooms[row.classroom_id].groups += (Group(address, row.bot),)
    _put_children(rooms, await stored.students(connection, ids))
    ties = await stored.guardianships(connection, ids)
    persons = await _persons(connection, {person for _, person, *_ in ties})
    for classroom, person, child, *words in ties:
        if child in rooms[classroom].children:
            _put_ward(rooms[classroom], persons[person], child, words)
    return list(rooms.values())


def _put_ward(room: Room, person: Person, child: str, words: Iterable[str]) -> None:
    """The words of a tie are the same for all: they are kept once."""
    ward = Ward(person.id, child, *map(intern, words))
    room.wards[person.id] = (*room.wards.get(person.id, ()), ward)
    room.people[person.id] = person


def _put_children(rooms: dict[str, Room], rows: Iterable[Any]) -> None:
    """A name that two children of the class bear is written with the gender."""
    rows = list(rows)
    bearers = Counter((classroom, name) for _, name, classroom, *_ in rows)
    for id_, name, classroom, gender, tags in rows:
        twice = bearers[classroom, name] > 1 and gender
        label = texts.say("marks.aside", text=name, more=gender) if twice else name
        room = rooms[classroom]
        room.children[id_] = Child(id_, name, room.id, gender, label, frozenset(tags))


async def _persons(connection: AsyncConnection, ids: Collection[str]) -> dict[str, Person]:
    accounts: dict[str, tuple[tuple[str, str], ...]] = defaultdict(tuple)
    for person, platform, id_ in await stored.accounts(connection, ids):
        accounts[person] += ((intern(platform), id_),)
    return {
        id_: Person(id_, name, card, accounts[id_], *marks)
        for id_, name, card, *marks in await stored.persons(connection, ids)
    }


async def know_person(connection: AsyncConnection, school: School, id_: str) -> None:
    """Fill in one person, wherever he belongs."""
    if id_ not in school.people and id_ not in school.staff:
        school.people |= await _persons(connection, [id_])
