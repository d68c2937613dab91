"""Trains the classifier of replies on the corpus and writes the weights the product ships.

    python -m tools.train_replies               train on every hand, write the weights
    python -m tools.train_replies --leave-out   train on all hands but one, score on that one

Needs scikit-learn; the product does not.
"""

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.parsing.meaning import Intent, OpenNotice
from bot.parsing.replies import classifier, dialect, features, normalise, shapes, topics
from bot.parsing.replies.reading import WEIGHTS, names_in

CORPUS = Path("corpus/replies")
_STRENGTH = 4.0
_SEEN_TWICE = 2
_CONTEXT = 0.7  # the open notice is often beside the point
Example = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """One example as the classifier sees it."""

    features: list[str]
    label: str


def read_hand(path: Path) -> list[Example]:
    """The examples of one file of the corpus."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def hands(folder: Path = CORPUS) -> dict[str, list[Example]]:
    """Every hand's examples by the name of the hand."""
    return {path.stem: read_hand(path) for path in sorted(folder.glob("*.jsonl"))}


def notice_of(example: Example) -> OpenNotice | None:
    """The open notice of an example."""
    told = (example.get("context") or {}).get("open_notice")
    if not told:
        return None
    return OpenNotice(told["kind"], told.get("title", ""), tuple(told.get("options") or ()))


def look(example: Example) -> Seen:
    """What the classifier sees of an example."""
    names = names_in(example["sender_card"])
    around = features.setting(example["sender_card"], notice_of(example))
    words = dialect.standard(normalise.read(example["text"]).words)
    return Seen(features.features(words, around, names), example["intent"])


def undecided(example: Example) -> bool:
    """Whether an example is the classifier's business at all."""
    around = features.setting(example["sender_card"], notice_of(example))
    line = normalise.read(example["text"])
    known = example["intent"] == Intent.COMMAND  # by its form alone
    return not known and shapes.decided(line.words, line.whole, around) is None


def fit(examples: Sequence[Seen]) -> bytes:
    """Train and pack a classifier."""
    counts = Counter(name for seen in examples for name in seen.features)
    rarity = {
        name: math.log(len(examples) / n) * (_CONTEXT if name.startswith("k:") else 1.0)
        for name, n in counts.items()
        if n >= _SEEN_TWICE
    }
    places = {name: at for at, name in enumerate(rarity)}
    model = LogisticRegression(C=_STRENGTH, max_iter=300, tol=1e-3)
    model.fit(_matrix(examples, places, rarity), [seen.label for seen in examples])
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


def _matrix(
    examples: Iterable[Seen], places: dict[str, int], rarity: dict[str, float]
) -> csr_matrix:
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for seen in examples:
        known = [name for name in seen.features if name in places]
        length = classifier.size(sum(rarity[name] ** 2 for name in known))
        columns += [places[name] for name in known]
        values += [rarity[name] / length for name in known]
        ends.append(len(columns))
    return csr_matrix((np.array(values), columns, ends), shape=(len(ends) - 1, len(places)))


def train(examples: Iterable[Example]) -> bytes:
    """A packed classifier from examples of the corpus."""
    return fit([look(example) for example in examples if undecided(example)])


def train_topics(examples: Iterable[Example]) -> bytes:
    """A packed classifier of what questions are about."""
    told = ((e, e["slots"].get("topic")) for e in examples)
    return fit(
        [Seen(topics.look(normalise.read(e["text"]).words), topic) for e, topic in told if topic]
    )


def main() -> None:
    """Train on every hand and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=WEIGHTS.parent)
    out = parser.parse_args().out
    examples = [example for hand in hands().values() for example in hand]
    classifier.write(out / WEIGHTS.name, train(examples))
    classifier.write(out / topics.WEIGHTS.name, train_topics(examples))


if __name__ == "__main__":
    main()
