"""A scene with the store beside it: for the rarer work that has to look things up as it goes."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.services import loading, roster
from bot.services.scene import Scene
from bot.services.school import Room
from storage import writes
from storage.views import Notice


@dataclass
class Desk:
    """What a command or a due deed works on. Its changes are stored with the caller's commit."""

    scene: Scene
    connection: AsyncConnection

    async def notice(self, number: int) -> Notice | None:
        """One notice with all its receipts and signs in the picture."""
        return await loading.know_notice(self.connection, self.scene.picture, number)

    async def store(self) -> None:
        """Write what has happened so far, so that what follows finds it in the store."""
        await writes.write(self.connection, self.scene.changes)
        self.scene.changes.clear()

    async def room(self, classroom: str) -> Room:
        """A class with its children and people in the picture."""
        await self.rooms([classroom])
        return self.scene.room(classroom)

    async def rooms(self, classrooms: Collection[str]) -> None:
        """Any number of classes, as a few statements."""
        await roster.know_rooms(self.connection, self.scene.picture.school, classrooms)

    async def person(self, id_: str) -> None:
        """Somebody who may be in none of the classes that are known."""
        await roster.know_person(self.connection, self.scene.picture.school, id_)


class Order(NamedTuple):
    """What a line has done. `looks_up`: it asks the store, which must have all that came before."""

    run: Callable[[Desk], Awaitable[None]]
    looks_up: bool = True
