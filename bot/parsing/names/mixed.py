"""Names typed half in Latin letters: 小man, 王zixuan."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Protocol

from bot.parsing.names import sounds
from bot.parsing.names.aliases import Kind
from bot.parsing.names.aliasing import Hit

_LATIN = re.compile(r"[A-Za-z]{2,}")
_MOST_BEFORE, _MOST_AFTER = 3, 2
_SHORTEST = 4  # letters: ok, QQ and the like are no names


class Spelling(Protocol):
    """What tells whom letters spell."""

    def spelled(self, letters: str) -> Hit | None: ...


def find(index: Spelling, text: str) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
    """Each such name's place and all pupils whom it fits; the most characters decide."""
    for latin in _LATIN.finditer(text):
        spans = product(range(_MOST_BEFORE, -1, -1), range(_MOST_AFTER, -1, -1))
        around = sorted(spans, key=sum, reverse=True)
        for before, after in around:
            start, end = latin.start() - before, latin.end() + after
            if start < 0 or end > len(text):
                continue
            if hit := _fits(index, text[start:end]):
                yield (start, end), hit.pupils
                break


def _fits(index: Spelling, words: str) -> Hit | None:
    letters = "".join(map(sounds.syllable, sounds.simplified(words)))
    if len(letters) < _SHORTEST or not letters.isalpha() or not letters.isascii():
        return None
    hit = index.spelled(letters)
    return hit if hit and hit.kind <= Kind.GIVEN else None
