"""A database is brought to this version, or left alone."""

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

import storage.tables as t
from bot import live
from bot.errors import UserError
from storage.database import create_tables, open_engine, reading, writing
from storage.migrate import head, knows, migrate, revision
from tests import school


def differences(connection: Connection) -> list[Any]:
    """What would have to be changed for the tables to be those of the models."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, t.Base.metadata))


async def test_a_migrated_database_is_what_the_models_say(empty: str) -> None:
    async with live.database(empty) as engine, reading(engine) as connection:
        assert await connection.run_sync(differences) == []


async def test_on_sqlite_every_word_of_the_schema_is_the_same(tmp_path: Path) -> None:
    """Also what a comparison of columns does not see: partial indexes, tables without rowid."""
    made, migrated = (open_engine(f"sqlite+aiosqlite:///{tmp_path / n}") for n in ("a", "b"))
    await create_tables(made)
    await migrate(migrated)
    assert await schema(made) == await schema(migrated)


def parts(sql: str) -> list[str]:
    """Columns and constraints without their order."""
    return sorted("".join(sql.split()).replace(")", ",").split(","))


async def schema(engine: AsyncEngine) -> dict[str, list[str]]:
    """Name -> the words that made it, of every table and index."""
    query = text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    async with reading(engine) as connection:
        found = {name: parts(sql) for name, sql in await connection.execute(query)}
    await engine.dispose()
    found.pop("alembic_version", None)
    return found


async def test_migrating_again_changes_nothing(engine: AsyncEngine) -> None:
    await school.settle(engine, 2)
    await migrate(engine)
    assert await revision(engine) == head()
    async with reading(engine) as connection:
        assert await connection.scalar(text("SELECT count(*) FROM student")) == 2


async def test_a_database_of_a_later_version_is_refused(empty: str) -> None:
    async with live.database(empty) as engine, writing(engine) as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9001'"))
    with pytest.raises(UserError) as refused:
        async with live.database(empty):
            pytest.fail("opened")
    assert (refused.value.name, str(refused.value.facts["found"])) == ("database_newer", "9001")
    engine = open_engine(empty)
    assert await revision(engine) == "9001"
    await engine.dispose()


def names(folder: Path) -> list[str]:
    return [found.name for found in folder.iterdir()]


def test_this_version_knows_its_own_revisions() -> None:
    assert knows(str(head()))
    assert not knows("9001")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"SQLite format 3\x00" + bytes(range(256)) * 40, id="a torn head"),
        pytest.param("这不是数据库。\n".encode() * 500, id="another file"),
    ],
)
async def test_a_broken_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "school.db"
    file.write_bytes(content)
    with pytest.raises(UserError) as refused:
        async with live.database(f"sqlite+aiosqlite:///{file}"):
            pytest.fail("opened")
    assert refused.value.name == "database_broken"
    assert file.read_bytes() == content
    assert names(tmp_path) == ["school.db"]


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1:1/school", "no.such.host.invalid/school"],
    ids=["nobody listens", "no such machine"],
)
async def test_a_server_that_is_away_is_said_so(address: str) -> None:
    with pytest.raises(UserError) as refused:
        async with live.database(f"postgresql+asyncpg://somebody:secret@{address}"):
            pytest.fail("opened")
    assert refused.value.name == "database_away"
    assert refused.value.facts["where"] == address


async def test_a_database_that_is_missing_is_said_so(postgres_server: str) -> None:
    with pytest.raises(UserError) as refused:
        async with live.database(f"{postgres_server}_nowhere"):
            pytest.fail("opened")
    assert refused.value.name == "database_away"


async def test_a_file_whose_folder_is_missing_is_made_with_it(tmp_path: Path) -> None:
    file = tmp_path / "data" / "of the school" / "jialian.db"
    async with live.database(f"sqlite+aiosqlite:///{file}") as engine:
        assert await revision(engine) == head()


async def test_trouble_at_work_is_not_taken_for_a_broken_file(empty: str) -> None:
    """Only what goes wrong at the opening says that the file cannot be opened."""
    with pytest.raises(Exception, match="no_such_table") as trouble:
        async with live.database(empty) as engine, reading(engine) as connection:
            await connection.execute(text("SELECT 1 FROM no_such_table"))
    assert not isinstance(trouble.value, UserError)
