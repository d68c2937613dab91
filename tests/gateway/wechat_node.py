"""A real Wechaty gateway for the tests: Node, puppet and server from npm, the WeChat is written."""

import asyncio
import importlib.util
import os
import shutil
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
from aiohttp import ClientSession

from tests.needs import gateway_installed

Json = dict[str, Any]
HERE = Path(__file__).parent / "node"
HOST, TOKEN = "127.0.0.1", "token-for-tests"
NONE = "no Wechaty gateway: it needs Node 18, npm (then python -m tests.needs) and the extra wechat"
PATIENCE = 30.0


class Node:
    """The gateway's process. `port` is for bots, `control` for the test that writes the WeChat."""

    def __init__(self) -> None:
        self.port, self.control = _free_port(), _free_port()
        self._process: subprocess.Popen[str] | None = None

    @property
    def endpoint(self) -> str:
        return f"{HOST}:{self.port}"

    def start(self) -> None:
        """Returns when it listens."""
        command = [
            "node",
            "--no-deprecation",
            "gateway.mjs",
            str(self.port),
            str(self.control),
            TOKEN,
        ]
        self._process = subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout
        if not self._process.stdout.readline().startswith("READY"):
            pytest.fail("the gateway did not start")

    def kill(self) -> None:
        """As when the power fails."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def pause(self, *, on: bool) -> None:
        """Its connections stay open and nothing comes through them."""
        assert self._process
        self._process.send_signal(19 if on else 18)


class World:
    """What happens in WeChat, and what the bot did there."""

    def __init__(self, session: ClientSession, node: Node) -> None:
        self.node = node
        self._session = session

    async def order(self, name: str, **facts: Any) -> Any:
        """Raises AssertionError with what the gateway says, where it does not work."""
        url = f"http://{HOST}:{self.node.control}/{name}"
        async with self._session.post(url, json=facts) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json(content_type=None)

    async def say(self, id_: str, who: str, text: str = "", room: str = "", **more: Any) -> None:
        await self.order("say", id=id_, **{"from": who}, text=text, room=room, **more)

    async def calls(self, kind: str = "") -> list[Json]:
        """What bots did, in order."""
        done: list[Json] = await self.order("calls")
        return [call for call in done if not kind or call["kind"] == kind]

    async def until_called(self, wanted: Callable[[Json], bool]) -> Json:
        """The first call that is wanted, as soon as it is there."""
        async with asyncio.timeout(PATIENCE):
            while not (found := [call for call in await self.calls() if wanted(call)]):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        return found[0]


def missing() -> NoReturn:
    """Skip; in CI fail: what is not tried there is tried nowhere."""
    if os.environ.get("CI") == "true":
        pytest.fail(NONE)
    pytest.skip(NONE)


def present() -> bool:
    """Node, what npm installs, and the extra (there is none for Python 3.14 yet)."""
    extra = importlib.util.find_spec("wechaty_grpc") is not None
    return bool(shutil.which("node")) and gateway_installed() and extra


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        port: int = one.getsockname()[1]
        return port


async def until(true: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait for a condition."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.005)
