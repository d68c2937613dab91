"""Which half of the day a request covers: am, pm or full."""

import re
from datetime import date

from bot.parsing.dates.model import Part
from bot.parsing.leave.lexicon import ROLE, SIGN, lesson_half, lesson_halves
from bot.parsing.leave.request import Request
from bot.parsing.leave.rows import one_day
from bot.parsing.leave.window import Role

_NOON = 12
_CLAUSE = re.compile(r"[^,。;!?\n]+")


def part_of(request: Request, start: date, end: date) -> Part:
    """The smallest half of the day that covers the absence; full for several whole days."""
    if each := SIGN["each"].search(request.words):
        return "am" if each["half"] in "上早" else "pm"
    if request.length >= 1 and (one_day(request.away) or request.until):
        return "full"
    if start != end:
        return _shared_half(request)
    half = _half_of_day(request)
    return _some_half(request, start) if request.length and half == "full" else half


def _shared_half(request: Request) -> Part:
    """Several days share a half only if it is named with the last of each row, or a lesson."""
    if lesson := _lesson_alone(request):
        return lesson
    if any(SIGN["whole_day"].search(f.words) for window in request.away for f in window.times):
        return "full"
    extended = request.until or (request.back and one_day(request.away))
    halves = {window.times[-1].part for window in request.away}
    others = {found.part for window in request.away for found in window.times[:-1]}
    if extended or len(halves) != 1 or not others <= {"full", *halves}:
        return "full"
    half = next(iter(halves))
    return _lessons(request) if half == "full" else half


def _lessons(request: Request) -> Part:
    """The half of the lessons that are named with every time; full where one has none."""
    halves = {half for window in request.away for half in lesson_halves(window.words) or {None}}
    return halves.pop() or "full" if len(halves) == 1 else "full"


def _half_of_day(request: Request) -> Part:
    times = [found for window in request.away for found in window.times]
    halves = {found.part for found in times}
    if len(halves) > 1 and times[-1].part != "full":
        halves.discard("full")
    if halves and halves != {"full"}:
        return _stretched(request, halves)
    if any(SIGN["whole_day"].search(found.words) for found in times):
        return "full"
    if SIGN["after_lesson"].search(request.words) and not request.back_half():
        return "full"
    lesson = lesson_half(_asked_words(request)) or _lesson_asked(request)
    return lesson or request.back_half() or _detail(request) or _hint(request)


def _lesson_asked(request: Request) -> Part | None:
    """The half of a lesson that a clause without a time asks to miss: 今天我接，晚自习就不上了."""
    return next(filter(None, map(lesson_half, _asking(request))), None)


def _lesson_alone(request: Request) -> Part | None:
    """The half of the lessons asked for day by day: 这周的晚自习都不上."""
    halves = {half for clause in _asking(request) for half in lesson_halves(clause) or {None}}
    whole = SIGN["whole_day"].search(request.words)
    return halves.pop() if len(halves) == 1 and not whole else None


def _asking(request: Request) -> list[str]:
    """The clauses that ask for leave."""
    clauses = _CLAUSE.findall(request.words)
    return [c for c in clauses if ROLE["ask"].search(c) and not SIGN["early"].search(c)]


def _stretched(request: Request, halves: set[Part]) -> Part:
    """Who is fetched in the morning for good is away all day."""
    if len(halves) > 1:
        return "full"
    times = [found for window in request.away for found in window.times]
    early = any(found.at or found.slot == "morning" for found in times)
    later = " ".join(clause for window in request.away for clause in window.clauses[1:])
    begins = any(SIGN["departs"].search(window.after) for window in request.away)
    for_good = SIGN["gone_for_good"].search(later) or (begins and not request.back_half())
    return "full" if halves == {"am"} and early and for_good else next(iter(halves))


def _detail(request: Request) -> Part | None:
    """Hours without a day that say more about the day asked for: 明天请假，下午复查."""
    times = (found for window in request.of(Role.PLAIN) for found in window.times)
    hours = (f for f in times if f.implied and (f.at or f.slot not in {"dawn", "night"}))
    return next((found.part for found in hours if found.part != "full"), None)


def _hint(request: Request) -> Part:
    words = " ".join(window.all_words for window in request.away) or request.words
    if SIGN["late"].search(words):
        return "am"
    return "pm" if SIGN["early"].search(words) else "full"


def _some_half(request: Request, day: date) -> Part:
    """半天: the half named beside it, else this afternoon if the morning is over, or a morning."""
    beside = [found for w in request.of(Role.PLAIN, Role.OTHER) for found in w.times]
    ahead = {found.part for found in beside if found.start >= request.today} - {"full"}
    named = {found.part for found in beside if found.start == day} - {"full"} or ahead
    if len(named) == 1:
        return named.pop()
    today = bool(request.away) and request.away[0].start == request.today
    return "pm" if today and request.now.hour >= _NOON else "am"


def _asked_words(request: Request) -> str:
    return " ".join(window.words for window in request.away) if request.away else request.words
