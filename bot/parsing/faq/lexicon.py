"""What words mean in questions to a school: the topics they stand for, and what no school answers."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.parsing.faq.phrases import Phrases

TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("faq.toml").read_text("utf-8"))

Span = tuple[int, int, list[str]]
Keep = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words and shapes of phrases, ready to be found in plain text."""

    words: Phrases
    shapes: tuple[tuple[str, re.Pattern[str]], ...]
    foreign_words: Phrases
    foreign_shapes: re.Pattern[str]
    private_words: Phrases
    private_shapes: re.Pattern[str]

    def topics(self, text: str) -> Iterator[Span]:
        """Where a text speaks of something, and of what."""
        yield from self.words.find(text)
        for idea, pattern in self.shapes:
            for match in pattern.finditer(text):
                yield *match.span(), [idea]

    def foreign(self, text: str) -> tuple[str, ...]:
        """The words about what no school's list answers."""
        words = (text[start:end] for start, end, _ in self.foreign_words.find(text))
        return (*words, *(match[0] for match in self.foreign_shapes.finditer(text)))

    def private(self, text: str) -> bool:
        """Whether it is about one child's own affairs."""
        found = any(self.private_words.find(text))
        return found or self.private_shapes.search(text) is not None


def read(table: Mapping[str, Any], keep: Keep = lambda _: True) -> Lexicon:
    """The lexicon of a table; only of those words and shapes that are to be kept."""

    def words(said: str) -> str:
        return " ".join(filter(keep, said.split()))

    def shape(forms: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(filter(keep, forms)) or "(?!)")

    return Lexicon(
        Phrases({idea: words(said) for idea, said in table["topics"].items()}),
        tuple((idea, shape(forms)) for idea, forms in table["patterns"].items()),
        Phrases({"": words(table["foreign"])}),
        shape(table["shapes"]["foreign"]),
        Phrases({"": words(table["private"])}),
        shape(table["shapes"]["private"]),
    )


SHIPPED = read(TABLE)
