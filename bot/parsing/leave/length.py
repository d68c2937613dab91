"""How many days are asked for: 请三天, 半天; not the days that are over or asked about."""

import re

from bot.parsing.dates.model import Found
from bot.parsing.leave.lexicon import AFTER, SIGN

_TO_MARK = re.compile(r"[^,。;!?]*.?")
_ASKED = re.compile(r"请|假")


def length_of(words: str, times: list[Found]) -> float:
    """The days asked for: a length with 请 or 假 before one that only explains; 0 if none."""
    lengths = [found for found in times if found.days and not _is_over(words, found)]
    lengths = [found for found in lengths if not _is_asked_back(words, found)] or lengths
    asked = [f for f in lengths if _ASKED.search(words[max(0, f.span[0] - 4) : f.span[1] + 2])]
    return (asked or lengths)[0].days if lengths else 0


def _is_asked_back(words: str, found: Found) -> bool:
    """Whether the length stands in a question: 要隔离二十一天？我们先请七天."""
    clause = _TO_MARK.match(words, found.span[1])
    return clause is not None and clause[0].endswith("?") and clause.end() < len(words)


def _is_over(words: str, found: Found) -> bool:
    begin, end = found.span
    before = SIGN["elapsed"].search(words, max(0, begin - 4), begin)
    return bool(before or AFTER["elapsed"].match(words, end))
