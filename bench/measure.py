"""Starts one program in a fresh folder, drives it, and returns what was measured."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.seed import CHILDREN, GUARDIANS, TEACHER_BASE, WORDS

HERE = Path(__file__).resolve().parent
TOKEN = "bench"
START_WITHIN = 60.0  # seconds
CONFIG = """\
[storage]
url = "sqlite+aiosqlite:///store.db"
[gateways.sandbox]
enabled = false
port = {pages}
[gateways.qq]
enabled = true
port = {port}
token = "{token}"
[manners]
quiet_hours = ["00:00", "00:00"]
[pacing]
gap = 0
jitter = 0
group_gap = 0
daily_cap = 1_000_000
"""


@dataclass(frozen=True, slots=True)
class Subject:
    """A program to measure: how it is started, asked and its rows counted; at which rates."""

    name: str
    command: list[str]
    asks: list[str]
    rows: str
    events: int
    rates: tuple[int, ...]
    seeded: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    """What is sent. `rate` 0: as fast as it is taken, with four commands unanswered at most."""

    groups: int
    events: int
    rate: int = 0
    old: int = 0  # notices before that of the first group
    extra: list[str] = field(default_factory=list)

    def arguments(self) -> list[str]:
        mode = ["--mode", "open", "--rate", str(self.rate)] if self.rate else ["--mode", "closed"]
        people = ["--groups", str(self.groups), "--users", str(self.groups * CHILDREN * GUARDIANS)]
        return [*mode, *people, "--events", str(self.events), "--warmup", "500", *self._more()]

    def _more(self) -> list[str]:
        return ["--number-base", str(self.old), *self.extra]


def product(events: int) -> Subject:
    command = [sys.executable, "-m", "bot", "run", "--config", "config.toml"]
    asks = ["--command", WORDS["tally"], "--answers", WORDS["tally_answers"]]
    asks += ["--teacher-base", str(TEACHER_BASE)]
    rows = "SELECT count(*) FROM inbox"
    return Subject("jialian", command, asks, rows, events, (1000, 200), seeded=True)


def peers(nonebot: Path | None) -> list[Subject]:
    """The bare limit, and NoneBot2 with its ORM plugin where a python that has them is given."""
    rows = "SELECT count(*) FROM contact"
    bare = [sys.executable, "-m", "bench.peers.bare"]
    found = [Subject("bare limit", bare, [], rows, 30_000, (1000, 200))]
    if nonebot:
        command = [str(nonebot), str(HERE / "peers" / "nonebot" / "bot.py")]
        found.append(Subject("NoneBot2 + ORM", command, [], rows, 3_000, (200,)))
    return found


def run(subject: Subject, load: Load, seed: Path, at: Path) -> dict[str, Any]:
    """One run. Raises RuntimeError where ours lacks answers or rows: such a run says nothing.

    A peer's run says so in `whole`.
    """
    at.mkdir()
    port = _free_port()
    if subject.seeded:
        shutil.copy(seed, at / "store.db")
        config = CONFIG.format(port=port, pages=_free_port(), token=TOKEN)
        (at / "config.toml").write_text(config, encoding="utf-8")
    paths = os.pathsep.join([str(HERE.parent), os.environ.get("PYTHONPATH", "")])
    env = os.environ | {"PYTHONPATH": paths, "PORT": str(port), "TOKEN": TOKEN, "DB": "store.db"}
    began = time.perf_counter()
    with subprocess.Popen(subject.command, cwd=at, env=env, stdout=subprocess.DEVNULL) as server:
        try:
            ready = _ready(port, server.poll) - began
            found = _drive(subject, load, port, server.pid, at)
        finally:
            server.terminate()
    whole = not found["missing_replies"] and found["rows_ok"]
    if found.get("error") or (subject.seeded and not whole):
        raise RuntimeError(f"{subject.name}: {found}")
    return found | {"ready_s": ready, "whole": whole}


def _drive(subject: Subject, load: Load, port: int, pid: int, at: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.load", "--port", str(port), "--token", TOKEN]
    command += ["--pid", str(pid), "--rows-sqlite", str(at / "store.db")]
    command += ["--rows-sql", subject.rows, *subject.asks, *load.arguments()]
    done = subprocess.run(command, cwd=HERE.parent, stdout=subprocess.PIPE, text=True, check=False)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _ready(port: int, ended: Callable[[], int | None]) -> float:
    """When it takes connections."""
    until = time.perf_counter() + START_WITHIN
    while ended() is None and time.perf_counter() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return time.perf_counter()
    raise RuntimeError("it does not start")
