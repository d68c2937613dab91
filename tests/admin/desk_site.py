"""The paste desk as a browser without scripts meets it, and a look into the store behind it."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, CookieJar, FormData
from sqlalchemy.ext.asyncio import AsyncConnection
from yarl import URL

import storage.tables as t
from bot.app import School
from bot.clock import StoppedClock
from storage import reads
from storage.database import reading
from storage.views import Receipt
from tests.browser import desk_school


@dataclass
class Answer:
    """A page that came back, after redirects."""

    status: int
    path: str
    html: str

    @property
    def text(self) -> str:
        """What a person reads, without the marks of HTML."""
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", self.html)).split())

    @property
    def score(self) -> str:
        """The big number: 6/12."""
        found = re.search(r'class="sum">\s*<b>(\d+)<span>/(\d+)', self.html)
        return f"{found[1]}/{found[2]}" if found else ""

    def press_of(self, child: str) -> str:
        """The id of the press by which a child was settled."""
        marks = rf'value="{child}">\s*<input type="hidden" name="press" value="(\w+)"'
        found = re.search(marks, self.html)
        return found[1] if found else ""


@dataclass
class Site:
    """A school with its desk open in one browser."""

    school: School
    session: ClientSession
    base: URL

    @property
    def clock(self) -> StoppedClock:
        assert isinstance(self.school.clock, StoppedClock)
        return self.school.clock

    async def get(self, path: str) -> Answer:
        async with self.session.get(self.base.join(URL(path))) as answer:
            return Answer(answer.status, answer.url.path, await answer.text())

    async def post(self, path: str, **fields: str | bytes) -> Answer:
        form = FormData()
        for name, value in fields.items():
            if isinstance(value, bytes):
                form.add_field(name, BytesIO(value), filename=f"{name}.txt")
            else:
                form.add_field(name, value)
        form.add_field("end", "", content_type="text/plain")  # a type makes it multipart
        async with self.session.post(self.base.join(URL(path)), data=form) as answer:
            return Answer(answer.status, answer.url.path, await answer.text())

    async def notice(self, words: str = desk_school.NOTICE, **corrected: str) -> int:
        """Make a notice of words that stand in the group. Returns its number."""
        log = desk_school.log(desk_school.FIRST[:1])
        begun = await self.post("/desk", room="c41", notice="new", words=words, log=log)
        assert begun.path == "/desk/c41/new", begun.text
        told = {"title": "合影", "kind": "ack", "deadline": "", "posted": "2026-11-25T15:31"}
        made = await self.post("/desk/c41/new", words=words, **{**told, **corrected})
        return int(made.path.rsplit("/", 1)[1])

    async def receipts(self, number: int = 12) -> dict[str, Receipt]:
        async with reading(self.school.engine) as connection:
            found = await reads.receipts(connection, [number])
        return {receipt.student_id: receipt for receipt in found}

    async def standing(self, number: int = 12) -> dict[str, str]:
        """How each child stands to a notice; those without an answer are left out."""
        found = await self.receipts(number)
        return {id_: one.status for id_, one in sorted(found.items()) if one.status != "none"}

    async def rows(self, model: type[t.Base]) -> list[Any]:
        async with reading(self.school.engine) as connection:
            return list(await reads.rows(connection, model))

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[AsyncConnection]:
        async with reading(self.school.engine) as connection:
            yield connection


@asynccontextmanager
async def open_site(folder: Path, world: dict[str, Any] | None = None) -> AsyncIterator[Site]:
    """The invented class with its desk, entered by the secret link."""
    jar = CookieJar(unsafe=True)
    async with (
        desk_school.school(folder, world or desk_school.world()) as school,
        desk_school.desk(school) as address,
        ClientSession(cookie_jar=jar) as session,
    ):
        await session.get(address)
        yield Site(school, session, URL(address).with_query(None))
