"""How well an entry of a FAQ fits a question, told by a handful of plain numbers."""

import math
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.parsing.faq.terms import ASK, TOPIC, WORD, Terms, nouns, terms

_FIT = tomllib.loads(Path(__file__).with_name("faq_fit.toml").read_text("utf-8"))
_WEIGHTS: list[float] = list(_FIT["weights"].values())
ANSWERED: float = _FIT["answered"]
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


def known(entry_id: str, ways: tuple[str, ...], answer: str) -> Known:
    """Read an entry: `ways` are its question and the similar ones."""
    read, told = tuple(map(terms, ways)), terms(answer)
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

    def weight(self, terms_of_it: Iterable[str]) -> float:
        """What these of its terms weigh together."""
        return sum(map(self.weights.__getitem__, terms_of_it))


class Candidate:
    """An entry with the weight of each way to ask it."""

    def __init__(self, entry: Known, weigh: Weigh) -> None:
        self.entry = entry
        self.ways = [(way.terms, sum(map(weigh, way.terms))) for way in entry.ways]
        self.subjects = [
            {topic: weigh(TOPIC + topic) for topic in way.topics} for way in entry.ways
        ]

    def likelihood(self, question: Question, share: float) -> float:
        """How likely (0..1) the entry answers the question.

        `share` is its score by terms beside that of the best entry.
        """
        numbers = self.features(question, share)
        total = sum(w * number for w, number in zip(_WEIGHTS, numbers, strict=True))
        return 1 / (1 + math.exp(-total - _FIT["bias"]))

    def features(self, question: Question, share: float) -> tuple[float, ...]:
        """What speaks for and against the entry, in the order of the weights."""
        said, entry = question.said, self.entry
        unknown = [w for w, topics in said.words if not self._knows(w, topics)]
        return (
            share,
            self._covered(question, said.terms),
            self._covered(question, frozenset(TOPIC + topic for topic in said.topics)),
            self._alike(question),
            _share_of(unknown, question),
            min(2, sum(word in nouns() for word in unknown)) / 2,
            float(not said.topics),
            float(self._asks_else(said)),
            max(_common(said.asks, way.asks) for way in entry.ways),
            max(_taken_up(said.topics, subject) for subject in self.subjects),
            float(any(word not in entry.text for word in said.foreign)),
            float(said.private),
        )

    def _knows(self, word: str, topics: frozenset[str]) -> bool:
        return not topics.isdisjoint(self.entry.ideas) or word in self.entry.text

    def _covered(self, question: Question, said: frozenset[str]) -> float:
        """Share of the weight of `said` that the entry speaks of as well."""
        whole = question.weight(said)
        asked = said & self.entry.asked
        told = (said & self.entry.told) - asked
        covered = question.weight(asked) + _IN_ANSWER * question.weight(told)
        return covered / whole if whole else 0.0

    def _alike(self, question: Question) -> float:
        """Dice's share of the weight common to the question and the nearest way to ask."""
        return max(
            2 * question.weight(question.said.terms & way) / (question.whole + weight or 1)
            for way, weight in self.ways
        )

    def _asks_else(self, said: Terms) -> bool:
        """Whether the question asks for a price, a place … that the entry is not about."""
        asked = {ASK + ask for ask in said.asks & _TELLING}
        return any(a not in self.entry.asked and a not in self.entry.told for a in asked)


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
