"""How far the units of each group have come with what a quota asks of them in a period."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from schedules.calendar import Span
from schedules.regulations.facts import Contact
from schedules.regulations.ledger import Ledger
from schedules.regulations.lengths import midnight
from schedules.regulations.periods import period
from schedules.regulations.rules import Preset, Quota
from schedules.regulations.units import School
from schedules.regulations.where import fits, fitting, flags


@dataclass(frozen=True, slots=True)
class QuotaResult:
    """One rule for one group. `open` are the units that have not enough records.

    `counts` says how many records each unit has that has any; `records` are those that bear an id.
    """

    preset: str
    rule: Quota
    group: str
    span: Span
    units: Sequence[str]
    open: Sequence[str]
    counts: Mapping[str, int]
    records: Sequence[Contact] = ()

    @property
    def reached(self) -> int:
        return len(self.units) - len(self.open)

    @property
    def need(self) -> int:
        """How many units have to reach it: 43 at a third are 15."""
        return ceil(self.rule.share * len(self.units))

    @property
    def met(self) -> bool:
        return self.reached >= self.need

    @property
    def points(self) -> int | float | None:
        share = Fraction(self.reached, len(self.units))
        return next((band.points for band in self.rule.bands if share >= band.at), None)

    def as_json(self) -> dict[str, object]:
        return {
            "preset": self.preset,
            "rule": self.rule.id,
            "type": "quota",
            "group": self.group,
            "met": self.met,
            "reached": self.reached,
            "of": len(self.units),
            "need": self.need,
            "short": max(0, self.need - self.reached),
            "open": self.open,
            "points": self.points,
            "level": self.rule.level,
        }


def judge(preset: Preset, school: School, ledger: Ledger, day: date) -> Iterator[QuotaResult]:
    """Every quota in the period that holds `day`, group by group."""
    for rule in preset.quotas:
        span = period(rule, preset.windows, school.calendar, day)
        groups = school.grouped(rule.each, rule.of, rule.by)
        if span is None or not groups or not rule.holds(day):
            continue
        counts, records = _counted(rule, ledger, span)
        for group, units in groups.items():
            lacking = [unit for unit in units if counts[unit] < rule.min]
            yield QuotaResult(preset.id, rule, group, span, units, lacking, counts, records)


def _counted(rule: Quota, ledger: Ledger, span: Span) -> tuple[Counter[str], list[Contact]]:
    """Records of each unit in the period, and those with an id; one counts once for a unit."""
    fit, asked, counts = fits(rule), flags(rule.where), Counter[str]()
    records = list[Contact]()
    for contact in ledger.between(rule.kind, midnight(span.start), midnight(span.end)):
        units = contact.units.get(rule.each)
        if units and fit(contact):
            counts.update(fitting(asked, contact, units))
            if contact.id:
                records.append(contact)
    return counts, records
