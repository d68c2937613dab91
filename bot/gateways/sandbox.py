"""A class group in memory, shown on pages: for the demo, a teacher's dry run, and tests."""

import asyncio
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import uuid4

from aiohttp import WSMsgType, web

from bot.clock import Clock, system_clock
from bot.gateway import Capabilities, Receive
from bot.gateways.sandbox_pages import Board, Page
from bot.gateways.sandbox_play import Player, Rewind, Script, script
from bot.gateways.sandbox_stage import (
    BOT,
    Cast,
    Person,
    Room,
    Stage,
    address_of,
    card_of,
    chat_of,
    mentioned,
)
from bot.gateways.sandbox_wire import Frame, Play, Say, Stop, TakeBack, Wish, heard, read, spoken
from bot.messages import Inbound, Kind, Outbound, Platform

__all__ = ["Cast", "Person", "Room", "Sandbox", "Stage"]

_MANY = 1_000

log = logging.getLogger(__name__)


class Sandbox:
    """The chat network of the sandbox page.

    `interval`: seconds between two short lines of the example. `settle`: after a message, the
    seconds to wait before each look at the tally. `rewind`: makes the class as new before the
    example plays; with it the chats begin empty too. `prefix` stands before the number in the
    ids of the bot's messages: a database that outlives the process needs a new one each start.
    """

    platform = Platform.SANDBOX
    capabilities = Capabilities(
        private=True, at_all=True, recall=True, files=True, members=True, history=True
    )

    def __init__(
        self,
        stage: Stage,
        clock: Clock = system_clock,
        *,
        interval: float = 1.2,
        settle: Sequence[float] = (0.2, 0.6, 2.0),
        rewind: Rewind | None = None,
        prefix: str = "b",
    ) -> None:
        self._stage, self._clock = stage, clock
        self._settle, self._prefix = settle, prefix
        self._sent = 0
        self._tally: Frame = {}
        self._lines: asyncio.Queue[Inbound] = asyncio.Queue(_MANY)
        self._stirred = asyncio.Event()
        self._board = Board(self._stirred.set)
        self._player = Player(self._board, self._say, interval, rewind)

    async def run(self, receive: Receive) -> None:
        """Hand over what people write, and keep the pages' tally fresh, until cancelled."""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._hand_over(receive))
                tasks.create_task(self._keep_tally())
        finally:
            self._player.stop()
            self._board.dismiss()

    async def send(self, message: Outbound) -> str:
        """Show the bot's message on all pages and return its id; never fails."""
        if message.recall:
            self._board.take_back(chat_of(message.to), BOT, message.recall)
            return message.recall
        cast = await self._stage.cast()
        self._sent += 1
        id_ = f"{self._prefix}{self._sent}"
        self._board.show(spoken(message, cast.bot_name, id_, self._clock()))
        return id_

    async def attach(
        self, socket: web.WebSocketResponse, example: Iterable[Mapping[str, object]] = ()
    ) -> None:
        """Serve one page until it closes; its play button plays `example`."""
        page, lines = Page(socket), script(example)
        await self._greet(page, lines)
        pump = asyncio.create_task(page.pump())
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._obey(read(message.data), lines)
        finally:
            self._board.leave(page)
            pump.cancel()

    async def _greet(self, page: Page, lines: Script) -> None:
        cast, tally = await self._stage.cast(), await self._look()
        known = all(cast.person(line.sender) for line in lines.values())
        page.show(
            {
                "type": "hello",
                "classes": cast.classes,
                "people": cast.people,
                "bot_name": cast.bot_name,
                "chats": self._board.chats(),
                "example": len(lines) if known else 0,
            }
        )
        page.show(tally)
        self._board.join(page)

    async def _obey(self, wish: Wish | None, lines: Script) -> None:
        match wish:
            case Say():
                await self._say(wish)
            case TakeBack():
                await self._recall(wish)
            case Play():
                self._player.start(lines)
            case Stop():
                self._player.stop()
            case None:
                log.warning("sandbox: a page sent a frame that is none")

    async def _say(self, said: Say) -> str:
        """Let somebody write; the line's id, "" where he cannot write."""
        line = await self._line(said)
        if line is None:
            return ""
        self._board.show(heard(line))
        await self._lines.put(line)
        return line.id

    async def _recall(self, wish: TakeBack) -> None:
        line = await self._line(wish)
        if line and self._board.take_back(wish.chat, wish.sender, wish.id):
            await self._lines.put(line)

    async def _line(self, wish: Say | TakeBack) -> Inbound | None:
        cast = await self._stage.cast()
        person = cast.person(wish.sender)
        chat = address_of(wish.chat, person) if person else None
        if person is None or chat is None:
            log.warning("sandbox: this account does not write in this chat")
            return None
        card, now = card_of(person, wish.chat), self._clock()
        blank = Inbound(uuid4().hex, BOT, chat, wish.sender, "", now, card=card)
        if isinstance(wish, TakeBack):
            return replace(blank, kind=Kind.RECALL, quote=wish.id)
        return replace(
            blank,
            kind=wish.kind,
            text=wish.text,
            name=wish.name,
            quote=wish.quote,
            mentions=mentioned(wish.text, wish.chat, cast),
        )

    async def _hand_over(self, receive: Receive) -> None:
        while True:
            await receive(await self._lines.get())

    async def _keep_tally(self) -> None:
        while True:
            await self._stirred.wait()
            self._stirred.clear()
            for seconds in self._settle:
                await asyncio.sleep(seconds)
                await self._look()

    async def _look(self) -> Frame:
        """The tally as it is now; pages that have an older one get it."""
        tally: Frame = {"type": "tally", **(await self._stage.tally() or {"no": None})}
        if tally != self._tally:
            self._tally = tally
            self._board.tell(tally)
        return tally
