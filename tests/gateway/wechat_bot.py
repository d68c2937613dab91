"""A WeChat gateway of the bot at work beside a test, and what it hears."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from bot.clock import Clock, system_clock
from bot.gateways.wechat import WeChat
from bot.gateways.wechat_link import LinkState, Rhythm
from bot.gateways.wechat_out import Pace
from bot.messages import Address, Attachment, Inbound, Kind, Outbound, Platform
from tests.gateway.wechat_node import PATIENCE, TOKEN, Node, until
from tests.work import at_work

CALM = Rhythm(pause=lambda _: 0.05, again=(0.1, 0.2))
QUICK = replace(CALM, ding=0.3, first=0.3, polite=0.3)
# Finds a dead link at once. On a busy machine a gateway that lives is silent so long, too.
NERVOUS = replace(QUICK, silence=1.2)
NO_HURRY = Pace(same=0, other=0, per_minute=1_000_000)


@dataclass
class Ear:
    """What was heard. Names that are announced after a login are kept apart,
    and that it begins."""

    gateway: WeChat
    heard: list[Inbound] = field(default_factory=list)
    began: list[Inbound] = field(default_factory=list)
    announced: list[Inbound] = field(default_factory=list)

    async def receive(self, message: Inbound) -> None:
        kept = self.announced if message.kind is Kind.SYSTEM else self.heard
        first = message.kind is Kind.GAP and not message.text
        (self.began if first else kept).append(message)

    @property
    def state(self) -> LinkState:
        return self.gateway.status().link.state

    async def until(self, count: int = 1) -> list[Inbound]:
        """All that was heard, as soon as it is so much."""
        await until(lambda: len(self.heard) >= count, PATIENCE + count / 25)
        return self.heard

    async def online(self) -> None:
        """The account is there, and its names were told."""
        await until(lambda: self.state is LinkState.ONLINE and self.announced)


def made(node: Node, *, token: str = TOKEN, clock: Clock = system_clock, **more: Any) -> WeChat:
    render: Callable[[Attachment], bytes] = lambda file: file.text.encode()  # noqa: E731
    given = {"patience": 5.0, "rhythm": CALM, "pace": NO_HURRY, **more}
    return WeChat(clock, render, endpoint=node.endpoint, token=token, **given)


@asynccontextmanager
async def listening(node: Node, **more: Any) -> AsyncIterator[Ear]:
    """A gateway that was begun; nobody knows yet whether it gets through."""
    ear = Ear(made(node, **more))
    async with at_work(ear.gateway.run(ear.receive)):
        yield ear


@asynccontextmanager
async def online(node: Node, **more: Any) -> AsyncIterator[Ear]:
    async with listening(node, **more) as ear:
        async with asyncio.timeout(PATIENCE):
            await ear.online()
        yield ear


def to_room(text: str = "", room: str = "k3@chatroom", **more: Any) -> Outbound:
    return Outbound(1, "wxid_bot", Address(Platform.WECHAT, room, is_group=True), text, **more)


def to_person(text: str, who: str = "wxid_lan", **more: Any) -> Outbound:
    return Outbound(1, "wxid_bot", Address(Platform.WECHAT, who), text, **more)
