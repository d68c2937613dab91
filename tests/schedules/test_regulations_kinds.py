"""Which kinds of contacts a rule takes, and in which order its lines come."""

from tests.schedules.judging import PUPILS, contact, event, judged, one, quota, timing

AT = "2027-03-02T15:00:00"


def test_every_kind_counts_where_any_is_asked() -> None:
    rows = [contact("letter", AT, "p1"), contact("home_visit", AT, "p1", "p2")]
    assert one(judged(rows, quotas=[quota(kind=["*"], min=2)]))["reached"] == 1


def test_any_of_several_kinds_serves_and_together_they_add_up() -> None:
    rows = [contact("interview", AT, "p1"), contact("home_visit", AT, "p1", "p2")]
    rule = quota(kind=["interview", "home_visit"])
    assert one(judged(rows, quotas=[rule]))["reached"] == 2
    assert one(judged(rows, quotas=[rule | {"min": 2}]))["reached"] == 1


def test_any_needed_kind_serves_an_event() -> None:
    rows = [event("incident", AT, "p1"), contact("home_visit", AT, "p1")]
    rule = timing(need=["phone_call", "home_visit"])
    assert one(judged(rows, timings=[rule]))["status"] == "met"


def test_lines_come_in_the_order_of_the_rules_and_open_units_in_that_of_the_school() -> None:
    rows = [event("incident", AT, "p1"), contact("home_visit", AT, "p3", "p1")]
    found = judged(rows, quotas=[quota(id="b"), quota(id="a")], timings=[timing()])
    assert [line["rule"] for line in found] == ["b", "a", "call"]
    assert found[0]["open"] == [p for p in PUPILS if p not in {"p1", "p3"}]


def test_the_same_facts_in_another_order_give_the_same_lines() -> None:
    rows = [
        event("incident", AT, "p1", "p2"),
        *(contact("phone_call", f"2027-03-{day:02}T10:00:00", "p2") for day in range(1, 9)),
        *(contact("home_visit", f"2027-03-{day:02}T10:00:00", "p1") for day in range(1, 9)),
    ]
    quotas, timings = [quota(min=3)], [timing(each="student")]
    forwards = judged(rows, quotas=quotas, timings=timings)
    assert forwards == judged(rows[::-1], quotas=quotas, timings=timings)
