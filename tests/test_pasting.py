"""How a log is cut changes nothing: pasted at once, in pieces or ever longer, the class is the same."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot import app
from bot.config import Manners
from bot.messages import Kind
from bot.parsing.chatlogs import Log, LogLine
from bot.pasting import Pasting
from bot.router import Router
from bot.services import due
from schedules.calendar import SchoolCalendar
from storage.database import create_tables, open_engine, writing
from tests.school import NOW, ROOM, TEACHER
from tests.test_batches import FAMILIES, SENDERS, STRANGER, WORDS, everything, settle

NOTICE = 2  # the one at which the log is aimed, of the two that are open
CARDS = [*(f"{f.name}外婆" for f in FAMILIES), "四(1)班 云淡风轻"]
KINDS = [Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.STICKER, Kind.VOICE, Kind.IMAGE]
MORE = [
    "今天降温，大家给孩子多穿一点",
    "请假：明天发烧请病假",
    "几点开始？",
    "这也太早了吧，天天折腾",
]
Pieces = Sequence[Sequence[LogLine]]

accounts = st.sampled_from([*SENDERS, STRANGER, TEACHER]).map(lambda id_: (id_, f"card of {id_}"))
cards = st.sampled_from(CARDS).map(lambda card: (None, card))
said = st.tuples(
    st.one_of(accounts, accounts, cards), st.sampled_from(WORDS + MORE), st.sampled_from(KINDS)
)


@dataclass(frozen=True)
class Pasted:
    """A log, and the places where it is cut."""

    lines: Sequence[LogLine]
    cuts: Sequence[int]

    @property
    def pieces(self) -> Pieces:
        ends = [0, *sorted(self.cuts), len(self.lines)]
        return [self.lines[a:b] for a, b in pairwise(ends) if a < b]

    @property
    def longer(self) -> Pieces:
        """The same log again and again, each time with more lines at its end."""
        return [self.lines[:end] for end in (*sorted(self.cuts), len(self.lines)) if end]


@st.composite
def logs(draw: st.DrawFn) -> Pasted:
    found = draw(st.lists(said, min_size=1, max_size=14))
    lines = [
        LogLine(account, card, NOW + timedelta(minutes=n), kind, text)
        for n, ((account, card), text, kind) in enumerate(found)
    ]
    return Pasted(lines, draw(st.lists(st.integers(1, len(lines)), max_size=3)))


async def outcome(pieces: Pieces) -> dict[str, list[Any]]:
    """What a class of four with two open notices comes to when these are pasted."""
    engine = open_engine("sqlite+aiosqlite://")
    router = Router(app.handle, app.order, due.DEEDS, Manners(), SchoolCalendar())
    try:
        await create_tables(engine)
        await settle(engine)
        for piece in pieces:
            async with writing(engine) as connection:
                desk = Pasting(router, connection, NOW + timedelta(hours=1), NOTICE)
                await desk.take(ROOM, Log("", tuple(piece)))
        return await everything(engine)
    finally:
        await engine.dispose()


@given(logs())
@settings(max_examples=20, deadline=None)
def test_pasted_at_once_and_in_pieces_is_the_same(pasted: Pasted) -> None:
    whole = asyncio.run(outcome([pasted.lines]))
    assert asyncio.run(outcome(pasted.pieces)) == whole
    assert asyncio.run(outcome(pasted.longer)) == whole
