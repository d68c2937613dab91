"""What is read only where it could matter: what was spared would have told nothing."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.commands import COMMANDS
from bot.commands.dispatch import NUMBER
from bot.commands.spec import find
from bot.parsing import clauses, lookup, replies
from bot.parsing.meaning import Meaning, Pupil
from bot.parsing.names.aliasing import Aliases

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "replies"
JOINED = 400  # lines made of two or three others
EVERY = 7  # so many lines of the corpus are one that is tried


@pytest.fixture(scope="module", name="said")
def _said() -> list[tuple[str, str]]:
    """(text, card): lines of the corpus, and lines joined of them."""
    lines = list(_lines())
    chance = random.Random(5)
    joined = [
        (chance.choice("，。？ \n").join(text for text, _ in chance.sample(lines, 3)), lines[at][1])
        for at in range(JOINED)
    ]
    return [*lines[::EVERY], *joined]


def _lines() -> Iterator[tuple[str, str]]:
    for path in sorted(CORPUS.glob("*.jsonl")):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            yield row["text"], row.get("sender_card") or ""


def test_parts_that_are_not_read_would_not_change_the_primary_intent(
    said: list[tuple[str, str]],
) -> None:
    reader = replies.load()

    def told(meaning: Meaning) -> tuple[object, ...]:
        return meaning.primary, meaning.confidence

    for text, card in said:
        assert told(reader.primary(text, card)) == told(reader.intents(text, card)), text


def test_a_command_that_a_group_calls_by_its_number_has_one(said: list[tuple[str, str]]) -> None:
    calls = ["统计", "统计 三", "催", "催１２", "文件３", "报告 4", "撤回", "接龙汇总5"]
    for text in [*calls, *(text for text, _ in said)]:
        called = find(COMMANDS, text)
        if called and called[1].groupdict().get("no"):
            assert NUMBER.search(text)


def test_a_line_is_cleaned_of_unseen_signs_and_only_once() -> None:
    assert clauses.clean("收\u200b到\x07") == "收到"
    assert clauses.clean("第一行\n第二行\t完") == "第一行\n第二行\t完"
    for text, _ in _lines():
        assert clauses.clean(clauses.clean(text)) == clauses.clean(text)


def test_matters_are_all_pairs_of_characters_that_tell() -> None:
    assert {"秋游", "游带", "带伞", "伞"} == lookup.matters("秋游带伞 a")


def test_a_full_name_is_found_as_among_all_ways_to_say_it() -> None:
    names = ["曾宇航", "单于浩", "张子涵", "章子涵", "李明", "李明", "欧阳一诺", "古丽·买买提"]
    index = Aliases([Pupil(f"s{at}", name) for at, name in enumerate(names)])
    every = Aliases([Pupil(f"s{at}", name) for at, name in enumerate(names)])
    every._full.clear()
    for piece in [*names, *(name.replace("·", "") for name in names), "涵涵", "子涵"]:
        assert index.best(piece) == every.best(piece)
        assert index.best(piece) is not None
