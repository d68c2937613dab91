"""What many tests share: a fresh database, on SQLite and, where there is one, on PostgreSQL."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.database import open_engine
from storage.migrate import migrate
from tests import postgres

KINDS = ("sqlite", "postgresql")
NO_POSTGRES = "no PostgreSQL: set TEST_POSTGRES_URL, or install it (python -m tests.needs)"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server that takes new databases. Where there is none tests are skipped.

    In CI that is a failure: what is not tried there is tried nowhere.
    """
    if given := os.environ.get("TEST_POSTGRES_URL"):
        yield postgres.with_driver(given)
        return
    with postgres.running() as server:
        if server is None:
            refuse = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
            refuse(NO_POSTGRES)
        else:
            yield server.url


@pytest.fixture(params=KINDS)
async def empty(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'school.db'}"
        return
    async with postgres.database(request.getfixturevalue("postgres_server")) as url:
        yield url


@pytest.fixture
async def engine(empty: str) -> AsyncIterator[AsyncEngine]:
    """A fresh database of each kind, with its tables."""
    opened = open_engine(empty)
    await migrate(opened)
    yield opened
    await opened.dispose()
