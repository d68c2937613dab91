"""import, export: rosters and logs come in, tables go out."""

from pathlib import Path
from typing import Annotated

import typer

from bot import texts
from bot.cli.shared import config_path, finish, help_of, say

importing = typer.Typer(help=help_of("import"), no_args_is_help=True, rich_markup_mode=None)
Config = Annotated[Path | None, typer.Option("--config", help=help_of("config"))]


def _url(config: Path | None) -> str:
    from bot import config as settings  # noqa: PLC0415

    return settings.load(config_path(config)).storage.url


@importing.command("roster", help=help_of("import_roster"))
def roster(
    file: Annotated[Path, typer.Argument(help=help_of("roster_file"))], config: Config = None
) -> None:
    from bot import cli_data  # noqa: PLC0415

    report = finish(cli_data.import_roster_file(_url(config), file))
    say("roster_done", added=report.added, changed=report.changed, left=report.left)


@importing.command("chat", help=help_of("import_chat"))
def chat(
    file: Annotated[Path, typer.Argument(help=help_of("chat_file"))],
    classroom: Annotated[str, typer.Option("--class", help=help_of("class"))],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=help_of("dry_run"))] = False,
    config: Config = None,
) -> None:
    from bot import config as settings  # noqa: PLC0415
    from bot import live  # noqa: PLC0415

    loaded = settings.load(config_path(config))
    report = finish(live.import_chat(loaded, file, classroom, dry_run=dry_run))
    say("chat_done", lines=report.lines, fresh=report.fresh, format=report.format)
    if report.unknown:
        say(
            "chat_unknown",
            count=len(report.unknown),
            names=texts.find("marks.and").join(report.unknown[:20]),
        )
    if report.unread:
        say("chat_unread", count=len(report.unread))
        for number, words in report.unread[:20]:
            say("chat_unread_line", number=number, words=words)


def export(
    what: Annotated[str, typer.Argument(help=help_of("export_what"))],
    out: Annotated[Path, typer.Option("--out", help=help_of("export_out"))],
    by: Annotated[str, typer.Option("--by", help=help_of("export_by"))],
    fmt: Annotated[str, typer.Option("--format", help=help_of("export_format"))] = "csv",
    purpose: Annotated[str, typer.Option("--purpose", help=help_of("export_purpose"))] = "",
    classroom: Annotated[str | None, typer.Option("--class", help=help_of("class"))] = None,
    since: Annotated[str | None, typer.Option("--from", help=help_of("export_from"))] = None,
    until: Annotated[str | None, typer.Option("--to", help=help_of("export_to"))] = None,
    config: Config = None,
) -> None:
    from bot import cli_data  # noqa: PLC0415
    from bot import config as settings  # noqa: PLC0415

    loaded = settings.load(config_path(config))
    order = (classroom, since, until, purpose, by)
    work = cli_data.export(loaded.storage.url, what, fmt, out, *order, manners=loaded.manners)
    say("export_done", rows=finish(work), path=out)
    if what == "duties" and not loaded.manners.presets:
        say("export_no_preset")
