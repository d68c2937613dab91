"""What many tests share: a fresh database, on SQLite and, where there is one, on PostgreSQL."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.database import open_engine
from storage.migrate import migrate
from tests import postgres

SQLITE, POSTGRES = "sqlite", "postgresql"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server that takes new databases."""
    if given := os.environ.get("TEST_POSTGRES_URL"):
        yield postgres.with_driver(given)
        return
    with postgres.running() as server:
        if server is None:
            postgres.missing()
        yield server.url


@pytest.fixture(params=[SQLITE, POSTGRES])
async def empty(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of an empty database of each kind."""
    if request.param == SQLITE:
        yield address(tmp_path / "empty.db")
        return
    async with postgres.database(request.getfixturevalue("postgres_server")) as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables and no rows, to be copied."""
    file = tmp_path_factory.mktemp("tables") / "school.db"
    asyncio.run(make_tables(address(file)))
    return file


@pytest.fixture(scope="session")
def postgres_tables(postgres_server: str) -> Iterator[str]:
    """The address of a database with all tables."""
    url = asyncio.run(postgres.create(postgres_server))
    asyncio.run(make_tables(url))
    yield url
    asyncio.run(postgres.drop(postgres_server, url))


@pytest.fixture(params=[SQLITE, POSTGRES])
def tables(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database of each kind with all tables."""
    if request.param == POSTGRES:
        return str(request.getfixturevalue("postgres_tables"))
    copied = shutil.copyfile(request.getfixturevalue("sqlite_tables"), tmp_path / "school.db")
    return address(copied)


@pytest.fixture
async def engine(tables: str) -> AsyncIterator[AsyncEngine]:
    """A database of each kind with all tables and no rows."""
    opened = open_engine(tables)
    if opened.dialect.name == POSTGRES:
        await postgres.empty(opened)
    yield opened
    await opened.dispose()


def address(file: Path) -> str:
    """A file of SQLite as an engine is told of it."""
    return f"sqlite+aiosqlite:///{file}"


async def make_tables(url: str) -> None:
    engine = open_engine(url)
    await migrate(engine)
    await engine.dispose()
