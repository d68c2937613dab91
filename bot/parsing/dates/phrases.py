"""Atoms joined to times: day, part of day and clock in one phrase, two phrases in a range."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.parsing.dates.clock import Clock, clock_of, slot_of
from bot.parsing.dates.days import days_of, names_days
from bot.parsing.dates.grammar import ATOM, BETWEEN, LEXICON, SLOTS
from bot.parsing.dates.model import DayRules, Days, Found, Part, View
from bot.parsing.dates.numbers import number
from bot.parsing.dates.plain import plain

_GLUE, _RANGE, LIST = (BETWEEN[name] for name in ("glue", "range", "list"))
_OF_NEXT_WEEK = re.compile(r"下一?个?(?:周|星期|礼拜)的(?=$|[,。;! ])")
_LONGEST_GAP = 12
_WEEK_ATOMS = {"weekday", "whole_week", "en_week"}
_NOON, _HALF_DAY = 12, 0.5


@dataclass(slots=True)
class Phrase:
    """What is known of one time while its atoms are read. `head`: the first half of a range."""

    begin: int
    end: int
    days: Days | None = None
    weekday: bool = False
    slot: str = ""
    clock: Clock | None = None
    loose: bool = False  # the clock may mean twelve hours later
    length: float = 0
    full: bool = False
    void: bool = False
    aside: bool = False  # 头天, 前一天: what follows is seen from the day that it lies beside
    head: "Phrase | None" = None


class Reading:
    """One pass over a text. `times` gives what was found, in the order of the text."""

    def __init__(self, text: str, now: datetime, calendar: DayRules | None) -> None:
        self._text, self._words = text, plain(text)
        self._now, self._calendar = now, calendar
        self._open: Phrase | None = None
        self._last: date | None = None
        ahead = _OF_NEXT_WEEK.search(self._words)  # 周二周三，都是下周的
        self._week = self._now.date() + timedelta(7) if ahead else None
        self._found: list[Found] = []

    def times(self) -> list[Found]:
        """Read the text; to be called once."""
        for atom in ATOM.finditer(self._words):
            self._take(atom)
        self._close()
        return self._found

    def _take(self, atom: re.Match[str]) -> None:
        gap = self._words[self._open.end : atom.start()] if self._open else "\n"
        gap = gap if len(gap) <= _LONGEST_GAP else "\n"
        glued, ranged = bool(_GLUE.fullmatch(gap)), bool(_RANGE.fullmatch(gap))
        listed = atom.lastgroup != "weekday" and bool(LIST.fullmatch(gap))
        fresh = self._phrase(atom, linked=ranged or listed)
        if fresh is None or (glued and self._open and _grow(self._open, fresh)):
            return
        if ranged and self._open and _may_range(self._open, fresh):
            fresh.head = self._open
        else:
            self._close()
        self._open = fresh

    def _phrase(self, atom: re.Match[str], linked: bool) -> Phrase | None:
        """A phrase of this one atom; None where it means nothing."""
        phrase = Phrase(atom.start(), atom.end(), slot=slot_of(atom))
        if atom.lastgroup == "every":
            phrase.void = True
        elif atom.lastgroup == "length":
            phrase.length = _length(atom)
        elif atom.lastgroup == "full":
            phrase.full = True
        elif atom.lastgroup == "clock":
            return self._with_clock(phrase, atom, linked)
        elif names_days(atom):
            return self._with_days(phrase, atom, linked)
        return phrase

    def _with_clock(self, phrase: Phrase, atom: re.Match[str], linked: bool) -> Phrase | None:
        opened = self._open
        joins = opened is not None and not opened.clock and opened.end >= phrase.begin - 3
        slot = opened.slot if opened and (linked or joins) else ""
        read = clock_of(atom, slot)
        if read is None:
            return None
        phrase.clock, phrase.loose = read
        return phrase

    def _with_days(self, phrase: Phrase, atom: re.Match[str], linked: bool) -> Phrase | None:
        link = self._open.days[0] if linked and self._open and self._open.days else None
        named = self._open.days if self._open and not self._open.aside else None
        before = named[0] if named else self._last
        week = None if BETWEEN["due"].match(self._words, atom.end()) else self._week
        today = self._now.date()
        said = tuple(f.start for f in self._found if f.start >= today and not f.implied)
        view = View(today, self._now.hour, before, link, week, said, self._calendar)
        if atom.lastgroup == "after" and (ahead := _hours(atom)):
            at = self._now + ahead
            phrase.days, phrase.clock = (at.date(), at.date()), (at.time(), 0)
            return phrase
        phrase.days, phrase.weekday = days_of(atom, view), atom.lastgroup == "weekday"
        phrase.aside = LEXICON["following"].get(atom[0], 0) < 0
        if phrase.days and atom[0][0] in "下n" and atom.lastgroup in _WEEK_ATOMS:
            self._week = phrase.days[0]
        return phrase if phrase.days else None

    def _close(self) -> None:
        phrase, self._open = self._open, None
        if phrase and not phrase.void:
            self._found.append(self._finish(phrase))
            days = phrase.days or (phrase.head.days if phrase.head else None)
            days = None if phrase.aside else days
            single = days and days[0] == days[1]
            self._last = days[0] if days and (single or not self._last) else self._last

    def _finish(self, phrase: Phrase) -> Found:
        head = phrase.head or phrase
        implied = head.days is None
        days = head.days or self._implied_days(head)
        last = (phrase.days or days)[1]
        at = self._moment(days[0], head, implied)
        until = self._moment(last, phrase, implied) if phrase.head else None
        if implied and at and head.clock and not head.clock[1]:
            days = (at.date(), max(at.date(), last))
            last = days[1]
        begin, end = head.begin, phrase.end
        return Found(
            start=days[0],
            end=max(last, days[0]),
            part=_part(head, phrase, at, until) if last == days[0] else _many(head, phrase),
            time=at.time() if at else None,
            at=at,
            span=(begin, end),
            words=self._text[begin:end],
            until=until,
            days=phrase.length,
            implied=implied,
            slot=head.slot,
        )

    def _implied_days(self, phrase: Phrase) -> Days:
        """Hours without a day belong to the day named before, else to the next time they come."""
        today = self._now.date()
        if self._last and self._last >= today:
            return self._last, self._last
        over = bool(phrase.slot) and self._now.hour >= SLOTS[phrase.slot].ends
        day = today + timedelta(1 if over else 0)
        return day, day

    def _moment(self, day: date, phrase: Phrase, implied: bool) -> datetime | None:
        if phrase.clock is None:
            return None
        clock, later = phrase.clock
        at = datetime.combine(day + timedelta(later), clock, self._now.tzinfo)
        if at > self._now or day != self._now.date():
            return at
        evening = at + timedelta(hours=_NOON)
        if phrase.loose and at.hour < _NOON and evening > self._now:
            return evening
        return at + timedelta(1) if implied and not later else at


def _grow(phrase: Phrase, more: Phrase) -> bool:
    """Take `more` into the phrase if it says what is not yet said; whether it was taken."""
    if more.length or phrase.length or not _agree(phrase, more):
        return False
    if more.days and (phrase.slot or phrase.clock or phrase.head):
        return False
    if (phrase.clock or phrase.full) and not phrase.void:
        return False
    if more.slot and phrase.slot and not more.clock and more.slot != phrase.slot:
        return False
    if more.days and phrase.days and (not more.weekday or phrase.days[0] < phrase.days[1]):
        phrase.days = more.days
    phrase.end, phrase.full = more.end, phrase.full or more.full
    phrase.slot, phrase.clock = more.slot or phrase.slot, more.clock
    phrase.loose = more.loose
    return True


def _agree(phrase: Phrase, more: Phrase) -> bool:
    """Two forms of one day (周四 11月26日), or a day of the week just named, are one time."""
    if more.days is None or phrase.days == more.days:
        return True
    if phrase.days is None:
        return False
    (start, end), (first, last) = phrase.days, more.days
    if start < end:
        return start <= first and last <= end
    return phrase.weekday != more.weekday and first == last and (first - start).days % 7 == 0


def _may_range(head: Phrase, tail: Phrase) -> bool:
    if head.head or head.void or head.length or tail.length or tail.void:
        return False
    if head.days and tail.days:
        return head.days[0] <= tail.days[0]
    return tail.days is None and (tail.clock is not None or bool(tail.slot))


def _hours(atom: re.Match[str]) -> timedelta | None:
    if atom["af_unit"] not in {"小时", "钟头", "分钟"}:
        return None
    count = _HALF_DAY if atom["af_n"] == "半" else number(atom["af_n"])
    return timedelta(minutes=count) if atom["af_unit"] == "分钟" else timedelta(hours=count)


def _length(atom: re.Match[str]) -> float:
    """How many days: 三天 3, 半天 0.5, 两天半 2.5, 一周 7, 半个月 15."""
    if atom["le_half"]:
        return _HALF_DAY
    if atom["le_hours"]:
        return number(atom["le_hours"]) / 24
    count = atom["le_n"] or atom["le_en"]
    unit = 30 if atom["le_months"] else 7 if atom["le_weeks"] or atom["le_unit"] == "week" else 1
    more = _HALF_DAY if atom["le_more"] and unit == 1 else 0
    return unit // 2 or _HALF_DAY if count == "半" else number(count) * unit + more


def _half(slot: str, clock: time | None) -> Part:
    if clock is not None and not slot:
        return "am" if clock.hour < _NOON else "pm"
    return "full" if not slot else "am" if SLOTS[slot].half == "am" else "pm"


def _part(head: Phrase, tail: Phrase, at: datetime | None, until: datetime | None) -> Part:
    """The half day that covers all of a time within one day."""
    first = _half(head.slot, at.time() if at else None)
    ends = until is not None or bool(tail.slot)
    last = _half(tail.slot, until.time() if until else None) if ends else first
    if until and until.hour == _NOON and until.minute == 0 and first == "am":
        return "am"
    return first if first == last else "full"


def _many(head: Phrase, tail: Phrase) -> Part:
    """Days in one phrase share its part of the day; a range is whole from end to end."""
    return "full" if tail.head else _half(head.slot, None)
