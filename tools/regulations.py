"""Writes the tables of docs/regulations.md: every rule of every regulation with its clause."""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bot import vocab
from schedules.regulations.lengths import Point
from schedules.regulations.presets import SHIPPED, load
from schedules.regulations.rules import WINDOW, Preset, Quota, Record, Rule, Timing

PAGE = Path(__file__).parents[1] / "docs" / "regulations.md"
WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
AND: str = WORDS["and"]
HAPPENINGS = vocab.CONTACT_KINDS | vocab.ACTS | vocab.EVENTS | vocab.ANCHORS


def page(text: str) -> str:
    """The page with its tables as the regulations are now; what stands before them is kept."""
    before = text.split(WORDS["begin"], maxsplit=1)[0]
    return "\n".join(
        [before + WORDS["begin"], *(line for p in SHIPPED for line in _preset(load(p)))]
    )


def _preset(preset: Preset) -> Iterator[str]:
    yield "\n" + WORDS["title"]["preset"].format(id=preset.id, title=preset.title) + "\n"
    yield from _table("quota", map(_quota, preset.quotas))
    yield from _table("timing", map(_timing, preset.timings))
    yield from _table("record", map(_record, preset.records))


def _table(kind: str, rows: Iterable[list[str]]) -> Iterator[str]:
    head = WORDS["head"][kind]
    yield f"**{WORDS['title'][kind]}**\n"
    yield head
    yield "|" + "---|" * (head.count("|") - 1)
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _first(rule: Rule) -> list[str]:
    return [AND.join(rule.clause), f"`{rule.id}`", rule.says]


def _quota(rule: Quota) -> list[str]:
    unit = _of(vocab.UNITS[rule.each], rule)
    who = _named(rule.who, vocab.ROLES) + (WORDS["words"]["by_itself"] if rule.auto else "")
    level = WORDS["level"][rule.level]
    return [*_first(rule), who, unit, _period(rule.per), _much(rule), level]


def _timing(rule: Timing) -> list[str]:
    cause = _of(HAPPENINGS[rule.on], rule)
    level = WORDS["level"][rule.level]
    return [*_first(rule), _named(rule.who, vocab.ROLES), cause, _latest(rule.latest), level]


def _record(rule: Record) -> list[str]:
    return [*_first(rule), WORDS["level"][rule.level]]


def _named(ids: Iterable[str], names: dict[str, str]) -> str:
    return AND.join(names[id_].split("/")[0].split("(")[0] for id_ in ids)


def _of(unit: str, rule: Rule) -> str:
    if not rule.of:
        return unit
    return str(WORDS["words"]["tagged"].format(unit=unit, tags=_named(rule.of, vocab.TAGS)))


def _period(per: str) -> str:
    return str(WORDS["per"]["window" if per.startswith(WINDOW) else per])


def _much(rule: Quota) -> str:
    words = WORDS["words"]
    times = words["at_most" if rule.max else "times"].format(min=rule.min, max=rule.max)
    return str(times if rule.share == 1 else words["share"].format(times=times, share=rule.share))


def _latest(point: Point) -> str:
    words, number = WORDS["latest"], abs(point.length.number)
    facts = {"number": number, "unit": WORDS["unit"][point.length.unit]}
    if point.anchor:
        return str(words["anchored"].format(anchor=vocab.ANCHORS[point.anchor], **facts))
    if not number:
        return str(words["same_day"])
    return str(words["before" if point.lead else "after"].format(**facts))


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
