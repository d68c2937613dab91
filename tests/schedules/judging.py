"""A small invented school, and what is judged in it, written as the files of facts write it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from schedules.regulations import evaluate, facts
from schedules.regulations.rules import Preset
from schedules.regulations.units import School

Row = dict[str, Any]
PUPILS = [f"p{n}" for n in range(1, 8)]
SCHOOL: Row = {
    "calendar": {
        "spans": {
            "term": [["2027-02-22", "2027-07-03"], ["2027-09-01", "2028-01-15"]],
            "school_year": [["2026-09-01", "2027-09-01"], ["2027-09-01", "2028-09-01"]],
            "summer": [["2027-07-03", "2027-09-01"]],
            "winter": [["2028-01-15", "2028-02-20"]],
            "three_years": [["2026-09-01", "2029-09-01"]],
        },
        "anchors": {
            "term.start": ["2027-02-22", "2027-09-01"],
            "term.end": ["2027-07-02", "2028-01-14"],
            "vacation.start": ["2027-07-03", "2028-01-15"],
        },
        "holidays": ["2027-05-03", "2027-05-04", "2027-05-05", "2027-09-15"],
        "workdays": ["2027-05-08"],
    },
    "units": {
        "student": PUPILS,
        "family": [f"f{n}" for n in range(1, 8)],
        "class": ["k1", "k2"],
        "school": ["sch"],
    },
    "tags": {"p1": ["left_behind"], "p2": ["left_behind", "migrant"], "p5": ["key_focus"]},
    "groups": {
        "class": {p: ["k1"] if p in PUPILS[:4] else ["k2"] for p in PUPILS},
        "teacher": {p: ["ann", "bob"] if p in {"p1", "p2"} else ["bob"] for p in PUPILS[:5]},
        "school": {unit: ["sch"] for unit in (*PUPILS, "k1", "k2")},
    },
}


def contact(kind: str, time: str, *students: str, **more: Any) -> Row:
    """By the head teacher, about students unless `units` says otherwise."""
    row = {
        "fact": "contact",
        "kind": kind,
        "time": time if "+" in time else f"{time}+08:00",
        "units": {"student": list(students)},
        "staff": [["ann", ["head_teacher"]]],
        "state": "done",
        "complete": True,
    }
    return row | more


def event(kind: str, time: str, *students: str, **more: Any) -> Row:
    """Its id is "e1" unless it is told."""
    units = {"student": list(students)}
    return {
        "fact": "event",
        "kind": kind,
        "id": "e1",
        "time": f"{time}+08:00",
        "units": units,
    } | more


def quota(**more: Any) -> Row:
    """Every student visited once a term by the head teacher, unless told otherwise."""
    return {
        "id": "visits",
        "clause": ["X-01"],
        "who": ["head_teacher"],
        "kind": ["home_visit"],
        "each": "student",
        "per": "term",
        "min": 1,
    } | more


def timing(**more: Any) -> Row:
    """A call by the head teacher within a day of an incident, unless told otherwise."""
    return {
        "id": "call",
        "clause": ["X-02"],
        "who": ["head_teacher"],
        "on": "incident",
        "need": ["phone_call"],
        "latest": "+24h",
    } | more


def judged(
    rows: list[Row],
    *,
    quotas: Sequence[Row] = (),
    timings: Sequence[Row] = (),
    at: str = "2027-03-10",
    school: Row = SCHOOL,
    windows: Row | None = None,
) -> list[Row]:
    """What the rules say about these facts, as lines of output."""
    rules = {"quotas": quotas, "timings": timings, "windows": windows or {}}
    preset = Preset.model_validate({"id": "x", "title": "x", **rules})
    found = [facts.read(row) for row in rows]
    day = date.fromisoformat(at)
    return [one.as_json() for one in evaluate([preset], School.from_json(school), found, day)]


def one(found: list[Row]) -> Row:
    """The only line."""
    (line,) = found
    return line
