"""Keeps one connection to a Wechaty gateway alive: dials again, finds dead links, never fights."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import aclosing, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.clock import Clock
from bot.errors import Unreachable
from bot.gateways.onebot_client import Backoff, backoff
from bot.gateways.wechat_wire import Event, EventType, Puppet, Taken, TokenRefused

log = logging.getLogger(__name__)


class LinkState(StrEnum):
    """How the bot and WeChat stand to each other. Only ONLINE hears and speaks."""

    STARTING = "starting"
    DOWN = "down"  # no gateway answers
    TOKEN = "token"
    TAKEN = "taken"  # another program listens
    WAITING = "waiting"  # a gateway without an account
    SCAN = "scan"  # it asks for a telephone to scan a code
    ONLINE = "online"


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """`since` when it is so; `qr` is what the code to scan says; `why` is for the log."""

    state: LinkState
    since: datetime
    account: str = ""
    qr: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Seconds. `ding`: after so long a silence a sign of life is asked for; `silence`: then the
    link counts as dead; `first`: how long a stream may take to refuse; `polite`: at least so
    long after another program took over; `pause`: after so many failures; `again`: until a
    message that was announced but cannot be read is asked for again."""

    ding: float = 15.0
    silence: float = 45.0
    first: float = 0.5
    polite: float = 10.0
    pause: Backoff = backoff
    again: tuple[float, ...] = (0.2, 1.0, 3.0)


class Link:
    """`connect` makes a connection, `hear` takes every event in its order and may hold back.

    `changed` is called with the status before and the one now.
    """

    def __init__(
        self,
        connect: Callable[[], Puppet],
        hear: Callable[[Event], Awaitable[None]],
        changed: Callable[[LinkStatus, LinkStatus], None],
        clock: Clock,
        rhythm: Rhythm,
    ) -> None:
        self._connect, self._hear, self._changed = connect, hear, changed
        self._clock, self._rhythm = clock, rhythm
        self.status = LinkStatus(LinkState.STARTING, clock())
        self.heard: datetime | None = None
        self._puppet: Puppet | None = None
        self._up = asyncio.Event()
        self._last = 0.0
        self._held = False
        self._may_take = True

    async def run(self) -> None:
        """Until cancelled; then it hangs up, and the account stays logged in."""
        failures = 0
        while True:
            was_up = await self._session()
            failures = 0 if was_up else failures + 1
            polite = 0.0 if self._may_take else self._rhythm.polite
            await asyncio.sleep(max(polite, self._rhythm.pause(failures)))

    async def online(self, patience: float) -> Puppet:
        """The connection; waits for it. Raises Unreachable(reason="offline")."""
        try:
            async with asyncio.timeout(patience):
                await self._up.wait()
        except TimeoutError:
            raise Unreachable(reason="offline") from None
        assert self._puppet is not None  # it is up
        return self._puppet

    async def _session(self) -> bool:
        """One connection, until it ends. Returns whether it came about."""
        puppet, attached = self._connect(), False
        try:
            await puppet.check()
            reader = await self._attach(puppet)
            attached = True
            try:
                await puppet.wake()
                self._puppet = puppet
                self._settle()
                await self._watch(puppet, reader)
            finally:
                await _end(reader)
        except Exception as error:  # noqa: BLE001  whatever broke, it is dialled again
            # Our own link broke: who listens there next may be its remains.
            self._may_take = self._may_take or attached
            self._failed(error)
        else:
            self._may_take = False  # ended in good order: by another who took over
            self._become(LinkState.DOWN, why="ended by the gateway")
        finally:
            self._puppet = None
            self._up.clear()
            puppet.close()
        return attached

    async def _attach(self, puppet: Puppet) -> asyncio.Task[None]:
        """Listen. A listener that was there before is ended once, if that is likely our own."""
        try:
            return await self._listen(puppet)
        except Taken:
            if not self._may_take:
                raise
        log.warning("the gateway was taken: taking over")
        await puppet.halt()
        self._may_take = False
        return await self._listen(puppet)

    async def _listen(self, puppet: Puppet) -> asyncio.Task[None]:
        """A reader that the gateway did not refuse at once."""
        first = asyncio.Event()
        reader = asyncio.create_task(self._read(puppet, first))
        reader.add_done_callback(lambda _: first.set())
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._rhythm.first):
                    await first.wait()
        except asyncio.CancelledError:
            await _end(reader)
            raise
        if reader.done():
            reader.result()
            raise Taken
        return reader

    async def _read(self, puppet: Puppet, first: asyncio.Event) -> None:
        """Whoever is cancelled over an event still ends the stream, while its channel is open."""
        async with aclosing(puppet.events()) as events:
            async for event in events:
                first.set()
                self._last, self.heard = asyncio.get_running_loop().time(), self._clock()
                self._note(event)
                self._held = True
                await self._hear(event)
                self._held = False

    async def _watch(self, puppet: Puppet, reader: asyncio.Task[None]) -> None:
        """Until the stream ends or the link is found dead."""
        guard = asyncio.create_task(self._guard(puppet))
        try:
            done, _ = await asyncio.wait({reader, guard}, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            await _end(guard)

    async def _guard(self, puppet: Puppet) -> None:
        """A link on which nothing comes, not even an answer to a ding, is dead."""
        loop = asyncio.get_running_loop()
        self._last = loop.time()
        while True:
            await asyncio.sleep(self._rhythm.ding)
            silent = loop.time() - self._last
            if self._held:
                continue
            if silent > self._rhythm.silence:
                raise TimeoutError("silent")
            if silent >= self._rhythm.ding:
                await puppet.knock()

    def _note(self, event: Event) -> None:
        """What an event says about the account."""
        if event.type is EventType.LOGIN:
            self._become(LinkState.ONLINE, account=str(event.data.get("contactId", "")))
        elif event.type is EventType.LOGOUT:
            self._become(LinkState.WAITING, why="logged out")
        elif event.type is EventType.SCAN and event.data.get("qrcode"):
            self._become(LinkState.SCAN, qr=str(event.data["qrcode"]))
        elif event.type is EventType.ERROR:
            log.warning("the gateway reports an error")

    def _settle(self) -> None:
        """Both listening and begun: the account may be known already from the stream."""
        if self.status.state is LinkState.ONLINE:
            self._up.set()
        elif self.status.state is not LinkState.SCAN:
            self._become(LinkState.WAITING)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, TokenRefused):
            self._become(LinkState.TOKEN, why="token refused")
        elif isinstance(error, Taken):
            self._become(LinkState.TAKEN, why="another program listens")
        else:
            self._become(LinkState.DOWN, why=f"{type(error).__name__} {error}".strip())

    def _become(self, state: LinkState, *, account: str = "", qr: str = "", why: str = "") -> None:
        before = self.status
        if state is LinkState.ONLINE and self._puppet is not None:
            self._up.set()
        elif state is not LinkState.ONLINE:
            self._up.clear()
        now = LinkStatus(state, self._clock(), account, qr, why)
        if replace(now, since=before.since) == before:
            return
        self.status = now
        log.log(logging.INFO if state is LinkState.ONLINE else logging.WARNING, "%s %s", state, why)
        self._changed(before, now)


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError, Exception):
        await task
