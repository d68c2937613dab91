"""Sends what the store holds, paced, and writes down how each send ended."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.claims import Claim, Claims
from bot.clock import Clock
from bot.config import Pacing
from bot.errors import GatewayError
from bot.gateway import Gateway
from bot.messages import Address, Attachment, Outbound, Platform, State
from bot.voices import Voice, Voices
from storage import changes as c
from storage import outbox, trouble, writes
from storage.database import at_one_go, writing
from storage.views import Outgoing

log = logging.getLogger(__name__)
Note = Callable[[AsyncConnection, Outgoing, str, str], Awaitable[None]]
SOON = 0.05  # seconds until what was sent is written down
PATIENCE = 3.0  # seconds that a message on its way has to arrive when the program is stopped


class Sender:
    """Claims rows, sends each once, and settles it: sent, failed, or unknown."""

    def __init__(
        self,
        engine: AsyncEngine,
        gateways: Mapping[Platform, Gateway],
        clock: Clock,
        pacing: Pacing,
        note: Note,
        morning: Callable[[datetime], datetime],
    ) -> None:
        self._note, self._morning = note, morning
        self._engine, self._gateways = engine, gateways
        self._clock, self._pacing = clock, pacing
        self._wake = asyncio.Event()
        self._flying: set[asyncio.Task[None]] = set()
        self._voices = Voices(pacing.daily_cap)
        self._claims = Claims(gateways, clock, self._voices)
        self._open = False
        self._held: dict[int, asyncio.Task[None]] = {}  # claimed; their turn has not come
        self._speaking, self._still = 0, asyncio.Event()
        self._alarm: asyncio.TimerHandle | None = None

    async def claim(self, connection: AsyncConnection) -> Claim:
        """Take what may leave now, in the transaction that queued it. `start` it after the commit.

        Nothing where nobody sends it.
        """
        return await self._claims.claim(connection) if self._open else Claim()

    def start(self, claim: Claim) -> None:
        """Something was queued, and this of it claimed."""
        self._claims.committed(claim)
        for row in claim.rows if self._open else ():
            self._start(row)
        if not claim.rows or self._claims.more:
            self._wake.set()

    def _wake_soon(self) -> None:
        """Something was sent: that is written down together with what else was."""
        if self._alarm is None:
            self._alarm = asyncio.get_running_loop().call_later(SOON, self._ring)

    def _ring(self) -> None:
        self._alarm = None
        if self._claims.unwritten or self._claims.more:
            self._wake.set()

    async def run(self, every: timedelta = timedelta(seconds=5)) -> None:
        """Send until cancelled: whenever something was queued or sent, and now and then.

        Then what is on its way may still arrive, and what was not begun is for the next start.
        """
        self._open = True
        try:
            while True:
                await self._send_some(every)
        finally:
            self._open = False
            for task in self._held.values():
                task.cancel()
            await self._be_still()
            async with writing(self._engine) as connection:
                await self._claims.let_go(connection)

    async def _send_some(self, every: timedelta) -> None:
        rows = await trouble.patiently(self._claim)
        for row in rows:
            self._start(row)
        if len(rows) < outbox.MOST:
            await self._rest(every)

    def _start(self, row: Outgoing) -> None:
        voice = self._voices.of(row)
        voice.waiting += 1
        task = asyncio.create_task(self._in_turn(voice, row))
        self._held[row.id] = task
        self._flying.add(task)
        task.add_done_callback(self._flying.discard)

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

    async def _claim(self) -> Sequence[Outgoing]:
        claim = await at_one_go(self._engine, self._claims.claim)
        self._claims.committed(claim)
        return claim.rows

    async def _be_still(self) -> None:
        """Wait a little for what is on its way."""
        if self._speaking:
            self._still.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._still.wait(), PATIENCE)

    async def _in_turn(self, voice: Voice, row: Outgoing) -> None:
        """One account speaks with one voice: in order, with a pause between two messages."""
        async with voice.turn:
            self._held.pop(row.id, None)
            self._claims.held.discard(row.id)
            try:
                await self._deliver(row)
            finally:
                voice.waiting -= 1
                self._wake_soon()
            gap = self._pacing.group_gap if row.is_group else self._pacing.gap
            await asyncio.sleep(gap + random.uniform(0, self._pacing.jitter))

    async def _deliver(self, row: Outgoing) -> None:
        if not self._voices.may_say(row):
            await self._hold_back(row)
            return
        self._speaking += 1
        try:
            await self._hand_over(row)
        finally:
            self._speaking -= 1
            self._voices.of(row).said += 1
            if not self._speaking:
                self._still.set()

    async def _hold_back(self, row: Outgoing) -> None:
        """The account has said enough today: a notice's author hears it, the rest waits a night."""
        if row.report_to:
            await self._fail(row, State.FAILED, "capped")
            return
        async with writing(self._engine) as connection:
            await outbox.put_off(connection, row.id, self._morning(self._clock()))

    async def _hand_over(self, row: Outgoing) -> None:
        try:
            platform_id = await self._gateways[Platform(row.platform)].send(to_outbound(row))
        except GatewayError as error:
            await self._fail(row, State.FAILED, str(error.facts.get("reason", error.name)))
        except Exception as error:  # noqa: BLE001  whatever broke, nobody knows if it arrived
            log.warning("nobody knows whether it arrived: %s", type(error).__name__)
            await self._fail(row, State.UNKNOWN, type(error).__name__)
        else:
            self._claims.sent(row, platform_id)

    async def _fail(self, row: Outgoing, state: State, reason: str) -> None:
        settled = c.MessageSettled(row.id, state.value, "", reason, self._clock())

        async def write() -> None:
            async with writing(self._engine) as connection:
                await writes.write(connection, [settled])
                await self._note(connection, row, state.value, reason)

        await trouble.patiently(write)


def to_outbound(row: Outgoing) -> Outbound:
    """The message that a row of the outbox stands for."""
    to = Address(Platform(row.platform), row.chat, row.is_group)
    file = None
    if row.file:
        sheets = tuple((name, tuple(map(tuple, rows))) for name, rows in row.file["sheets"])
        drawn = row.file.get("picture", "")
        file = Attachment(row.file["name"], sheets, row.file["text"], drawn)
    said = (row.text, tuple(row.mentions), row.quote, file, row.recall)
    return Outbound(row.id, row.bot, to, *said, through=row.through)
