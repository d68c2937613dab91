"""What was heard, in its order, although several things are looked up at the same time."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence

from bot.gateway import Receive
from bot.gateways.wechat_wire import Event
from bot.messages import Inbound

ROOM = 50_000  # events that may wait; then the stream has to
AT_ONCE = 16  # are looked up at the same time


class Inbox:
    """`look_up` makes messages of an event; it never fails."""

    def __init__(self, look_up: Callable[[Event], Awaitable[Sequence[Inbound]]]) -> None:
        self._look_up = look_up
        self._waiting: deque[Event] = deque()
        self._flying: deque[asyncio.Future[Sequence[Inbound]]] = deque()
        self._wake, self._space = asyncio.Event(), asyncio.Event()

    async def put(self, event: Event) -> None:
        """Returns at once unless far too much is waiting."""
        self._waiting.append(event)
        self._wake.set()
        while len(self._waiting) > ROOM:
            self._space.clear()
            await self._space.wait()

    async def run(self, receive: Receive) -> None:
        """Hand everything over until cancelled."""
        try:
            while True:
                await self._wake.wait()
                self._wake.clear()
                await self._empty(receive)
        finally:
            for task in self._flying:
                task.cancel()

    async def _empty(self, receive: Receive) -> None:
        self._start()
        while self._flying:
            for message in await self._flying[0]:
                await receive(message)
            self._flying.popleft()
            self._start()

    def _start(self) -> None:
        while self._waiting and len(self._flying) < AT_ONCE:
            look_up = self._look_up(self._waiting.popleft())
            self._flying.append(asyncio.ensure_future(look_up))
        self._space.set()
