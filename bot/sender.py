"""Sends what the store holds, paced, and writes down how each send ended."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

import storage.tables as t
from bot.clock import Clock
from bot.config import Pacing
from bot.errors import GatewayError
from bot.gateway import Gateway
from bot.messages import Address, Attachment, Outbound, Platform, State
from storage import changes as c
from storage import outbox, writes
from storage.database import writing

log = logging.getLogger(__name__)
Note = Callable[[AsyncConnection, t.Outbox, str, str], Awaitable[None]]


class Sender:
    """Claims rows, sends each once, and settles it: sent, failed, or unknown."""

    def __init__(
        self,
        engine: AsyncEngine,
        gateways: Mapping[Platform, Gateway],
        clock: Clock,
        pacing: Pacing,
        note: Note,
    ) -> None:
        self._note = note
        self._engine, self._gateways = engine, gateways
        self._clock, self._pacing = clock, pacing
        self._wake = asyncio.Event()
        self._flying: set[asyncio.Task[None]] = set()
        self._lines: dict[tuple[str, str], asyncio.Lock] = {}

    def wake(self) -> None:
        self._wake.set()

    async def run(self, every: timedelta = timedelta(seconds=5)) -> None:
        """Send until cancelled: whenever something was stored, and now and then."""
        while True:
            rows = await self._claim()
            for row in rows:
                task = asyncio.create_task(self._in_line(row))
                self._flying.add(task)
                task.add_done_callback(self._flying.discard)
            if not rows:
                await self._rest(every)

    async def _rest(self, every: timedelta) -> None:
        try:
            async with asyncio.timeout(every.total_seconds()):
                await self._wake.wait()
        except TimeoutError:
            return
        finally:
            self._wake.clear()

    async def drain(self) -> None:
        """Send all that may leave now, one after the other."""
        while rows := await self._claim():
            for row in rows:
                await self._deliver(row)

    async def _claim(self) -> list[t.Outbox]:
        names = [platform.value for platform in self._gateways]
        async with writing(self._engine) as connection:
            return await outbox.claim(connection, names, self._clock())

    async def _in_line(self, row: t.Outbox) -> None:
        """One account speaks with one voice: in order, with a pause between two messages."""
        line = self._lines.setdefault((row.platform, row.bot), asyncio.Lock())
        async with line:
            await self._deliver(row)
            gap = self._pacing.group_gap if row.is_group else self._pacing.gap
            await asyncio.sleep(gap + random.uniform(0, self._pacing.jitter))

    async def _deliver(self, row: t.Outbox) -> None:
        state, platform_id, reason = State.SENT, "", ""
        try:
            platform_id = await self._gateways[Platform(row.platform)].send(to_outbound(row))
        except GatewayError as error:
            state, reason = State.FAILED, str(error.facts.get("reason", error.name))
        except (TimeoutError, ConnectionError) as error:
            state, reason = State.UNKNOWN, type(error).__name__
        settled = c.MessageSettled(row.id, state.value, platform_id, reason, self._clock())
        async with writing(self._engine) as connection:
            await writes.write(connection, [settled])
            if state is not State.SENT:
                await self._note(connection, row, state.value, reason)


def to_outbound(row: t.Outbox) -> Outbound:
    """The message that a row of the outbox stands for."""
    to = Address(Platform(row.platform), row.chat, row.is_group)
    file = None
    if row.file:
        sheets = tuple((name, tuple(map(tuple, rows))) for name, rows in row.file["sheets"])
        file = Attachment(row.file["name"], sheets, row.file["text"])
    return Outbound(
        row.id, row.bot, to, row.text, tuple(row.mentions), row.quote, file, row.recall
    )
