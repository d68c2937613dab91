"""Values out of exported files: words and moments, whatever type they came in."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.clock import CHINA, china

_MILLISECONDS = 100_000_000_000
_AFTERNOON = re.compile(r"pm|下午|晚上|中午", re.IGNORECASE)
_STAMP = re.compile(
    r"(?P<y>\d{4})[-/年.](?P<mo>\d{1,2})[-/月.](?P<d>\d{1,2})日?[ \tT]+"
    r"(?P<half>(?:上午|下午|晚上|早上|中午|凌晨)?)\s*(?P<h>\d{1,2}):(?P<mi>\d{2})(?::(?P<s>\d{2}))?"
    r"(?P<ampm>\s?[AaPp][Mm])?"
)
_NOON = 12


def words(row: Mapping[str, Any], *names: str) -> str:
    """The first of the named values that is words or a number; "" if there is none."""
    for name in names:
        value = row.get(name)
        if isinstance(value, int | str) and not isinstance(value, bool) and str(value):
            return str(value)
    return ""


def part(row: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The named object inside; an empty one if it is missing or something else."""
    value = row.get(name)
    return value if isinstance(value, dict) else {}


def rows(row: Mapping[str, Any], name: str) -> list[Any]:
    """The named list inside; an empty one if it is missing or something else."""
    value = row.get(name)
    return value if isinstance(value, list) else []


def moment(value: object) -> datetime | None:
    """A time in seconds or milliseconds, or written out (ISO; Chinese time without offset)."""
    try:
        if isinstance(value, str) and not value.strip().lstrip("-").isdigit():
            at = datetime.fromisoformat(value.strip())
            return china(at) if at.tzinfo else at.replace(tzinfo=CHINA)
        seconds = float(value) if isinstance(value, int | float | str) else 0.0
        seconds = seconds / 1000 if abs(seconds) > _MILLISECONDS else seconds
        return china(datetime.fromtimestamp(seconds, UTC)) if seconds > 0 else None
    except (ValueError, OverflowError, OSError):
        return None


def stamp(text: str) -> datetime | None:
    """A full date and time as people's programs write it (2023/9/16 2:51 PM), in Chinese time."""
    found = _STAMP.fullmatch(text.strip())
    if not found:
        return None
    hour = int(found["h"]) % _NOON if found["ampm"] else int(found["h"])
    if _AFTERNOON.search(found["half"] + (found["ampm"] or "")) and hour < _NOON:
        hour += _NOON
    day = (int(found["y"]), int(found["mo"]), int(found["d"]))
    try:
        return datetime(*day, hour, int(found["mi"]), int(found["s"] or 0), tzinfo=CHINA)
    except ValueError:
        return None
