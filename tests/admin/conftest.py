"""A sandbox served to pages without a browser."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar
from aiohttp.test_utils import unused_port

from bot.admin.sandbox_page import routes
from bot.admin.web import application, link, serve
from bot.clock import StoppedClock
from bot.gateways.sandbox import Cast, Person, Room, Sandbox
from bot.messages import Inbound

HOST = "127.0.0.1"
NOW = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
CARDS: str | dict[str, str] = {"g1": "小明妈妈", "g2": "小红妈妈"}
PEOPLE = [
    Person(account="t1", card="方老师", role="teacher", groups=["g1", "g2"]),
    Person(account="p1", card=CARDS, role="guardian", groups=["g1", "g2"]),
    Person(account="p2", card="小明妈妈的姐姐", role="guardian", groups=["g1"]),
    Person(account="x1", card="云淡风轻", role="stranger", groups=["g1"]),
]
ROOMS = [Room(id="c1", name="一班", group="g1"), Room(id="c2", name="二班", group="g2")]
PLAY: list[dict[str, object]] = [
    {"at": "2026-11-25T16:30:00+08:00", "chat": "private", "from": "t1", "text": "发通知"},
    {"at": "2026-11-25T16:31:00+08:00", "tick": True},
    {"at": "2026-11-25T16:32:00+08:00", "chat": "g1", "from": "p1", "text": "收到"},
    {"at": "2026-11-25T16:33:00+08:00", "chat": "g1", "from": "p2", "text": "+1", "quote": "L4"},
]
Frame = dict[str, Any]


class Stage:
    """A school of which only the numbers matter."""

    def __init__(self) -> None:
        self.confirmed = 0
        self.looked = 0

    async def cast(self) -> Cast:
        return Cast(ROOMS, PEOPLE, "小桥")

    async def tally(self) -> dict[str, object] | None:
        self.looked += 1
        return {"no": 1, "confirmed": self.confirmed, "total": 2} if self.confirmed else None


class Page:
    """A page without a browser."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket

    async def send(self, **frame: object) -> None:
        await self._socket.send_json(frame)

    async def say(self, sender: str, chat: str, text: str, **more: object) -> None:
        await self.send(type="say", chat=chat, kind="text", text=text, **{"from": sender}, **more)

    async def next(self, kind: str) -> Frame:
        """The next frame of this type; others before it are passed over."""
        while True:
            frame: Frame = await self._socket.receive_json()
            if frame["type"] == kind:
                return frame

    async def raw(self, text: str) -> None:
        await self._socket.send_str(text)


Open = Callable[[], Awaitable[Page]]
Serve = Callable[[Sandbox, list[dict[str, object]]], Awaitable[Open]]


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def heard() -> asyncio.Queue[Inbound]:
    return asyncio.Queue()


@pytest.fixture
async def serving(stage: Stage, heard: asyncio.Queue[Inbound]) -> AsyncIterator[Serve]:
    """Runs a sandbox and its pages until the test ends."""
    endings: list[Callable[[], Awaitable[None]]] = []

    async def start(sandbox: Sandbox, played: list[dict[str, object]]) -> Open:
        port = unused_port()
        runner = await serve(application("k", routes(sandbox, stage, played)), HOST, port)
        running = asyncio.create_task(sandbox.run(heard.put))
        session = ClientSession(base_url=f"http://{HOST}:{port}", cookie_jar=CookieJar(unsafe=True))
        await session.get(link(HOST, port, "k", "/sandbox"))

        async def end() -> None:
            await session.close()
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running
            await runner.cleanup()

        async def open_page() -> Page:
            return Page(await session.ws_connect("/sandbox/ws"))

        endings.append(end)
        return open_page

    yield start
    for end in endings:
        await end()


@pytest.fixture
def sandbox(stage: Stage) -> Sandbox:
    return Sandbox(stage, StoppedClock(NOW), interval=0, settle=(0,))


@pytest.fixture
async def open_page(serving: Serve, sandbox: Sandbox) -> Open:
    return await serving(sandbox, PLAY)
