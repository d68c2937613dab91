"""Weeks and weekdays: 周五, 下周三, 周一到周五, 周末, this week."""

import calendar
import re
from datetime import date, timedelta

from bot.parsing.dates.model import Days, View
from bot.parsing.dates.numbers import number

_WEEKDAYS = {char: n % 7 for n, char in enumerate("一二三四五六日")} | {"天": 6}
_WEEKDAYS |= {str(n + 1): n for n in range(7)}
EVENING = 16  # from this hour on today is over
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def weekday(atom: re.Match[str], view: View) -> Days:
    start = _on_weekday(atom["wd"], atom["wd_pre"], view)
    last = atom["wd_to"] or (atom["wd_more"] or atom["wd"])[-1]
    return start, start + timedelta((_WEEKDAYS[last] - start.weekday()) % 7)


def bare_weekday(atom: re.Match[str], view: View) -> Days:
    """三四两天: the next such days."""
    start = _next_weekday(_WEEKDAYS[atom["bw"]], view)
    return start, start + timedelta(_WEEKDAYS[atom["bw_more"][-1]] - start.weekday())


def weekday_run(atom: re.Match[str], view: View) -> Days:
    """接下来三个周四: from the first to the last of them."""
    first = _next_weekday(_WEEKDAYS[atom["wr_d"]], view)
    first += timedelta(7 * (first == view.today and view.hour >= EVENING))
    return first, first + timedelta(7 * (number(atom["wr_n"]) - 1))


def nth_weekday(atom: re.Match[str], view: View) -> Days:
    """12月第一个周一, 本月最后一个周五; in a month that is over the next year's."""
    ahead = {"下下": 2, "下": 1}.get(atom["nw_pre"] or "", 0)
    ahead = (number(atom["nw_m"]) - view.today.month) % 12 if atom["nw_m"] else ahead
    months = view.today.year * 12 + view.today.month - 1 + ahead
    weekday, nth = _WEEKDAYS[atom["nw_d"]], 1 if atom["nw_first"] else number(atom["nw_n"] or "0")
    weeks = calendar.monthcalendar(months // 12, months % 12 + 1)
    days = [week[weekday] for week in weeks if week[weekday]]
    found = date(months // 12, months % 12 + 1, days[nth - 1])
    return found, found


def _on_weekday(word: str, prefix: str | None, view: View) -> date:
    """With 这, 下, 上 a day of that calendar week; without the next one from today on."""
    if not prefix:
        return _next_weekday(_WEEKDAYS[word], view)
    return _monday(prefix, view) + timedelta(_WEEKDAYS[word])


def _next_weekday(weekday: int, view: View) -> date:
    """In the coming week that the text speaks of, else the next one from today on."""
    if view.week:
        return view.week + timedelta(weekday - view.week.weekday())
    base = view.linked or view.today
    return base + timedelta((weekday - base.weekday()) % 7)


def _monday(prefix: str, view: View) -> date:
    weeks = {"下": 1, "上": -1}.get(prefix[0], 0) * (1 + (prefix[:2] in {"下下", "上上"}))
    return view.today - timedelta(view.today.weekday()) + timedelta(7 * weeks)


def whole_week(atom: re.Match[str], view: View) -> Days:
    monday = _monday(atom["ww_pre"] or {"next": "下", "this": "这"}[atom["ww_en"]], view)
    return monday, monday + timedelta(6)


def rest_of_week(atom: re.Match[str], view: View) -> Days:
    """The last days of this week's school: 这周剩下的两天."""
    friday = _monday("这", view) + timedelta(4)
    begun = view.today + timedelta(view.hour >= EVENING)
    first = begun if atom["re_n"] == "几" else friday - timedelta(number(atom["re_n"]) - 1)
    return min(first, friday), friday


def weekend(atom: re.Match[str], view: View) -> Days:
    monday = _monday(atom["we_pre"] or "这", view)
    return monday + timedelta(5), monday + timedelta(6)


def english_weekday(atom: re.Match[str], view: View) -> Days:
    word = str(_ENGLISH.index(atom["en"][:3]) + 1)
    day = _on_weekday(word, "下" if atom["en_pre"] == "next " else None, view)
    return day, day
