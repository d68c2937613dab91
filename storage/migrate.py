"""Brings a database to this version: forward only, all of it or nothing."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.database import writing

HERE = Path(__file__).parent / "migrations"


class NewerDatabase(Exception):
    """The database was written by a later version of the program."""


def config(connection: Connection | None = None) -> Config:
    found = Config()
    found.set_main_option("script_location", str(HERE).replace("%", "%%"))
    found.attributes["connection"] = connection
    return found


async def migrate(engine: AsyncEngine) -> None:
    """Upgrade to the newest revision. Raises NewerDatabase for one that is not known here."""
    async with writing(engine) as connection:
        await connection.run_sync(_upgrade)


def _upgrade(connection: Connection) -> None:
    scripts = ScriptDirectory.from_config(config())
    found = MigrationContext.configure(connection).get_current_revision()
    if found == scripts.get_current_head():
        return
    if found is not None and not knows(found):
        raise NewerDatabase(found)
    command.upgrade(config(connection), "head")


async def revision(engine: AsyncEngine) -> str | None:
    """The revision that the database is at."""
    async with engine.connect() as connection:
        return await connection.run_sync(
            lambda c: MigrationContext.configure(c).get_current_revision()
        )


def head() -> str | None:
    """The newest revision of this program."""
    return ScriptDirectory.from_config(config()).get_current_head()


def knows(revision: str) -> bool:
    """Is this revision one of ours?"""
    scripts = ScriptDirectory.from_config(config())
    return revision in {found.revision for found in scripts.walk_revisions()}
