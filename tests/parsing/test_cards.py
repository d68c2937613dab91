"""Group nicknames: a table of families of five classes, and what must hold for any text."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UserError
from bot.parsing.cards import CardReading, read
from bot.parsing.cards.fields import read_class
from bot.parsing.meaning import Pupil
from bot.parsing.names import NameIndex
from bot.understanding_cards import cards

RELATIONS = "妈妈 爸爸 爷爷 奶奶 外公 外婆 姑姑 叔叔 舅舅 阿姨 哥哥 姐姐 家长 托管 老师"
HERE = Path(__file__).parent
ROSTERS: dict[str, Any] = json.loads((HERE / "card_rosters.json").read_text("utf-8"))
ROWS = [json.loads(line) for line in (HERE / "cards.jsonl").read_text("utf-8").splitlines()]


def pupils(roster: dict[str, Any]) -> list[Pupil]:
    return [Pupil(f"{s['no']}", s["name"], s.get("gender", "")) for s in roster["students"]]


INDEXES = {key: NameIndex(pupils(roster)) for key, roster in ROSTERS.items()}


def reading(row: dict[str, Any]) -> CardReading:
    key = row["roster"]
    return read(row["card"], INDEXES[key], ROSTERS[key]["class"])


def spoken(pupil: Pupil, row: dict[str, Any]) -> str:
    marked = ":" in json.dumps(row["expected"], ensure_ascii=False).replace('": ', "")
    return f"{pupil.name}:{pupil.gender}" if pupil.gender and marked else pupil.name


def as_expected(row: dict[str, Any]) -> dict[str, Any]:
    got = reading(row)
    class_ = row["expected"]["class"] if "class_free" in row.get("tags", []) else got.class_
    fields: dict[str, Any] = {
        "child": spoken(got.child, row) if got.child else None,
        "relation": got.relation,
        "class": class_,
        "phone": got.phone,
    }
    if got.children or "children" in row["expected"]:
        fields["children"] = [spoken(p, row) for p in got.children]
    if "candidates" in row["expected"]:
        fields["candidates"] = sorted(spoken(p, row) for p in got.candidates)
    return fields


def wanted(row: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = dict(row["expected"])
    if "candidates" in fields:
        fields["candidates"] = sorted(fields["candidates"])
    return fields


def test_no_nickname_of_the_table_is_linked_to_a_wrong_child() -> None:
    children = [(row, reading(row).child) for row in ROWS]
    linked = [(row, child) for row, child in children if child is not None]
    wrong = [row["card"] for row, c in linked if spoken(c, row) != row["expected"]["child"]]
    assert wrong == []
    assert len(linked) > len(ROWS) / 2


@pytest.mark.parametrize("part", sorted({row["part"] for row in ROWS}))
def test_all_fields_are_right_in_the_table(part: str) -> None:
    rows = [row for row in ROWS if row["part"] == part]
    failed = {row["card"]: as_expected(row) for row in rows if as_expected(row) != wanted(row)}
    assert failed == {}


def test_the_table_is_wide() -> None:
    relations = Counter(row["expected"]["relation"] for row in ROWS)
    assert len(ROWS) >= 400
    assert set(relations) == {*RELATIONS.split(), None}


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("三(2)班", "3-2"),
        ("三（2）班", "3-2"),
        ("3.2", "3-2"),
        ("302", "3-2"),
        ("三二班", "3-2"),
        ("3年2班", "3-2"),
        ("三年级12班", "3-12"),
        ("三①班", "3-1"),
        ("初一(3)班", "7-3"),
        ("高二1班", "11-1"),
        ("大二班", "大-2"),
        ("2班", None),
        ("302室", None),
        ("12月3日", None),
    ],
)
def test_classes_are_written_in_many_ways(written: str, label: str | None) -> None:
    assert read_class(written).label == label


@given(st.text(max_size=40) | st.text("林子豪浩爸妈的三2班(·)/ 1379", max_size=30))
def test_any_text_is_read_and_a_child_excludes_candidates(card: str) -> None:
    got = read(card, INDEXES["A"], "二(5)班")
    assert not (got.child and got.candidates)
    assert got.children[:1] in ((), (got.child,))
    assert got.phone is None or got.phone.isdigit()


@given(st.sampled_from(sorted(INDEXES["B"].pupils.values(), key=lambda p: p.id)))
def test_a_full_name_with_a_relation_is_always_its_child(pupil: Pupil) -> None:
    got = read(f"{pupil.name}妈妈", INDEXES["B"], "五(3)班")
    assert (got.child, got.relation) == (pupil, "妈妈")


@given(st.sampled_from(sorted(INDEXES["B"].pupils.values(), key=lambda p: p.id)))
def test_another_class_is_never_linked(pupil: Pupil) -> None:
    got = read(f"五(4)班{pupil.name}妈妈", INDEXES["B"], "五(3)班")
    assert (got.child, got.class_) == (None, "5-4")


def test_lines_come_back_in_order_and_bad_ones_say_why() -> None:
    lines = [
        '{"id": 1, "card": "高飞高翔妈妈"}',
        "{",
        '{"id": 3}',
        '{"id": 4, "card": "豪豪妈"}',
        "7",
    ]
    out = [json.loads(line) for line in cards(lines, ROSTERS["A"])]
    assert out[0]["children"] == ["高飞", "高翔"]
    assert [("error" in line) for line in out] == [False, True, True, False, True]
    assert out[3]["candidates"] == ["林子豪", "陈家豪"]


def test_a_roster_without_names_is_refused() -> None:
    with pytest.raises(UserError):
        list(cards([], {"class": "三(2)班", "students": [{}]}))
