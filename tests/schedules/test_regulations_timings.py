"""Timing rules: deadlines and leads, exact and by day; which record serves which event."""

import pytest

from tests.schedules.judging import Row, contact, event, judged, one, timing

AT = "2027-03-04T15:00:00"  # a Thursday


def status(rows: list[Row], *, trigger: Row | None = None, **rule: object) -> str:
    found = judged([trigger or event("incident", AT, "p1"), *rows], timings=[timing(**rule)])
    return str(one(found)["status"])


def test_a_line_names_event_unit_status_and_latest() -> None:
    assert judged([event("incident", AT, "p1")], timings=[timing()]) == [
        {
            "preset": "x",
            "rule": "call",
            "type": "timing",
            "event": "e1",
            "unit": None,
            "status": "open",
            "latest": "2027-03-05T15:00:00+08:00",
        }
    ]


@pytest.mark.parametrize(
    ("latest", "shown"),
    [
        ("+24h", "2027-03-05T15:00:00+08:00"),
        ("+90min", "2027-03-04T16:30:00+08:00"),
        ("-2h", "2027-03-04T13:00:00+08:00"),
        ("+0d", "2027-03-04"),
        ("-0d", "2027-03-04"),
        ("+7d", "2027-03-11"),
        ("-1w", "2027-02-25"),
        ("-3wd", "2027-03-01"),
        ("+2wd", "2027-03-08"),
        ("+1mo", "2027-04-04"),
        ("month.start+4d", "2027-03-05"),
        ("week.start+2d", "2027-03-03"),
        ("term.start+7d", "2027-03-01"),
        ("term.end-1mo", None),  # no term has ended yet
    ],
)
def test_a_limit_is_counted_from_the_event_or_from_an_anchor(
    latest: str, shown: str | None
) -> None:
    found = judged([event("incident", AT, "p1")], timings=[timing(latest=latest)])
    assert [x["latest"] for x in found] == ([shown] if shown else [])


@pytest.mark.parametrize(
    ("day", "latest", "shown"),
    [
        ("2027-05-07", "-3wd", "2027-04-29"),  # three holidays lie before a Friday
        ("2027-05-07", "+1wd", "2027-05-08"),  # a Saturday that is made up
        ("2027-05-10", "-1wd", "2027-05-08"),
        ("2027-05-31", "+1mo", "2027-06-30"),
        ("2028-01-31", "+1mo", "2028-02-29"),
        ("2027-11-30", "+3mo", "2028-02-29"),
        ("2027-03-31", "-1mo", "2027-02-28"),
    ],
)
def test_working_days_and_months_follow_the_calendar(day: str, latest: str, shown: str) -> None:
    found = judged([event("incident", f"{day}T08:00:00", "p1")], timings=[timing(latest=latest)])
    assert one(found)["latest"] == shown


@pytest.mark.parametrize(
    ("time", "latest", "expected"),
    [
        ("2027-03-05T15:00:00", "+24h", "met"),
        ("2027-03-05T15:00:01", "+24h", "late"),
        ("2027-03-05T07:00:00+00:00", "+24h", "met"),
        ("2027-03-05T23:59:59", "+1d", "met"),
        ("2027-03-06T00:00:00", "+1d", "late"),
        ("2027-03-04T15:00:00", "+24h", "met"),
        ("2027-03-04T14:59:59", "+24h", "open"),
        ("2027-03-04T14:59:59", "+1d", "open"),
    ],
)
def test_hours_are_exact_days_are_whole(time: str, latest: str, expected: str) -> None:
    assert status([contact("phone_call", time, "p1")], latest=latest) == expected


def test_the_first_that_serves_decides() -> None:
    calls = [contact("phone_call", f"2027-03-{day}T10:00:00", "p1") for day in ("07", "05", "03")]
    assert status(calls) == "met"
    assert status(calls[::2]) == "late"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, "met"),
        ({"units": {"student": ["p2"]}}, "open"),
        ({"units": {"class": ["p1"]}}, "open"),
        ({"ref": "e1"}, "met"),
        ({"ref": "e2"}, "open"),
        ({"ref": "e1", "units": {}}, "met"),
        ({"ref": "e1", "time": "2027-03-03T10:00:00+08:00"}, "met"),
        ({"state": "planned"}, "open"),
        ({"complete": False}, "open"),
        ({"kind": "interview"}, "open"),
        ({"staff": [["bob", ["subject_teacher"]]]}, "open"),
    ],
)
def test_what_serves_a_deadline(more: Row, expected: str) -> None:
    assert status([contact("phone_call", "2027-03-05T10:00:00", "p1") | more]) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"ref": "e1"}, "met"),
        ({}, "open"),
        ({"ref": "e2"}, "open"),
        ({"ref": "e1", "time": "2027-03-01T23:59:59+08:00"}, "met"),
        ({"ref": "e1", "time": "2027-03-02T00:00:00+08:00"}, "late"),
        ({"ref": "e1", "time": "2027-03-09T00:00:00+08:00"}, "late"),
    ],
)
def test_a_lead_takes_only_what_names_its_event(more: Row, expected: str) -> None:
    material = contact("material", "2027-02-26T10:00:00", "p1") | more
    assert status([material], need=["material"], latest="-3wd") == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"reached": True}, "met"),
        ({"reached": ["p1"]}, "met"),
        ({"reached": ["p2"]}, "open"),
        ({"reached": False}, "open"),
        ({}, "open"),
    ],
)
@pytest.mark.parametrize("ref", ["", "e1"])
def test_conditions_hold_for_the_subject(told: Row, expected: str, ref: str) -> None:
    call = contact("phone_call", "2027-03-05T10:00:00", "p1", ref=ref, **told)
    assert status([call], where={"reached": True}) == expected


@pytest.mark.parametrize(("tag", "lines"), [("left_behind", 1), ("awarded", 0)])
def test_only_triggers_of_tagged_subjects_count(tag: str, lines: int) -> None:
    found = judged([event("incident", AT, "p3", "p1")], timings=[timing(of=[tag])])
    assert len(found) == lines


def test_each_addressed_unit_has_a_result_of_its_own() -> None:
    rows = [
        event("incident", AT, "p1", "p2", "p3"),
        contact("phone_call", "2027-03-04T16:00:00", "p1"),
        contact("phone_call", "2027-03-06T16:00:00", "p2", ref="e1"),
        contact("phone_call", "2027-03-04T16:00:00", units={"class": ["k1"]}, ref="e1"),
    ]
    found = judged(rows, timings=[timing(each="student")])
    assert [(x["unit"], x["status"]) for x in found] == [
        ("p1", "met"),
        ("p2", "late"),
        ("p3", "open"),
    ]
    tagged = judged(rows, timings=[timing(each="student", of=["migrant"])])
    assert [x["unit"] for x in tagged] == ["p2"]


def test_an_anchor_concerns_every_unit() -> None:
    start = event("term.start", "2027-02-22T00:00:00", anchor=True)
    rule = timing(on="term.start", each="student", of=["left_behind"], latest="+14d")
    assert [x["unit"] for x in judged([start], timings=[rule])] == ["p1", "p2"]
    assert [x["unit"] for x in judged([{**start, "anchor": False}], timings=[rule])] == []


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("2027-02-07T23:59:59", "open"),
        ("2027-02-08T00:00:00", "met"),
        ("2027-02-22T10:00:00", "met"),
        ("2027-03-08T23:59:59", "met"),
        ("2027-03-09T00:00:00", "late"),
    ],
)
def test_from_earliest_to_latest(time: str, expected: str) -> None:
    start = event("term.start", "2027-02-22T00:00:00", anchor=True)
    plan = contact("plan", time, units={"school": ["sch"]})
    rule = {"on": "term.start", "each": "school", "need": ["plan"]}
    assert status([plan], trigger=start, earliest="-14d", latest="+14d", **rule) == expected


def test_what_is_too_early_does_not_hide_what_comes_in_time() -> None:
    start = event("term.end", "2027-07-02T00:00:00", anchor=True)
    plans = [contact("summary", f"2027-{d}T09:00:00", "p1") for d in ("05-01", "06-25")]
    rule = {"on": "term.end", "each": "student", "need": ["summary"], "of": ["left_behind"]}
    found = judged([start, *plans], timings=[timing(earliest="-14d", latest="+0d", **rule)])
    assert [(x["unit"], x["status"]) for x in found] == [("p1", "met"), ("p2", "open")]


def test_neither_a_contact_nor_the_calendar_triggers_by_itself() -> None:
    rules = [
        timing(on="home_visit", need=["appointment"], latest="-1d"),
        timing(on="term.start", each="student", need=["survey"], latest="+14d"),
        timing(on="contact", need=["record_entry"], latest="+48h"),
    ]
    assert judged([contact("home_visit", AT, "p1")], timings=rules, at="2027-02-22") == []


def test_every_event_of_the_file_is_judged_whatever_the_day() -> None:
    events = [event("incident", f"20{y}-03-04T15:00:00", "p1", id=f"e{y}") for y in (26, 27, 28)]
    found = judged(events, timings=[timing()], at="2027-03-01")
    assert [x["event"] for x in found] == ["e26", "e27", "e28"]


def test_a_rule_holds_for_events_of_its_time() -> None:
    found = judged([event("incident", AT, "p1")], timings=[timing(since="2027-03-05")])
    assert found == []
