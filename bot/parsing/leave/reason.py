"""Why a child is away: sick, personal or other, and the words for it."""

import re
from typing import Literal

from bot.parsing.leave.lexicon import KIND, POLITE, ROLE

Kind = Literal["sick", "personal", "other"]

_CLAUSE = re.compile(r"[^,。;!?\n]+")
_LABEL = re.compile(r"^.{0,6}:")
_EDGES = " 的了吧呢啊哈:,-+/、()"
_LONGEST = 30


def kind_of(words: str) -> Kind:
    """The kind of leave that plain words speak of."""
    if KIND["kin"].search(words) and not ROLE["symptom"].search(KIND["kin"].sub("", words)):
        return "personal"
    if ROLE["symptom"].search(words) or KIND["sick"].search(words):
        return "sick"
    return "personal" if KIND["personal"].search(words) else "other"


def reason_of(text: str, words: str, spans: list[tuple[int, int]]) -> str:
    """The clause that names the reason, without its times; "" if none does.

    `words` is the plain form of `text`; `spans` are the places of the times in both.
    """
    blank = _without(words, spans)
    for sign in (KIND["kin"], ROLE["symptom"], KIND["sick"], KIND["personal"]):
        if found := sign.search(blank):
            clause = next(c for c in _CLAUSE.finditer(blank) if c.end() > found.start())
            begin, end = clause.span()
            return _tidy(_without(text[begin:end], _moved(spans, begin)), clause[0])
    return ""


def _moved(spans: list[tuple[int, int]], begin: int) -> list[tuple[int, int]]:
    return [(first - begin, last - begin) for first, last in spans if first >= begin]


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    characters = list(text)
    for begin, end in spans:
        characters[begin:end] = " " * len(characters[begin:end])
    return "".join(characters)


def _tidy(clause: str, plain: str) -> str:
    """Keep what is neither a label, nor politeness, nor the asking itself."""
    begin = label.end() if (label := _LABEL.match(plain)) else 0
    pairs = list(zip(clause[begin:].split(), plain[begin:].split(), strict=False))
    pairs = [pair for pair in pairs if not POLITE.search(pair[1])]
    telling = [pair for pair in pairs if not ROLE["ask"].search(pair[1])] or pairs
    return " ".join(word for word, _ in telling).strip(_EDGES)[:_LONGEST]
