"""Reads what comes through links: answers to their callers, messages to the program."""

import asyncio
import logging
from contextlib import suppress

from bot.clock import Clock
from bot.gateway import Receive
from bot.gateways.onebot import MalformedEvent, decode, identity, to_inbound
from bot.gateways.onebot_accounts import Accounts
from bot.gateways.onebot_link import Link
from bot.gateways.onebot_out import Call
from bot.gateways.onebot_segments import Json
from bot.messages import Inbound

log = logging.getLogger(__name__)


class Listener:
    """Serves each link until it ends. A bad frame costs one line in the log, never the link."""

    def __init__(self, accounts: Accounts, clock: Clock, receive: Receive, patience: float) -> None:
        self._accounts = accounts
        self._clock = clock
        self._receive = receive
        self._patience = patience
        self._open: set[Link] = set()

    async def attend(self, link: Link) -> None:
        """Read a link until it ends; then those who wait on it learn that nobody knows."""
        self._open.add(link)
        if link.account:
            self._accounts.adopt(link, link.account)
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
            await self._receive(message)
            link.held = False

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
            self._accounts.adopt(link, identity(self_id))
            link.self_id = self_id

    async def _introduce(self, link: Link) -> None:
        """Ask a link whose it is, where its handshake did not say."""
        if link.account or not link.takes_calls:
            return
        with suppress(TimeoutError, LookupError, TypeError):
            answer = await link.call(Call("get_login_info", {}), self._patience)
            account = identity(answer["data"]["user_id"])
            if not link.account:
                self._accounts.adopt(link, account)
