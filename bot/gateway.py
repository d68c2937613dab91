"""The port that every chat network implements: hear, send, and say what it can do."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from bot.messages import Inbound, Outbound, Platform

Receive = Callable[[Inbound], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a channel can do. Declared, never guessed.

    `through_group`: a private message to somebody who is no friend goes through a shared group.
    """

    private: bool = False
    at_all: bool = False
    recall: bool = False
    files: bool = False
    members: bool = False
    history: bool = False
    through_group: bool = False


class Gateway(Protocol):
    """One chat network. It knows a wire format and nothing about notices or guardians."""

    @property
    def platform(self) -> Platform: ...

    @property
    def capabilities(self) -> Capabilities: ...

    async def run(self, receive: Receive) -> None:
        """Hand every message to `receive` until cancelled; reconnect on its own.

        `receive` returns at once unless too much is waiting; then it holds the reader back.
        """

    async def send(self, message: Outbound) -> str:
        """Send, and return the platform's id ("" where it gives none).

        Raises GatewayError when it was certainly not delivered (Unreachable with a reason),
        TimeoutError or ConnectionError when nobody can know.
        """
        ...
