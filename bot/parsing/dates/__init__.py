"""Times in Chinese words: found in a text, read as a deadline or a moment, and spoken in full."""

from bot.parsing.dates.finding import (
    LONGEST,
    DayRules,
    Days,
    Found,
    Part,
    deadline,
    find,
    moment,
    named_days,
    plain,
    speak,
)

__all__ = [
    "LONGEST",
    "DayRules",
    "Days",
    "Found",
    "Part",
    "deadline",
    "find",
    "moment",
    "named_days",
    "plain",
    "speak",
]
