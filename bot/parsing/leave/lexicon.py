"""The words of requests for leave, compiled from leave.toml."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from bot.parsing.dates.model import Part

_TABLES = tomllib.loads(Path(__file__).with_name("leave.toml").read_text("utf-8"))


def _compiled(fragments: Iterable[str], after: str = "") -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(fragments)}){after}")


ROLE = {name: _compiled(words) for name, words in _TABLES["roles"].items()}
BEFORE = {name: _compiled(words, r"[ :]*$") for name, words in _TABLES["before"].items()}
AFTER = {name: _compiled(words) for name, words in _TABLES["after"].items()}
SIGN = {name: _compiled(words) for name, words in _TABLES["signs"].items()}
KIND = {name: _compiled(words) for name, words in _TABLES["kinds"].items()}
_LESSONS: dict[Part, re.Pattern[str]] = {
    "am": _compiled(_TABLES["lessons"]["am"]),
    "pm": _compiled(_TABLES["lessons"]["pm"]),
}
POLITE = _compiled(_TABLES["civil"]["polite"])


def lesson_half(words: str) -> Part | None:
    """The half of the day of a lesson that is named (早读, 第六节, 晚自习); None if none is."""
    return next(iter(lesson_halves(words)), None)


def lesson_halves(words: str) -> list[Part]:
    """The halves of the day in which lessons are named, the morning first; [] if none is."""
    return [part for part, sign in _LESSONS.items() if sign.search(words)]
