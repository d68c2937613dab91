"""The duties of a teacher as a list: what was judged, made one line a duty, most urgent first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.clock import china
from schedules.regulations.quotas import QuotaResult
from schedules.regulations.rules import ANY, Quota, Timing, Where
from schedules.regulations.timings import TimingResult

CHILDREN = frozenset({"student", "family"})
PEOPLE = CHILDREN | {"guardian"}
AFTER = timedelta(days=14)  # so long a day of the calendar that passed is still spoken of
UNTOLD = ("sample", "topic", "to", "scope", "form", "audience", "mode", "min_length", "max_reps")
DICTATED = frozenset({"home_visit", "phone_call", "video_call", "interview", ANY})
DAY = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """What is asked in a period, or by a day of the calendar (`per` is DAY): `first` to `last`.

    `done` of `need` are units, or records where there is one unit. `open` are the units lacking,
    `kinds` what would serve, `records` the ids of the contacts that were counted.
    """

    group: str
    slot: str
    clause: tuple[str, ...]
    says: str
    level: str
    per: str
    first: date
    last: date
    each: str
    times: int
    done: int
    need: int
    open: tuple[str, ...]
    kinds: tuple[str, ...]
    records: tuple[str, ...] = ()

    @property
    def met(self) -> bool:
        return self.done >= self.need

    @property
    def should(self) -> bool:
        """Whether it is advice: nobody fails it."""
        return self.level == "should"

    @property
    def by_child(self) -> bool:
        """Whether it is done by talking to each family, which is dictated child by child."""
        return self.each in PEOPLE and not DICTATED.isdisjoint(self.kinds)

    @property
    def urgency(self) -> tuple[bool, date, timedelta, int]:
        """What must be done comes first, then what ends soonest, is shortest, and lacks most."""
        return (self.should, self.last, self.last - self.first, self.done - self.need)

    @property
    def same(self) -> tuple[object, ...]:
        """Equal for two texts that ask the same of the same people, perhaps more or less of it."""
        return (self.group, self.slot, self.per, self.last, self.each)

    @property
    def strictness(self) -> tuple[bool, int]:
        return (not self.should, self.need - self.done)


def listed(
    found: Iterable[QuotaResult | TimingResult], roles: frozenset[str], now: datetime
) -> list[Duty]:
    """The duties of somebody with these roles; of those that ask the same, the strictest."""
    merged: dict[tuple[object, ...], Duty] = {}
    for duty in _each(list(found), roles, now):
        before = merged.get(duty.same, duty)
        clause = tuple(dict.fromkeys((*before.clause, *duty.clause)))
        strictest = max(before, duty, key=lambda one: one.strictness)
        merged[duty.same] = replace(strictest, clause=clause)
    return sorted(merged.values(), key=lambda duty: duty.urgency)


def _each(
    found: Sequence[QuotaResult | TimingResult], roles: frozenset[str], now: datetime
) -> Iterator[Duty]:
    of_days: dict[tuple[str, str, str], list[TimingResult]] = {}
    for one in found:
        if not _is_for(one.rule, roles):
            continue
        if isinstance(one, QuotaResult):
            yield _of_quota(one)
        elif _is_now(one, now):
            of_days.setdefault((one.preset, one.rule.id, one.event), []).append(one)
    yield from map(_of_day, of_days.values())


def _is_for(rule: Quota | Timing, roles: frozenset[str]) -> bool:
    """Is it for them to do, and can the store tell whether it was done?"""
    by_itself = isinstance(rule, Quota) and rule.auto
    by_name = isinstance(rule, Timing) and rule.latest.lead
    theirs = not roles.isdisjoint(rule.who)
    return theirs and not by_itself and not by_name and _is_told(rule.where)


def _is_told(where: Where) -> bool:
    return not any(getattr(where, key) for key in UNTOLD)


def _is_now(result: TimingResult, now: datetime) -> bool:
    return result.start <= now and china(now).date() <= result.latest.day + AFTER


def _of_quota(result: QuotaResult) -> Duty:
    rule = result.rule
    alone = len(result.units) == 1 and rule.each not in PEOPLE
    count = min(rule.min, sum(result.counts.get(unit, 0) for unit in result.units))
    return Duty(
        group=result.group,
        slot=rule.id.split(".")[0],
        clause=rule.clause,
        says=rule.says,
        level=rule.level,
        per=rule.per,
        first=result.span.start,
        last=result.span.end - timedelta(1),
        each=rule.each,
        times=rule.min,
        done=count if alone else result.reached,
        need=rule.min if alone else result.need,
        open=tuple(result.open),
        kinds=rule.kind,
        records=_records(result),
    )


def _records(result: QuotaResult) -> tuple[str, ...]:
    """Those that were counted for somebody of this group."""
    units = set(result.units)
    each = result.rule.each
    return tuple(one.id for one in result.records if not units.isdisjoint(one.units[each]))


def _of_day(results: Sequence[TimingResult]) -> Duty:
    first = results[0]
    lacking = [one.unit for one in results if one.status == "open" and one.unit]
    return Duty(
        group="",
        slot=first.rule.id,
        clause=first.rule.clause,
        says=first.rule.says,
        level=first.rule.level,
        per=DAY,
        first=china(first.start).date(),
        last=first.latest.day,
        each=first.rule.each or "",
        times=1,
        done=sum(one.status != "open" for one in results),
        need=len(results),
        open=tuple(lacking),
        kinds=first.rule.need,
        records=tuple(dict.fromkeys(one.record for one in results if one.record)),
    )
