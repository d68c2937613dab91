"""What a calendar leaves open is filled in with what is customary, and nothing else is."""

from datetime import date

import pytest

from schedules.calendar import SchoolCalendar, Span
from schedules.regulations.customary import completed

GIVEN = SchoolCalendar.from_json(
    {
        "spans": {"term": [["2027-02-22", "2027-07-03"]], "summer": [["2027-07-03", "2027-09-01"]]},
        "anchors": {"term.end": ["2027-06-30"]},
    }
)


@pytest.mark.parametrize(
    ("day", "year"), [("2027-03-10", 2026), ("2027-08-31", 2026), ("2027-09-01", 2027)]
)
def test_a_school_year_begins_in_september(day: str, year: int) -> None:
    spans = completed(GIVEN, date.fromisoformat(day)).spans
    assert spans["school_year"] == (Span(date(year, 9, 1), date(year + 1, 9, 1)),)
    assert spans["three_years"] == (Span(date(year - 2, 9, 1), date(year + 1, 9, 1)),)
    assert [span.end for span in spans["half_year"]] == [date(year + 1, 3, 1), date(year + 1, 9, 1)]


def test_what_is_given_stays_and_terms_bring_their_own_vacations() -> None:
    filled = completed(GIVEN, date(2027, 3, 10))
    assert filled.spans["term"] == GIVEN.spans["term"]
    assert filled.spans["summer"] == GIVEN.spans["summer"]
    assert "winter" not in filled.spans
    assert filled.anchors["term.end"] == (date(2027, 6, 30),)
    assert filled.anchors["term.start"] == (date(2027, 2, 22),)
    assert filled.anchors["vacation.start"] == (date(2027, 7, 3),)
    assert filled.anchors["vacation.end"] == (date(2027, 8, 31),)


@pytest.mark.parametrize("day", ["2026-09-01", "2027-01-31", "2027-02-16", "2027-07-10"])
def test_without_any_terms_there_are_two_a_year(day: str) -> None:
    filled = completed(SchoolCalendar(), date.fromisoformat(day))
    assert filled.in_term(date.fromisoformat(day))
    assert len(filled.spans["term"]) == 2


@pytest.mark.parametrize("day", ["2026-08-20", "2027-02-10", "2027-07-11"])
def test_between_the_customary_terms_there_is_a_vacation(day: str) -> None:
    filled = completed(SchoolCalendar(), date.fromisoformat(day))
    assert not filled.in_term(date.fromisoformat(day))
    assert set(filled.spans_of(date.fromisoformat(day))) & {"summer", "winter"}
