"""What rooms and people are called in WeChat: asked once, and again when it may have changed."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from typing import Any, TypeVar

from bot.gateways.wechat_wire import Contact, Event, EventType, Puppet, RoomTold
from bot.messages import Names

log = logging.getLogger(__name__)
Found = TypeVar("Found")
Asked = dict[Any, "asyncio.Future[Any]"]
MOST = 20_000  # names in memory; then all are asked anew
AT_ONCE = 16  # are asked for at the same time
_CONTACT, _ROOM, _MEMBER = 2, 3, 4  # what an event calls outdated
_NOBODY, _NOWHERE = Contact(""), RoomTold("")


class Book:
    """`reach` gives the connection. What a gateway does not tell is empty and asked again later."""

    def __init__(self, reach: Callable[[], Awaitable[Puppet]]) -> None:
        self._reach = reach
        self._rooms: Asked = {}
        self._members: Asked = {}
        self._contacts: Asked = {}
        self._topics: dict[str, str] = {}  # of every room that was ever seen
        self._listed = False

    def forget(self) -> None:
        """Another session, where ids may be others."""
        for asked in (self._rooms, self._members, self._contacts):
            asked.clear()
        self._topics.clear()
        self._listed = False

    def hear(self, event: Event) -> None:
        """Learn from an event that something is called otherwise now."""
        room = str(event.data.get("roomId", ""))
        if event.type in {EventType.JOIN, EventType.LEAVE, EventType.TOPIC}:
            self._rooms.pop(room, None)
        elif event.type is EventType.DIRTY:
            self._outdated(event.data.get("payloadType"), str(event.data.get("payloadId", "")))

    async def room(self, id_: str) -> RoomTold:
        async def ask(puppet: Puppet) -> RoomTold:
            told = await puppet.room(id_)
            self._topics[id_] = told.topic
            return told

        return await self._once(self._rooms, id_, ask, _NOWHERE)

    async def contact(self, id_: str) -> Contact:
        return await self._once(self._contacts, id_, lambda puppet: puppet.contact(id_), _NOBODY)

    async def card(self, room: str, id_: str) -> str:
        """What somebody is called in a room, or in private ("")."""
        if room:
            found = await self._once(
                self._members, (room, id_), lambda puppet: puppet.member(room, id_), ""
            )
            if found:
                return found.strip()
        return (await self.contact(id_)).name.strip()

    async def names(self, room: str, id_: str) -> Names:
        """What WeChat calls the room, and the writer where the bot's account gave him a remark."""
        who = await self.contact(id_) if id_ else _NOBODY
        topic = (await self.room(room)).topic.strip() if room else ""
        return Names(topic, who.remark.strip(), who.handle, self._is_shared(topic))

    async def read(self) -> tuple[list[str], list[str]]:
        """Everything the gateway lists: the ids of rooms and of contacts. No list is complete."""
        self._listed = True
        puppet = await self._reach()
        rooms, contacts = list(await puppet.rooms()), list(await puppet.contacts())
        for some in batched(rooms):
            await asyncio.gather(*map(self.room, some))
        for some in batched(contacts):
            await asyncio.gather(*map(self.contact, some))
        return rooms, contacts

    async def find_room(self, name: str) -> str:
        """The id of this id, or of the only room of this name; "" where none or several bear it."""
        if name in self._topics or name.endswith("@chatroom"):
            return name
        await self._list()
        found = [id_ for id_, topic in self._topics.items() if topic.strip() == name]
        return found[0] if len(found) == 1 else ""

    async def find_contact(self, name: str) -> str:
        """The id of this id, or of the only contact with this remark or WeChat number, else ""."""
        if name in self._contacts or name.startswith("wxid_"):
            return name
        await self._list()
        known = [(id_, await self.contact(id_)) for id_ in list(self._contacts)]
        found = [id_ for id_, who in known if name in (who.remark.strip(), who.handle)]
        return found[0] if len(found) == 1 else ""

    async def _list(self) -> None:
        if not self._listed:
            await self.read()

    def _is_shared(self, topic: str) -> bool:
        return bool(topic) and list(self._topics.values()).count(topic) > 1

    def _outdated(self, kind: object, id_: str) -> None:
        if kind == _CONTACT:
            self._contacts.pop(id_, None)
        elif kind == _ROOM:
            self._rooms.pop(id_, None)
        elif kind == _MEMBER:
            for key in [key for key in self._members if key[0] == id_]:
                del self._members[key]

    async def _once(
        self,
        asked: Asked,
        key: Any,
        ask: Callable[[Puppet], Coroutine[Any, Any, Found]],
        missing: Found,
    ) -> Found:
        """Ask the gateway once, however many want to know at the same time."""
        if key not in asked:
            if len(asked) >= MOST:
                asked.clear()
            asked[key] = asyncio.ensure_future(self._ask(ask))
        try:
            found: Found = await asyncio.shield(asked[key])
        except Exception as error:  # noqa: BLE001  without a name a message still counts
            log.info("a name was not told: %s", type(error).__name__)
            asked.pop(key, None)
            return missing
        return found

    async def _ask(self, ask: Callable[[Puppet], Coroutine[Any, Any, Found]]) -> Found:
        return await ask(await self._reach())


def batched(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """A few at a time."""
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
