"""One WebSocket to a OneBot implementation: calls and their answers, and whether it still lives."""

import asyncio
import itertools
import secrets
from datetime import datetime
from enum import Enum
from typing import Literal

import orjson
from aiohttp import ClientWebSocketResponse, WSCloseCode, WSMsgType, web

from bot.gateways.onebot_out import Call
from bot.gateways.onebot_segments import Json

# Undecoded: the frame's bytes go to the JSON reader as they are, and bad UTF-8 closes nothing.
Socket = web.WebSocketResponse[Literal[False]] | ClientWebSocketResponse[Literal[False]]
_numbers = itertools.count(1)
_USUAL_INTERVAL = 30.0  # seconds between heartbeats where an implementation does not say


class Part(Enum):
    """What a link is used for."""

    API = "api"
    EVENT = "event"


class Role(Enum):
    """What a link says it is: one for everything, or one of a pair."""

    UNIVERSAL = (Part.API, Part.EVENT)
    API = (Part.API,)
    EVENT = (Part.EVENT,)

    @classmethod
    def named(cls, name: str) -> "Role":
        """The role of this name in any case; all other names are universal."""
        return cls.__members__.get(name.strip().upper(), cls.UNIVERSAL)


class Link:
    """Calls go out with an echo of this link's own; whoever reads the socket brings answers back.

    `account` is whom it serves ("" until known), `self_id` the same as events write it,
    `number` grows with every link, `held` says that the reader waits for us and not for it,
    `caught_up` that it was asked for what was missed.
    """

    def __init__(self, socket: Socket, role: Role, account: str = "", grace: float = 2.5) -> None:
        self.socket = socket
        self.role = role
        self.account = account
        self.self_id: object = None
        self.number = next(_numbers)
        self.frames = 0
        self.held = False
        self.caught_up = False
        self.seen: datetime | None = None
        self._grace = grace
        self._calls: dict[str, asyncio.Future[Json]] = {}
        self._nonce = secrets.token_hex(4)
        self._count = itertools.count(1)
        self._watch: asyncio.TimerHandle | None = None
        self._farewell: asyncio.Task[bool] | None = None

    @property
    def alive(self) -> bool:
        return self._farewell is None and not self.socket.closed

    @property
    def takes_calls(self) -> bool:
        return Part.API in self.role.value

    async def call(self, call: Call, patience: float) -> Json:
        """Send an action and return its answer.

        Raises TimeoutError when none came in `patience` seconds or the link was lost meanwhile.
        """
        echo = f"{self._nonce}-{next(self._count)}"
        answer: asyncio.Future[Json]
        answer = self._calls[echo] = asyncio.get_running_loop().create_future()
        frame = orjson.dumps({"action": call.action, "params": call.params, "echo": echo})
        try:
            async with asyncio.timeout(patience):
                await self.socket.send_frame(frame, WSMsgType.TEXT)
                return await answer
        except ConnectionError:
            raise TimeoutError("link lost") from None
        finally:
            del self._calls[echo]

    def settle(self, answer: Json) -> None:
        """Hand an answer to whoever waits for it. Strange, late and second answers are dropped."""
        echo = answer.get("echo")
        waiting = self._calls.get(echo) if isinstance(echo, str) else None
        if waiting is not None and not waiting.done():
            waiting.set_result(answer)

    def expect(self, interval: float) -> None:
        """A heartbeat came; when nothing at all follows for some intervals (s), the link is dead.

        An interval of less than a second is taken for a mistake.
        """
        self._unwatch()
        seconds = self._grace * (interval if interval >= 1 else _USUAL_INTERVAL)
        loop = asyncio.get_running_loop()
        self._watch = loop.call_later(seconds, self._check, self.frames, interval)

    def retire(self, why: str, code: int = WSCloseCode.GOING_AWAY) -> None:
        """Use it no more: those who wait learn that nobody knows, and the socket closes."""
        self.end()
        if self._farewell is None:
            goodbye = self.socket.close(code=code, message=why.encode())
            self._farewell = asyncio.create_task(goodbye)

    def end(self) -> None:
        """The socket is gone."""
        self._unwatch()
        self.fail()

    def fail(self) -> None:
        """Nobody waits any longer: whether their messages arrived cannot be known."""
        for waiting in self._calls.values():
            if not waiting.done():
                waiting.set_exception(TimeoutError("link lost"))

    async def gone(self) -> None:
        """Wait until a farewell that was begun is over."""
        if self._farewell is not None:
            await self._farewell

    def _check(self, frames: int, interval: float) -> None:
        if self.held or self.frames != frames:
            self.expect(interval)
        else:
            self.retire("silent")

    def _unwatch(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None
