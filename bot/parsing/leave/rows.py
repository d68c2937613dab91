"""Windows of a request seen beside each other: one day, a week, a row, days told of twice."""

from datetime import date

from bot.parsing.leave.lexicon import AFTER, SIGN
from bot.parsing.leave.window import Window

_WEEK = 7


def _repeats(hours: list[Window], days: Window) -> bool:
    """Whether hours without a day repeat those of several days: 周四周五下午…，这两个下午请假."""
    last = days.times[-1]
    same = all(w.implied and w.start == days.start and w.times[0].slot == last.slot for w in hours)
    return same and bool(last.slot) and days.start < days.end


def is_told_of(days: Window, away: list[Window]) -> bool:
    """Whether what has a verb only says more of these days."""
    return _repeats(away, days) or _begun(away, days)


def _begun(away: list[Window], days: Window) -> bool:
    """Whether a verb only tells when days that stand elsewhere begin: 接下来三个周四，这周四开始."""
    counted = all(AFTER["counted"].match(w.after.lstrip("就")) for w in away)
    return counted and one_day(away) and days.start < days.end and days.start == away[0].start


def these_few(window: Window) -> bool:
    """这几天 repeats the days named beside it."""
    return bool(SIGN["these_few"].match(window.times[0].words))


def one_day(found: list[Window]) -> bool:
    """Whether all windows are the same single day."""
    return all(w.start == w.end == found[0].start for w in found)


def is_week(start: date, end: date) -> bool:
    """Whether these days are a calendar week."""
    return (end - start).days == _WEEK - 1 and not start.weekday()


def days_between(found: list[Window]) -> int:
    """How many days lie between the first and the last of the windows; 0 for none."""
    return (max(w.end for w in found) - min(w.start for w in found)).days + 1 if found else 0


def of_length(found: list[Window], length: float) -> list[Window]:
    """Those that make just so many days: all of them, or a single one."""
    if days_between(found) == length:
        return found
    return next(([w] for w in found if days_between([w]) == length), [])


def in_row(found: list[Window]) -> list[Window]:
    """The first of the windows and those that follow it day by day."""
    kept = found[:1]
    for window in found[1:]:
        if -1 <= (window.start - kept[-1].end).days <= 1:
            kept.append(window)
    return kept
