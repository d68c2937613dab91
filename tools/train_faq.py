"""Learns how much each feature of a FAQ's entry counts, and writes the weights the product ships.

    python -m tools.train_faq            learn from every school of the tests, write the weights
    python -m tools.train_faq --apart    print how each school is answered by the others' weights

The lexicon was made while these schools were read, so it fits them better than the next one: each
is read again with a share of its words and shapes left out. Needs scikit-learn.
"""

import argparse
import json
import math
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from bot.parsing.faq import Faq, FaqEntry, fit
from bot.parsing.faq.lexicon import TABLE, Lexicon, read

_linear: Any = import_module("sklearn.linear_model")  # installed for training alone

SCHOOLS = ("", "boarding_", "nursery_", "village_")
_TESTS = Path(__file__).parent.parent / "tests" / "parsing"
_LEFT_OUT = (0.0, 0.2, 0.4)
_ANSWERED = 0.8  # share of what can be answered
_FALSE = 0.085  # share of what cannot that is answered all the same, in schools never seen

Numbers = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: the features of each entry near it, which of them is right, if there is one."""

    near: tuple[tuple[str, Numbers], ...]
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt: for the order of entries, and for whether the first one answers."""

    order: list[float]
    sure: list[float]
    bias: float


def schools(left_out: float) -> dict[str, list[Asked]]:
    """The questions to every school, read with this share of the lexicon left out."""
    chance = random.Random(round(left_out * 100))  # the same words every time
    lexicon = read(TABLE, lambda _: chance.random() >= left_out)
    return {school: list(_asked(school, lexicon)) for school in SCHOOLS}


def _asked(school: str, lexicon: Lexicon) -> Iterator[Asked]:
    entries = _rows(f"faq_{school}entries.jsonl")
    faq = Faq(
        [FaqEntry(e["id"], e["question"], e["similar"], e["answer"]) for e in entries], lexicon
    )
    for query in _rows(f"faq_{school}queries.jsonl"):
        right = () if query["gold"] == "none" else query["gold"]
        near = ((entry_id, numbers) for _, entry_id, numbers in faq.judged(query["query"]))
        yield Asked(tuple(near), frozenset(right))


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (_TESTS / name).read_text("utf-8").splitlines()]


def learn(asked: Sequence[Asked]) -> Weights:
    """Pairs of a right and a wrong entry tell the order, the first ones whether to answer."""
    pairs = list(_pairs(asked))
    both = [*pairs, *(tuple(-number for number in pair) for pair in pairs)]
    half = [1] * len(pairs) + [0] * len(pairs)
    order = _linear.LogisticRegression(C=0.03, fit_intercept=False, max_iter=3000).fit(both, half)
    weights = [float(w) for w in order.coef_[0]]
    firsts = [first(one, weights) for one in asked if one.near]
    told, right = [numbers for numbers, _ in firsts], [right for _, right in firsts]
    sure = _linear.LogisticRegression(max_iter=3000).fit(told, right)
    return Weights(weights, [float(w) for w in sure.coef_[0]], float(sure.intercept_[0]))


def _pairs(asked: Iterable[Asked]) -> Iterator[Numbers]:
    for one in asked:
        right = [numbers for entry_id, numbers in one.near if entry_id in one.right]
        wrong = [numbers for entry_id, numbers in one.near if entry_id not in one.right]
        for better in right[:1]:
            yield from (tuple(a - b for a, b in zip(better, w, strict=True)) for w in wrong)


def first(one: Asked, order: Sequence[float]) -> tuple[Numbers, bool]:
    """All that tells whether the first entry answers, and whether it is right."""
    ranked = sorted(((fit.score(n, order), i, n) for i, n in one.near), reverse=True)
    best, entry_id, numbers = ranked[0]
    second = ranked[1][0] if len(ranked) > 1 else float("-inf")
    return fit.told(numbers, best, second), entry_id in one.right


def row(asked: Sequence[Asked], weights: Weights) -> str:
    """Recall of the first, then precision and false answers where 80 % are answered."""
    rated = [(*_rated(one, weights), bool(one.right)) for one in asked]
    known = sorted((sure for sure, _, has in rated if has), reverse=True)
    least = known[int(_ANSWERED * len(known)) - 1]
    answered = [right for sure, right, _ in rated if sure >= least]
    false = [sure >= least for sure, _, has in rated if not has]
    parts = ([right for _, right, has in rated if has], answered, false)
    return "  ".join(f"{sum(part) / len(part):.3f}" for part in parts)


def _rated(one: Asked, weights: Weights) -> tuple[float, bool]:
    if not one.near:
        return float("-inf"), False
    told, right = first(one, weights.order)
    return weights.bias + sum(w * n for w, n in zip(weights.sure, told, strict=True)), right


def apart(read_so: Sequence[dict[str, list[Asked]]]) -> Iterator[tuple[str, Weights]]:
    """Each school with the weights learnt from all the others."""
    for name in SCHOOLS:
        yield name, learn([one for so in read_so for s in SCHOOLS if s != name for one in so[s]])


def threshold(read_so: Sequence[dict[str, list[Asked]]]) -> float:
    """From which likelihood on to answer, so that few of the questions without an answer get one
    in a school that the weights were not learnt from."""
    rated = (_rated(o, w)[0] for s, w in apart(read_so) for o in read_so[0][s] if not o.right)
    none = sorted(rated, reverse=True)
    return 1 / (1 + math.exp(-none[int(_FALSE * len(none))]))


def write(weights: Weights, answered: float) -> None:
    """Put the weights where the product reads them."""
    lines = [line for line in fit.WEIGHTS.read_text("utf-8").splitlines() if line[:1] == "#"]
    lines[1:1] = [f"bias = {weights.bias:.3f}"]
    lines += [f"answered = {answered + 0.001:.3f}", "", "[weights]"]
    lines += [f"{n} = {w:.3f}" for n, w in zip(fit.NAMES, weights.order, strict=True)]
    lines += ["", "[sure]"]
    names = (*fit.NAMES, "ahead", "fits")
    lines += [f"{n} = {w:.3f}" for n, w in zip(names, weights.sure, strict=True)]
    fit.WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """Learn, or print how well the schools are answered apart."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--apart", action="store_true")
    only_apart = parser.parse_args().apart
    read_so = [schools(left_out) for left_out in _LEFT_OUT]
    if not only_apart:
        every = [one for so in read_so for school in so.values() for one in school]
        write(learn(every), threshold(read_so))
        return
    for name, weights in apart(read_so):
        print(f"{name or 'primary_':10}", row(read_so[0][name], weights))  # noqa: T201


if __name__ == "__main__":
    main()
