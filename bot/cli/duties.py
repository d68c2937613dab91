"""duties: what regulations ask and what is open, judged over files of facts."""

import gc
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import texts
from bot.cli.shared import help_of
from bot.errors import UserError

if TYPE_CHECKING:
    from schedules.regulations.facts import Contact, Event
    from schedules.regulations.units import School

duties = typer.Typer(help=help_of("duties"), no_args_is_help=True, rich_markup_mode=None)


@duties.command("evaluate", help=help_of("duties_evaluate"))
def evaluate(
    preset: Annotated[list[str], typer.Option("--preset", help=help_of("duties_preset"))],
    school: Annotated[Path, typer.Option("--school", help=help_of("duties_school"))],
    facts: Annotated[Path, typer.Option("--facts", help=help_of("duties_facts"))],
    at: Annotated[str, typer.Option("--at", help=help_of("duties_at"))],
) -> None:
    import orjson  # noqa: PLC0415

    from schedules import regulations  # noqa: PLC0415
    from schedules.regulations.presets import load  # noqa: PLC0415

    gc.disable()  # facts are kept until the end: to look for garbage among them doubles the time
    presets = [load(name) for name in dict.fromkeys(preset)]
    found = regulations.evaluate(presets, _school(school), _facts(facts), _day(at))
    sys.stdout.writelines(orjson.dumps(one.as_json()).decode() + "\n" for one in found)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError("bad_date", value=text) from None


def _school(path: Path) -> "School":
    from schedules.regulations.units import School  # noqa: PLC0415

    try:
        return School.from_json(json.loads(_text(path)))
    except json.JSONDecodeError as error:
        raise _wrong(path, error.lineno, "not_json") from None
    except ValueError as error:
        where = str(error).split(":", maxsplit=1)[0]
        raise UserError("school_file", path=path, where=where) from None


def _facts(path: Path) -> Iterator["Contact | Event"]:
    import orjson  # noqa: PLC0415

    from schedules.regulations.facts import FactError, read  # noqa: PLC0415

    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield read(orjson.loads(line))
        except orjson.JSONDecodeError:
            raise _wrong(path, number, "not_json") from None
        except FactError as error:
            raise _wrong(path, number, error.key) from None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError:
        raise UserError("no_file", path=path) from None
    except UnicodeDecodeError:
        raise UserError("not_json", path=path) from None


def _wrong(path: Path, line: int, key: str) -> UserError:
    return UserError("facts_line", path=path, line=line, why=texts.find(f"duties.why.{key}"))
