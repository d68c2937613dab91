"""Sets a school up and keeps its data: the settings file, the template, copies of the database."""

import secrets
import shutil
import sqlite3
import sysconfig
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.config import Settings
from bot.errors import UserError
from bot.live import database
from bot.services.enrolment import template
from storage import migrate as revisions
from storage import upkeep

TOKEN_PLACE = 'token = ""'


def write_config(path: Path) -> None:
    """config.toml from the example, with a token of its own."""
    example = _example().read_text(encoding="utf-8")
    token = secrets.token_urlsafe(24)
    path.write_text(example.replace(TOKEN_PLACE, f'token = "{token}"', 1), encoding="utf-8")


def _example() -> Path:
    """config.example.toml: beside the code in a checkout, else where pip put it."""
    name = "config.example.toml"
    beside = Path(__file__).parent.parent / name
    return beside if beside.exists() else Path(sysconfig.get_path("data")) / "share/jialian" / name


def write_roster(path: Path) -> None:
    """The template of the roster, unless one is there."""
    if not path.exists():
        template.write_template(path)


async def migrate(settings: Settings) -> str:
    """Bring the database to this version; returns the revision."""
    async with database(settings.storage.url):
        return str(revisions.head())


def backup(url: str, out: Path) -> None:
    """One consistent copy of a running SQLite database. Raises UserError."""
    path = _sqlite(url)
    if out.exists():
        raise UserError("file_exists", path=out)
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(out)) as target:
            source.backup(target)
    except sqlite3.Error as error:
        raise UserError("file_unwritable", path=out, why=error) from None


def restore(url: str, copy: Path) -> Path | None:
    """Put a copy in the place of the database; the old one is kept beside it. Raises UserError."""
    path = _sqlite(url, must_exist=False)
    _check(copy)
    kept = None
    if path.exists():
        kept = path.with_suffix(f".before-{secrets.token_hex(3)}.db")
        backup(url, kept)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(copy, path)
    return kept


def _sqlite(url: str, *, must_exist: bool = True) -> Path:
    found = make_url(url)
    if not found.drivername.startswith("sqlite") or not found.database:
        raise UserError("backup_sqlite_only")
    path = Path(found.database)
    if must_exist and not path.exists():
        raise UserError("no_file", path=path)
    return path


def _check(copy: Path) -> None:
    """A damaged or a newer file is refused."""
    if not copy.exists():
        raise UserError("no_file", path=copy)
    try:
        found = upkeep.revision_of(copy)
    except sqlite3.Error:
        raise UserError("bad_backup", path=copy) from None
    if not revisions.knows(found):
        raise UserError("database_newer", found=found)
