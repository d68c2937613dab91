"""Who ends whom at a gateway that serves one at a time; a written gateway is enough for the rule."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
from typing import Any

import pytest

from bot.clock import system_clock
from bot.gateways.wechat_link import Link, LinkState
from bot.gateways.wechat_wire import Event, EventType, Taken
from tests.gateway.wechat_bot import QUICK
from tests.gateway.wechat_node import until
from tests.work import at_work

AT_ONCE = replace(QUICK, first=0.02, polite=0.0, pause=lambda _: 0.0)
LOGIN = Event(EventType.LOGIN, {"contactId": "wxid_bot"})


class Written:
    """A gateway that is away, taken, ends or breaks, as is written for one session after another.

    A session in which nothing is written stays. `ended` counts in how many another was ended.
    """

    def __init__(self, *sessions: str) -> None:
        self._left = list(sessions)
        self.ended = 0
        self.closed: list[str] = []

    def connect(self) -> Any:
        return Session(self, self._left.pop(0) if self._left else "stays")

    @property
    def done(self) -> bool:
        return not self._left


class Session:
    def __init__(self, gateway: Written, what: str) -> None:
        self._gateway, self._what = gateway, what

    async def check(self) -> None:
        if self._what == "away":
            raise ConnectionRefusedError

    async def events(self) -> AsyncGenerator[Event, None]:
        if self._what == "taken":
            raise Taken
        try:
            yield LOGIN
            await asyncio.sleep(0.03)
            if self._what == "breaks":
                raise ConnectionResetError
            if self._what != "ends":
                await asyncio.Event().wait()
        finally:
            self._gateway.closed.append("stream")

    async def halt(self) -> None:
        """Whoever listened is gone."""
        self._gateway.ended += 1
        self._what = "ends" if self._what == "taken" else self._what

    async def wake(self) -> None: ...

    async def knock(self) -> None: ...

    def close(self) -> None:
        self._gateway.closed.append("channel")


@pytest.mark.parametrize(
    ("sessions", "ended"),
    [
        ((), 0),
        (("taken",), 1),  # the first time: it may be our own remains
        (("ends", "taken"), 0),  # another took over: he is left alone
        (("ends", "taken", "away", "taken"), 0),  # also after a failed call
        (("ends", "breaks", "taken"), 1),  # our own link broke
        (("breaks", "away", "taken"), 1),
        (("away", "taken", "taken"), 1),
    ],
)
async def test_who_is_ended(sessions: tuple[str, ...], ended: int) -> None:
    gateway = Written(*sessions)

    async def hear(_: Event) -> None: ...

    link = Link(gateway.connect, hear, lambda *_: None, system_clock, AT_ONCE)
    async with at_work(link.run()):
        await until(lambda: gateway.done and link.status.state is LinkState.ONLINE)
    assert gateway.ended == ended


async def test_the_stream_is_closed_before_its_channel() -> None:
    """Also where the bot is stopped while it takes an event in."""
    gateway, held = Written(), asyncio.Event()

    async def hear(_: Event) -> None:
        held.set()
        await asyncio.Event().wait()

    link = Link(gateway.connect, hear, lambda *_: None, system_clock, AT_ONCE)
    async with at_work(link.run()):
        await held.wait()
    assert gateway.closed == ["stream", "channel"]
