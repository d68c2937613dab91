"""Lunar days and feasts, and the school days beside them."""

from datetime import date, timedelta
from functools import lru_cache

from borax.calendars.festivals2 import TermFestival
from borax.calendars.lunardate import LunarDate

from bot.parsing.dates.grammar import LEXICON
from bot.parsing.dates.model import DayRules

_SOLAR: dict[str, list[int]] = LEXICON["solar_feasts"]
_LUNAR: dict[str, list[int]] = LEXICON["lunar_feasts"]
_SOLAR_TERMS = {"清明", "冬至", *LEXICON["solar_terms"]}
_SATURDAY = 5
_FAR = 120  # days; longer than any vacation


@lru_cache(maxsize=512)
def lunar(month: int | None, day: int, today: date) -> date:
    """The next such lunar day from today on; of any month, and after today, if `month` is None."""
    here = LunarDate.from_solar_date(today.year, today.month, today.day)
    months = (month,) if month else range(1, 13)
    days = (_solar(year, m, day) for year in (here.year, here.year + 1) for m in months)
    first = today if month else today + timedelta(1)
    return min(found for found in days if found and found >= first)


def is_lunar_day(day: date, wanted: int) -> bool:
    """Whether a day is the `wanted`th of its lunar month."""
    return bool(LunarDate.from_solar_date(day.year, day.month, day.day).day == wanted)


def _solar(year: int, month: int, day: int) -> date | None:
    """None for a thirtieth that a short lunar month lacks."""
    try:
        found: date = LunarDate(year, month, day).to_solar_date()
    except ValueError:
        return None
    return found


@lru_cache(maxsize=512)
def feast(name: str, today: date) -> tuple[date, int]:
    """The next feast of this name and its usual days off; one still going on counts.

    Without a name: the next feast that has days off.
    """
    names = (name,) if name else tuple(n for n in (*_SOLAR, *_LUNAR) if _days_off(n))
    years = range(today.year - 1, today.year + 3)
    days = [(day, _days_off(n)) for n in names for year in years if (day := _in_year(n, year))]
    return min(found for found in days if found[0] + timedelta(max(found[1], 1)) > today)


def _days_off(name: str) -> int:
    return (_SOLAR.get(name) or _LUNAR.get(name) or [0])[-1]


def _in_year(name: str, year: int) -> date | None:
    if name[:2] in _SOLAR_TERMS:
        found: date = TermFestival(name=name[:2]).at(year)
        return found
    if name in _SOLAR:
        return date(year, _SOLAR[name][0], _SOLAR[name][1])
    month, day, _ = _LUNAR[name]
    if day == 30:  # noqa: PLR2004  the last day of the lunar year may be its twenty-ninth
        new_year = _solar(year + 1, 1, 1)
        return new_year - timedelta(1) if new_year else None
    return _solar(year, month, day)


def school_day_near(day: date, step: int, calendar: DayRules | None) -> date:
    """The nearest school day after (`step` 1) or before (-1) a day; weekdays if no calendar.

    Where there is none for months, simply the next day.
    """
    days = (day + timedelta(step * n) for n in range(1, _FAR))
    school = (near for near in days if _is_school_day(near, calendar))
    return next(school, day + timedelta(step))


def _is_school_day(day: date, calendar: DayRules | None) -> bool:
    return calendar.is_school_day(day) if calendar else day.weekday() < _SATURDAY
