"""When something was, in words that look back: 周二 is the last one, 中午 that of today."""

import re
from datetime import date, datetime, time, timedelta

from bot.clock import CHINA, china
from bot.parsing import clauses, dates
from bot.parsing.dates import Found

HOURS = {  # part of the day: when it begins, and the hour that stands for it
    "dawn": (0, time(5)),
    "morning": (5, time(7, 30)),
    "forenoon": (8, time(10)),
    "noon": (11, time(12)),
    "afternoon": (13, time(15)),
    "dusk": (17, time(18)),
    "night": (18, time(19)),
}
EVENING, NOON = time(19), time(12)
WEEKDAY = re.compile(r"(?<![下这本个])(?:周|星期|礼拜)[一二三四五六日天末]")
OF_MONTH = re.compile(r"^\d{1,2}[号日]|^[一二三十]{1,3}[号日]")
WEEK = timedelta(days=7)


def moments(text: str, now: datetime) -> list[datetime]:
    """The moments that a text names, as far as they are over by now."""
    found = (_moment(one, text, china(now)) for one in dates.find(text, now) if not one.days)
    return [moment for moment in found if moment]


def _moment(found: Found, text: str, now: datetime) -> datetime | None:
    day, clock = _day(found, text, now), _clock(found)
    if day is None or day > now.date():
        return None
    at = datetime.combine(day, clock or (EVENING if found.part == "pm" else NOON), CHINA)
    if found.time and at > now:
        return None
    return min(at, now) if clock else (now if day == now.date() else at)


def _clock(found: Found) -> time | None:
    return found.time or (HOURS[found.slot][1] if found.slot in HOURS else None)


def _day(found: Found, text: str, now: datetime) -> date | None:
    """The day as it was meant by somebody who looks back."""
    today = now.date()
    if found.implied:
        return _implied(found, now)
    words = text[max(0, found.span[0] - 1) : found.span[1]]
    if found.start > today and WEEKDAY.search(words):
        return found.start - WEEK
    if found.start > today and OF_MONTH.match(found.words):
        return _month_before(found.start)
    return found.start


def _implied(found: Found, now: datetime) -> date | None:
    """Today, or last night; an hour alone that is to come is none that was."""
    if _begun(found, now):
        return now.date()
    return now.date() - timedelta(days=1) if found.slot in HOURS else None


def _begun(found: Found, now: datetime) -> bool:
    if found.time:
        return found.time <= now.time()
    return found.slot not in HOURS or HOURS[found.slot][0] <= now.hour


def _month_before(day: date) -> date | None:
    last = day.replace(day=1) - timedelta(days=1)
    return last.replace(day=day.day) if day.day <= last.day else None


def ahead(text: str, now: datetime) -> date | None:
    """The first day named that is today or still to come: of 本周, which has begun, the last."""
    today = china(now).date()
    found = (one for one in dates.find(text, now) if not one.days and one.end >= today)
    return next((one.start if one.start >= today else one.end for one in found), None)


def split(text: str) -> list[str]:
    """The clauses of a text, cut at marks and blanks."""
    return [part for part in clauses.MARKS.findall(clauses.clean(text)) if part.strip()]
