"""Quotas: periods, groups, shares, conditions, points, and what counts at all."""

import pytest

from tests.schedules.judging import PUPILS, SCHOOL, Row, contact, judged, one, quota

VISITS = [contact("home_visit", "2027-03-02T15:00:00", "p1", "p2")]


def reached(rows: list[Row], at: str = "2027-03-10", **rule: object) -> int:
    found: int = one(judged(rows, quotas=[quota(**rule)], at=at))["reached"]
    return found


def test_a_line_says_who_reached_it_and_who_is_open() -> None:
    assert judged(VISITS, quotas=[quota()]) == [
        {
            "preset": "x",
            "rule": "visits",
            "type": "quota",
            "group": "sch",
            "met": False,
            "reached": 2,
            "of": 7,
            "need": 7,
            "short": 5,
            "open": ["p3", "p4", "p5", "p6", "p7"],
            "points": None,
            "level": "must",
        }
    ]


@pytest.mark.parametrize(
    ("share", "of", "need"),
    [
        ("1/3", 43, 15),
        ("1/3", 45, 15),
        ("20%", 132, 27),
        ("50%", 45, 23),
        ("1", 7, 7),
    ],
)
def test_a_share_is_exact_and_rounded_up(share: str, of: int, need: int) -> None:
    pupils = [f"n{n}" for n in range(of)]
    school = {**SCHOOL, "units": {"student": pupils, "school": ["sch"]}}
    line = one(judged([], quotas=[quota(share=share)], school=school))
    assert (line["of"], line["need"], line["short"]) == (of, need, need)


def test_a_share_is_taken_in_each_group() -> None:
    visited = [contact("home_visit", "2027-03-02T15:00:00", *PUPILS[:2])]
    found = judged(visited, quotas=[quota(by="class", share="1/2")])
    assert [(x["group"], x["met"], x["reached"], x["of"], x["need"]) for x in found] == [
        ("k1", True, 2, 4, 2),
        ("k2", False, 0, 3, 2),
    ]


def test_a_unit_may_be_in_several_groups_or_in_none() -> None:
    found = judged(VISITS, quotas=[quota(by="teacher", share="20%")])
    assert [(x["group"], x["of"], x["need"]) for x in found] == [("ann", 2, 1), ("bob", 5, 1)]


def test_without_a_group_of_its_own_a_unit_belongs_to_the_only_school() -> None:
    school = {**SCHOOL, "groups": {}}
    found = judged([], quotas=[quota(), quota(id="open", each="school")], school=school)
    assert [x["group"] for x in found] == ["sch", "sch"]


@pytest.mark.parametrize(
    ("per", "at", "times"),
    [
        ("week", "2027-03-10", ("2027-03-08T00:00:00", "2027-03-14T23:59:59")),
        ("month", "2027-03-31", ("2027-03-01T00:00:00", "2027-03-31T23:59:59")),
        ("month", "2027-12-31", ("2027-12-01T00:00:00", "2027-12-31T23:59:59")),
        ("term", "2027-03-10", ("2027-02-22T00:00:00", "2027-07-02T23:59:59")),
        ("school_year", "2027-08-31", ("2026-09-01T00:00:00", "2027-08-31T23:59:59")),
        ("summer", "2027-07-03", ("2027-07-03T00:00:00", "2027-08-31T23:59:59")),
        ("vacation", "2028-02-01", ("2028-01-15T00:00:00", "2028-02-19T23:59:59")),
        ("three_years", "2027-03-10", ("2026-09-01T00:00:00", "2029-08-31T23:59:59")),
    ],
)
def test_a_period_holds_its_first_and_its_last_second(
    per: str, at: str, times: tuple[str, str]
) -> None:
    inside = [
        contact("home_visit", time, pupil) for time, pupil in zip(times, PUPILS, strict=False)
    ]
    assert reached(inside, at, per=per) == 2


@pytest.mark.parametrize("time", ["2027-03-07T23:59:59", "2027-03-15T00:00:00"])
def test_outside_the_period_nothing_counts(time: str) -> None:
    assert reached([contact("home_visit", time, "p1")], per="week") == 0


def test_days_are_those_of_china_whatever_the_offset() -> None:
    late = contact("home_visit", "2027-03-07T16:00:00+00:00", "p1")  # Monday there
    early = contact("home_visit", "2027-03-14T16:00:00+00:00", "p2")
    assert reached([late, early], per="week") == 1


def test_what_comes_after_the_day_counts_too() -> None:
    assert reached([contact("home_visit", "2027-06-30T10:00:00", "p1")], at="2027-03-01") == 1


@pytest.mark.parametrize(
    ("per", "at"),
    [("term", "2027-08-01"), ("summer", "2027-03-01"), ("half_year", "2027-03-01")],
)
def test_outside_of_every_such_span_a_rule_is_silent(per: str, at: str) -> None:
    assert judged(VISITS, quotas=[quota(per=per)], at=at) == []


@pytest.mark.parametrize(
    ("per", "at", "vacation", "lines"),
    [
        ("week", "2027-05-08", False, 1),  # a holiday week with a Saturday made up
        ("week", "2027-07-14", False, 0),
        ("month", "2027-08-10", False, 0),
        ("month", "2027-08-10", True, 1),
        ("week", "2027-07-02", False, 1),  # the last days of term
    ],
)
def test_weeks_and_months_without_school_are_silent(
    per: str, at: str, vacation: bool, lines: int
) -> None:
    assert len(judged([], quotas=[quota(per=per, vacation=vacation)], at=at)) == lines


EARLY = {"early": {"from": "vacation.start", "to": "term.start+1mo"}}


@pytest.mark.parametrize(
    ("at", "lines"),
    [("2027-07-02", 0), ("2027-07-03", 1), ("2027-09-30", 1), ("2027-10-01", 0), ("2028-03-01", 0)],
)
def test_a_window_lies_between_two_anchors(at: str, lines: int) -> None:
    found = judged([], quotas=[quota(per="window:early")], at=at, windows=EARLY)
    assert len(found) == lines


def test_a_window_counts_until_before_its_end() -> None:
    rows = [contact("home_visit", f"2027-{day}T12:00:00", "p1") for day in ("09-30", "10-01")]
    rule = quota(per="window:early", min=2)
    assert one(judged(rows, quotas=[rule], at="2027-09-01", windows=EARLY))["reached"] == 0
    assert (
        one(judged(rows, quotas=[rule | {"min": 1}], at="2027-09-01", windows=EARLY))["reached"]
        == 1
    )


def test_only_tagged_units_are_asked_and_a_group_without_any_is_left_out() -> None:
    line = one(judged(VISITS, quotas=[quota(of=["migrant", "left_behind"], by="class")]))
    assert (line["group"], line["of"], line["met"]) == ("k1", 2, True)
    assert judged(VISITS, quotas=[quota(of=["awarded"])]) == []


@pytest.mark.parametrize(
    "more",
    [
        {"state": "planned"},
        {"complete": False},
        {"staff": [["bob", ["subject_teacher"]]]},
        {"staff": []},
        {"kind": "phone_call"},
        {"units": {"family": ["p1"]}},
    ],
)
def test_what_does_not_count(more: Row) -> None:
    assert reached([contact("home_visit", "2027-03-02T15:00:00", "p1") | more]) == 0


def test_a_record_counts_once_for_a_unit_and_for_each_rule() -> None:
    twice = contact("home_visit", "2027-03-02T15:00:00", "p1", "p1")
    assert reached([twice], min=2) == 0
    both = judged([twice], quotas=[quota(), quota(id="again", kind=["home_visit", "interview"])])
    assert [x["reached"] for x in both] == [1, 1]


@pytest.mark.parametrize(
    ("where", "told", "fits"),
    [
        ({"min_staff": 2}, {"staff": [["ann", ["head_teacher"]], ["cy", ["psychologist"]]]}, True),
        ({"min_staff": 2}, {"staff": [["ann", ["head_teacher"]], ["ann", ["leader"]]]}, False),
        (
            {"all_roles": ["head_teacher", "psychologist"]},
            {"staff": [["ann", ["head_teacher"]], ["cy", ["psychologist"]]]},
            True,
        ),
        ({"all_roles": ["head_teacher", "psychologist"]}, {}, False),
        ({"booked": True}, {"booked": True}, True),
        ({"booked": True}, {}, False),
        ({"booked": False}, {"booked": False}, True),
        ({"reached": True}, {"reached": None}, False),
        ({"confirmed": True}, {"confirmed": ["p1", "p9"]}, True),
        ({"confirmed": True}, {"confirmed": ["p9"]}, False),
        ({"delivered": True}, {"delivered": True}, True),
        ({"min_length": "3h"}, {"minutes": 180}, True),
        ({"min_length": "3h"}, {"minutes": 179}, False),
        ({"min_length": "3h"}, {}, False),
        ({"topic": "假期安全"}, {"topic": "假期安全"}, True),
        ({"topic": "假期安全"}, {"topic": "家访"}, False),
        ({"scope": "term"}, {}, False),
        ({"audience": ["guardian", "teacher"]}, {"audience": ["teacher", "guardian", "x"]}, True),
        ({"audience": ["guardian", "teacher"]}, {"audience": ["teacher"]}, False),
        ({"mode": ["随访", "定访"]}, {"mode": "定访"}, True),
        ({"mode": ["随访", "定访"]}, {"mode": "普访"}, False),
        ({"max_reps": 2}, {}, True),
        ({"max_reps": 2}, {"reps": 2}, True),
        ({"max_reps": 2}, {"reps": 3}, False),
    ],
)
def test_conditions_on_a_record(where: Row, told: Row, fits: bool) -> None:
    row = contact("home_visit", "2027-03-02T15:00:00", "p1", **told)
    assert reached([row], where=where) == int(fits)


BANDS = [
    {"at": "100%", "points": 10},
    {"at": "80%", "points": 8},
    {"at": "1/2", "points": 5},
    {"at": "0%", "points": 0},
]


@pytest.mark.parametrize(
    ("done", "points"), [(50, 10), (49, 8), (40, 8), (39, 5), (25, 5), (24, 0), (0, 0)]
)
def test_points_are_for_the_reached_share(done: int, points: int) -> None:
    pupils = [f"n{n}" for n in range(50)]
    school = {**SCHOOL, "units": {"student": pupils, "school": ["sch"]}}
    rows = [contact("home_visit", "2027-03-02T15:00:00", *pupils[:done])]
    line = one(judged(rows, quotas=[quota(bands=BANDS)], school=school))
    assert line["points"] == points
    assert isinstance(line["points"], int)


@pytest.mark.parametrize(
    ("dates", "lines"),
    [
        ({"since": "2027-03-10"}, 1),
        ({"since": "2027-03-11"}, 0),
        ({"until": "2027-03-11"}, 1),
        ({"until": "2027-03-10"}, 0),
    ],
)
def test_a_rule_holds_from_one_day_until_another(dates: Row, lines: int) -> None:
    assert len(judged([], quotas=[quota(**dates)])) == lines
