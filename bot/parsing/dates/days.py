"""Which days an atom names, seen from today and from the day named before it."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from bot.parsing.dates import weeks as dates_weeks
from bot.parsing.dates.feasts import feast, is_lunar_day, lunar, school_day_near
from bot.parsing.dates.grammar import LEXICON
from bot.parsing.dates.model import Days, View
from bot.parsing.dates.numbers import number

_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_ENGLISH_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_LONG_PAST = timedelta(120)
_HALF_MONTH, _WEEK = 15, 7


def days_of(atom: re.Match[str], view: View) -> Days | None:
    """The first and last day an atom names; None for a day that does not exist."""
    try:
        return _READERS[atom.lastgroup or ""](atom, view)
    except (ValueError, OverflowError):
        return None


def names_days(atom: re.Match[str]) -> bool:
    """Whether the atom is of a kind that names days."""
    return atom.lastgroup in _READERS


def _one(day: date) -> Days:
    return day, day


def _day(atom: re.Match[str], view: View) -> Days:
    word = atom[0]
    offset = LEXICON["days"].get(word, 1 if word == "明" else 0)
    return _one(view.today + timedelta(offset))


def _day_slot(atom: re.Match[str], view: View) -> Days:
    return _one(view.today + timedelta(LEXICON["day_slots"][atom["ds"]][0]))


def _following(atom: re.Match[str], view: View) -> Days | None:
    """次日, 那天, 前一天: beside the day named before; 那天 and 前一天 alone say nothing."""
    ahead = LEXICON["following"][atom[0]]
    if ahead <= 0 and not view.before:
        return None
    return _one((view.before or view.today) + timedelta(ahead))


def _iso(atom: re.Match[str], _: View) -> Days:
    return _one(date(int(atom["iso_y"]), int(atom["iso_m"]), int(atom["iso_d"])))


def _month(atom: re.Match[str], view: View) -> Days:
    """十月十六, written out and without 号, is lunar once its solar day is over."""
    year = view.today.year + (atom["mo_y"] == "明年")
    day = date(year, number(atom["mo_m"]), number(atom["mo_d"]))
    spoken = atom[0][-1] not in "日号" and not any(map(str.isdecimal, atom[0]))
    if spoken and not atom["mo_y"] and day < view.today:
        return _one(lunar(day.month, day.day, view.today))
    return _one(day if atom["mo_y"] else _near(day, view.today))


def _near(day: date, today: date) -> date:
    """A day named without its year: this year's, unless that is long past."""
    return day.replace(year=day.year + 1) if day < today - _LONG_PAST else day


def _short(atom: re.Match[str], view: View) -> Days | None:
    month = int(atom["sh_m"])
    start = _near(date(view.today.year, month, int(atom["sh_d"])), view.today)
    end = start.replace(day=int(atom["sh_to"])) if atom["sh_to"] else start
    return (start, end) if end >= start and _plausible(atom, start, view) else None


def _plausible(atom: re.Match[str], day: date, view: View) -> bool:
    """Numbers with a dot or a slash are mostly something else: a date is near, or has a 号."""
    sure = atom[0][-1] in "日号" or bool(atom["sh_to"]) or view.linked is not None
    ahead = (day - view.today).days
    return sure or -20 <= ahead <= (150 if atom["sh_sep"] == "/" else 60)  # noqa: PLR2004


def _english_month(atom: re.Match[str], view: View) -> Days:
    month = _ENGLISH_MONTHS.index(atom["em"]) // 3 + 1
    start = _near(date(view.today.year, month, int(atom["em_d"])), view.today)
    return start, start.replace(day=int(atom["em_to"] or start.day))


def _in_month(atom: re.Match[str], view: View) -> Days:
    ahead = {"下下": 2, "下": 1}.get(atom["im_pre"], 0)
    first = _first_of_month(view.today, ahead)
    if atom["im_d"] in {"底", "末", "最后一天"}:
        return _one(_first_of_month(first, 1) - timedelta(1))
    return _one(first if atom["im_d"] == "初" else first.replace(day=number(atom["im_d"])))


def _month_end(atom: re.Match[str], view: View) -> Days:
    month = number(atom["me_m"]) if atom["me_m"] else view.today.month
    end = _first_of_month(date(view.today.year, month, 1), 1) - timedelta(1)
    return _one(_near(end, view.today))


def _year_end(atom: re.Match[str], view: View) -> Days:
    last = date(view.today.year, 12, 31)
    return last - timedelta(number(atom["ye_n"]) - 1), last


def _first_of_month(day: date, ahead: int) -> date:
    months = day.year * 12 + day.month - 1 + ahead
    return date(months // 12, months % 12 + 1, 1)


def _day_of_month(atom: re.Match[str], view: View) -> Days:
    """The next such day: from today on, or from the day it continues: 12月1号走，21号回."""
    if view.linked and (day := _near_listed(number(atom["do_n"]), view)):
        return _one(day)
    later = view.before if view.before and _later_month(view.before, view.today) else None
    base, wanted = view.linked or later or view.today, number(atom["do_n"])
    if atom["do_past"] is not None or atom["do_told"]:
        return _one(_last_of_month(wanted, view.today))
    if not view.linked and (again := [d for d in view.named if d.day == wanted >= 1]):
        return _one(again[-1])
    for ahead in range(3):
        first = _first_of_month(base, ahead)
        day = first + timedelta(wanted - 1)
        if wanted > 0 and day.month == first.month and day >= base:
            return _one(day)
    raise ValueError(atom[0])


def _last_of_month(wanted: int, today: date) -> date:
    """The day of this name that is over: 上回12号."""
    return _first_of_month(today, 0 if wanted <= today.day else -1).replace(day=wanted)


def _near_listed(wanted: int, view: View) -> date | None:
    """A day of this month just before one of this month named with it: 22号考，21号走."""
    said = view.linked or view.today
    listed = (said.year, said.month) == (view.today.year, view.today.month)
    ahead = view.today.day <= wanted < said.day
    return said.replace(day=wanted) if listed and ahead and said.day - wanted <= _WEEK else None


def _later_month(day: date, today: date) -> bool:
    return (day.year, day.month) > (today.year, today.month)


def _lunar(atom: re.Match[str], view: View) -> Days:
    month, day = 1 if atom["lu_new"] else _lunar_month(atom["lu_m"]), _lunar_day(atom["lu_d"])
    if month is None and view.before and is_lunar_day(view.before, day):
        return _one(view.before)
    return _one(lunar(month, day, view.today))


def _in_lunar_month(atom: re.Match[str], view: View) -> Days:
    month = _lunar_month(atom["lm_m"] or atom["lm_m2"])
    return _one(lunar(month, number(atom["lm_d"]), view.today))


def _lunar_month(word: str | None) -> int | None:
    return _LUNAR_MONTHS.get(word) or number(word) if word else None


def _lunar_day(word: str) -> int:
    return number(word.removeprefix("初"))


def _run(atom: re.Match[str], view: View) -> Days:
    """今明两天, 这两天, 未来三天: some days in a row."""
    if words := atom["ru_now"]:
        first, last = int(words[0] == "明"), 2 if "后" in words else 1
        return view.today + timedelta(first), view.today + timedelta(last)
    begun = atom["ru_pre"] == "这" and view.hour < dates_weeks.EVENING
    start = view.today + timedelta(0 if begun else 1)
    return start, start + timedelta(number(atom["ru_n"]) - 1)


def _after(atom: re.Match[str], view: View) -> Days | None:
    """三天后, 过两天, 两周后. Hours are no matter of days."""
    if atom["af_days"]:
        gone = number(atom["af_days"]) * (1 if atom["af_gone"] == "天" else 7)
        return _one(view.today + timedelta(gone))
    unit, count = atom["af_unit"], number(atom["af_n"]) if atom["af_n"] != "半" else 0
    if unit == "月" and not count:
        return _one(view.today + timedelta(_HALF_MONTH))
    if unit == "月":
        return _one(_first_of_month(view.today, count) + timedelta(view.today.day - 1))
    length = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7}.get(unit)
    return _one(view.today + timedelta(count * length)) if length else None


def _feast(atom: re.Match[str], view: View) -> Days:
    day, length = feast(atom["fe"], view.today)
    if atom["fe_n"]:
        return day - timedelta(number(atom["fe_n"])), day - timedelta(1)
    return _one(_beside(day, length, atom["fe_off"] or "", view))


def _beside_next_feast(atom: re.Match[str], view: View) -> Days:
    """节前, 节后第一天: beside the feast named before, else the nearest one with days off."""
    day, length = feast("", view.before or view.today)
    if atom["fs"].endswith("前") and not atom["fs_rest"]:
        return _one(school_day_near(day, -1, view.calendar))
    side = "后" if "后" in atom["fs"] or atom["fs"] == "收假" else "前最后"
    return _one(_beside(day, length, side, view))


def _beside(day: date, length: int, side: str, view: View) -> date:
    if not side:
        return day
    if "前" in side:
        near = "最后" in side or "放假" in side
        return school_day_near(day, -1, view.calendar) if near else day - timedelta(1)
    last_day_off = day + timedelta(max(length, 1) - 1)
    return school_day_near(day if view.calendar else last_day_off, 1, view.calendar)


_READERS: dict[str, Callable[[re.Match[str], View], Days | None]] = {
    "iso": _iso,
    "month": _month,
    "short": _short,
    "en_month": _english_month,
    "in_month": _in_month,
    "nth_weekday": dates_weeks.nth_weekday,
    "weekday_run": dates_weeks.weekday_run,
    "year_end": _year_end,
    "month_end": _month_end,
    "dom": _day_of_month,
    "lunar": _lunar,
    "lunar_month": _in_lunar_month,
    "run": _run,
    "day": _day,
    "day_slot": _day_slot,
    "following": _following,
    "weekday": dates_weeks.weekday,
    "bare_weekday": dates_weeks.bare_weekday,
    "whole_week": dates_weeks.whole_week,
    "weekend": dates_weeks.weekend,
    "rest_of_week": dates_weeks.rest_of_week,
    "en_week": dates_weeks.english_weekday,
    "after": _after,
    "feast": _feast,
    "feast_side": _beside_next_feast,
}
