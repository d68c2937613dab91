"""`jialian duties evaluate`: files in, JSON lines out, one Chinese line for what cannot be read."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import texts
from bot.__main__ import app
from bot.errors import UserError
from tests.schedules.judging import SCHOOL, Row, contact, event

FACTS = [
    event("concern_found", "2027-03-04T15:00:00", "p5"),
    contact("phone_call", "2027-03-04T16:00:00", "p5", reached=True),
    event("committee_meeting", "2027-03-11T15:00:00", id="m1", units={"school": ["sch"]}),
    contact("student_update", "2027-03-09T12:00:00", units={"class": ["k1"]}),
]


class Files:
    """A school file and a file of facts."""

    def __init__(self, folder: Path) -> None:
        self.school, self.facts = folder / "school.json", folder / "facts.jsonl"
        self.school.write_text(json.dumps(SCHOOL), "utf-8")
        self.lines([json.dumps(row, ensure_ascii=False) for row in FACTS])

    def lines(self, lines: list[str]) -> None:
        self.facts.write_text("\n".join(lines) + "\n", "utf-8")

    def judge(self, *presets: str, at: str = "2027-03-10") -> list[Row]:
        named = [word for preset in presets for word in ("--preset", preset)]
        files = ["--school", str(self.school), "--facts", str(self.facts), "--at", at]
        run = CliRunner().invoke(app, ["duties", "evaluate", *named, *files])
        if run.exception is not None:
            raise run.exception
        return [json.loads(line) for line in run.stdout.splitlines()]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def test_each_rule_and_group_is_a_line_of_its_own(files: Files) -> None:
    found = {(x["preset"], x["rule"], x["type"]): x for x in files.judge("s2", "s0")}
    assert found["s2", "weekly-update", "quota"] == {
        "preset": "s2",
        "rule": "weekly-update",
        "type": "quota",
        "group": "sch",
        "met": False,
        "reached": 1,
        "of": 2,
        "need": 2,
        "short": 1,
        "open": ["k2"],
        "points": None,
        "level": "must",
    }
    assert found["s2", "committee-material", "timing"] == {
        "preset": "s2",
        "rule": "committee-material",
        "type": "timing",
        "event": "m1",
        "unit": None,
        "status": "open",
        "latest": "2027-03-08",
    }
    assert found["s0", "mental-contact", "timing"]["status"] == "met"
    assert ("s2", "crisis-contact", "timing") not in found  # for other children


def test_a_regulation_named_twice_is_judged_once(files: Files) -> None:
    assert files.judge("s2", "s2") == files.judge("s2")


def test_in_the_vacation_most_rules_are_silent(files: Files) -> None:
    found = files.judge("s1", at="2027-08-10")
    assert {x["rule"] for x in found if x["type"] == "quota"} == set()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{oops", "不是 JSON"),
        ("[1]", "不是一个 JSON 对象"),
        ('{"fact": "visit"}', "contact 或 event"),
        ('{"fact": "contact", "time": "2027-03-04"}', "kind"),
        ('{"fact": "contact", "kind": "x", "time": "soon"}', "time"),
        ('{"fact": "contact", "kind": "x"}', "time"),
        ('{"fact": "event", "kind": "x", "time": "2027-03-04"}', "id"),
        ('{"fact": "contact", "kind": "x", "time": "2027-03-04", "units": ["p1"]}', "units"),
        (
            '{"fact": "contact", "kind": "x", "time": "2027-03-04", "units": {"student": "p1"}}',
            "units",
        ),
        ('{"fact": "contact", "kind": "x", "time": "2027-03-04", "staff": ["ann"]}', "staff"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(files: Files, line: str, words: str) -> None:
    files.lines([json.dumps(FACTS[0]), "", line])
    with pytest.raises(UserError) as refused:
        files.judge("s2")
    said = texts.explain(refused.value)
    assert "facts.jsonl 第 3 行" in said
    assert words in said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"calendar":\n{', "school.json 第 2 行"),
        ("[]", "“school”"),
        ('{"calendar": {"spans": {"term": [["2027-02-22"]]}}}', "“calendar.spans”"),
        ('{"units": {"student": "p1"}}', "“units.student”"),
        ('{"groups": {"class": {"p1": "k1"}}}', "“groups.class.p1”"),
    ],
)
def test_a_wrong_school_file_is_named_with_its_place(files: Files, text: str, words: str) -> None:
    files.school.write_text(text, "utf-8")
    with pytest.raises(UserError) as refused:
        files.judge("s2")
    assert words in texts.explain(refused.value)


def test_a_missing_file_an_unknown_regulation_and_a_wrong_day_are_refused(files: Files) -> None:
    for preset, at in (("s8", "2027-03-10"), ("s2", "2027-03-32")):
        with pytest.raises(UserError):
            files.judge(preset, at=at)
    files.facts.unlink()
    with pytest.raises(UserError) as refused:
        files.judge("s2")
    assert "facts.jsonl" in texts.explain(refused.value)
