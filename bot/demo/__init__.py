"""The example class: an invented world, and a conversation that shows what the bot is for."""

import json
from importlib.resources import files
from typing import Any

Line = dict[str, Any]


def world() -> Line:
    """Classes, people and settings, in the shape of a rehearsal's first line."""
    found: Line = _lines()[0]["world"]
    return found


def example() -> list[Line]:
    """The conversation's events in order, in the shape of a rehearsal's further lines."""
    return _lines()[1:]


def _lines() -> list[Line]:
    text = files(__name__).joinpath("class.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]
