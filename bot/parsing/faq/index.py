"""Which entries of a FAQ share rare terms with a question: BM25 over an inverted index."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.parsing.faq.terms import ASK, CHAR, PAIR, TOPIC, WORD

_WEIGHT = {TOPIC: 2.4, ASK: 1.0, WORD: 1.0, PAIR: 0.8, CHAR: 0.5}
_SATURATION = 1.5
_LENGTH = 0.3
_COMMON = 0.4  # a term in more than this share of the entries tells nothing
_MOST = 500  # entries; nor does one in more than these, and it would cost the most


class TermIndex:
    """Entries by their terms, each with its share of the score ready."""

    def __init__(self, entries: Sequence[Mapping[str, float]]) -> None:
        """`entries`: for each entry, how much it says of each term."""
        self._size = len(entries)
        self._unknown = math.log(1 + self._size * 2)
        spread = Counter(term for entry in entries for term in entry)
        self.rarity = {term: self._rarity(n) for term, n in spread.items()}
        mean = sum(map(sum, (e.values() for e in entries))) / max(1, self._size)
        common = min(_MOST, max(2, _COMMON * self._size))
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, entry in enumerate(entries):
            length = sum(entry.values()) / (mean or 1)
            norm = _SATURATION * (1 - _LENGTH + _LENGTH * length)
            for term, said in entry.items():
                if spread[term] <= common:
                    share = said * (1 + _SATURATION) / (said + norm)
                    self._postings[term].append((number, share * self.weight(term)))

    def _rarity(self, spread: int) -> float:
        return math.log(1 + (self._size - spread + 0.5) / (spread + 0.5))

    def weight(self, term: str) -> float:
        """How much a term matters: by its kind, and the more the rarer it is."""
        return _WEIGHT[term[0]] * self.rarity.get(term, self._unknown)

    def scores(self, terms: Iterable[str]) -> dict[int, float]:
        """Score for each entry that shares a term."""
        scores: dict[int, float] = defaultdict(float)
        for term in set(terms):
            for number, share in self._postings.get(term, ()):
                scores[number] += share
        return scores
