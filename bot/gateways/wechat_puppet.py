"""One connection to a Wechaty gateway: the only module that imports wechaty, and only when asked.

`wechaty`'s own PuppetService speaks the calls; what of it loses messages, blocks, or logs the
account out (docs/adr/0008-wechat.md) is not used.
"""

import json
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing, contextmanager
from typing import Any

from bot.errors import GatewayError
from bot.gateways import wechat_shim
from bot.gateways.wechat_wire import Contact, Event, EventType, RoomTold, Taken, TokenRefused, Told

wechat_shim.apply()

from grpclib.client import Channel  # noqa: E402
from grpclib.const import Cardinality, Status  # noqa: E402
from grpclib.exceptions import GRPCError, StreamTerminatedError  # noqa: E402
from wechaty_grpc.wechaty import PuppetStub  # noqa: E402
from wechaty_grpc.wechaty.puppet import (  # noqa: E402
    FileBoxChunk,
    MessageSendFileStreamRequest,
    MessageSendFileStreamResponse,
)
from wechaty_puppet import PuppetOptions  # noqa: E402
from wechaty_puppet_service import PuppetService  # noqa: E402
from wechaty_puppet_service.utils import extract_host_and_port  # noqa: E402

_FILE_ROUTE = "/wechaty.Puppet/MessageSendFileStream"
_CHUNK = 256 * 1024
_FILE_PATIENCE = 120.0
_LISTENED = frozenset(EventType)
_DEFINITE = frozenset(
    {
        Status.INVALID_ARGUMENT,
        Status.NOT_FOUND,
        Status.OUT_OF_RANGE,
        Status.PERMISSION_DENIED,
        Status.RESOURCE_EXHAUSTED,
        Status.UNIMPLEMENTED,
    }
)


class Connection(PuppetService):  # type: ignore[misc]
    """Made where a loop runs; it connects with its first call. `patience`: seconds for a call."""

    def __init__(self, endpoint: str, token: str, patience: float) -> None:
        super().__init__(PuppetOptions(token=token, end_point=endpoint), "jialian")
        host, port = extract_host_and_port(endpoint)
        self.channel = Channel(host, port)
        # Without TLS a gateway finds the token where the name of the host would stand.
        self.channel._authority = token  # noqa: SLF001
        told = {"authorization": f"Wechaty {token}"}
        self._puppet_stub = PuppetStub(self.channel, timeout=patience, metadata=told)
        self._listener = PuppetStub(self.channel, metadata=told)

    async def check(self) -> None:
        """Is there a gateway, and does it know the token?"""
        with _translated():
            await self.puppet_stub.version()

    async def events(self) -> AsyncGenerator[Event, None]:
        """The stream of events; it ends when the gateway ends it. Close it before the channel."""
        with _translated():
            async with aclosing(self._listener.event()) as stream:
                async for told in stream:
                    yield _event(int(told.type), told.payload)

    async def wake(self) -> None:
        with _translated():
            await self.puppet_stub.start()

    async def halt(self) -> None:
        """End whoever listens. Some gateways log the account out with it."""
        with _translated():
            await self.puppet_stub.stop()

    async def knock(self) -> None:
        """Ask for a sign of life; it comes as an event."""
        with _translated():
            await self.ding("jialian")

    def close(self) -> None:
        """Hang up. The account stays logged in."""
        self.channel.close()

    async def message(self, id_: str) -> Told:
        with _translated():
            told = await self.puppet_stub.message_payload(id=id_)
        return Told(
            told.id or id_,
            int(told.type),
            told.from_id,
            told.room_id,
            told.to_id,
            told.text,
            told.filename,
            told.timestamp,
            tuple(told.mention_ids),
        )

    async def rooms(self) -> Sequence[str]:
        with _translated():
            return tuple(await self.room_list())

    async def contacts(self) -> Sequence[str]:
        with _translated():
            return tuple(await self.contact_list())

    async def room(self, id_: str) -> RoomTold:
        with _translated():
            told = await self.room_payload(id_)
        return RoomTold(told.topic, tuple(told.member_ids))

    async def contact(self, id_: str) -> Contact:
        with _translated():
            told = await self.contact_payload(id_)
        return Contact(told.name, told.alias, told.weixin)

    async def member(self, room: str, id_: str) -> str:
        """What a member is called in a room."""
        with _translated():
            told = await self.room_member_payload(room, id_)
        return str(told.room_alias or told.name)

    async def say(self, to: str, text: str, mentions: Sequence[str]) -> str:
        """Send words; returns their id, "" where the gateway gives none."""
        with _translated():
            return await self.message_send_text(to, text, list(mentions)) or ""

    async def hand(self, to: str, name: str, data: bytes) -> str:
        """Send a file piece by piece: at once, more than 4 MB would be refused."""
        with _translated():
            async with self.channel.request(
                _FILE_ROUTE,
                Cardinality.STREAM_UNARY,
                MessageSendFileStreamRequest,
                MessageSendFileStreamResponse,
                timeout=_FILE_PATIENCE,
                metadata=self.puppet_stub.metadata,
            ) as stream:
                for piece in _pieces(to, name, data):
                    await stream.send_message(piece)
                await stream.end()
                answer = await stream.recv_message()
        return answer.id or "" if answer else ""

    async def take_back(self, id_: str) -> bool:
        with _translated():
            return bool(await self.message_recall(id_))


def _pieces(to: str, name: str, data: bytes) -> Iterator[Any]:
    """Whom it is for, what it is called, and what is in it, in this order."""
    yield MessageSendFileStreamRequest(conversation_id=to)
    yield MessageSendFileStreamRequest(file_box_chunk=FileBoxChunk(name=name))
    for start in range(0, len(data), _CHUNK):
        chunk = FileBoxChunk(data=data[start : start + _CHUNK])
        yield MessageSendFileStreamRequest(file_box_chunk=chunk)


def _event(number: int, payload: str) -> Event:
    """Never fails: one strange event must not end the stream."""
    type_ = EventType(number) if number in _LISTENED else EventType.OTHER
    try:
        data = json.loads(payload or "{}")
    except ValueError:
        data = {}
    return Event(type_, data if isinstance(data, dict) else {})


@contextmanager
def _translated() -> Iterator[None]:
    """The library's errors as ours."""
    try:
        yield
    except GRPCError as error:
        raise _meaning(error.status) from None
    except StreamTerminatedError as error:
        raise ConnectionResetError(str(error)) from None


def _meaning(status: Status) -> Exception:
    if status is Status.UNAUTHENTICATED:
        return TokenRefused()
    if status is Status.ALREADY_EXISTS:
        return Taken()
    if status in _DEFINITE:
        return GatewayError(reason=status.name.lower())
    return ConnectionError(status.name)
