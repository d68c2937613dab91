"""The command line `jialian`: what there is to call, and how it ends."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot import __version__, texts
from bot.cli import data, duties, keep, understand
from bot.cli.shared import config_path, finish, help_of
from bot.errors import BotError

app = typer.Typer(
    name="jialian",
    help=help_of("about"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(data.importing, name="import")
app.add_typer(understand.understanding, name="understand")
app.add_typer(duties.duties, name="duties")
app.command("export", help=help_of("export"))(data.export)
app.command("init", help=help_of("init"))(keep.init)
app.command("doctor", help=help_of("doctor_about"))(keep.doctor)
app.command("migrate", help=help_of("migrate"))(keep.migrate)
app.command("backup", help=help_of("backup"))(keep.backup)
app.command("restore", help=help_of("restore"))(keep.restore)


@app.callback()
def jialian(
    *, version: Annotated[bool, typer.Option("--version", help=help_of("version"))] = False
) -> None:
    if version:
        typer.echo(__version__)
        raise typer.Exit


@app.command(help=help_of("run"))
def run(
    config: Annotated[Path | None, typer.Option("--config", help=help_of("config"))] = None,
) -> None:
    from bot import config as settings  # noqa: PLC0415
    from bot import live, logs  # noqa: PLC0415

    logs.to_stderr()
    finish(live.run(settings.load(config_path(config)), typer.echo))


@app.command(help=help_of("replay"))
def replay(
    file: Annotated[Path, typer.Argument(help=help_of("replay_file"))],
    *,
    state_only: Annotated[bool, typer.Option("--state-only", help=help_of("state_only"))] = False,
    keep: Annotated[Path | None, typer.Option("--keep", help=help_of("keep"))] = None,
) -> None:
    from bot.replay.command import rehearse  # noqa: PLC0415

    finish(rehearse(file, state_only=state_only, keep=keep))


def main() -> None:
    """Entry point. Expected trouble is one Chinese line on stderr and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except BotError as error:
        sys.stderr.write(texts.explain(error) + "\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
