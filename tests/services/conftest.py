"""An office with an empty register, and a desk in a school of two classes."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.database import create_tables, open_engine
from tests.services.exporting import GUARDIANS, PUPILS, STAFF, Desk
from tests.services.rosters import Office


@pytest.fixture
async def register(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path / 'register.db'}")
    await create_tables(engine)
    yield engine
    await engine.dispose()


@pytest.fixture
def office(register: AsyncEngine) -> Office:
    return Office(register)


@pytest.fixture
async def desk(engine: AsyncEngine, tmp_path: Path) -> Desk:
    """On each database."""
    office = Office(engine)
    await office.enrol(学生=PUPILS, 家长=GUARDIANS, 教师=STAFF)
    return Desk(office, tmp_path)
