"""Lengths of time as rules write them: "+24h", "-3wd", "1mo"; and the moments they lead to."""

import calendar as months
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

from bot.clock import CHINA, china
from schedules.calendar import SchoolCalendar

_LENGTH = re.compile(r"(?P<number>[+-]?\d+)(?P<unit>min|mo|wd|h|d|w)")
_POINT = re.compile(r"(?P<anchor>[a-z_]+\.[a-z]+|[a-z_]{4,})?(?P<length>[+-]\d+[a-z]+)?")
_MINUTES = {"min": 1, "h": 60, "d": 24 * 60, "w": 7 * 24 * 60}
_EXACT = frozenset({"min", "h"})


@dataclass(frozen=True, slots=True)
class Length:
    """So many `min h d wd w mo`; `wd` are working days of the school calendar."""

    number: int
    unit: str

    @classmethod
    def read(cls, text: str) -> Self:
        """Raises ValueError for what is no length."""
        found = _LENGTH.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"no length: {text}")
        return cls(int(found["number"]), found["unit"])

    @property
    def exact(self) -> bool:
        """Whether it is counted from instant to instant, not from day to day."""
        return self.unit in _EXACT

    @property
    def minutes(self) -> int:
        """Raises ValueError for months and working days, which are of no fixed length."""
        if self.unit not in _MINUTES:
            raise ValueError(f"of no fixed length: {self.number}{self.unit}")
        return self.number * _MINUTES[self.unit]

    def from_day(self, day: date, calendar: SchoolCalendar) -> date:
        """The day that lies so far from `day`, which is day 0."""
        if self.unit == "wd":
            return _working_days(day, self.number, calendar)
        if self.unit == "mo":
            return _months(day, self.number)
        return day + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Point:
    """A place in time: so far from an event, or from the `anchor` that it names.

    `lead` is true for what has to be done before: all but a length that begins with "+".
    """

    anchor: str
    length: Length
    lead: bool

    @classmethod
    def read(cls, text: str) -> Self:
        """ "+24h", "-3wd", "term.end", "month.start+4d". Raises ValueError."""
        found = _POINT.fullmatch(text.strip())
        if not text.strip() or found is None:
            raise ValueError(f"no point in time: {text}")
        length = Length.read(found["length"] or "0d")
        return cls(found["anchor"] or "", length, not text.strip().startswith("+"))

    def bound(self, moment: datetime, calendar: SchoolCalendar) -> "Bound":
        """Where it lies for what happened at `moment`. Raises LookupError without its anchor."""
        if self.length.exact and not self.anchor:
            return Bound(china(moment + timedelta(minutes=self.length.minutes)))
        day = china(moment).date()
        if self.anchor:
            day = _anchor_before(self.anchor, day, calendar)
        return Bound(self.length.from_day(day, calendar))

    def days(self, calendar: SchoolCalendar) -> Iterator[date]:
        """Every day of the calendar on which it falls, earliest first."""
        anchors = sorted(calendar.anchors.get(self.anchor, ()))
        return (self.length.from_day(day, calendar) for day in anchors)


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit that is an instant or a whole day, both still within."""

    at: date | datetime

    @property
    def start(self) -> datetime:
        """The first instant within, seen as an earliest time."""
        return self.at if isinstance(self.at, datetime) else midnight(self.at)

    @property
    def day(self) -> date:
        """The day on which it lies."""
        return self.at.date() if isinstance(self.at, datetime) else self.at

    def holds(self, moment: datetime) -> bool:
        """Whether `moment` is not later, seen as a latest time."""
        if isinstance(self.at, datetime):
            return moment <= self.at
        return moment < midnight(self.at + timedelta(1))

    def __str__(self) -> str:
        return self.at.isoformat()


def midnight(day: date) -> datetime:
    """When a day begins in China."""
    return datetime.combine(day, time(), CHINA)


def _working_days(day: date, number: int, calendar: SchoolCalendar) -> date:
    step = timedelta(1 if number > 0 else -1)
    left = abs(number)
    while left:
        day += step
        left -= calendar.is_workday(day)
    return day


def _months(day: date, number: int) -> date:
    """The same day of another month, or its last where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    last = months.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _anchor_before(anchor: str, day: date, calendar: SchoolCalendar) -> date:
    """The last such anchor up to `day`; the beginnings of months and weeks need no calendar."""
    if anchor == "month.start":
        return day.replace(day=1)
    if anchor == "week.start":
        return day - timedelta(day.weekday())
    found = [one for one in calendar.anchors.get(anchor, ()) if one <= day]
    if not found:
        raise LookupError(anchor)
    return max(found)
