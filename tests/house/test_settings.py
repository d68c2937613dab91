"""Settings and commands are explained where people look for them, in Chinese."""

import re
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Union, get_args, get_origin

import pytest
import typer.main
from pydantic import BaseModel
from typer.core import TyperCommand, TyperGroup

from bot import config
from bot.__main__ import app
from bot.config import Settings
from tests.house.source import HAN, ROOT, none

EXAMPLE = ROOT / "config.example.toml"
SETTINGS_PAGE = ROOT / "docs" / "settings.md"
COMMANDS_PAGE = ROOT / "docs" / "commands.md"
HEAD = re.compile(r"^#?\s*\[([a-z_.]+)\]")
WORD = re.compile(r"[a-z]+")
KEY = re.compile(r"^#?\s*([a-z_]+)\s*=")


def settings(model: type[BaseModel], before: str = "") -> Iterator[str]:
    """Every key that may be set, with its path."""
    for name, field in model.model_fields.items():
        section = _section(field.annotation)
        if section is None:
            yield before + name
        else:
            yield from settings(section, f"{before}{name}.")


def _section(kind: object) -> type[BaseModel] | None:
    """The section that a field is, also where it may be left out."""
    if get_origin(kind) in {Union, types.UnionType}:
        return next((found for one in get_args(kind) if (found := _section(one))), None)
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def written(lines: list[str]) -> Iterator[str]:
    """Every key of the example with its path, those that are commented out as well."""
    section = ""
    for line in lines:
        if head := HEAD.match(line):
            section = f"{head[1]}."
        elif key := KEY.match(line):
            yield section + key[1]


def commands(command: object, name: str = "") -> Iterator[tuple[str, TyperCommand]]:
    """Every command that can be called, with the words that call it."""
    if isinstance(command, TyperGroup):
        for word, inner in command.commands.items():
            yield from commands(inner, f"{name} {word}".strip())
    elif isinstance(command, TyperCommand):
        yield name, command


COMMANDS = dict(commands(typer.main.get_command(app)))


def test_the_example_has_every_setting_and_no_other() -> None:
    shown = set(written(EXAMPLE.read_text("utf-8").splitlines()))
    assert shown == set(settings(Settings))


def test_the_example_loads() -> None:
    assert config.load(EXAMPLE, {}).storage == Settings().storage


def test_the_example_with_all_that_it_leaves_out_loads(tmp_path: Path) -> None:
    """What is commented out is right as well."""
    lines = EXAMPLE.read_text("utf-8").splitlines()
    whole = [re.sub(r"^#\s*(?=[a-z_]+ =)", "", line) for line in lines]
    (tmp_path / "config.toml").write_text("\n".join(whole), "utf-8")
    loaded = config.load(tmp_path / "config.toml", {})
    assert loaded.manners.leave_list_time is not None


def test_every_setting_stands_in_the_docs() -> None:
    lines = SETTINGS_PAGE.read_text("utf-8").splitlines()
    none(name for name in settings(Settings) if not any(_tells(line, name) for line in lines))


def _tells(line: str, name: str) -> bool:
    """By its whole path, or by its name in the row of its section."""
    section, _, key = name.rpartition(".")
    return f"`{name}`" in line or (f"`{section}`" in line and f"`{key}`" in line)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_and_its_options_have_chinese_help(name: str) -> None:
    command = COMMANDS[name]
    said = [(p.name, getattr(p, "help", None)) for p in command.params if p.name != "help"]
    none(str(what) for what, words in [(name, command.help), *said] if not HAN.search(words or ""))


def test_every_command_stands_in_the_docs() -> None:
    lines = [line for line in COMMANDS_PAGE.read_text("utf-8").splitlines() if "jialian" in line]
    none(n for n in COMMANDS if not any(set(n.split()) <= set(WORD.findall(s)) for s in lines))
