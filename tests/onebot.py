"""A OneBot v11 implementation as QQ bots use one: it dials the bot and carries a group's talk."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse

Json = dict[str, Any]
Segment = tuple[str, Json]
HOST, PATH = "127.0.0.1", "/onebot/v11/ws"


def words(text: str) -> list[Segment]:
    return [("text", {"text": text})]


def as_array(parts: Sequence[Segment]) -> list[Json]:
    return [{"type": kind, "data": data} for kind, data in parts]


def as_string(parts: Sequence[Segment]) -> str:
    """The same as text with CQ codes."""
    return "".join(_code(kind, data) for kind, data in parts)


def _code(kind: str, data: Json) -> str:
    if kind == "text":
        return _escape(data["text"])
    fields = "".join(f",{k}={_escape(str(v)).replace(',', '&#44;')}" for k, v in data.items())
    return f"[CQ:{kind}{fields}]"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("[", "&#91;").replace("]", "&#93;")


class Implementation:
    """One account that is logged in. `calls` are the actions that arrived, in their order, and
    `given` the message ids that it gave to them, by echo.

    It answers each at once, except those that `ignores` picks: these it leaves without an answer.
    """

    def __init__(self, socket: ClientWebSocketResponse, account: str, *, strings: bool) -> None:
        self.calls: list[Json] = []
        self.given: dict[str, int] = {}
        self.ignores: Callable[[Json], bool] = lambda _: False
        self._socket, self._account, self._strings = socket, account, strings
        self._arrived = asyncio.Condition()
        self._ended = False

    async def read(self) -> None:
        async for frame in self._socket:
            call = json.loads(frame.data)
            self.calls.append(call)
            await self._tell()
            if not self.ignores(call):
                await self._answer(call)
        self._ended = True
        await self._tell()

    async def _tell(self) -> None:
        async with self._arrived:
            self._arrived.notify_all()

    async def until(self, found: Callable[[Json], bool]) -> Json:
        """Wait for the first call of this kind, and return it. Raises ConnectionError at the end."""
        async with self._arrived:
            await self._arrived.wait_for(lambda: self._ended or any(map(found, self.calls)))
        if call := next(filter(found, self.calls), None):
            return call
        raise ConnectionError("the bot hung up")

    async def group(
        self, group: str, sender: str, id_: int, *parts: Segment, card: str = ""
    ) -> None:
        await self._say(sender, id_, parts, card, message_type="group", group_id=int(group))

    async def private(self, sender: str, id_: int, *parts: Segment) -> None:
        await self._say(sender, id_, parts, "", message_type="private", sub_type="friend")

    async def recall(self, group: str, sender: str, id_: int) -> None:
        await self._event(
            post_type="notice",
            notice_type="group_recall",
            group_id=int(group),
            user_id=int(sender),
            operator_id=int(sender),
            message_id=id_,
        )

    async def hello(self) -> None:
        await self._event(post_type="meta_event", meta_event_type="lifecycle", sub_type="connect")

    async def _say(
        self, sender: str, id_: int, parts: Sequence[Segment], card: str, **more: object
    ) -> None:
        shown = {"user_id": int(sender), "nickname": f"昵称{sender[-2:]}", "card": card}
        event: Json = {"post_type": "message", "sub_type": "normal", "font": 14}
        event |= {"user_id": int(sender), "sender": shown | {"role": "member"}}
        event |= {"message_id": id_, "message_seq": id_, "real_id": id_, "real_seq": str(id_)}
        event |= {"raw_message": as_string(parts)}
        event |= {"message": as_string(parts) if self._strings else as_array(parts)}
        event |= {"message_format": "string" if self._strings else "array"}
        await self._event(**{**event, **more})

    async def _event(self, **event: object) -> None:
        given = {"self_id": int(self._account), "time": 1_795_595_400, **event}
        await self._socket.send_str(json.dumps(given, ensure_ascii=False))

    async def _answer(self, call: Json) -> None:
        id_ = self.given[call["echo"]] = 700_000_000 + len(self.given)
        data = {"message_id": id_, "user_id": int(self._account), "nickname": "小桥"}
        answer = {"status": "ok", "retcode": 0, "data": data, "message": "", "wording": ""}
        await self._socket.send_str(json.dumps({**answer, "echo": call["echo"]}))


@asynccontextmanager
async def dialled(
    port: int, account: str, token: str, *, strings: bool = False
) -> AsyncIterator[Implementation]:
    """Log in and dial the bot. Raises aiohttp's ClientError where nobody listens."""
    headers = {"X-Self-ID": account, "X-Client-Role": "Universal"}
    headers |= {"Authorization": f"Bearer {token}"}
    async with ClientSession() as session:
        address = f"ws://{HOST}:{port}{PATH}"
        async with session.ws_connect(address, headers=headers, max_msg_size=0) as socket:
            implementation = Implementation(socket, account, strings=strings)
            reading = asyncio.create_task(implementation.read())
            await implementation.hello()
            try:
                yield implementation
            finally:
                reading.cancel()


def to(chat: str, text: str = "") -> Callable[[Json], bool]:
    """Picks calls that write to a chat, with these words in them."""

    def fits(call: Json) -> bool:
        return chat_of(call) == chat and text in said(call)

    return fits


def chat_of(call: Json) -> str:
    """The person written to, whose messages may go through a group; else the group."""
    params = call["params"]
    return str(params.get("user_id") or params.get("group_id"))


def said(call: Json) -> str:
    """The text of a call that sends a message."""
    message = call["params"].get("message", [])
    return "".join(part["data"].get("text", "") for part in message)
