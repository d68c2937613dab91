"""The five regulations load, speak the vocabulary, and a school's own file builds on them."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from bot import texts, vocab
from bot.errors import UserError
from schedules.regulations.presets import SHIPPED, load
from schedules.regulations.rules import Preset, Quota, Record, Rule, Timing

SIZES = {
    "s0": (30, 8, 5),
    "s1": (12, 9, 3),
    "s2": (15, 10, 6),
    "s3": (21, 10, 4),
    "s4": (50, 21, 9),
}
OWN = """
schema = 1

[preset]
id = "ours"
title = "本校"
use = "s2"
also = ["s4:proxy-visit", "s0:general-visit"]
off = ["open-day", "weekly-update"]

[param]
confirm = "24h"
phase_months = "2mo"

[[quota]]
id = "parent-class"
clause = ["校-7"]
says = "办家长课堂"
who = ["school"]
kind = ["parent_class"]
each = "school"
per = "term"
min = 2
"""


def rules(preset: Preset) -> tuple[Rule, ...]:
    return (*preset.quotas, *preset.timings, *preset.records)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_regulation_loads_with_all_its_rules(name: str) -> None:
    preset = load(name)
    assert preset.id == name
    assert (len(preset.quotas), len(preset.timings), len(preset.records)) == SIZES[name]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_rule_names_its_clause_its_text_and_says_what_it_asks(name: str) -> None:
    preset = load(name)
    for rule in rules(preset):
        assert all(clause.startswith(f"{name.upper()}-") for clause in rule.clause), rule.id
        assert rule.doc, rule.id
        assert set(rule.doc) <= set(preset.docs), rule.id
        assert 4 <= len(rule.says) <= 26, rule.id


@pytest.mark.parametrize("name", SHIPPED)
def test_an_id_stands_once_among_rules_of_a_kind(name: str) -> None:
    for found in (load(name).quotas, load(name).timings, load(name).records):
        ids = [rule.id for rule in found]
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_regulation_names_only_words_of_the_vocabulary(name: str) -> None:
    preset = load(name)
    kinds = vocab.CONTACT_KINDS.keys() | vocab.ACTS.keys()
    for rule in rules(preset):
        assert _named(rule) <= kinds | {"*"}, rule.id
        assert set(rule.of) <= vocab.TAGS.keys(), rule.id
        if isinstance(rule, Quota | Timing):
            assert set(rule.who) | set(rule.where.all_roles) <= vocab.ROLES.keys(), rule.id
            assert {rule.each or "school"} <= vocab.UNITS.keys(), rule.id
        if isinstance(rule, Timing):
            assert rule.on in kinds | vocab.EVENTS.keys() | vocab.ANCHORS.keys(), rule.id


def _named(rule: Rule) -> set[str]:
    if isinstance(rule, Quota | Record):
        return set(rule.kind)
    return set(rule.need) if isinstance(rule, Timing) else set()


@pytest.mark.parametrize("name", SHIPPED)
def test_a_number_that_the_text_leaves_open_says_why_and_is_used(name: str) -> None:
    text = files("schedules.regulations").joinpath("presets", f"{name}.toml").read_text("utf-8")
    for param, table in tomllib.loads(text)["param"].items():
        assert table["says"], param
        assert table["why"], param
        assert table["clause"], param
        assert f"${param}" in text, param


def test_the_figures_of_some_clauses() -> None:
    by_id = {(p, q.id): q for p in SHIPPED for q in load(p).quotas}
    assert str(by_id["s0", "face-to-face-share"].share) == "1/3"
    assert str(by_id["s3", "home-visit-subject"].share) == "1/5"
    assert by_id["s2", "written-confirmation"].min == 8
    assert by_id["s2", "special-group-visit"].where.min_staff == 2
    assert by_id["s0", "hardship-visit"].min == 2  # by its parameter
    assert by_id["s4", "teacher-visits"].max == 3
    latest = {(p, t.id): t.latest for p in SHIPPED for t in load(p).timings}
    assert (latest["s2", "crisis-contact"].length.number, latest["s2", "crisis-contact"].lead) == (
        24,
        False,
    )
    assert latest["s4", "open-day-notice"].anchor == "month.start"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "ours.toml"
    path.write_text(OWN, "utf-8")
    return path


def test_a_schools_own_file_builds_on_a_regulation(own: Path) -> None:
    ours, theirs = load(str(own)), load("s2")
    ids = {quota.id for quota in ours.quotas}
    assert ids == {q.id for q in theirs.quotas} - {"open-day", "weekly-update"} | {
        "proxy-visit",
        "general-visit",
    }
    assert [r.id for r in ours.records if r.id == "weekly-update"] == []
    (lessons,) = (quota for quota in ours.quotas if quota.id == "parent-class")
    assert (lessons.min, lessons.clause) == (2, ("校-7",))
    (confirm,) = (one for one in ours.timings if one.id == "confirm-matter")
    assert confirm.latest.length.number == 24
    assert ours.windows["general_visit"].end.length.number == 2


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('per = "term"', 'per = "trem"', "quotas.parent-class.per"),
        ('kind = ["parent_class"]', 'kind = ["parent_clas"]', "quotas.parent-class.kind"),
        ("min = 2", "min = 0", "quotas.parent-class.min"),
        ("min = 2", "min = 2\nmost = 3", "quotas.parent-class.most"),
        ("min = 2", 'min = "$often"', "often"),
        ('"weekly-update"', '"weekly"', "off: weekly"),
        ('"s4:proxy-visit"', '"s4:proxy"', "also: proxy"),
        ("[param]", "[parms]", "parms"),
        ("schema = 1", "schema = 2", "schema = 1"),
        ("title =", "title", "TOML"),
        ('id = "ours"', "", "id"),
        ("[[quota]]", "[quota]", "TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(own: Path, old: str, new: str, place: str) -> None:
    assert old in OWN
    own.write_text(OWN.replace(old, new, 1), "utf-8")
    with pytest.raises(UserError) as refused:
        load(str(own))
    assert place in texts.explain(refused.value)
    assert str(own) in texts.explain(refused.value)


def test_an_unknown_regulation_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UserError) as refused:
        load("s7")
    assert "s7" in texts.explain(refused.value)
    assert "s0, s1, s2, s3, s4" in texts.explain(refused.value)
