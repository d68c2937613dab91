"""What the command line does with tables: rosters come in; contacts, duties … go out."""

from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import secrets, texts
from bot.clock import Clock, system_clock
from bot.config import Manners
from bot.errors import UserError
from bot.parsing import sheets
from bot.parsing.class_names import class_key
from bot.services.duties import duty_export
from bot.services.enrolment.draft import Report
from bot.services.enrolment.enrolment import import_roster
from bot.services.exporting import exports
from bot.store import database
from schedules.calendar import SchoolCalendar
from storage import roster
from storage.database import reading, writing


async def import_roster_file(
    url: str, path: Path, *, key: Path = secrets.FILE, clock: Clock = system_clock
) -> Report:
    """Read a workbook, a csv, or a folder or zip of csv files into the roster, all or nothing.

    `key` is where the key of the telephones is kept. Raises UserError.
    """
    found = sheets.understand(sheets.read(_files(path)))
    cipher = secrets.load(key)
    async with database(url) as engine, writing(engine) as connection:
        return await import_roster(connection, found, cipher, clock())


def _files(path: Path) -> list[tuple[str, bytes]]:
    """(name, content) of the file, or of every csv in the folder."""
    if not path.exists():
        raise UserError("no_file", path=path)
    paths = sorted(path.glob("*.[cC][sS][vV]")) if path.is_dir() else [path]
    try:
        return [(found.name, found.read_bytes()) for found in paths]
    except OSError:
        raise UserError("roster_unreadable", path=path) from None


async def export(
    url: str,
    what: str,
    fmt: str,
    out: Path,
    classroom: str | None,
    since: str | None,
    until: str | None,
    purpose: str,
    by: str,
    *,
    clock: Clock = system_clock,
    manners: Manners | None = None,
) -> int:
    """Write the export; returns its number of rows. Days are 2026-09-01. Raises UserError."""
    async with database(url) as engine:
        async with reading(engine) as connection:
            id_ = await classroom_id(connection, classroom) if classroom else None
        request = exports.Request(what, by, purpose, id_, _day(since), _day(until))
        source = _judged(manners or Manners(), clock) if what == "duties" else None
        return await exports.write(engine, request, fmt, out, clock, source)


def _judged(manners: Manners, clock: Clock) -> exports.Source:
    """Duties stand in no table: they are judged by the regulations that the school follows."""
    return partial(duty_export.stream, manners=manners, calendar=SchoolCalendar(), now=clock())


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UserError("bad_date", value=text) from None


async def classroom_id(connection: AsyncConnection, said: str) -> str:
    """The class of this id or name, however the name is written. Raises UserError."""
    known: dict[str, str] = dict(map(tuple, await roster.all_classrooms(connection)))
    if said in known:
        return said
    named = [id_ for id_, name in known.items() if class_key(name) == class_key(said)]
    if len(named) != 1:
        raise UserError(
            "unknown_class", value=said, known=texts.find("marks.and").join(known.values())
        )
    return named[0]
