"""The real program as a process of its own, on a database in a folder."""

import asyncio
import os
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientError

from tests.conftest import address
from tests.onebot import HOST, Implementation, dialled
from tests.school import BOT

TOKEN = "the token of a test"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
CONFIG = """
[storage]
url = "{url}"
[gateways.sandbox]
port = {pages}
[gateways.qq]
enabled = true
port = {port}
token = "{token}"
[pacing]
gap = 0
jitter = 0
group_gap = 0
[manners]
quiet_hours = ["00:00", "00:00"]
"""


@dataclass
class Program:
    """What runs, and where. It is started anew on the same database as often as wanted."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "school.db"

    @asynccontextmanager
    async def running(self) -> AsyncIterator[tuple[asyncio.subprocess.Process, int]]:
        """The process and its port; it is dead when the block ends."""
        port = self._configure()
        command = (sys.executable, "-m", "bot", "run", "--config", str(self.folder / "config.toml"))
        with (self.folder / "log.txt").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *command, cwd=self.folder, env=ENVIRONMENT, stdout=log, stderr=log
            )
        try:
            yield process, port
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()

    def _configure(self) -> int:
        port, pages = free_ports()
        url = address(self.database).replace("\\", "/")
        text = CONFIG.format(url=url, port=port, pages=pages, token=TOKEN)
        (self.folder / "config.toml").write_text(text, encoding="utf-8")
        return port

    @asynccontextmanager
    async def connected(
        self, process: asyncio.subprocess.Process, port: int
    ) -> AsyncIterator[Implementation]:
        """Dial until it listens, as implementations do. Fails when the program is dead."""
        ended = asyncio.create_task(process.wait())
        while True:
            try:
                async with dialled(port, BOT, TOKEN) as implementation:
                    yield implementation
                break
            except ClientError:
                dead, _ = await asyncio.wait({ended}, timeout=0.05)
                assert not dead, (self.folder / "log.txt").read_text("utf-8")
        ended.cancel()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(query).fetchall()


def free_ports() -> tuple[int, int]:
    with socket.create_server((HOST, 0)) as one, socket.create_server((HOST, 0)) as other:
        return one.getsockname()[1], other.getsockname()[1]
