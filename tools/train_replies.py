"""Trains the classifier of replies on the corpus and writes the weights the product ships.

    python -m tools.train_replies       train on every hand, write the weights

Needs scikit-learn; the product does not. How well it reads: tools.eval.
"""

import argparse
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from bot.parsing.meaning import Intent
from bot.parsing.replies import classifier, dialect, features, normalise, shapes, topics
from bot.parsing.replies.reading import WEIGHTS, names_in
from tools import corpus
from tools.corpus import Example

# Installed for training alone, so nobody has their types.
_numpy: Any = import_module("numpy")
_sparse: Any = import_module("scipy.sparse")
_linear: Any = import_module("sklearn.linear_model")

_STRENGTH, _TOPIC_STRENGTH = 1.0, 4.0
_HAND = 3.0  # a line by a hand of its own counts as so many of the seed's
_ONE_SIDED, _MANY = 0.5, 0.35  # a hand with so many emergencies, who wrote of danger alone: half
_COPY = 0.25  # an emergency under another notice counts as so much of itself
_SEEN_TWICE = 2
_ELSEWHERE = (None, *({"open_notice": {"kind": kind}} for kind in ("ack", "poll")))
_CONTEXT = 0.7  # the open notice is often beside the point


@dataclass(frozen=True, slots=True)
class Seen:
    """One example as the classifier sees it."""

    features: set[str]
    label: str
    weight: float = 1.0
    copied: bool = False


def look(example: Example, weight: float = 1.0, *, copied: bool = False) -> Seen:
    """What the classifier sees of an example."""
    names = names_in(example["sender_card"])
    around = features.setting(example["sender_card"], corpus.notice_of(example))
    words = dialect.standard(normalise.read(example["text"]).words)
    return Seen(features.features(words, around, names), example["intent"], weight, copied)


def undecided(example: Example) -> bool:
    """Whether an example is the classifier's business at all."""
    around = features.setting(example["sender_card"], corpus.notice_of(example))
    line = normalise.read(example["text"])
    known = example["intent"] == Intent.COMMAND  # by its form alone
    return not known and shapes.decided(line.words, line.whole, around) is None


def fit(examples: Sequence[Seen], strength: float = _STRENGTH) -> bytes:
    """Train and pack a classifier."""
    counts = Counter(name for seen in examples if not seen.copied for name in seen.features)
    rarity = {
        name: math.log(len(examples) / n) * (_CONTEXT if name.startswith("k:") else 1.0)
        for name, n in sorted(counts.items())
        if n >= _SEEN_TWICE
    }
    places = {name: at for at, name in enumerate(rarity)}
    model = _linear.LogisticRegression(C=strength, max_iter=300, tol=1e-3)
    labels, counted = [seen.label for seen in examples], [seen.weight for seen in examples]
    model.fit(_matrix(examples, places, rarity), labels, sample_weight=counted)
    weights = {
        name: [float(w) * rarity[name] for w in model.coef_[:, at]] for name, at in places.items()
    }
    squares = {name: value**2 for name, value in rarity.items()}
    return classifier.pack(
        [str(label) for label in model.classes_],
        [float(b) for b in model.intercept_],
        weights,
        squares,
    )


def _matrix(examples: Iterable[Seen], places: dict[str, int], rarity: dict[str, float]) -> Any:
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for seen in examples:
        known = sorted(name for name in seen.features if name in places)
        length = classifier.size(sum(rarity[name] ** 2 for name in known))
        columns += [places[name] for name in known]
        values += [rarity[name] / length for name in known]
        ends.append(len(columns))
    return _sparse.csr_matrix(
        (_numpy.array(values), columns, ends), shape=(len(ends) - 1, len(places))
    )


def looked(hand: str, examples: Iterable[Example]) -> list[Seen]:
    """What the classifier sees of a hand's examples that are its business."""
    told = [example for example in examples if undecided(example)]
    weight = _weight(hand, told)
    copies = (one for example in told for one in _elsewhere(example) if undecided(one))
    return [look(e, weight) for e in told] + [look(e, weight * _COPY, copied=True) for e in copies]


def _weight(hand: str, told: Sequence[Example]) -> float:
    """How much a line of the hand counts."""
    alarms = sum(example["intent"] == Intent.EMERGENCY for example in told)
    side = _ONE_SIDED if alarms > _MANY * len(told) else 1.0
    return side * (_HAND if hand.startswith("hand_") else 1.0)


def _elsewhere(example: Example) -> Iterator[Example]:
    """An emergency under other notices: danger does not wait for its own."""
    if example["intent"] == Intent.EMERGENCY:
        yield from ({**example, "context": context} for context in _ELSEWHERE)


def train_topics(examples: Iterable[Example]) -> bytes:
    """A packed classifier of what questions are about."""
    told = [(e, e["slots"].get("topic")) for e in examples]
    known = [(e, topic) for e, topic in told if topic in topics.NAMES]
    seen = [Seen(topics.look(normalise.read(e["text"]).words), topic) for e, topic in known]
    return fit(seen, _TOPIC_STRENGTH)


def main() -> None:
    """Train on every hand and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=WEIGHTS.parent)
    out = parser.parse_args().out
    hands = corpus.hands()
    seen = [one for name, lines in hands.items() for one in looked(name, lines)]
    examples = [example for lines in hands.values() for example in lines]
    classifier.write(out / WEIGHTS.name, fit(seen))
    classifier.write(out / topics.WEIGHTS.name, train_topics(examples))


if __name__ == "__main__":
    main()
