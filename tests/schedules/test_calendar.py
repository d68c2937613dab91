"""School days of a given calendar, of the national one, and past its last year."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import CHINA
from bot.parsing.dates import DayRules, find
from schedules.calendar import SchoolCalendar

GIVEN = SchoolCalendar.from_json(
    {
        "spans": {
            "term": [["2025-09-01", "2026-01-24"], ["2026-03-02", "2026-07-04"]],
            "winter": [["2026-01-24", "2026-03-02"]],
            "school_year": [["2025-09-01", "2026-09-01"]],
        },
        "anchors": {"term.start": ["2025-09-01", "2026-03-02"]},
        "holidays": [f"2025-10-0{day}" for day in range(1, 9)],
        "workdays": ["2025-09-28", "2025-10-11"],
    }
)
NATIONAL = SchoolCalendar()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-09-30", True),
        ("2025-10-01", False),
        ("2025-10-08", False),
        ("2025-10-09", True),
        ("2025-09-28", True),  # a Sunday made up
        ("2025-10-12", False),
        ("2026-01-23", True),  # the last Friday of term
        ("2026-01-26", False),
        ("2025-08-29", False),
        ("2025-12-25", True),
    ],
)
def test_a_given_calendar_knows_its_school_days(day: str, expected: bool) -> None:
    assert GIVEN.is_school_day(date.fromisoformat(day)) is expected


def test_a_given_calendar_replaces_the_national_holidays() -> None:
    assert SchoolCalendar.from_json({}).is_school_day(date(2026, 1, 1))
    assert not SchoolCalendar.from_json({}, national=True).is_school_day(date(2026, 1, 1))


def test_spans_are_half_open_and_named() -> None:
    assert GIVEN.spans_of(date(2026, 1, 23)) == ("term", "school_year")
    assert GIVEN.spans_of(date(2026, 1, 24)) == ("winter", "school_year")
    assert GIVEN.spans_of(date(2026, 9, 1)) == ()
    assert GIVEN.anchors["term.start"] == (date(2025, 9, 1), date(2026, 3, 2))


def test_the_next_school_day_passes_over_holidays_and_vacations() -> None:
    assert GIVEN.next_school_day(date(2025, 9, 30)) == date(2025, 10, 9)
    assert GIVEN.next_school_day(date(2025, 10, 9), inclusive=True) == date(2025, 10, 9)
    assert GIVEN.next_school_day(date(2026, 1, 23)) == date(2026, 3, 2)
    assert GIVEN.next_school_day(date(2026, 7, 3)) is None
    assert GIVEN.last_school_day_before(date(2025, 10, 9)) == date(2025, 9, 30)
    assert GIVEN.last_school_day_before(date(2025, 10, 9), inclusive=True) == date(2025, 10, 9)


def test_months_and_weeks_have_first_and_last_school_days() -> None:
    assert GIVEN.first_school_day_of_month(2025, 10) == date(2025, 10, 9)
    assert GIVEN.last_school_day_of_month(2025, 9) == date(2025, 9, 30)
    assert GIVEN.last_school_day_of_month(2025, 12) == date(2025, 12, 31)
    assert GIVEN.last_school_day_of_month(2026, 2) is None
    assert GIVEN.first_school_day_of_month(2026, 8) is None
    assert GIVEN.last_school_day_of_week(date(2025, 10, 6)) == date(2025, 10, 11)
    assert GIVEN.last_school_day_of_week(date(2025, 9, 25)) == date(2025, 9, 28)
    assert GIVEN.last_school_day_of_week(date(2026, 2, 11)) is None


def test_school_days_include_both_ends() -> None:
    days = GIVEN.school_days(date(2025, 9, 29), date(2025, 10, 10))
    assert [day.isoformat()[5:] for day in days] == ["09-29", "09-30", "10-09", "10-10"]
    assert GIVEN.school_days(date(2025, 10, 10), date(2025, 10, 9)) == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-02-17", False),  # spring festival
        ("2026-02-14", True),  # a Saturday made up
        ("2026-10-07", False),
        ("2026-10-08", True),
        ("2026-11-18", True),
        ("2026-11-21", False),
    ],
)
def test_the_national_calendar_needs_no_settings(day: str, expected: bool) -> None:
    assert NATIONAL.is_school_day(date.fromisoformat(day)) is expected
    assert not NATIONAL.provisional(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2099-01-05", True),
        ("2099-01-01", False),
        ("2099-10-05", False),
        ("2099-01-20", False),  # the eve of the lunar year
        ("2099-01-21", False),
        ("2099-04-03", True),
        ("2099-01-10", False),  # a Saturday
    ],
)
def test_past_its_last_year_the_national_calendar_is_provisional(day: str, expected: bool) -> None:
    assert NATIONAL.is_school_day(date.fromisoformat(day)) is expected
    assert NATIONAL.provisional(date.fromisoformat(day))


def test_a_given_calendar_is_never_provisional_and_own_days_settle_a_guess() -> None:
    assert not GIVEN.provisional(date(2099, 1, 5))
    own = SchoolCalendar(holidays=frozenset({date(2099, 1, 5)}))
    assert not own.provisional(date(2099, 1, 5))
    assert not own.is_school_day(date(2099, 1, 5))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"spans": []}, "calendar.spans: not a table"),
        ({"spans": {"term": 3}}, "calendar.term: not a list"),
        ({"spans": {"term": [["2025-09-01"]]}}, "not a start and an end"),
        ({"spans": {"term": [["2026-09-01", "2025-09-01"]]}}, "not a start and an end"),
        ({"holidays": ["1 Oct"]}, "calendar.holidays: not a day: 1 Oct"),
        ({"workdays": "2025-09-28"}, "calendar.workdays: not a list"),
    ],
)
def test_a_wrong_calendar_is_refused_with_its_place(data: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        SchoolCalendar.from_json(data)


def test_the_calendar_tells_words_where_a_holiday_ends() -> None:
    rules: DayRules = GIVEN
    now = datetime(2025, 9, 28, 9, 5, tzinfo=CHINA)
    (found,) = find("国庆后第一天再换", now, calendar=rules)
    assert found.start == date(2025, 10, 9)


@given(st.dates(date(2004, 1, 1), date(2098, 12, 31)))
def test_the_next_school_day_is_the_nearest_one(day: date) -> None:
    following = NATIONAL.next_school_day(day)
    assert following is not None
    assert following > day
    assert NATIONAL.school_days(day, following)[-1] == following
    assert NATIONAL.next_school_day(following, inclusive=True) == following
