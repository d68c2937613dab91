"""Which period of a quota a day lies in, as days: half-open, weeks from Monday."""

from collections.abc import Mapping
from datetime import date, timedelta

from schedules.calendar import SchoolCalendar, Span
from schedules.regulations.rules import WINDOW, Quota, Window

SHORT = frozenset({"week", "month"})
PARTS = {"vacation": ("summer", "winter")}  # what a period consists of where it is not given


def period(
    rule: Quota, windows: Mapping[str, Window], calendar: SchoolCalendar, day: date
) -> Span | None:
    """The period of this rule that holds `day`; None where the rule is silent."""
    found = _period(rule.per, windows, calendar, day)
    silent = rule.per in SHORT and not rule.vacation
    if found is None or (silent and not _has_school(found, calendar)):
        return None
    return found


def _period(
    per: str, windows: Mapping[str, Window], calendar: SchoolCalendar, day: date
) -> Span | None:
    if per == "week":
        monday = day - timedelta(day.weekday())
        return Span(monday, monday + timedelta(7))
    if per == "month":
        first = day.replace(day=1)
        return Span(first, (first + timedelta(32)).replace(day=1))
    if per.startswith(WINDOW):
        return _window(windows[per.removeprefix(WINDOW)], calendar, day)
    names = (per,) if per in calendar.spans else PARTS.get(per, ())
    spans = (span for name in names for span in calendar.spans.get(name, ()))
    return next((span for span in spans if day in span), None)


def _window(window: Window, calendar: SchoolCalendar, day: date) -> Span | None:
    """From the last beginning up to `day` until the first end behind that beginning."""
    start = max((one for one in window.start.days(calendar) if one <= day), default=None)
    if start is None:
        return None
    end = min((one for one in window.end.days(calendar) if one > start), default=None)
    return Span(start, end) if end and day < end else None


def _has_school(span: Span, calendar: SchoolCalendar) -> bool:
    return bool(calendar.school_days(span.start, span.end - timedelta(1)))
