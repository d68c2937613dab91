"""Times in a row that share a verb, and what they say about the child's absence."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.parsing.dates.model import Found

MARKS = ",。;!\n"
CLAUSE = re.compile(r"[^,。;!?\n ]+")
_SATURDAY = 5
_SENTENCE = re.compile(r"[ ,]*[^。!?;\n]+")


class Role(StrEnum):
    """What a time says about the child's absence."""

    AWAY = "away"
    PLAIN = "plain"  # a time without a verb of its own
    UNTIL = "until"
    BACK = "back"
    MAYBE = "maybe"
    CAUSE = "cause"
    NOT = "not"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Window:
    """Times in a row that share a verb, and the words around them."""

    times: tuple[Found, ...]
    before: str
    after: str
    final: bool  # no other time follows
    role: Role = Role.PLAIN

    @property
    def start(self) -> date:
        return min(found.start for found in self.times)

    @property
    def end(self) -> date:
        return max(found.end for found in self.times)

    @property
    def implied(self) -> bool:
        return all(found.implied for found in self.times)

    @property
    def is_week(self) -> bool:
        """Whether it is a calendar week."""
        return self.end - self.start == timedelta(6) and not self.start.weekday()

    @property
    def is_weekend(self) -> bool:
        """Whether it lies within one weekend."""
        return (
            self.start.weekday() >= _SATURDAY
            and self.end.weekday() >= _SATURDAY
            and self.end - self.start <= timedelta(1)
        )

    @property
    def clauses(self) -> list[str]:
        """The clauses after it in its sentence, without one that leads on to the next time."""
        sentence = _SENTENCE.match(self.after)
        clauses = CLAUSE.findall(sentence[0] if sentence else self.after)
        leads_on = not self.final and len(clauses) > 1 and self.after[-1] not in " ?" + MARKS
        return clauses[:-1] if leads_on else clauses

    @property
    def words(self) -> str:
        """What belongs to it most closely: the words before, and after it to the first mark."""
        return self.before + (self.clauses or [""])[0]

    @property
    def all_words(self) -> str:
        """The words before, and after it to the end of the sentence."""
        return " ".join([self.before, *self.clauses])
