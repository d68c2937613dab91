"""What every command shares: its words, its settings, and how it ends."""

import asyncio
import signal
import sys
from collections.abc import Coroutine, Iterable
from pathlib import Path
from typing import Any, TypeVar

import typer

from bot import texts

Result = TypeVar("Result")
CONFIG = "config.toml"


def help_of(key: str) -> str:
    """The Chinese help of a command or option."""
    return str(texts.find(f"cli.{key}"))


def finish(work: Coroutine[Any, Any, Result]) -> Result:
    """Run to the end. Ctrl+C is no error, and neither is being asked to stop by a service."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's & had it ignored
    signal.signal(signal.SIGTERM, _stop)
    try:
        return asyncio.run(work)
    except KeyboardInterrupt:
        raise typer.Exit(0) from None


def _stop(*_: object) -> None:
    """As Ctrl+C, once: a second wish to stop would only break into the stopping."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.raise_signal(signal.SIGINT)


def config_path(given: Path | None) -> Path | None:
    """The settings file: the one named, else config.toml where there is one."""
    return given or (Path(CONFIG) if Path(CONFIG).exists() else None)


def say(key: str, **facts: object) -> None:
    typer.echo(texts.say(f"cli.{key}", **facts))


def pour(lines: Iterable[str]) -> None:
    """Write lines to standard output as they come."""
    for line in lines:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
