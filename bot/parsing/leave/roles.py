"""What each time in a request is for: away, back again, perhaps, a cause, or something else."""

import re
from bisect import bisect_left
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.parsing.dates.grammar import SLOTS
from bot.parsing.dates.model import Found
from bot.parsing.leave.grouping import groups
from bot.parsing.leave.lexicon import AFTER, BEFORE, KIND, ROLE, SIGN
from bot.parsing.leave.window import CLAUSE, MARKS, Role, Window

_BREAK = re.compile(r"[,。;!?\n ](?=[^,。;!?\n ]*$)")
_WEEKDAY = "周星礼週禮"
_WEEK = timedelta(7)
_FAR = timedelta(150)  # so far ahead nobody asks for leave


_ATTACHED = {Role.OTHER, Role.MAYBE, Role.BACK}  # said of a time only without a mark between


def windows(words: str, times: list[Found], now: datetime) -> list[Window]:
    """The times of a plain text in groups, each with its role. Lengths (三天) are left out."""
    days = [found for found in times if not found.days]
    days = [found for found in days if found.start - now.date() < _FAR] or days
    borders = [*(found.span[0] for found in days), len(words)]
    over = _speaks_of_today(words, days, now.date())
    found_windows: list[Window] = []
    begin = 0
    for group in groups(words, days):
        end = group[-1].span[1]
        border = borders[bisect_left(borders, end)]
        after = words[end:border] if border == len(words) else _own_after(words[end:border])
        before = _last_clause(words[begin : group[0].span[0]])
        meant = tuple(
            _as_meant(found, after, now.date(), over=over, goes_on=_goes_on(found, days))
            for found in group
        )
        final = end > days[-1].span[0]
        bare = Window(_named_before(meant, found_windows), before, after, final)
        found_windows.append(replace(bare, role=_role(bare, now)))
        begin = end
    return found_windows


def _own_after(after: str) -> str:
    """Without a verb that asks for the next time: 今天先请明天的."""
    lends = SIGN["lends"].search(after)
    return after[: lends.start()] if lends else after


def _last_clause(words: str) -> str:
    """What stands directly before a time; in `until Friday` the blank parts nothing."""
    return _BREAK.split(words.rstrip() if words.endswith(("until ", "till ")) else words)[-1]


def _speaks_of_today(words: str, days: list[Found], today: date) -> bool:
    named = [found for found in days if not found.implied]
    if any(found.end > today for found in named):
        return False
    here = any(found.end == today for found in named)
    return here or bool(SIGN["now"].search(words) or SIGN["fetched"].search(words))


def _goes_on(found: Found, days: list[Found]) -> bool:
    """Whether an hour belongs to a day named before it: 明天只上到中午，中午接走."""
    return found.implied and any(
        day.start == found.start and not day.implied and day.span < found.span for day in days
    )


def _as_meant(found: Found, after: str, today: date, *, over: bool, goes_on: bool) -> Found:
    """As a guardian means it: hours and weekdays that are over are over, waking is all day.

    `over`: the words speak of today, and of no day to come. `goes_on`: its day was named before.
    """
    if AFTER["waking"].match(after):
        return replace(found, part="full")
    past = SIGN["past"].search(after)
    gone = past or (over and found.slot != "forenoon") or _is_illness(after)
    if found.implied and gone and not goes_on:
        return replace(found, start=today, end=today)
    told = past or SIGN["told"].search(after)
    if found.start > today and found.words[0] in _WEEKDAY and told:
        return replace(found, start=found.start - _WEEK, end=found.end - _WEEK)
    return found


def _is_illness(after: str) -> bool:
    clause = CLAUSE.search(after)
    words = clause[0] if clause else ""
    return bool(ROLE["symptom"].search(words)) and not ROLE["ask"].search(words)


def _named_before(times: tuple[Found, ...], earlier: list[Window]) -> tuple[Found, ...]:
    """这三天 means the three days just named, if they were."""
    found = times[0]
    if len(times) > 1 or not _is_these(found):
        return times
    named = [w for w in earlier if w.role in {Role.PLAIN, Role.AWAY} and not w.implied]
    named = [w for w in named if not w.is_week] or named
    if not named:
        return times
    start, end = min(w.start for w in named), max(w.end for w in named)
    few = SIGN["these_few"].match(found.words) and end > start
    same = few or end - start == found.end - found.start
    return (replace(found, start=start, end=end),) if same else times


def _is_these(found: Found) -> bool:
    return bool(SIGN["these"].match(found.words))


def _role(window: Window, now: datetime) -> Role:
    if role := _role_before(window):
        return role
    before, after = window.before, window.after
    counted = bool(BEFORE["from"].search(before) and AFTER["counted"].match(after))
    if window.end < now.date():
        return _past_role(after, counted)
    if BEFORE["asked"].search(before) or (counted and not ROLE["symptom"].search(after)):
        return Role.AWAY
    if AFTER["up_to"].match(after) and ROLE["ask"].search(after):
        return Role.BACK
    return _role_by_verb(window, now)


def _role_before(window: Window) -> Role | None:
    """What the words directly before settle, whatever follows."""
    if BEFORE["corrected"].search(window.before):
        return Role.AWAY
    if _is_denied(window):
        return Role.NOT
    if BEFORE["until"].search(window.before) and AFTER["then_back"].match(window.after):
        return Role.BACK
    if BEFORE["until"].search(window.before) or AFTER["arrives"].match(window.after):
        return Role.UNTIL
    if window.implied and BEFORE["ends"].search(window.before):
        return Role.OTHER
    return Role.MAYBE if BEFORE["perhaps"].search(window.before) else None


def _is_denied(window: Window) -> bool:
    if BEFORE["not"].search(window.before) or SIGN["changed"].search(window.after):
        return True
    return window.is_weekend and bool(SIGN["no_school"].search(window.after))


def _past_role(after: str, counted: bool) -> Role:
    asks = ROLE["ask"].search(after) and not ROLE["symptom"].search(after)
    alone = not CLAUSE.search(AFTER["counted"].sub("", after, count=1))
    away = SIGN["past"].search(after) or (counted and (alone or asks))
    return Role.AWAY if away else Role.CAUSE


def _role_by_verb(window: Window, now: datetime) -> Role:
    found, today, clauses = window.times[-1], now.date(), window.clauses
    begun = window.end <= today or _is_these(found)
    night = found.slot == "night" and window.end == today
    role = _verdict(clauses[0], begun, night) if clauses else None
    apart = role in _ATTACHED and window.after[0] in MARKS
    if role and not apart:
        return role
    if window.end == today and found.slot and now.hour >= SLOTS[found.slot].ends:
        return Role.AWAY if SIGN["past"].search(window.words) else Role.CAUSE
    return _later_role(clauses[1:], window.before, begun)


def _verdict(clause: str, begun: bool, night: bool) -> Role | None:
    """What one clause says of its time. `begun`: the time is not later than today."""
    if ROLE["cancel"].search(clause):
        return Role.NOT
    if SIGN["conditional"].search(clause) or SIGN["adult"].search(clause):
        return Role.MAYBE if SIGN["conditional"].search(clause) else Role.OTHER
    clause = KIND["kin"].sub(" ", clause)
    cause = ROLE["symptom"].search(clause)
    if night and cause and not SIGN["evening_study"].search(clause):
        return Role.CAUSE
    if ROLE["ask"].search(clause):
        return Role.AWAY
    for role in (Role.BACK, Role.MAYBE, Role.OTHER):
        if ROLE[role].search(clause):
            return role
    return Role.CAUSE if cause and begun else None


def _later_role(clauses: list[str], before: str, begun: bool) -> Role:
    """Farther off only the asking itself counts, and what stands directly before."""
    for clause in clauses:
        if ROLE["cancel"].search(clause):
            return Role.NOT
        if ROLE["ask"].search(clause):
            return Role.AWAY
    if ROLE["ask"].search(before):
        return Role.AWAY
    return Role.CAUSE if begun and ROLE["symptom"].search(before) else Role.PLAIN
