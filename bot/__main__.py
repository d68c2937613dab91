"""The command line. Each command imports what it needs when it runs, so that help answers at once."""

import asyncio
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer

from bot import __version__, texts
from bot.errors import BotError


def _help(key: str) -> str:
    return str(texts.find(f"cli.{key}"))


app = typer.Typer(
    name="jialian",
    help=_help("about"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def finish(work: Coroutine[Any, Any, None]) -> None:
    """Run a command to its end; expected trouble is one Chinese line and exit code 1."""
    try:
        asyncio.run(work)
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


@app.callback()
def jialian(
    *, version: Annotated[bool, typer.Option("--version", help=_help("version"))] = False
) -> None:
    if version:
        typer.echo(__version__)
        raise typer.Exit


@app.command(help=_help("run"))
def run(
    config: Annotated[Path | None, typer.Option("--config", help=_help("config"))] = None,
) -> None:
    from bot import config as settings  # noqa: PLC0415
    from bot import live, logs  # noqa: PLC0415

    logs.to_stderr()
    path = config or (Path("config.toml") if Path("config.toml").exists() else None)
    finish(live.run(settings.load(path), typer.echo))


@app.command(help=_help("replay"))
def replay(
    file: Annotated[Path, typer.Argument(help=_help("replay_file"))],
    *,
    state_only: Annotated[bool, typer.Option("--state-only", help=_help("state_only"))] = False,
    keep: Annotated[Path | None, typer.Option("--keep", help=_help("keep"))] = None,
) -> None:
    from bot.replay.command import rehearse  # noqa: PLC0415

    finish(rehearse(file, state_only=state_only, keep=keep))


def main() -> None:
    """Entry point of the command `jialian`."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
        sys.stderr.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        app()
    except BotError as error:
        sys.stderr.write(texts.explain(error) + "\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
