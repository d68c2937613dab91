"""What a Wechaty gateway tells, as plain values, and how a connection to one is used."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Protocol


class EventType(IntEnum):
    """The events of the stream that are listened to, as they are numbered on the wire."""

    OTHER = 0
    MESSAGE = 2
    ERROR = 16
    JOIN = 19
    LEAVE = 20
    TOPIC = 21
    SCAN = 22
    LOGIN = 25
    LOGOUT = 26
    DIRTY = 27


class TokenRefused(Exception):
    """The gateway knows another token."""


class Taken(Exception):
    """Another client listens; a gateway serves one at a time."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event; `data` is its JSON, {} where it has none that can be read."""

    type: EventType
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """A message as the gateway tells it. `time` in seconds or milliseconds, 0 if unknown."""

    id: str
    type: int
    sender: str
    room: str = ""
    to: str = ""
    text: str = ""
    name: str = ""
    time: int = 0
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """`remark` is what the bot's own account calls the contact, `handle` the WeChat number."""

    name: str
    remark: str = ""
    handle: str = ""


@dataclass(frozen=True, slots=True)
class RoomTold:
    topic: str
    members: tuple[str, ...] = ()


class Puppet(Protocol):
    """One connection. Its calls raise GatewayError for a definite refusal, TokenRefused, Taken,
    and TimeoutError or ConnectionError (an OSError before anything was sent) otherwise."""

    async def check(self) -> None: ...

    def events(self) -> AsyncGenerator[Event, None]: ...

    async def wake(self) -> None: ...

    async def halt(self) -> None: ...

    async def knock(self) -> None: ...

    def close(self) -> None: ...

    async def message(self, id_: str) -> Told: ...

    async def rooms(self) -> Sequence[str]: ...

    async def contacts(self) -> Sequence[str]: ...

    async def room(self, id_: str) -> RoomTold: ...

    async def contact(self, id_: str) -> Contact: ...

    async def member(self, room: str, id_: str) -> str: ...

    async def say(self, to: str, text: str, mentions: Sequence[str]) -> str: ...

    async def hand(self, to: str, name: str, data: bytes) -> str: ...

    async def take_back(self, id_: str) -> bool: ...
