"""The FAQ of an invented school: right answers first, silence where there is none."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import UserError
from bot.parsing.faq import Faq, FaqEntry, FaqResult
from bot.understanding_faq import faq

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


ENTRIES = rows("faq_entries.jsonl")
QUERIES = rows("faq_queries.jsonl")
SCHOOL = Faq(FaqEntry(e["id"], e["question"], e["similar"], e["answer"]) for e in ENTRIES)
ANSWERS = [(q, SCHOOL.ask(q["query"])) for q in QUERIES]
ANSWERABLE = [(q, found) for q, found in ANSWERS if q["gold"] != "none"]
UNANSWERABLE = [found for q, found in ANSWERS if q["gold"] == "none"]


def right(query: dict[str, Any], found: FaqResult) -> bool:
    return found.ranking[:1] == tuple(query["gold"][:1])


def test_the_tables_are_wide() -> None:
    assert (len(ENTRIES), len(QUERIES)) >= (60, 200)
    assert len(UNANSWERABLE) >= 50


@pytest.mark.parametrize("part", ["shaping", "held"])
def test_the_right_entry_comes_first(part: str) -> None:
    asked = [pair for pair in ANSWERABLE if pair[0]["part"] == part]
    assert sum(right(*pair) for pair in asked) / len(asked) >= 0.90


def test_what_is_answered_is_answered_rightly() -> None:
    answered = [(q, found) for q, found in ANSWERS if found.answered]
    correct = sum(q["gold"] != "none" and right(q, found) for q, found in answered)
    assert correct / len(answered) >= 0.92


def test_most_questions_that_have_an_answer_get_it() -> None:
    assert sum(found.answered for _, found in ANSWERABLE) / len(ANSWERABLE) >= 0.80


def test_questions_without_an_answer_are_mostly_refused() -> None:
    assert sum(found.answered for found in UNANSWERABLE) / len(UNANSWERABLE) <= 0.08


@pytest.mark.parametrize(
    ("school", "first"), [("boarding", 0.93), ("nursery", 0.93), ("village", 0.86)]
)
def test_a_school_of_another_kind_is_answered_as_well(school: str, first: float) -> None:
    entries = rows(f"faq_{school}_entries.jsonl")
    asked = Faq(FaqEntry(e["id"], e["question"], e["similar"], e["answer"]) for e in entries)
    answers = [(q, asked.ask(q["query"])) for q in rows(f"faq_{school}_queries.jsonl")]
    known = [right(q, found) for q, found in answers if q["gold"] != "none"]
    answered = [q["gold"] != "none" and right(q, found) for q, found in answers if found.answered]
    unknown = [found.answered for q, found in answers if q["gold"] == "none"]
    assert sum(known) / len(known) >= first
    assert sum(answered) / len(answered) >= 0.90
    assert sum(unknown) / len(unknown) <= 0.10


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_a_question_asked_word_for_word_is_answered(entry: dict[str, Any]) -> None:
    found = SCHOOL.ask(entry["question"])
    assert (found.ranking[0], found.answered) == (entry["id"], True)


@pytest.mark.parametrize("query", ["", "  ", "？？？", "😂", "asdf", "阿"])
def test_nothing_asked_is_nothing_answered(query: str) -> None:
    assert not SCHOOL.ask(query).answered


def test_an_empty_faq_answers_nothing() -> None:
    assert Faq([]).ask("几点放学") == FaqResult((), 0.0, answered=False)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60) | st.text("几点放学校服怎么请假?多少钱 ", max_size=20))
def test_any_text_gets_a_ranking_and_a_likelihood(query: str) -> None:
    found = SCHOOL.ask(query)
    assert 0 <= found.score <= 1
    assert len(set(found.ranking)) == len(found.ranking)
    assert found.ranking or not found.answered


def test_five_hundred_entries_are_asked_in_half_a_millisecond() -> None:
    many = [
        FaqEntry(f"{e['id']}-{n}", f"{e['question']}{n}", e["similar"], e["answer"])
        for n in range(9)
        for e in ENTRIES
    ]
    school, queries = Faq(many), [q["query"] for q in QUERIES[:50]]
    rounds = []
    for _ in range(5):
        start = time.process_time()
        for query in queries:
            school.ask(query)
        rounds.append((time.process_time() - start) / len(queries))
    assert min(rounds) < 2e-3


def test_lines_come_back_in_order_and_bad_ones_say_why() -> None:
    lines = ['{"id": "a", "query": "几点放学"}', "[]", "{", '{"id": "b"}']
    out = [json.loads(line) for line in faq(lines, ENTRIES)]
    assert (out[0]["id"], out[0]["ranking"][0], out[0]["answered"]) == ("a", "q02", True)
    assert [("error" in line) for line in out] == [False, True, True, True]


def test_an_entry_without_a_question_is_refused() -> None:
    with pytest.raises(UserError):
        list(faq([], [{"id": "x"}]))
