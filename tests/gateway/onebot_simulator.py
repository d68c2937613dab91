"""A OneBot v11 implementation that misbehaves on demand: it dials a server or serves a client."""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, web

from bot.gateways.qq import QQ
from bot.messages import Inbound

Json = dict[str, Any]
Socket = ClientWebSocketResponse | web.WebSocketResponse
Transport = asyncio.Transport
BOT = "2466001180"
GROUP = "730550021"
TOKEN = "correct horse"
PATH = "/onebot/v11/ws"


class Wire:
    """One connection as the implementation sees it. `login` is whom it says it is, "" says nothing.

    `calls` holds the actions that arrived, `ended` is set when the other side is gone.
    """

    def __init__(self, socket: Socket, transport: Transport, login: str) -> None:
        self.socket = socket
        self.login = login
        self.calls: asyncio.Queue[Json] = asyncio.Queue()
        self.ended = asyncio.Event()
        self._transport = transport

    async def read(self) -> None:
        async for frame in self.socket:
            call = json.loads(frame.data)
            if call["action"] == "get_login_info" and self.login:
                await self.answer(call, {"user_id": int(self.login), "nickname": "小桥"})
            else:
                self.calls.put_nowait(call)
        self.ended.set()

    async def say(self, *events: Json) -> None:
        for event in events:
            await self.raw(json.dumps(event, ensure_ascii=False))

    async def raw(self, frame: str | bytes) -> None:
        send = self.socket.send_str if isinstance(frame, str) else self.socket.send_bytes
        await send(frame)  # type: ignore[arg-type]

    async def answer(self, call: Json, data: object, **changes: object) -> None:
        """Answer a call as a well-behaved implementation does, but for `changes`."""
        answer = {"status": "ok", "retcode": 0, "data": data, "message": "", "wording": ""}
        await self.say({**answer, "echo": call["echo"], **changes})

    async def sent(self, message_id: object) -> Json:
        """Take the next call, say that it was sent, and return the call."""
        call = await self.calls.get()
        await self.answer(call, {"message_id": message_id})
        return call

    def fragments(self, *parts: bytes) -> None:
        """Send one text frame in several pieces, as a client does: masked."""
        for number, part in enumerate(parts):
            last = 0x80 if number == len(parts) - 1 else 0
            mask = os.urandom(4)
            masked = bytes(byte ^ mask[at % 4] for at, byte in enumerate(part))
            head = bytes([last | (0 if number else 1), 0x80 | len(part)])
            self._transport.write(head + mask + masked)

    def announce(self, size: int) -> None:
        """Begin a text frame of so many bytes and send none of them."""
        self._transport.write(bytes([0x81, 0xFF]) + size.to_bytes(8, "big") + os.urandom(4))

    async def hang_up(self) -> None:
        await self.socket.close()

    def cut(self) -> None:
        """Lose the connection without a word."""
        self._transport.abort()


@asynccontextmanager
async def dialled(
    port: int | None,
    *,
    account: str = BOT,
    role: str = "Universal",
    login: str = BOT,
    headers: Mapping[str, str] | None = None,
    query: str = "",
) -> AsyncIterator[Wire]:
    """Dial the bot as an implementation does. Raises aiohttp's WSServerHandshakeError."""
    given = {"X-Self-ID": account, "X-Client-Role": role, "Authorization": f"Bearer {TOKEN}"}
    address = f"ws://127.0.0.1:{port}{PATH}{query}"
    async with ClientSession() as session:
        chosen = given if headers is None else headers
        async with session.ws_connect(address, headers=chosen, max_msg_size=0) as socket:
            transport = socket._conn.transport if socket._conn else None
            assert isinstance(transport, Transport)
            wire = Wire(socket, transport, login)
            reading = asyncio.create_task(wire.read())
            try:
                yield wire
            finally:
                reading.cancel()


class ForwardServer:
    """Serves the bot's forward client. `refusing` answers 401, `closing` accepts and hangs up."""

    def __init__(self) -> None:
        self.url = ""
        self.refusing = False
        self.closing = False
        self.visits: asyncio.Queue[web.Request] = asyncio.Queue()
        self.wires: asyncio.Queue[Wire] = asyncio.Queue()

    async def accept(self, request: web.Request) -> web.StreamResponse:
        self.visits.put_nowait(request)
        if self.refusing:
            raise web.HTTPUnauthorized
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if self.closing:
            await socket.send_str('{"status": "failed", "retcode": 1403, "data": null}')
            await socket.close()
            return socket
        assert isinstance(request.transport, Transport)
        wire = Wire(socket, request.transport, BOT)
        self.wires.put_nowait(wire)
        await wire.read()
        return socket


@asynccontextmanager
async def serving() -> AsyncIterator[ForwardServer]:
    """A forward WebSocket server on a free port."""
    server = ForwardServer()
    app = web.Application()
    app.router.add_get("/", server.accept)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.url = f"ws://127.0.0.1:{runner.addresses[0][1]}/"
    try:
        yield server
    finally:
        await runner.cleanup()


class Held:
    """A program that takes messages only while it is not `busy`."""

    def __init__(self) -> None:
        self.free = asyncio.Event()
        self.entered = asyncio.Event()

    async def receive(self, _message: Inbound) -> None:
        self.entered.set()
        await self.free.wait()


@asynccontextmanager
async def running(qq: QQ) -> AsyncIterator[asyncio.Queue[Inbound]]:
    """Run the gateway and give the queue of what it hears."""
    heard: asyncio.Queue[Inbound] = asyncio.Queue()
    task = asyncio.create_task(qq.run(heard.put))
    ready = asyncio.create_task(qq.listening.wait())
    await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
    try:
        yield heard
    finally:
        ready.cancel()
        await stopped(task)


async def stopped(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait({task})
    if not task.cancelled():
        task.result()


def line(text: str, **changes: object) -> Json:
    """A message in the group, as an implementation tells it."""
    event: Json = {"self_id": int(BOT), "user_id": 3127700451, "time": 1795318200}
    event |= {"message_id": 12, "message_type": "group", "post_type": "message"}
    event |= {"group_id": int(GROUP), "sender": {"card": "周可心妈妈"}}
    return {**event, "message": [{"type": "text", "data": {"text": text}}], **changes}


def heartbeat(**changes: object) -> Json:
    event: Json = {"self_id": int(BOT), "time": 1795318200, "post_type": "meta_event"}
    event |= {"meta_event_type": "heartbeat", "status": {"online": True}, "interval": 30000}
    return {**event, **changes}
