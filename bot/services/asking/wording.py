"""The words of a question as a teacher reads them: without what only stands beside it."""

from collections.abc import Sequence

from bot import texts
from bot.parsing import clauses, lookup, privacy
from bot.services.counting import slips
from bot.services.line import Line
from bot.services.replying import meant
from storage.views import Notice

BRIEF = 8  # characters; a longer clause says more than an answer


def of(line: Line, notice: Notice | None) -> str:
    """The words that matter of a line: without its 收到, its greetings and its answer."""
    asked = line.read.questions
    told = [p for p in line.read.parts if p not in asked and _tells(p)]
    answer = _answering(line, told, notice) if notice else []
    keep = [p for p in line.read.parts if p in asked or (p in told and p not in answer)]
    return privacy.redacted(str(texts.find("marks.space")).join(keep))


def _tells(part: str) -> bool:
    """Does a clause say more than 收到 or 参加?"""
    return not clauses.affirmed(part) and not lookup.ANSWER_ONLY.fullmatch(clauses.bare_words(part))


def _answering(line: Line, told: Sequence[str], notice: Notice) -> list[str]:
    """The short clauses that are the answer to the notice itself: B, 我们参加; 3人 and 大巴."""
    short = [part for part in told if len(clauses.bare_words(part)) <= BRIEF]
    together = str(texts.find("marks.space")).join(short)
    if notice.kind in slips.FILLED and _answers(line, together, notice):
        return short
    return [part for part in short if _answers(line, part, notice)]


def _answers(line: Line, words: str, notice: Notice) -> bool:
    return meant.read(notice, line.saying(words)).says == "answer"
