"""Hours: which hour of the day a clock time with or without 上午, 下午, 晚上 means."""

import re
from datetime import time

from bot.parsing.dates.grammar import LEXICON, SLOT_OF
from bot.parsing.dates.numbers import number

_QUARTERS = {"半": 30, "整": 0, "多": 0}
_CHARS = {"早": "morning", "朝": "morning", "晚": "night"}
_NOON, _MIDNIGHT, _SMALL = 12, 24, 6
Clock = tuple[time, int]  # a time and how many days later it is than the day named


def slot_of(atom: re.Match[str]) -> str:
    """The name of the part of the day in an atom, "" if it has none."""
    if atom.lastgroup == "day_slot":
        return str(LEXICON["day_slots"][atom["ds"]][1])
    if atom.lastgroup == "slot":
        return SLOT_OF[atom[0]]
    if atom.lastgroup == "run" and atom[0].endswith("晚"):
        return "night"
    return _CHARS[atom[0]] if atom.lastgroup == "slot_char" else ""


def clock_of(atom: re.Match[str], slot: str) -> tuple[Clock, bool] | None:
    """The time and whether it may also mean twelve hours later; None for no such time."""
    hour, minute, half = _numbers(atom)
    slot = slot or {"am": "forenoon", "pm": "afternoon"}.get(half or "", "")
    exact = bool(slot) or (atom["ck_h"] or "").startswith("0")
    hour, later = _hour(hour, slot, exact)
    if hour >= _MIDNIGHT or minute >= 60:  # noqa: PLR2004
        return None
    return (time(hour, minute), later), not exact and hour <= _NOON


def _numbers(atom: re.Match[str]) -> tuple[int, int, str | None]:
    if atom["ck_h"]:
        return int(atom["ck_h"]), int(atom["ck_m"]), atom["ck_ap"]
    if atom["ck_e"]:
        return int(atom["ck_e"]), 0, atom["ck_eap"]
    return number(atom["ck_n"]), _minute(atom["ck_rest"] or ""), None


def _minute(words: str) -> int:
    if words.endswith("刻"):
        return number(words[0]) * 15
    return _QUARTERS[words] if words in _QUARTERS else number(words.removesuffix("分") or "零")


def _hour(hour: int, slot: str, exact: bool) -> tuple[int, int]:
    """The hour from 0 to 23, and 1 if it belongs to the next day."""
    if hour == _MIDNIGHT or (slot == "night" and hour == _NOON):
        return 0, 1
    if slot == "night" and 1 <= hour < _SMALL:
        return hour, 1
    if slot in {"afternoon", "dusk", "night"} and hour < _NOON:
        return hour + _NOON, 0
    if slot == "noon" and hour <= 3:  # noqa: PLR2004
        return hour + _NOON, 0
    return (hour + _NOON, 0) if not exact and 1 <= hour < _SMALL else (hour, 0)
