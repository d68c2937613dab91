"""The school calendar: which days are school days, and the named spans a day lies in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Self

import chinese_calendar
from borax.calendars.festivals2 import TermFestival
from borax.calendars.lunardate import LunarDate

TERM = "term"
_SATURDAY = 5
_HORIZON = 400  # days: no school in the world pauses longer than a year
_SOLAR_FEASTS = ((1, 1, 1), (5, 1, 5), (10, 1, 7))  # month, day, how many days off as a rule
_CLEAR_AND_BRIGHT = 6  # the number of the solar term, counted from 小寒
_LUNAR_FEASTS = ((1, 1, 7), (5, 5, 1), (8, 15, 1))


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `start` up to, but without, `end`."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end


@dataclass(frozen=True)
class SchoolCalendar:
    """A school's days. Its own holidays and make-up days win over the national ones.

    `national` false: only the days given here count. Without a `term` span every workday is
    a school day.
    """

    spans: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    anchors: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
    national: bool = True

    @classmethod
    def from_json(cls, data: Mapping[str, object], *, national: bool = False) -> Self:
        """Read {"spans", "anchors", "holidays", "workdays"}; ISO days, spans half-open.

        The national holidays count only if `national`. Raises ValueError naming the key.
        """
        return cls(
            {name: tuple(map(_span, _list(pairs, name))) for name, pairs in _table(data, "spans")},
            {name: _days(days, name) for name, days in _table(data, "anchors")},
            frozenset(_days(data.get("holidays", ()), "holidays")),
            frozenset(_days(data.get("workdays", ()), "workdays")),
            national,
        )

    def is_workday(self, day: date) -> bool:
        """Whether grown-ups work: make-up days do, holidays and weekends do not."""
        if day in self.workdays or day in self.holidays:
            return day in self.workdays
        return _is_national_workday(day) if self.national else day.weekday() < _SATURDAY

    def is_school_day(self, day: date) -> bool:
        """Whether there are lessons on this day."""
        return self.in_term(day) and self.is_workday(day)

    def in_term(self, day: date) -> bool:
        """Whether the day lies in a term; always, where no term is known."""
        return TERM not in self.spans or any(day in span for span in self.spans[TERM])

    def spans_of(self, day: date) -> tuple[str, ...]:
        """The names of the spans that hold this day, in the order given."""
        return tuple(name for name, spans in self.spans.items() if any(day in s for s in spans))

    def provisional(self, day: date) -> bool:
        """Whether the answer for this day is a guess, because its holidays are not published."""
        given = day in self.workdays or day in self.holidays
        return self.national and not given and not _published(day.year)

    def next_school_day(self, day: date, *, inclusive: bool = False) -> date | None:
        """The first school day after `day` (or from it on); None if there is none for a year."""
        return next(self._ahead(day, 0 if inclusive else 1), None)

    def last_school_day_before(self, day: date, *, inclusive: bool = False) -> date | None:
        """The last school day before `day` (or up to it); None if there is none for a year."""
        days = (day - timedelta(n) for n in range(0 if inclusive else 1, _HORIZON))
        return next(filter(self.is_school_day, days), None)

    def first_school_day_of_month(self, year: int, month: int) -> date | None:
        """None for a month without school."""
        return next(iter(self.school_days(*_month(year, month))), None)

    def last_school_day_of_month(self, year: int, month: int) -> date | None:
        """None for a month without school."""
        return next(reversed(self.school_days(*_month(year, month))), None)

    def last_school_day_of_week(self, day: date) -> date | None:
        """Of the week from Monday that holds `day`; None for a week without school."""
        monday = day - timedelta(day.weekday())
        return next(reversed(self.school_days(monday, monday + timedelta(6))), None)

    def school_days(self, start: date, end: date) -> list[date]:
        """The school days from `start` to `end`, both included."""
        return [day for day in _each(start, end) if self.is_school_day(day)]

    def _ahead(self, day: date, first: int) -> Iterator[date]:
        return filter(self.is_school_day, (day + timedelta(n) for n in range(first, _HORIZON)))


def _each(start: date, end: date) -> Iterator[date]:
    return (start + timedelta(n) for n in range((end - start).days + 1))


def _month(year: int, month: int) -> tuple[date, date]:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(1)


@lru_cache(maxsize=4096)
def _is_national_workday(day: date) -> bool:
    if _published(day.year):
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < _SATURDAY and day not in _customary(day.year)


@lru_cache(maxsize=256)
def _published(year: int) -> bool:
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


@lru_cache(maxsize=64)
def _customary(year: int) -> frozenset[date]:
    """The days off as they fall in most years; how they are moved nobody can know beforehand."""
    solar = ((date(year, month, day), days) for month, day, days in _SOLAR_FEASTS)
    lunar = ((LunarDate(year, m, d).to_solar_date(), days) for m, d, days in _LUNAR_FEASTS)
    feasts = [*solar, *lunar, (TermFestival(_CLEAR_AND_BRIGHT).at(year), 1)]
    new_years_eve = LunarDate(year, 1, 1).to_solar_date() - timedelta(1)
    return frozenset(
        {new_years_eve, *(first + timedelta(n) for first, days in feasts for n in range(days))}
    )


def _table(data: Mapping[str, object], key: str) -> Iterable[tuple[str, object]]:
    table = data.get(key, {})
    if not isinstance(table, Mapping):
        raise ValueError(f"calendar.{key}: not a table")
    return table.items()


def _list(value: object, key: str) -> Iterable[object]:
    if not isinstance(value, Iterable) or isinstance(value, str | Mapping):
        raise ValueError(f"calendar.{key}: not a list")
    return value


def _days(value: object, key: str) -> tuple[date, ...]:
    return tuple(_day(item, key) for item in _list(value, key))


def _day(value: object, key: str) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise ValueError(f"calendar.{key}: not a day: {value}") from error


def _span(pair: object) -> Span:
    match _days(pair, "spans"):
        case (start, end) if start <= end:
            return Span(start, end)
    raise ValueError(f"calendar.spans: not a start and an end: {pair}")
