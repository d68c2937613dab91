"""init, doctor, migrate, backup, restore: a school's installation and its data."""

from pathlib import Path
from typing import Annotated

import typer

from bot import texts
from bot.cli.shared import CONFIG, config_path, finish, help_of, say
from bot.errors import UserError

Config = Annotated[Path | None, typer.Option("--config", help=help_of("config"))]


def init() -> None:
    from bot import setup  # noqa: PLC0415

    path, roster = Path(CONFIG), Path(str(texts.find("init.roster")))
    if path.exists():
        raise UserError("file_exists", path=path)
    setup.write_config(path)
    setup.write_roster(roster)
    say("init_done", config=path, roster=roster)


def doctor(config: Config = None) -> None:
    from bot import checkup  # noqa: PLC0415

    findings = finish(checkup.examine(config_path(config)))
    for finding in findings:
        say(f"doctor.{'fine' if finding.fine else 'wrong'}", id=finding.id, text=finding.text)
    if not all(finding.fine for finding in findings):
        raise typer.Exit(1)


def migrate(config: Config = None) -> None:
    from bot import config as settings  # noqa: PLC0415
    from bot import setup  # noqa: PLC0415

    say("migrate_done", revision=finish(setup.migrate(settings.load(config_path(config)))))


def backup(
    file: Annotated[Path, typer.Argument(help=help_of("backup_file"))], config: Config = None
) -> None:
    from bot import config as settings  # noqa: PLC0415
    from bot import setup  # noqa: PLC0415

    setup.backup(settings.load(config_path(config)).storage.url, file)
    say("backup_done", path=file)


def restore(
    file: Annotated[Path, typer.Argument(help=help_of("backup_file"))], config: Config = None
) -> None:
    from bot import config as settings  # noqa: PLC0415
    from bot import setup  # noqa: PLC0415

    kept = setup.restore(settings.load(config_path(config)).storage.url, file)
    say("restore_done", path=file, kept=kept)
