"""The bare number of a notice in front of what is said to it: 7参加, 8收到."""

import re
from collections.abc import Iterable, Iterator

_NUMBER = re.compile(
    r"^\s*(?:通知|第)?\s*(\d{1,5})\s*(?:号|条)?[\s:：、.．,，]*(?=[^\d点月日号时:：人个盒份年岁元块])"
)
_INSIDE = re.compile(
    r"(?<=[^\d\s点月日第])(?=\d{1,5}(?:号|条)?\s*(?:参加|不参加|收到|去|不去|来|知道|好的))"
)


def pieces(parts: Iterable[str]) -> Iterator[str]:
    """The clauses, cut once more before each number that begins an answer: 7参加8收到."""
    for part in parts:
        yield from filter(None, _INSIDE.split(part))


def leading(part: str) -> int | None:
    """The number with which a clause begins."""
    found = _NUMBER.match(part)
    return int(found[1]) if found else None


def without(part: str, number: int) -> str:
    """The clause without that number in front."""
    found = _NUMBER.match(part)
    return part[found.end() :] if found and int(found[1]) == number else part
