"""The pages that look at the sandbox, and what those that join later may still read."""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress

import orjson
from aiohttp import web

from bot.gateways.sandbox_wire import Frame

REMEMBERED = 500
_WAITING = 2_000
_KEPT_OF_A_RECALL = ("type", "chat", "from", "card", "kind", "id", "at")


class Page:
    """One open page. Showing it something never waits."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self._socket = socket
        self._frames: asyncio.Queue[Frame | None] = asyncio.Queue(_WAITING)

    def show(self, frame: Frame) -> None:
        """Take one frame for the page. One that has long stopped reading is sent away."""
        if self._frames.full():
            self.dismiss()
        else:
            self._frames.put_nowait(frame)

    def dismiss(self) -> None:
        """Close the page's line; it dials again if it still lives."""
        while not self._frames.empty():
            self._frames.get_nowait()
        self._frames.put_nowait(None)

    async def pump(self) -> None:
        """Write what was shown, in order, until the page is gone."""
        with suppress(ConnectionError):
            while (frame := await self._frames.get()) is not None:
                await self._socket.send_str(orjson.dumps(frame).decode())
            await self._socket.close()


class History:
    """The last messages of each chat."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._remembered = remembered
        self._chats: dict[str, deque[Frame]] = {}

    def keep(self, frame: Frame) -> None:
        chat = str(frame["chat"])
        self._chats.setdefault(chat, deque(maxlen=self._remembered)).append(frame)

    def take_back(self, chat: str, sender: str, id_: str) -> bool:
        """Leave nothing of the sender's message but that it was; False when there is none."""
        frames = self._chats.get(chat, deque())
        for place, frame in enumerate(frames):
            if (frame["id"], frame["from"]) == (id_, sender) and "recalled" not in frame:
                frames[place] = _emptied(frame)
                return True
        return False

    def last(self, chat: str, sender: str) -> str:
        """The id of the sender's last message in this chat, "" when there is none."""
        frames = reversed(self._chats.get(chat, deque()))
        return next((str(frame["id"]) for frame in frames if frame["from"] == sender), "")

    def clear(self) -> None:
        self._chats.clear()

    def chats(self) -> dict[str, list[Frame]]:
        """The messages by chat, oldest first."""
        return {chat: list(frames) for chat, frames in self._chats.items()}


class Board:
    """All pages and the history: what one page is shown, all are shown."""

    def __init__(self, stirred: Callable[[], None]) -> None:
        self._pages: set[Page] = set()
        self._history = History()
        self._stirred = stirred

    def join(self, page: Page) -> None:
        self._pages.add(page)

    def leave(self, page: Page) -> None:
        self._pages.discard(page)

    def dismiss(self) -> None:
        for page in self._pages:
            page.dismiss()

    def tell(self, frame: Frame) -> None:
        """Show every page something that is gone when it is read."""
        for page in self._pages:
            page.show(frame)

    def show(self, message: Frame) -> None:
        """Show every page a message, and keep it for those that join later."""
        self._history.keep(message)
        self.tell(message)
        self._stirred()

    def take_back(self, chat: str, sender: str, id_: str) -> bool:
        """Take the sender's message off every page; False when there is none."""
        there = self._history.take_back(chat, sender, id_)
        if there:
            self.tell({"type": "recall", "chat": chat, "id": id_})
            self._stirred()
        return there

    def clear(self) -> None:
        """Empty every chat."""
        self._history.clear()
        self.tell({"type": "clear"})

    def chats(self) -> dict[str, list[Frame]]:
        return self._history.chats()

    def last(self, chat: str, sender: str) -> str:
        return self._history.last(chat, sender)


def _emptied(frame: Frame) -> Frame:
    return {key: frame[key] for key in _KEPT_OF_A_RECALL} | {"text": "", "recalled": True}
