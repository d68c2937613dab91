"""Reads what comes through links: answers to their callers, messages to the program."""

import asyncio
import logging
from collections import deque
from contextlib import suppress

from bot.clock import Clock
from bot.gateway import Receive
from bot.gateways.onebot import MalformedEvent, decode, identity, to_inbound
from bot.gateways.onebot_accounts import Accounts
from bot.gateways.onebot_history import History
from bot.gateways.onebot_link import Link
from bot.gateways.onebot_out import Call
from bot.gateways.onebot_segments import Json
from bot.messages import Inbound

LONGEST = 20.0  # seconds that a history may take: what is said meanwhile waits
log = logging.getLogger(__name__)


class Listener:
    """Serves each link until it ends. A bad frame costs one line in the log, never the link."""

    def __init__(
        self,
        accounts: Accounts,
        clock: Clock,
        receive: Receive,
        patience: float,
        history: History | None = None,
    ) -> None:
        self._accounts = accounts
        self._history = history
        self._waiting: dict[str, deque[Inbound]] = {}  # while an account's history is read
        self._reading: set[asyncio.Task[None]] = set()
        self._clock = clock
        self._receive = receive
        self._patience = patience
        self._open: set[Link] = set()

    async def attend(self, link: Link) -> None:
        """Read a link until it ends; then those who wait on it learn that nobody knows."""
        self._open.add(link)
        if link.account:
            self._adopt(link, link.account)
        hello = asyncio.create_task(self._introduce(link))
        try:
            async for frame in link.socket:
                if isinstance(frame.data, bytes):
                    await self._hear(link, frame.data)
        finally:
            hello.cancel()
            link.end()
            self._accounts.drop(link)
            self._open.discard(link)
        await link.gone()

    def close(self) -> None:
        """Begin to close every link."""
        for link in self._open:
            link.retire("shutdown")

    async def _hear(self, link: Link, frame: bytes) -> None:
        link.frames += 1
        link.seen = self._clock()
        try:
            message = self._sort(link, decode(frame))
        except MalformedEvent:
            log.warning("malformed frame of %d bytes from %s", len(frame), link.account or "?")
            return
        if message is not None:
            link.held = True
            await self._hand_on(message)
            link.held = False

    async def _hand_on(self, message: Inbound) -> None:
        """Behind what was missed before it."""
        waiting = self._waiting.get(message.bot)
        if waiting is None:
            await self._receive(message)
        else:
            waiting.append(message)

    def _adopt(self, link: Link, account: str) -> None:
        """Let a link serve an account; a new one first tells what was missed."""
        self._accounts.adopt(link, account)
        fresh = self._history and link.takes_calls and account not in self._waiting
        if fresh and link.alive and not link.caught_up:
            link.caught_up = True
            self._waiting[account] = deque()
            task = asyncio.create_task(self._catch_up(link, account))
            self._reading.add(task)
            task.add_done_callback(self._reading.discard)

    async def _catch_up(self, link: Link, account: str) -> None:
        """What was missed, then what arrived meanwhile, each once."""
        waiting, missed = self._waiting[account], list[Inbound]()
        try:
            async with asyncio.timeout(LONGEST):
                missed = await self._history.missed(link) if self._history else []
        except Exception as error:  # noqa: BLE001  then it is missed; the link lives on
            log.warning("no history: %s", type(error).__name__)
        live = {(message.chat, message.id) for message in waiting}
        waiting.extendleft(m for m in reversed(missed) if (m.chat, m.id) not in live)
        while waiting:
            await self._receive(waiting.popleft())
        del self._waiting[account]

    def _sort(self, link: Link, event: Json) -> Inbound | None:
        kind = event.get("post_type")
        if kind is None:
            link.settle(event)
            return None
        message = to_inbound(event)
        self_id = event.get("self_id")
        if self_id is not None and self_id != link.self_id:
            self._recognise(link, self_id)
        if kind != "message":
            self._accounts.note(link, event)
        return message

    def _recognise(self, link: Link, self_id: object) -> None:
        """Events know best whose they are; the header of the handshake may lack it or be wrong."""
        with suppress(TypeError):
            self._adopt(link, identity(self_id))
            link.self_id = self_id

    async def _introduce(self, link: Link) -> None:
        """Ask a link whose it is, where its handshake did not say."""
        if link.account or not link.takes_calls:
            return
        with suppress(TimeoutError, LookupError, TypeError):
            answer = await link.call(Call("get_login_info", {}), self._patience)
            account = identity(answer["data"]["user_id"])
            if not link.account:
                self._adopt(link, account)
