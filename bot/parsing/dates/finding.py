"""Times in Chinese chat: find them, read a deadline or a sending time, and say one in full."""

import re
from datetime import date, datetime, time, timedelta

from bot.clock import china
from bot.parsing.dates.grammar import AROUND, LEXICON, SLOTS
from bot.parsing.dates.model import DayRules, Days, Found, Part
from bot.parsing.dates.numbers import number
from bot.parsing.dates.phrases import Reading
from bot.parsing.dates.plain import plain

__all__ = [
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

LONGEST = 4_000  # characters; what stands behind is no chat line and is not read

_LAST_MINUTE, _MIDNIGHT = time(23, 59), 24
_NEAR = 16  # characters


def find(text: str, now: datetime, *, calendar: DayRules | None = None) -> list[Found]:
    """All times in a text, seen from `now` (aware), in their order.

    `calendar` tells what 节后 and 节前 mean; without it Monday to Friday are school days.
    """
    return Reading(text[:LONGEST], china(now), calendar).times()


def deadline(text: str, now: datetime) -> datetime | None:
    """The moment until which a text asks for something; None if it names none.

    A day without an hour lasts until 23:59. Hours to arrive (8点前到校) are no deadline. Of several
    the one counts before which an answer is asked for, then the one with an hour, then the first.
    """
    words = plain(text[:LONGEST])
    if hours := AROUND["within"].search(words):
        return china(now) + _length_of(hours["n"], hours["unit"])
    stated = [due for found in find(text, now) if (due := _stated(found, words, now))]
    return max(stated, key=lambda due: due[0])[1] if stated else None


def named_days(text: str, now: datetime) -> frozenset[date]:
    """The days that a text names, without those until which it asks for something."""
    words = plain(text[:LONGEST])
    named = (f for f in find(text, now) if not f.implied and not f.days)
    return frozenset(day for f in named if not _stated(f, words, now) for day in (f.start, f.end))


def _stated(found: Found, words: str, now: datetime) -> tuple[tuple[bool, bool], datetime] | None:
    """The deadline that a time is, and how surely; None where it is none.

    周四18:00前 asks for an answer; 五一前去春游 only says when something is to be.
    """
    begin, end = found.span
    behind = AROUND["due_after"].match(words, end)
    before = AROUND["due_before"].search(words, max(0, begin - _NEAR), begin)
    due = _due(found, behind, now) if behind or before else None
    if due is None:
        return None
    asks = bool(before or (behind and AROUND["due_asks"].match(words, behind.end())))
    return (asks, found.at is not None or bool(found.until)), due


def _length_of(count: str, unit: str) -> timedelta:
    hours = timedelta(minutes=1) if unit == "分钟" else timedelta(hours=1)
    return hours / 2 if count == "半" else number(count) * hours


def _due(found: Found, behind: re.Match[str] | None, now: datetime) -> datetime | None:
    zone = china(now).tzinfo
    if found.days:
        inside = behind is not None and "内" in behind[0]
        last = china(now).date() + timedelta(int(found.days))
        return datetime.combine(last, _LAST_MINUTE, zone) if inside else None
    if stated := found.until or found.at:
        return stated
    named = behind["hour"] if behind else None
    return datetime.combine(found.end, _hour_due(found, named, behind), zone)


def _hour_due(found: Found, named: str | None, behind: re.Match[str] | None) -> time:
    if named:
        return time.fromisoformat(LEXICON["due"][named])
    if found.slot and behind and "前" in behind[0]:
        return time.fromisoformat(SLOTS[found.slot].due)
    ends = SLOTS[found.slot].ends if found.slot else _MIDNIGHT
    return time(ends) if ends < _MIDNIGHT else _LAST_MINUTE


def moment(text: str, now: datetime) -> datetime | None:
    """When something is to be sent: 今晚10点发通知. None if the text names no such hour."""
    words = plain(text[:LONGEST])
    for found in find(text, now):
        begin, end = found.span
        if found.at and _is_sending(words, begin, end):
            return found.at
    return None


def _is_sending(words: str, begin: int, end: int) -> bool:
    behind = AROUND["send_after"].match(words, end)
    return bool(behind or AROUND["send_before"].search(words, max(0, begin - _NEAR), begin))


def speak(when: datetime, now: datetime) -> str:
    """A moment in full, for people: 明天（11月27日 周五）14:40, 12月3日 周四 09:00."""
    words, there, here = LEXICON["speak"], china(when), china(now)
    ahead = (there.date() - here.date()).days + 2
    near = 0 <= ahead < len(words["days"])
    form = "near" if near else "far" if there.year == here.year else "other_year"
    return str(words[form]).format(
        name=words["days"][ahead] if near else "",
        year=there.year,
        month=there.month,
        day=there.day,
        weekday=words["weekdays"][there.weekday()],
        clock=f"{there:%H:%M}",
    )
