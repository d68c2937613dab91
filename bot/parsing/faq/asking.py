"""The answer a school has ready for a question, or the honest word that there is none."""

import heapq
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from bot.parsing.faq.fit import ANSWERED, Candidate, Known, Question, known, score, sure, told
from bot.parsing.faq.index import TermIndex
from bot.parsing.faq.lexicon import SHIPPED, Lexicon
from bot.parsing.faq.terms import terms

_ANSWER_SHARE = 0.6  # what an answer says counts less than what a question asks
_LOOKED_AT = 9
_LONGEST = 200  # characters; a question says its matter before


@dataclass(frozen=True, slots=True)
class FaqEntry:
    """A question a school answers: also in other words (`similar`), and the answer."""

    id: str
    question: str
    similar: Sequence[str] = ()
    answer: str = ""


@dataclass(frozen=True, slots=True)
class FaqResult:
    """Ids of the nearest entries, the best first; how sure (0..1) the first answers it."""

    ranking: tuple[str, ...]
    score: float
    answered: bool


class Faq:
    """The questions of one school, ready to be asked. Build it once and keep it."""

    def __init__(self, entries: Iterable[FaqEntry], lexicon: Lexicon = SHIPPED) -> None:
        self._lexicon = lexicon
        read = [known(e.id, (e.question, *e.similar), e.answer, lexicon) for e in entries]
        self._answers = {entry.id: entry.answer for entry in entries}
        self._index = TermIndex([_said(entry) for entry in read])
        self._candidates = [Candidate(entry, self._index.weight) for entry in read]

    def answer(self, id_: str) -> str:
        """The answer of an entry."""
        return self._answers[id_]

    def ask(self, query: str) -> FaqResult:
        """The entries nearest to a question, and whether the first of them answers it."""
        judged = sorted(self.judged(query), reverse=True)
        if not judged:
            return FaqResult((), 0.0, answered=False)
        best, second = judged[0][0], judged[1][0] if len(judged) > 1 else -math.inf
        likely = sure(told(judged[0][2], best, second))
        ranking = tuple(entry_id for _, entry_id, _ in judged)
        return FaqResult(ranking, likely, likely >= ANSWERED)

    def judged(self, query: str) -> Iterator[tuple[float, str, tuple[float, ...]]]:
        """(how well it fits, id, features) of the entries nearest by terms."""
        question = Question(terms(query[:_LONGEST], self._lexicon), self._index.weight)
        scores = self._index.scores(question.said.terms)
        nearest = heapq.nlargest(_LOOKED_AT, scores.items(), key=itemgetter(1))
        for number, points in nearest:
            candidate = self._candidates[number]
            numbers = candidate.features(question, points / nearest[0][1])
            yield score(numbers), candidate.entry.id, numbers


def _said(entry: Known) -> dict[str, float]:
    """How much an entry says of each term."""
    said = dict.fromkeys(entry.told, _ANSWER_SHARE)
    for way in entry.ways:
        for term in way.terms:
            said[term] = said.get(term, 0.0) + 1
    return said
