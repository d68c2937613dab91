"""The example conversation: read from a rehearsal's lines and spoken one by one."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping

from bot.gateways.sandbox_pages import Board
from bot.gateways.sandbox_stage import BOT, private_chat
from bot.gateways.sandbox_wire import Say

Script = Mapping[str, Say]
Rewind = Callable[[], Awaitable[None]]

_LAST = "last"
# A long line needs its time: one more interval for so many characters.
_READ_IN_AN_INTERVAL = 40


def script(example: Iterable[Mapping[str, object]]) -> Script:
    """The lines of a rehearsal that people write, by their ids, in order.

    A quote is the id of an earlier line, or {"last": true} for the bot's last message there.
    Raises ValidationError for a line that no page could write.
    """
    numbered = {str(event.get("id", f"L{place}")): event for place, event in enumerate(example, 2)}
    return {id_: _line(event) for id_, event in numbered.items() if "from" in event}


def _line(event: Mapping[str, object]) -> Say:
    chat = private_chat(str(event["from"])) if event["chat"] == "private" else event["chat"]
    quote = event.get("quote", "")
    if not isinstance(quote, str):
        quote = _LAST
    return Say.model_validate({**event, "type": "say", "chat": chat, "quote": quote})


class Player:
    """Speaks a script on a board, one line an `interval` (seconds); one script at a time."""

    def __init__(
        self,
        board: Board,
        say: Callable[[Say], Awaitable[str]],
        interval: float,
        rewind: Rewind | None,
    ) -> None:
        self._board, self._say = board, say
        self._interval, self._rewind = interval, rewind
        self._playing: asyncio.Task[None] | None = None

    def start(self, lines: Script) -> None:
        """Begin, unless something plays already."""
        if self._playing is None or self._playing.done():
            self._playing = asyncio.create_task(self._play(lines))

    def stop(self) -> None:
        if self._playing:
            self._playing.cancel()

    async def _play(self, lines: Script) -> None:
        try:
            if self._rewind:
                await self._rewind()
                self._board.clear()
            await self._speak(lines)
        finally:
            self._board.tell({"type": "play", "step": 0, "of": len(lines)})

    async def _speak(self, lines: Script) -> None:
        said: dict[str, str] = {}
        for step, (id_, line) in enumerate(lines.items(), 1):
            self._board.tell({"type": "play", "step": step, "of": len(lines)})
            said[_LAST] = self._board.last(line.chat, BOT)
            quote = said.get(line.quote, "")
            said[id_] = await self._say(line.model_copy(update={"quote": quote}))
            await asyncio.sleep(self._interval * (1 + len(line.text) / _READ_IN_AN_INTERVAL))
