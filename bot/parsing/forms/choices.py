"""The words that a field offers, found in what people write: 低 in 唱低声部, 原味 in 换成原味."""

import re
from collections.abc import Collection, Sequence

from bot.parsing.chains.words import any_of
from bot.parsing.forms import words

Span = tuple[int, int]
_HAN = "[\u4e00-\u9fff]"


def found(text: str, offered: Sequence[str], names: Collection[str]) -> list[tuple[str, Span]]:
    """Each offered word with its place; `names` are what the field is called.

    A single character counts where it stands alone or beside the field's name: 高 is none in 高兴.
    """
    places: list[tuple[str, Span]] = []
    for word in sorted(offered, key=len, reverse=True):
        pattern = re.escape(word) if len(word) > 1 else _alone(word, any_of(list(names)))
        for match in re.finditer(pattern, text):
            if not any(a < match.end() and match.start() < b for _, (a, b) in places):
                places.append((word, match.span()))
    return sorted(places, key=lambda place: place[1])


def _alone(sign: str, name: str) -> str:
    """One character beside the field's name, or with a verb before it and an ending behind it."""
    sign, lead, tail = re.escape(sign), words.one_of("leads"), words.one_of("choice_tails")
    alone = rf"(?<!{_HAN}){lead}*{_HAN}{{0,2}}?{sign}{tail}*(?!{_HAN})"
    return rf"(?:{name})\W*{sign}|{sign}(?:{name})|{alone}"
