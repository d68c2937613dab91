"""A request for leave in a guardian's words: from when to when, which half of the day, and why."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.parsing.dates import LONGEST, DayRules, Part, find, plain
from bot.parsing.leave.part import part_of
from bot.parsing.leave.reason import Kind, kind_of, reason_of
from bot.parsing.leave.request import Request

# A message that is answered, as WeChat copies it before the answer.
_QUOTE = re.compile(r"^\s*「[^」]*」[^\n]*\n[-\s—]*\n|^\s*「[^」]*」\s*")

_YEAR = 366  # days


@dataclass(frozen=True, slots=True)
class LeaveSlots:
    """What a request says. Days are inclusive; `part` is the smallest half that covers it.

    `stated`: a day was named. Without one `start` is the likeliest day, and it is better to ask.
    `days` counts school days where the calendar is known, else all days.
    """

    start: date
    end: date
    part: Part
    days: int
    kind: Kind
    reason: str
    stated: bool


def read(
    text: str, now: datetime, *, calendar: DayRules | None = None, names: Iterable[str] = ()
) -> LeaveSlots:
    """Read a request as written at `now` (aware). `names` of children are never read as days.

    Whether the text asks for leave at all somebody else decides.
    """
    text = _own_words(text, names)
    words = plain(text)
    times = find(text, now, calendar=calendar)
    request = Request(words, times, now, calendar)
    start, end = request.days()
    return LeaveSlots(
        start=start,
        end=end,
        part=part_of(request, start, end),
        days=_count(start, end, calendar),
        kind=kind_of(words),
        reason=reason_of(text, words, [found.span for found in times]),
        stated=request.stated,
    )


def _own_words(text: str, names: Iterable[str]) -> str:
    """Without what is quoted from others, and with blanks for names."""
    text = _QUOTE.sub("", text[:LONGEST])
    for name in names:
        text = text.replace(name, " " * len(name)) if len(name) > 1 else text
    return text


def _count(start: date, end: date, calendar: DayRules | None) -> int:
    if calendar is None or (end - start).days > _YEAR:
        return (end - start).days + 1
    days = (start + timedelta(n) for n in range((end - start).days + 1))
    return sum(map(calendar.is_school_day, days))
