"""What a question is about: time, place, materials, homework, fee …"""

import tomllib
from functools import lru_cache
from pathlib import Path

from bot.parsing.replies import dialect, features
from bot.parsing.replies.classifier import Classifier
from bot.parsing.replies.features import Setting

_SIGNS = {
    topic: tuple(words.split())
    for topic, words in tomllib.loads(
        Path(__file__).with_suffix(".toml").read_text("utf-8")
    ).items()
}
NAMES = frozenset(_SIGNS)
WEIGHTS = Path(__file__).with_name("topics.bin")


@lru_cache(maxsize=1)
def load() -> Classifier:
    """The shipped weights. Call it once at start; later calls cost nothing."""
    return Classifier.load(WEIGHTS)


def of(words: str) -> str:
    """The topic of a question in plain `words`."""
    classifier = load()
    chances = classifier.probabilities(look(words))
    return classifier.labels[chances.index(max(chances))]


def look(words: str) -> set[str]:
    """What the classifier sees of a question."""
    words = dialect.standard(words)
    signs = {f"c:{topic}" for topic, said in _SIGNS.items() if any(s in words for s in said)}
    return features.features(words, Setting()) | signs
