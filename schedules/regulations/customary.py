"""The spans and anchors that a school's calendar leaves open, as they are in most years."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from schedules.calendar import TERM, SchoolCalendar, Span

Spans = Mapping[str, tuple[Span, ...]]
SEPTEMBER = 9
TERMS = (((0, 9, 1), (1, 2, 1)), ((1, 2, 16), (1, 7, 11)))  # (year of the school year, month, day)
WINTER = (((1, 2, 1), (1, 2, 16)),)
SUMMER = (((0, 7, 11), (0, 9, 1)), ((1, 7, 11), (1, 9, 1)))
HALVES = (((0, 9, 1), (1, 3, 1)), ((1, 3, 1), (1, 9, 1)))
YEAR = (((0, 9, 1), (1, 9, 1)),)
THREE_YEARS = (((-2, 9, 1), (1, 9, 1)),)
NAMES: dict[str, tuple[str, ...]] = {
    "term": (TERM,),
    "year": ("school_year",),
    "summer": ("summer",),
    "winter": ("winter",),
    "vacation": ("summer", "winter"),
}


def completed(calendar: SchoolCalendar, day: date) -> SchoolCalendar:
    """The calendar with what it does not say about the school year that holds `day`."""
    spans = {**_customary(calendar, day), **calendar.spans}
    return replace(calendar, spans=spans, anchors={**_anchors(spans), **calendar.anchors})


def _customary(calendar: SchoolCalendar, day: date) -> Spans:
    first = day.year if day.month >= SEPTEMBER else day.year - 1
    known = {"school_year": YEAR, "half_year": HALVES, "three_years": THREE_YEARS}
    if TERM not in calendar.spans:
        known |= {TERM: TERMS, "winter": WINTER, "summer": SUMMER}
    return {
        name: tuple(Span(_day(first, start), _day(first, end)) for start, end in pairs)
        for name, pairs in known.items()
    }


def _day(first: int, when: tuple[int, int, int]) -> date:
    year, month, day = when
    return date(first + year, month, day)


def _anchors(spans: Spans) -> Mapping[str, tuple[date, ...]]:
    """Where a span begins, and its last day."""
    found = {}
    for name, of in NAMES.items():
        every = [span for one in of for span in spans.get(one, ())]
        found[f"{name}.start"] = _sorted(span.start for span in every)
        found[f"{name}.end"] = _sorted(span.end - timedelta(1) for span in every)
    return found


def _sorted(days: Iterable[date]) -> tuple[date, ...]:
    return tuple(sorted(days))
