"""Speaking in WeChat: slowly, one thing after the other, and honest about what became of it."""

import asyncio
import random
from collections import deque

from bot.errors import GatewayError, Unreachable
from bot.gateways.wechat_book import Book
from bot.gateways.wechat_wire import Puppet, TokenRefused
from bot.messages import Outbound

BIGGEST_FILE = 20 * 1024 * 1024
SEPARATOR = "\u2005"  # behind a name that is called, as WeChat's own clients write it
A_MINUTE = 60.0


class Pace:
    """Seconds. `same` between two messages in one chat, `other` (and up to two thirds more) before
    another chat, and at most `per_minute` in a minute: an account that hurries is banned."""

    def __init__(self, same: float = 1.0, other: float = 3.0, per_minute: int = 40) -> None:
        self._same, self._other, self._most = same, other, per_minute
        self._turn = asyncio.Lock()
        self._chat = ""
        self._times: deque[float] = deque()

    async def turn(self, chat: str) -> None:
        """Wait until it may speak in this chat."""
        async with self._turn:
            loop = asyncio.get_running_loop()
            while (wait := self.wait(chat, loop.time())) > 0:  # noqa: ASYNC110
                await asyncio.sleep(wait)
            self.spoke(chat, loop.time())

    def spoke(self, chat: str, now: float) -> None:
        self._chat = chat
        self._times.append(now)

    def wait(self, chat: str, now: float) -> float:
        """How long until it may speak in this chat, not above 0 where it may now."""
        while self._times and now - self._times[0] >= A_MINUTE:
            self._times.popleft()
        if not self._times:
            return 0.0
        other = self._other * random.uniform(1, 5 / 3)
        gap = self._same if chat == self._chat else other
        full = len(self._times) >= self._most
        return max(self._times[-1] + gap - now, self._times[0] + A_MINUTE - now if full else 0.0)


async def send(puppet: Puppet, book: Book, message: Outbound, data: bytes) -> str:
    """Send, and return the id ("" where the gateway gives none). `data`: the bytes of the file.

    Raises GatewayError when it was certainly not delivered, TimeoutError or ConnectionError when
    nobody can know; what was begun and not finished nobody knows, either.
    """
    try:
        return await _send(puppet, book, message, data)
    except TokenRefused:
        raise Unreachable(reason="offline") from None
    except ConnectionRefusedError:
        raise Unreachable(reason="offline") from None


async def _send(puppet: Puppet, book: Book, message: Outbound, data: bytes) -> str:
    if message.recall:
        if not await puppet.take_back(message.recall):
            raise GatewayError(reason="recall_refused")
        return ""
    to = await _address(book, message)
    sent = await puppet.hand(to, message.file.name, data) if message.file else ""
    words, called = await _words(book, message, to)
    if not words:
        return sent
    try:
        return await puppet.say(to, words, called)
    except GatewayError as error:
        if message.file:
            raise TimeoutError("only a part was sent") from error
        raise


def check(message: Outbound, data: bytes) -> None:
    """Raises GatewayError for what cannot be sent."""
    if not (message.text or message.file or message.recall):
        raise GatewayError(reason="empty")
    if len(data) > BIGGEST_FILE:
        raise GatewayError(reason="too_big")


async def _address(book: Book, message: Outbound) -> str:
    """The id of the chat; a roster may know it by its name only."""
    name, group = message.to.id, message.to.is_group
    found = await (book.find_room(name) if group else book.find_contact(name))
    if not found:
        raise Unreachable(reason="unreachable")
    return found


async def _words(book: Book, message: Outbound, to: str) -> tuple[str, list[str]]:
    """The text behind the names it calls, and whom it calls."""
    room = to if message.to.is_group else ""
    called = [who for who in message.mentions if room and who not in {"bot", "all"}]
    names = [await book.card(room, who) for who in called]
    return "".join(f"@{name}{SEPARATOR}" for name in names) + message.text, called
