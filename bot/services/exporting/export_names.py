"""Writes names for ids, as an export shows them; it asks the database once for each."""

from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import texts
from storage import exports as stored
from storage import roster

MOST = 100_000  # names kept; a school stays below, a whole district begins anew


class Names:
    """What is not learned, or in no table any more, is shown as ""."""

    def __init__(self, connection: AsyncConnection, classrooms: dict[str, str]) -> None:
        self._connection, self.classrooms = connection, classrooms
        self._children: dict[str, str] = {}
        self._rooms: dict[str, str] = {}
        self._persons: dict[str, str] = {}
        self._relations: dict[tuple[str, str], str] = {}
        self._named = texts.find("export.words.named")

    @classmethod
    async def of(cls, connection: AsyncConnection) -> "Names":
        return cls(connection, dict(map(tuple, await roster.all_classrooms(connection))))

    async def learn(self, children: Iterable[str], persons: Iterable[str]) -> None:
        """Read those of these that are not known yet."""
        if len(self._children) + len(self._persons) > MOST:
            self._children, self._rooms, self._persons, self._relations = {}, {}, {}, {}
        if unknown := set(children) - self._children.keys():
            await self._learn_children(unknown)
        if unknown := set(persons) - self._persons.keys():
            await self._learn_persons(unknown)

    async def _learn_children(self, ids: set[str]) -> None:
        self._children |= dict.fromkeys(ids, "")
        for row in await stored.students(self._connection, ids):
            id_, name, classroom, gender, number, twin = row
            mark = gender or number
            self._children[id_] = self._name(name, mark) if twin and mark else name
            self._rooms[id_] = self.classrooms.get(classroom, "")

    async def _learn_persons(self, ids: set[str]) -> None:
        self._persons |= dict.fromkeys(ids, "")
        for id_, name in await stored.persons(self._connection, ids):
            self._persons[id_] = name
        for person, child, relation in await stored.relations(self._connection, ids):
            self._relations[person, child] = relation

    def _name(self, who: str, mark: str) -> str:
        return str(self._named.format(who=who, name=mark))

    def child(self, id_: str) -> str:
        """The name, with the gender where the class has two of that name."""
        return self._children.get(id_, "")

    def room(self, child: str) -> str:
        return self._rooms.get(child, "")

    def person(self, id_: str) -> str:
        return self._persons.get(id_, "")

    def guardian(self, id_: str, children: Iterable[str]) -> str:
        """王一诺妈妈（李雨桐）: child, relation and name, as far as they are known."""
        name = self.person(id_)
        for child in children:
            if relation := self._relations.get((id_, child)):
                who = self.child(child) + relation
                return self._name(who, name) if name else who
        return name
