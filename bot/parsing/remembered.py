"""Families write the same few words: what was read out of a short line is read once."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Read = TypeVar("Read")
MOST = 4_096  # lines that are remembered, the latest
LONGEST = 60  # characters of them: long lines are written once


def remembered(read: Callable[[str], Read]) -> Callable[[str], Read]:
    """A pure reading of a line, done once for the same short line. What it gives is not changed."""
    known = lru_cache(MOST)(read)

    @wraps(read)
    def again(text: str) -> Read:
        return known(text) if len(text) <= LONGEST else read(text)

    return again
