"""How well an entry of a FAQ fits a question, told by a handful of plain numbers."""

import math
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.parsing.faq.lexicon import Lexicon
from bot.parsing.faq.terms import ASK, CHAR, PAIR, TOPIC, WORD, Terms, nouns, rarity, terms

WEIGHTS = Path(__file__).with_name("faq_fit.toml")
_FIT = tomllib.loads(WEIGHTS.read_text("utf-8"))
NAMES: tuple[str, ...] = tuple(_FIT["weights"])
_ORDER: list[float] = list(_FIT["weights"].values())
_SURE: list[float] = list(_FIT["sure"].values())
ANSWERED: float = _FIT["answered"]
_FAR_AHEAD = 3.0
_MANY_WORDS = 10
_IN_ANSWER = 0.6
_TELLING = frozenset({"价钱", "地点", "谁", "数量", "购买", "退出"})

Weigh = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Known:
    """An entry read into terms: each way to ask it, what it is asked by and what it tells."""

    id: str
    ways: tuple[Terms, ...]
    asked: frozenset[str]
    told: frozenset[str]
    ideas: frozenset[str]
    asks: frozenset[str]
    text: str


def known(entry_id: str, ways: tuple[str, ...], answer: str, lexicon: Lexicon) -> Known:
    """Read an entry: `ways` are its question and the similar ones."""
    read, told = tuple(terms(way, lexicon) for way in ways), terms(answer, lexicon)
    return Known(
        id=entry_id,
        ways=read,
        asked=frozenset().union(*(way.terms for way in read)),
        told=told.terms,
        ideas=told.topics.union(*(way.topics for way in read)),
        asks=frozenset().union(*(way.asks for way in read)),
        text="\n".join(way.text for way in (*read, told)),
    )


class Question:
    """A question with the weight of each of its terms."""

    def __init__(self, said: Terms, weigh: Weigh) -> None:
        self.said = said
        self.weights = {term: weigh(term) for term in said.terms}
        self.whole = sum(self.weights.values())
        self.spelling = frozenset(_characters(said.terms))
        self.characters = self.weight(self.spelling)

    def weight(self, terms_of_it: Iterable[str]) -> float:
        """What these of its terms weigh together."""
        return sum(map(self.weights.__getitem__, terms_of_it))


class _Way:
    """One way to ask an entry, with what it weighs."""

    def __init__(self, said: frozenset[str], weigh: Weigh) -> None:
        self._said = said
        self._whole = sum(map(weigh, said))
        self._characters = sum(map(weigh, _characters(said)))

    def near(self, question: Question) -> tuple[float, float, float]:
        """Dice's share of the weight that both have, the same by characters alone, and the
        share of this way that the question says."""
        both = question.said.terms & self._said
        common = question.weight(both)
        by_characters = question.weight(both & question.spelling)
        return (
            2 * common / (question.whole + self._whole or 1),
            2 * by_characters / (question.characters + self._characters or 1),
            common / (self._whole or 1),
        )


class Candidate:
    """An entry with the weight of each way to ask it."""

    def __init__(self, entry: Known, weigh: Weigh) -> None:
        self.entry = entry
        self.ways = [_Way(way.terms, weigh) for way in entry.ways]
        self.subjects = [
            {topic: weigh(TOPIC + topic) for topic in way.topics} for way in entry.ways
        ]

    def features(self, question: Question, share: float) -> tuple[float, ...]:
        """What speaks for and against the entry, in the order of the weights.

        `share` is its score by terms beside that of the best entry.
        """
        said, entry = question.said, self.entry
        unknown = [w for w, topics in said.words if not self._knows(w, topics)]
        return (
            share,
            self._covered(question, said.terms),
            self._covered(question, frozenset(TOPIC + topic for topic in said.topics)),
            *self._near(question),
            _share_of(unknown, question),
            min(2, sum(word in nouns() for word in unknown)) / 2,
            max(map(rarity, unknown), default=0.0),
            min(_MANY_WORDS, len(said.words)) / _MANY_WORDS,
            float(self._asks_else(said)),
            max(_common(said.asks, way.asks) for way in entry.ways),
            max(_taken_up(said.topics, subject) for subject in self.subjects),
            float(any(word not in entry.text for word in said.foreign)),
            float(said.private),
        )

    def _near(self, question: Question) -> tuple[float, float, float]:
        """How near the nearest way to ask is: by all terms, by characters, and how much of it
        the question says."""
        near = [way.near(question) for way in self.ways]
        alike, by_characters, said = (max(numbers) for numbers in zip(*near, strict=True))
        return alike, by_characters, said

    def _knows(self, word: str, topics: frozenset[str]) -> bool:
        return not topics.isdisjoint(self.entry.ideas) or word in self.entry.text

    def _covered(self, question: Question, said: frozenset[str]) -> float:
        """Share of the weight of `said` that the entry speaks of as well."""
        whole = question.weight(said)
        asked = said & self.entry.asked
        told = (said & self.entry.told) - asked
        covered = question.weight(asked) + _IN_ANSWER * question.weight(told)
        return covered / whole if whole else 0.0

    def _asks_else(self, said: Terms) -> bool:
        """Whether the question asks for a price, a place … that the entry is not about."""
        asked = {ASK + ask for ask in said.asks & _TELLING}
        return any(a not in self.entry.asked and a not in self.entry.told for a in asked)


def score(numbers: Sequence[float], weights: Sequence[float] = _ORDER) -> float:
    """How well an entry with these features fits, beside other entries."""
    return sum(w * number for w, number in zip(weights, numbers, strict=True))


def told(numbers: Sequence[float], best: float, second: float) -> tuple[float, ...]:
    """All that tells whether the best entry, with these features, answers the question.

    `best` and `second` are the scores of the two that fit best.
    """
    return (*numbers, min(_FAR_AHEAD, best - second), best)


def sure(told: Sequence[float]) -> float:
    """How likely (0..1) the best entry answers the question."""
    total = sum(w * number for w, number in zip(_SURE, told, strict=True))
    return 1 / (1 + math.exp(-total - _FIT["bias"]))


def _characters(said: Iterable[str]) -> list[str]:
    return [term for term in said if term[0] in (PAIR, CHAR)]


def _common(some: frozenset[str], others: frozenset[str]) -> float:
    """Share of what two sets have together, none where both are empty."""
    together = some | others
    return len(some & others) / len(together) if together else 0.0


def _taken_up(topics: frozenset[str], subject: dict[str, float]) -> float:
    """Share of the weight of a way's subject that the question takes up."""
    whole = sum(subject.values())
    return sum(subject[t] for t in topics & subject.keys()) / whole if whole else 0.0


def _share_of(unknown: Iterable[str], question: Question) -> float:
    """Share of the question's words that the entry knows neither by word nor by idea."""
    whole = question.weight(WORD + word for word, _ in question.said.words)
    return question.weight(WORD + word for word in unknown) / whole if whole else 0.0
