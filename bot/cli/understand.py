"""understand: what messages, nicknames and questions mean; JSON lines in, JSON lines out."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.shared import help_of, pour
from bot.errors import UserError

understanding = typer.Typer(help=help_of("understand"), no_args_is_help=True, rich_markup_mode=None)
Roster = Annotated[Path | None, typer.Option("--roster", help=help_of("understand_roster"))]


def _json(path: Path | None) -> Any:
    if path is None:
        return {}
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise UserError("no_file", path=path) from None
    except ValueError:
        raise UserError("not_json", path=path) from None


def _moment(text: str) -> datetime:
    from bot.clock import CHINA  # noqa: PLC0415

    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise UserError("bad_moment", value=text) from None
    return found if found.tzinfo else found.replace(tzinfo=CHINA)


@understanding.command("replies", help=help_of("understand_replies"))
def replies(
    now: Annotated[str, typer.Option("--now", help=help_of("understand_now"))],
    roster: Roster = None,
    *,
    explain: Annotated[bool, typer.Option("--explain", help=help_of("explain"))] = False,
) -> None:
    from bot import understanding as reading  # noqa: PLC0415

    pour(reading.replies(sys.stdin, _json(roster), _moment(now), explain=explain))


@understanding.command("cards", help=help_of("understand_cards"))
def cards(roster: Roster = None) -> None:
    from bot import understanding_cards  # noqa: PLC0415

    pour(understanding_cards.cards(sys.stdin, _json(roster)))


@understanding.command("faq", help=help_of("understand_faq"))
def faq(
    entries: Annotated[Path, typer.Option("--faq", help=help_of("understand_entries"))],
) -> None:
    from bot import understanding_faq  # noqa: PLC0415

    try:
        lines = entries.read_text(encoding="utf-8").splitlines()
    except OSError:
        raise UserError("no_file", path=entries) from None
    try:
        found = [json.loads(line) for line in lines if line.strip()]
    except ValueError:
        raise UserError("not_json", path=entries) from None
    pour(understanding_faq.faq(sys.stdin, found))
