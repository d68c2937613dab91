"""Which of the times in a request are asked for, and the days that they make."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from math import ceil

from bot.clock import china
from bot.parsing.dates.feasts import school_day_near
from bot.parsing.dates.model import DayRules, Days, Found, Part
from bot.parsing.leave.length import length_of
from bot.parsing.leave.lexicon import AFTER, BEFORE, ROLE, SIGN, lesson_half
from bot.parsing.leave.roles import windows
from bot.parsing.leave.rows import in_row, is_told_of, is_week, of_length, one_day, these_few
from bot.parsing.leave.window import Role, Window

_AFTER_SCHOOL, _AFTER_STUDY, _LUNCH = 16, 21, 13  # hours
_LATE_SLOTS = {"afternoon", "dusk", "night"}
_SATURDAY, _WEEK = 5, 7


class Request:
    """The times of one request, sorted by what they are for.

    `away` is asked for, `until` its end, `back` the return, `length` the days (三天: 3, 半天: 0.5).
    """

    def __init__(
        self, words: str, times: list[Found], now: datetime, calendar: DayRules | None
    ) -> None:
        self.words, self.now, self._calendar = words, china(now), calendar
        self.today = self.now.date()
        self.windows = windows(words, times, self.now)
        self.length = length_of(words, times)
        until = [w for w in self.of(Role.UNTIL) if w.end >= self.today]
        self.until = next(reversed(until), None)  # the last word counts
        self.away = self._on_school_days(self._chosen())
        self.back = self._return()

    def of(self, *roles: Role) -> Iterator[Window]:
        """The windows that play one of these roles."""
        return (window for window in self.windows if window.role in roles)

    @property
    def stated(self) -> bool:
        """Whether the words name a day."""
        named = bool(self.away or self.until or self.back or self._ill_today())
        return named or lesson_half(self.words) is not None

    def days(self) -> Days:
        """The first and the last day of absence."""
        if self.until and self.length >= 1 and SIGN["extends"].search(self.until.after):
            start = school_day_near(self.until.end, 1, self._calendar)
            return start, self._nth_day(start, ceil(self.length))
        start, end = self._first_days()
        if self.until and self.until.end >= start:
            return start, self.until.end
        if self._counts(start, end):
            return start, self._nth_day(start, ceil(self.length))
        if self.back and start == end and self.back.start > start:
            late = self.back.times[0].slot in _LATE_SLOTS
            return start, max(start, self._school_day_before(self.back.start + timedelta(late)))
        return start, end

    def back_half(self) -> Part | None:
        """Back on the same day: by noon means away in the morning only, later the whole day."""
        if not self.back or (self.away and self.back.start != self.away[0].start):
            return None
        found = self.back.times[0]
        if found.at:
            return "am" if found.at.hour <= _LUNCH else "full"
        return "am" if found.part != "full" else None

    def _chosen(self) -> list[Window]:
        """The windows that are asked for: by their verb, by standing there, or perhaps."""
        stated = [w for w in self._ahead(Role.PLAIN, Role.AWAY) if not w.implied]
        if only := [w for w in stated if BEFORE["only"].search(w.before)]:
            return only
        if self.length > 1 and (exact := of_length(stated, self.length)):
            return exact
        followed = zip(self.windows, [*self.windows[1:], None], strict=False)
        by_verb = [window for window, after in followed if self._asked(window, after)]
        by_verb = [w for w in by_verb if not these_few(w)] or by_verb
        standing = self._standing()
        rows = [w for w in standing if w.start < w.end and self.length > 1]
        if by_verb and (days := [w for w in standing if is_told_of(w, by_verb)]):
            return days
        if by_verb:
            return self._narrowed(rows if rows and one_day(by_verb) else self._to_come(by_verb))
        if standing:
            return self._in_time(in_row(self._narrowed(rows or standing)))
        certain = self.until or self.length or next(self.of(Role.BACK), None)
        return [] if certain else list(self.of(Role.MAYBE))[:1]

    def _standing(self) -> list[Window]:
        """The times that stand without a verb, but for those that are denied elsewhere."""
        denied = {(w.start, w.end) for w in self.of(Role.NOT)}
        due = {w.start for w in self.of(Role.BACK) if AFTER["up_to"].match(w.after)}
        found = [w for w in self._ahead(Role.PLAIN) if self._at_school(w) and w.start not in due]
        found = [w for w in found if (w.start, w.end) not in denied]
        return [w for w in found if not w.implied] or found

    def _on_school_days(self, away: list[Window]) -> list[Window]:
        """Without a weekend beside days of school: 周五不来，周末给他补."""
        kept = [w for w in away if self._has_school(w) or AFTER["also"].match(w.after)]
        ends = self.until or next(self.of(Role.BACK), None)
        return kept if ends and all(w.role is Role.PLAIN for w in away) else kept or away

    def _has_school(self, window: Window) -> bool:
        before = window.start - timedelta(1)
        return school_day_near(before, 1, self._calendar) <= window.end

    def _ahead(self, *roles: Role) -> list[Window]:
        return [window for window in self.of(*roles) if window.end >= self.today]

    def _asked(self, window: Window, following: Window | None) -> bool:
        """Away by its own verb, or by the next one's: 上午挂水，下午也请假."""
        if window.role is not Role.PLAIN or not following or following.role is not Role.AWAY:
            return window.role is Role.AWAY
        days = (following.start - window.start).days
        joined = SIGN["joined"].search(window.after)
        near = days == 0 or (days == 1 and (window.start > self.today or joined))
        linked = AFTER["also"].match(following.after) or joined
        return bool(near and (linked or (days == 0 and _elsewhere(window))))

    def _to_come(self, away: list[Window]) -> list[Window]:
        """今天接回来发现发烧，明天请假: today is only the cause, unless 明天也."""
        ahead = [w for w in away if w.start > self.today]
        ill = any(ROLE["symptom"].search(w.all_words) for w in away if w.end <= self.today)
        again = any(SIGN["again"].search(w.before + w.after) for w in ahead)
        return ahead if ahead and ill and not again else away

    def _at_school(self, window: Window) -> bool:
        """A night is no absence, unless there are evening lessons."""
        nights = all(f.slot == "night" and f.start == f.end for f in window.times)
        return not nights or lesson_half(self.words) == "pm"

    def _narrowed(self, away: list[Window]) -> list[Window]:
        """A week whose days are named too is not meant as a whole: 下周请两天，周一周二."""
        if not any(window.is_week for window in away):
            return away
        named = [w for w in self.of(Role.AWAY, Role.PLAIN) if not w.is_week]
        weeks = [window for window in away if window.is_week]
        within = [w for w in named for week in weeks if week.start <= w.start <= week.end]
        return [w for w in within if w.start.weekday() < _SATURDAY] or away

    def _in_time(self, away: list[Window]) -> list[Window]:
        ended = self.until and self._has_school(self.until) and away[0].start > self.until.end
        return [] if ended else away

    def _return(self) -> Window | None:
        """The first return that does not lie before what is asked."""
        start = min((w.start for w in self.away), default=self.today)
        return next((w for w in self.of(Role.BACK) if w.start >= start), None)

    def _first_days(self) -> Days:
        if self.away:
            start, end = min(w.start for w in self.away), max(w.end for w in self.away)
            return self._school_week(start) if is_week(start, end) else (start, end)
        if self._ill_today():
            return self.today, self.today
        day = self._likely_day()
        if self.back and self.back_half() and self.back.start <= day:
            day = self.back.start
        return day, day

    def _school_week(self, monday: date) -> Days:
        """A whole week named means its school days, this week those still to come."""
        first = max(monday, self._likely_day()) if monday <= self.today else monday
        return first, max(first, self._school_day_before(monday + timedelta(_SATURDAY)))

    def _likely_day(self) -> date:
        """The day meant by no day: today while school goes on, else the next school day."""
        evening = lesson_half(self.words) == "pm" and self.now.hour < _AFTER_STUDY
        past = not self.windows and SIGN["past"].search(self.words)
        over = self.now.hour >= _AFTER_SCHOOL and not (evening or past)
        return school_day_near(self.today - timedelta(0 if over else 1), 1, self._calendar)

    def _ill_today(self) -> bool:
        causes = (found for window in self.of(Role.CAUSE) for found in window.times)
        return any(f.start == self.today and f.part == "full" for f in causes)

    def _counts(self, start: date, end: date) -> bool:
        """Whether the length asked for decides the end: after one day, or within a week."""
        returns = not self.away and self.back is not None and self.back.start > start
        open_end = start == end or any(window.is_week for window in self.away)
        return self.length >= 1 and open_end and not returns

    def _nth_day(self, start: date, count: int) -> date:
        """The last of `count` days from `start`: school days for less than a week, if known."""
        if self._calendar is None or count >= _WEEK:
            return start + timedelta(count - 1)
        day = start
        for _ in range(count - 1):
            day = school_day_near(day, 1, self._calendar)
        return day

    def _school_day_before(self, day: date) -> date:
        return school_day_near(day, -1, self._calendar)


def _elsewhere(window: Window) -> bool:
    """Whether the child is somewhere else then, ahead of us: 上午去打针."""
    return bool(window.clauses and SIGN["elsewhere"].search(window.clauses[0]))
