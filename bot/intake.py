"""Where messages wait. What gathered during one commit is the next batch; answers leave after."""

import asyncio
import logging
import traceback
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

import storage.tables as t
from bot.claims import Claim
from bot.clock import Clock
from bot.messages import Inbound
from bot.router import Router
from storage import changes as c
from storage import finds, trouble, writes
from storage.database import at_one_go, writing

log = logging.getLogger(__name__)
MOST = 512
ROOM = 5_000


class Outlet(Protocol):
    """Where answers leave. What is claimed in a transaction is started after its commit."""

    async def claim(self, connection: AsyncConnection, /) -> Claim: ...

    def start(self, claim: Claim, /) -> None: ...


class Intake:
    """Takes messages from the gateways and stores what comes of them, batch by batch.

    `outlet` is told of every commit by which something is to be said; `pause` (s) is how long a
    refusing store is left alone.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        router: Router,
        clock: Clock,
        outlet: Outlet,
        pause: float = trouble.PAUSE,
    ) -> None:
        self._engine, self._router, self._clock, self._outlet = engine, router, clock, outlet
        self._pause = pause
        self._waiting: deque[Inbound] = deque()
        self._wake, self._space, self.idle = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self.idle.set()

    async def receive(self, message: Inbound) -> None:
        """Take a message; when too many wait, so does the socket it came from."""
        self._waiting.append(message)
        self.idle.clear()
        self._wake.set()
        while len(self._waiting) > ROOM:
            self._space.clear()
            await self._space.wait()

    async def run(self) -> None:
        """Store batches until cancelled; then what was heard by now is still stored."""
        try:
            while await self._wake.wait():
                await self._next(self._patiently)
        finally:
            while self._waiting:
                await self._next(self.take)

    async def _patiently(self, batch: Sequence[Inbound]) -> None:
        """A store that is busy, full or away is asked again."""
        await trouble.patiently(lambda: self.take(batch), self._pause)

    async def _next(self, store: Callable[[Sequence[Inbound]], Awaitable[None]]) -> None:
        """Store what waits; it waits until it is stored."""
        batch = list(islice(self._waiting, MOST))
        await store(batch)
        for _ in batch:
            self._waiting.popleft()
        if not self._waiting:
            self._wake.clear()
            self.idle.set()
        self._space.set()

    async def take(self, batch: Sequence[Inbound]) -> None:
        """One batch, one commit. What cannot be handled falls out alone."""
        try:
            claim = await at_one_go(self._engine, partial(self._stored, batch, self._clock()))
        except Exception as error:
            self._router.cache.forget()
            if trouble.passes(error) or trouble.damaged(error):
                raise
            await self._bisect(batch, error)
        else:
            if claim is not None:
                self._outlet.start(claim)

    async def _stored(
        self, batch: Sequence[Inbound], now: datetime, connection: AsyncConnection
    ) -> Claim | None:
        """What comes of a batch is written, and the answers claimed with it; None: no answers."""
        taken = await self._router.take(connection, batch, now)
        return await self._outlet.claim(connection) if taken.queued else None

    async def _bisect(self, batch: Sequence[Inbound], error: Exception) -> None:
        if len(batch) > 1:
            middle = len(batch) // 2
            await self.take(batch[:middle])
            await self.take(batch[middle:])
        elif batch:
            await self._set_aside(batch[0], error)

    async def _set_aside(self, message: Inbound, error: Exception) -> None:
        """Write down that it failed, without its words, so that it is never tried again."""
        name = type(error).__name__
        log.error("set aside: %s\n%s", name, _place(error))
        heard = c.MessageHeard(
            message.chat.id, message.id, message.sender, "", message.sent_at, failed=name
        )
        now = self._clock()
        await self._settle(heard, lambda store: self._router.regret(store, message, now))

    async def do_due(self) -> int:
        """Do what is due by now, each in a transaction of its own. Returns how many."""
        now = self._clock()
        async with writing(self._engine) as connection:
            found = await finds.due(connection, now)
        for due in found:
            try:
                await at_one_go(self._engine, partial(self._router.do, due=due, now=now))
            except Exception as error:
                self._router.cache.forget()
                if trouble.passes(error) or trouble.damaged(error):
                    raise
                log.error("failed: %s: %s\n%s", due.kind, type(error).__name__, _place(error))
                await self._give_up(due, now)
        if found:
            self._outlet.start(Claim())
        return len(found)

    async def _give_up(self, due: t.Due, now: datetime) -> None:
        done = c.DueDone(due.key, now)
        await self._settle(done, lambda store: self._router.give_up(store, due, now))

    async def _settle(
        self, failed: c.Change, tell: Callable[[AsyncConnection], Awaitable[None]]
    ) -> None:
        """Write down what failed and tell it; at least write it down, if that fails as well."""
        try:
            async with writing(self._engine) as connection:
                await writes.write(connection, [failed])
                await tell(connection)
        except Exception as error:
            self._router.cache.forget()
            if trouble.passes(error):
                raise
            log.error("not told: %s\n%s", type(error).__name__, _place(error))
            async with writing(self._engine) as connection:
                await writes.write(connection, [failed])
        self._outlet.start(Claim())


def _place(error: Exception) -> str:
    """Where an error happened, without its message: that may hold a family's words."""
    return "".join(traceback.format_tb(error.__traceback__))
