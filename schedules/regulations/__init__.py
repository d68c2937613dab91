"""Duties from regulations: rules over contacts and the school calendar, judged purely."""

from collections.abc import Iterable, Iterator
from datetime import date

from schedules.regulations import quotas, timings
from schedules.regulations.facts import Contact, Event
from schedules.regulations.ledger import Ledger
from schedules.regulations.quotas import QuotaResult
from schedules.regulations.rules import Preset
from schedules.regulations.timings import TimingResult
from schedules.regulations.units import School


def evaluate(
    presets: Iterable[Preset], school: School, facts: Iterable[Contact | Event], day: date
) -> Iterator[QuotaResult | TimingResult]:
    """Judge every rule: quotas in their period that holds `day`, timings for every event."""
    contacts, events = list[Contact](), list[Event]()
    for fact in facts:
        if isinstance(fact, Event):
            events.append(fact)
        else:
            contacts.append(fact)
    ledger = Ledger(contacts)
    for preset in presets:
        yield from quotas.judge(preset, school, ledger, day)
        yield from timings.judge(preset, school, ledger, events)
