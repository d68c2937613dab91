"""Plays a script: every line first lets time pass, then it is handled, and its answers leave."""

import json
from collections.abc import Iterator
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.exc import IntegrityError

from bot import texts
from bot.app import School, open_school
from bot.clock import StoppedClock
from bot.config import Pacing
from bot.errors import UserError
from bot.messages import Address, Attachment, Inbound, Kind, Platform
from bot.replay import world as worlds
from bot.replay.script import Event, Script, moment
from bot.replay.stage import Stage
from bot.replay.state import state
from storage import finds, sent
from storage.database import create_tables, open_engine, reading, writing

Output = dict[str, Any]


class Play:
    """One rehearsal on a fresh database: in `folder`, or the empty one at `url`."""

    def __init__(self, script: Script, folder: Path, url: str = "") -> None:
        self._script = script
        self._url = url or f"sqlite+aiosqlite:///{folder / 'jialian.db'}"
        self._clock = StoppedClock(moment(script.world["now"], 1))
        unreachable = (script.world.get("settings") or {}).get("unreachable") or ()
        self._stage = Stage(self._clock, frozenset(unreachable))
        self._cards = {
            p["account"]: p.get("card") or p.get("name") or ""
            for key in ("staff", "guardians", "accounts")
            for p in script.world.get(key, ())
        }

    async def run(self) -> list[Output]:
        """The whole output: messages in order of time, state lines, and the state at the end."""
        async with AsyncExitStack() as stack:
            self._engine = open_engine(self._url)
            stack.push_async_callback(self._engine.dispose)
            await create_tables(self._engine)
            await self._settle()
            self._school = self._open()
            await self._school.start()
            for event in self._script.events:
                await self._play(event)
            self._stage.lines.append({"state": await self._state()})
            return self._stage.lines

    async def _settle(self) -> None:
        """Put the world into the store. Raises UserError for one that does not fit together."""
        try:
            async with writing(self._engine) as connection:
                await worlds.settle(connection, self._script.world)
        except (IntegrityError, KeyError, TypeError) as error:
            raise UserError("replay_line", line=1, why=texts.find("replay.misfit")) from error

    @property
    def files(self) -> list[Attachment]:
        """The files that were sent."""
        return self._stage.files

    def _open(self) -> School:
        world = self._script.world
        return open_school(
            self._engine,
            {Platform.SANDBOX: self._stage},
            self._clock,
            worlds.manners(world),
            worlds.calendar(world),
            Pacing(gap=0, jitter=0, group_gap=0),
            worlds.faq(world),
        )

    async def _play(self, event: Event) -> None:
        if event.down:
            self._clock.move_to(event.at)
            self._school = self._open()
            await self._school.start()
        await self._pass(event.at)
        if event.state:
            at = event.at.isoformat()
            self._stage.lines.append({"at": at, "state": await self._state()})
        elif not event.tick:
            await self._school.intake.take([await self._heard(event)])
            await self._school.sender.drain()

    async def _pass(self, until: datetime) -> None:
        """Let time pass: what falls due is done at its own time, in its order."""
        while (at := await self._next()) and at <= until:
            self._clock.move_to(at)
            await self._school.intake.do_due()
            await self._school.sender.drain()
        self._clock.move_to(until)

    async def _next(self) -> datetime | None:
        async with reading(self._engine) as connection:
            return await finds.next_due(connection)

    async def _state(self) -> Output:
        async with reading(self._engine) as connection:
            return await state(connection)

    async def _heard(self, event: Event) -> Inbound:
        private = event.chat == "private"
        chat = Address(Platform.SANDBOX, event.sender if private else event.chat, not private)
        if event.kind is Kind.CARD:
            self._cards[event.sender] = event.text
        card = self._cards[event.sender]
        return Inbound(
            id=event.id,
            bot="bot",
            chat=chat,
            sender=event.sender,
            text=event.text,
            sent_at=event.at,
            kind=event.kind,
            card=card.get(event.chat, "") if isinstance(card, dict) else card,
            name=event.name,
            quote=await self._quoted(event.quote, chat.id),
            mentions=event.mentions,
            rows=event.rows,
        )

    async def _quoted(self, quote: object, chat: str) -> str:
        """A quote names a message, or the bot's own message about a notice or question."""
        if not isinstance(quote, dict):
            return str(quote or "")
        async with reading(self._engine) as connection:
            return await sent.own_message(
                connection, chat, quote.get("notice"), quote.get("question")
            )


def spoken(lines: list[Output], *, state_only: bool) -> Iterator[str]:
    """The output as JSON lines."""
    for line in lines:
        if "state" in line or not state_only:
            yield json.dumps(line, ensure_ascii=False)
