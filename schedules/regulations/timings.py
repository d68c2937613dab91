"""Whether what an event calls for was done in time."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.clock import china
from schedules.regulations.facts import Contact, Event
from schedules.regulations.ledger import Ledger
from schedules.regulations.lengths import Bound
from schedules.regulations.rules import Preset, Timing
from schedules.regulations.units import School
from schedules.regulations.where import fits, fits_units, fitting, flags

Status = Literal["met", "late", "open"]
Done = tuple[datetime, str]  # when, and the id of the record


@dataclass(frozen=True, slots=True)
class TimingResult:
    """One rule for one event and, where the rule has `each`, for one unit.

    `start` is the first instant at which it may be done, `record` the id of what did it.
    """

    preset: str
    rule: Timing
    event: str
    unit: str | None
    status: Status
    start: datetime
    latest: Bound
    record: str = ""

    def as_json(self) -> dict[str, object]:
        return {
            "preset": self.preset,
            "rule": self.rule.id,
            "type": "timing",
            "event": self.event,
            "unit": self.unit,
            "status": self.status,
            "latest": str(self.latest),
        }


def judge(
    preset: Preset, school: School, ledger: Ledger, events: Iterable[Event]
) -> Iterator[TimingResult]:
    """Every timing rule for every event that triggers it, in the order of the events."""
    by_kind: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_kind[event.kind].append(event)
    for rule in preset.timings:
        if triggers := [e for e in by_kind.get(rule.on, ()) if rule.holds(china(e.time).date())]:
            yield from _judge(preset, rule, school, _Answers(rule, ledger), triggers)


def _judge(
    preset: Preset, rule: Timing, school: School, answers: "_Answers", events: Sequence[Event]
) -> Iterator[TimingResult]:
    calendar = school.calendar
    for event in events:
        try:
            latest = rule.latest.bound(event.time, calendar)
            earliest = rule.earliest and rule.earliest.bound(event.time, calendar)
        except LookupError:
            continue  # the calendar does not know the day from which it is counted
        start = earliest.start if earliest else None
        for unit in _subjects(rule, school, event):
            first = answers.first(event, unit, start)
            status, record = _status(first, latest), first[1] if first else ""
            begin = start or event.time
            yield TimingResult(preset.id, rule, event.id, unit, status, begin, latest, record)


def _status(first: Done | None, latest: Bound) -> Status:
    if first is None:
        return "open"
    return "met" if latest.holds(first[0]) else "late"


def _subjects(rule: Timing, school: School, event: Event) -> Sequence[str | None]:
    """The units of an event that the rule looks at; [None] where it looks at the event alone."""
    if rule.each is None:
        every = [unit for units in event.units.values() for unit in units]
        return [None] if not rule.of or any(school.tagged(u, rule.of) for u in every) else []
    if event.anchor:
        return school.among(rule.each, rule.of)
    addressed = dict.fromkeys(event.units.get(rule.each, ()))
    return [unit for unit in addressed if school.tagged(unit, rule.of)]


class _Answers:
    """The records that may serve a rule: those that name an event, and those that name none.

    A rule with a lead takes only the former.
    """

    def __init__(self, rule: Timing, ledger: Ledger) -> None:
        self._each, self._asked = rule.each, flags(rule.where)
        self._named: dict[str, list[Contact]] = defaultdict(list)
        self._loose: dict[tuple[str, str], list[Done]] = defaultdict(list)
        fit = fits(rule)
        for contact in filter(fit, ledger.of(rule.need)):
            if contact.ref:
                self._named[contact.ref].append(contact)
            elif not rule.latest.lead:
                self._keep(contact)
        for times in self._loose.values():
            times.sort()

    def _keep(self, contact: Contact) -> None:
        kinds = contact.units if self._each is None else (self._each,)
        for kind in kinds:
            for unit in fitting(self._asked, contact, contact.units.get(kind, ())):
                self._loose[kind, unit].append((contact.time, contact.id))

    def first(self, event: Event, unit: str | None, start: datetime | None) -> Done | None:
        """When it was first done: from `start` on, else not before the event."""
        subject = event.units if unit is None else {str(self._each): (unit,)}
        found = [*self._by_name(event, subject, unit, start)]
        for key in ((kind, one) for kind, units in subject.items() for one in units):
            times = self._loose.get(key, ())
            place = bisect_left(times, (start or event.time, ""))
            found += times[place : place + 1]
        return min(found, default=None)

    def _by_name(
        self,
        event: Event,
        subject: Mapping[str, Sequence[str]],
        unit: str | None,
        start: datetime | None,
    ) -> Iterator[Done]:
        units = [one for found in subject.values() for one in found]
        for contact in self._named.get(event.id, ()):
            about = unit is None or unit in contact.units.get(str(self._each), ())
            early = start is not None and contact.time < start
            if about and not early and fits_units(self._asked, contact, units):
                yield contact.time, contact.id
