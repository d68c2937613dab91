"""The signs that an invitation agrees on for coming and staying away: 能来的扣1，不能来的扣2."""

import re

from bot.parsing import clauses
from bot.parsing.answers import NOTHING, Answer
from bot.parsing.attend import COMES, STAYS

_GIVE = r"(?:扣|回复?|打|发|复)\s*[“\"「]?\s*"
_AGREED = re.compile(
    rf"(?:参加|来|去|到)的?[^。，,；;]{{0,6}}{_GIVE}(?P<comes>[0-9A-Za-z一二])(?![\w])"
    rf".{{0,10}}?不.{{0,8}}?{_GIVE}(?P<stays>[0-9A-Za-z一二])(?![\w])"
)


def coded(body: str, text: str) -> Answer:
    """What one of the agreed signs alone says; NOTHING where none was agreed on or given."""
    agreed = _AGREED.search(body)
    said = clauses.bare_words(text)
    if agreed is None or said not in {sign.casefold() for sign in agreed.groups()}:
        return NOTHING
    return Answer("answer", COMES if said == agreed["comes"].casefold() else STAYS)
