"""The Chinese words that people read. They stand in toml files, never between lines of code."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bot.errors import BotError, WiringError

FILES = ("texts.toml", "texts_cli.toml")


@cache
def _words() -> dict[str, Any]:
    here = Path(__file__).parent
    found: dict[str, Any] = {}
    for name in FILES:
        found |= tomllib.loads((here / name).read_text(encoding="utf-8"))
    return found


def say(key: str, /, **facts: object) -> str:
    """The text of this key with its facts filled in. Raises WiringError for an unknown key."""
    try:
        return str(find(key)).format(**facts)
    except (KeyError, IndexError) as error:
        raise WiringError(key) from error


@cache
def find(key: str) -> Any:
    """What stands under a dotted key: a text, a list or a table."""
    value: Any = _words()
    for part in key.split("."):
        value = value[part]
    return value


def day(when: date) -> str:
    """A day in full: 10月15日 周三."""
    weekday = find("marks.weekdays")[when.weekday()]
    return say("marks.day", month=when.month, day=when.day, weekday=weekday)


def explain(error: BotError) -> str:
    """An error in a person's words: what, where, how to mend it."""
    return say(f"errors.{error.name}", **error.facts)
