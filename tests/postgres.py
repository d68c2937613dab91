"""A PostgreSQL for the tests: the one that TEST_POSTGRES_URL names, or a throw-away server."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

import storage.tables as t
from tests.needs import postgres_bin

SERVICE = "postgres"  # the user of the system, and of the database
HOST = "127.0.0.1"
LOCALE = ("--encoding=UTF8", "--locale=C")
NONE = "no PostgreSQL: set TEST_POSTGRES_URL, or install it (python -m tests.needs)"
QUICK = "-c fsync=off -c unix_socket_directories='' -c max_connections=40"


class Server:
    """A server of our own in `folder`: it can be stopped and started again at the same address."""

    def __init__(self, bin_: Path, folder: Path, port: int) -> None:
        self._bin, self._folder, self._port = bin_, folder, port
        self.url = f"postgresql+asyncpg://{SERVICE}@{HOST}:{port}/{SERVICE}"

    def prepare(self) -> None:
        self._run("initdb", "--auth=trust", f"--username={SERVICE}", "--no-sync", *LOCALE)

    def start(self) -> None:
        """Returns when the server takes connections."""
        given = f"-h {HOST} -p {self._port} {QUICK}"
        self._run("pg_ctl", "-w", "-l", str(self._folder / "log"), "-o", given, "start")

    def stop(self) -> None:
        """Those who are connected are cut off."""
        self._run("pg_ctl", "-w", "-m", "fast", "stop")

    def _run(self, program: str, *words: str) -> None:
        command = [str(self._bin / program), "-D", str(self._folder / "data"), *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **_as_service())


@contextmanager
def running() -> Iterator[Server | None]:
    """A fresh server until the end of the block; None where the machine has no PostgreSQL."""
    bin_ = postgres_bin()
    if bin_ is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="jialian-postgres-") as name:
        folder = Path(name)
        if _as_service():
            shutil.chown(folder, SERVICE, SERVICE)
        server = Server(bin_, folder, _free_port())
        server.prepare()
        server.start()
        try:
            yield server
        finally:
            server.stop()


def missing() -> NoReturn:
    """Skip; in CI fail: what is not tried there is tried nowhere."""
    if os.environ.get("CI") == "true" and not os.environ.get("TEST_POSTGRES_URL"):
        pytest.fail(NONE)
    pytest.skip(NONE)


def _as_service() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return {"user": SERVICE, "group": SERVICE, "extra_groups": ()} if root else {}


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as found:
        port: int = found.getsockname()[1]
        return port


def with_driver(url: str) -> str:
    """The address as our engine wants it, also where it says no more than postgresql://."""
    return make_url(url).set(drivername="postgresql+asyncpg").render_as_string(hide_password=False)


@asynccontextmanager
async def database(server: str) -> AsyncIterator[str]:
    """The address of a new, empty database on this server; it is dropped at the end."""
    url = await create(server)
    try:
        yield url
    finally:
        await drop(server, url)


async def create(server: str) -> str:
    """Make an empty database; returns its address."""
    name = f"jialian_test_{secrets.token_hex(6)}"
    await _order(server, f"CREATE DATABASE {name}")
    return make_url(server).set(database=name).render_as_string(hide_password=False)


async def drop(server: str, url: str) -> None:
    await _order(server, f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


async def empty(engine: AsyncEngine) -> None:
    """Delete all rows, and let ids begin anew."""
    names = ", ".join(f'"{table.name}"' for table in t.Base.metadata.sorted_tables)
    async with engine.begin() as connection:
        await connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))


async def _order(server: str, statement: str) -> None:
    engine = create_async_engine(server, isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as connection:
            await connection.execute(text(statement))
    finally:
        await engine.dispose()
