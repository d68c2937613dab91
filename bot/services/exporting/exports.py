"""Exports: who may have which rows, for what purpose, and the audit row that goes with a file."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot import texts
from bot.clock import CHINA, Clock
from bot.errors import UserError
from bot.messages import Attachment
from bot.parsing import privacy
from bot.services.exporting.export_names import Names
from bot.services.exporting.export_rows import Cells, Contacts, Questions, Receipts
from bot.services.school import SCHOOL_WIDE
from bot.sheets_out import TABLES
from storage import changes as c
from storage import exports as stored
from storage import writes
from storage.database import reading, writing

KINDS = ("contacts", "receipts", "questions", "duties")


Source = Callable[[AsyncConnection, "Request"], AsyncIterator[list[Cells]]]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for, by which account, for what purpose; the days are both included.

    `by` is platform:account, or the account alone. `classroom` is an id, or None for the whole
    school. `approved`: somebody who may decide it agreed that sensitive words go out too.
    """

    what: str
    by: str
    purpose: str
    classroom: str | None = None
    since: date | None = None
    until: date | None = None
    approved: bool = False

    @property
    def within(self) -> stored.Within:
        until = self.until + timedelta(days=1) if self.until else None
        return stored.Within(self.classroom, _midnight(self.since), _midnight(until))

    @property
    def target(self) -> str:
        """What the audit says of it: contacts:k65 2026-09-01/2026-09-30."""
        what = f"{self.what}:{self.classroom}" if self.classroom else self.what
        days = f" {self.since or ''}/{self.until or ''}" if self.since or self.until else ""
        return what + days

    @property
    def reason(self) -> str:
        return privacy.redacted(self.purpose)


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), CHINA) if day else None


async def write(
    engine: AsyncEngine,
    request: Request,
    form: str,
    path: Path,
    clock: Clock,
    source: Source | None = None,
) -> int:
    """Write the file as csv or xlsx, with its audit row. Returns how many rows it holds.

    `source` gives the rows; without it they are those of the store. Raises UserError, and leaves
    no file, where something is unknown or missing. A missing right is audited as well.
    """
    check(request)
    if form not in TABLES:
        raise UserError("export.form", value=form)
    person = await _asker(engine, request, clock)
    part = path.with_name(f"{path.name}.part")
    try:
        async with reading(engine) as connection:
            rows = await _fill((source or stream)(connection, request), request.what, form, part)
        told = c.Audited(clock(), person, "export", request.target, request.reason, rows)
        await _audit(engine, told)
        part.replace(path)
    except OSError as error:
        why = texts.find("export.why").get(type(error).__name__, error.strerror)
        raise UserError("file_unwritable", path=path, why=why) from None
    finally:
        part.unlink(missing_ok=True)
    return rows


def check(request: Request) -> None:
    """What can be seen from the request alone. Raises UserError."""
    if not request.purpose.strip():
        raise UserError("no_purpose")
    if request.what not in KINDS:
        raise UserError("export.what", value=request.what)
    if request.since and request.until and request.since > request.until:
        raise UserError("export.days", since=request.since, until=request.until)


async def _asker(engine: AsyncEngine, request: Request, clock: Clock) -> str:
    """The person who asks, if they may. Raises UserError."""
    async with reading(engine) as connection:
        person, roles = await _person(connection, request.by)
        allowed = await may(connection, person, roles, request.classroom)
    if not allowed:
        refused = c.Audited(clock(), person, "refused", request.target, request.reason)
        await _audit(engine, refused)
        raise UserError("no_right", by=request.by)
    return person


async def _person(connection: AsyncConnection, by: str) -> tuple[str, frozenset[str]]:
    """Whose account this is, with their roles. One that two members of staff bear is none."""
    platform, _, account = by.strip().rpartition(":")
    found = await stored.staff_of_account(connection, account, platform or None)
    staff = [row for row in found if row.roles is not None] or found
    if len({row.person_id for row in staff}) != 1:
        raise UserError("unknown_account", by=by)
    return staff[0].person_id, frozenset(staff[0].roles or ())


async def may(
    connection: AsyncConnection, person: str, roles: frozenset[str], classroom: str | None
) -> bool:
    """Those who lead the school may export all of it, a head teacher the own class."""
    if roles & SCHOOL_WIDE:
        return True
    return bool(classroom) and await stored.head_teacher(connection, str(classroom)) == person


async def _audit(engine: AsyncEngine, row: c.Audited) -> None:
    async with writing(engine) as connection:
        await writes.write(connection, [row])


async def _fill(found: AsyncIterator[list[Cells]], what: str, form: str, path: Path) -> int:
    count = 0
    table = TABLES[form](path, texts.find(f"export.titles.{what}"), header(what))
    with table:
        async for rows in found:
            table.write(rows)
            count += len(rows)
    return count


def header(what: str) -> list[str]:
    """The Chinese names of the columns."""
    return list(texts.find(f"export.columns.{what}"))


async def stream(connection: AsyncConnection, request: Request) -> AsyncIterator[list[Cells]]:
    """All rows of the request, some hundred at a time, without the header. Rights are not asked."""
    names = await Names.of(connection)
    hidden = None if request.approved else str(texts.find("export.words.hidden"))
    speller: Contacts | Receipts | Questions
    if request.what == "contacts":
        speller, found = Contacts(names), stored.contacts(connection, request.within, hidden)
    elif request.what == "receipts":
        speller, found = Receipts(names), stored.receipts(connection, request.within)
    else:
        speller, found = Questions(names), stored.questions(connection, request.within, hidden)
    async for rows in found:
        yield await speller.spell(rows)


async def attachment(connection: AsyncConnection, request: Request, name: str) -> Attachment:
    """The whole table as a file to send; for what a chat asks for, not for a million rows."""
    rows = [row async for some in stream(connection, request) for row in some]
    title = str(texts.find(f"export.titles.{request.what}"))
    return Attachment(name, ((title, (tuple(header(request.what)), *rows)),))
