"""A gateway that only listens to what it is told to send."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.claims import Claim
from bot.gateway import Capabilities, Receive
from bot.messages import Outbound, Platform


class Mouth:
    """Keeps every message. `before` is awaited with each before it counts as sent, or raises."""

    platform = Platform.QQ
    capabilities = Capabilities(private=True, at_all=True, recall=True, files=True)

    def __init__(
        self, before: Callable[[Outbound], Coroutine[Any, Any, None]] | None = None
    ) -> None:
        self.said: list[Outbound] = []
        self.tried = 0
        self.speaking = asyncio.Event()
        self._before = before

    async def run(self, receive: Receive) -> None:
        """Nobody speaks here."""

    async def send(self, message: Outbound) -> str:
        self.tried += 1
        if self._before is not None:
            await self._before(message)
        self.said.append(message)
        self.speaking.set()
        return f"p{message.id}"

    def texts(self, chat: str) -> list[str]:
        return [message.text for message in self.said if message.to.id == chat]


class Silence:
    """Where answers leave in a test that sends none: they stay in the outbox."""

    async def claim(self, _: AsyncConnection) -> Claim:
        return Claim()

    def start(self, _: Claim) -> None:
        """Nothing leaves."""
