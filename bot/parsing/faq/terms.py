"""A question in comparable terms: ideas it speaks of, its words, its characters."""

import logging
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jieba

from bot.parsing.faq.phrases import Phrases
from bot.parsing.names import sounds

_TABLE = tomllib.loads(Path(__file__).with_name("faq.toml").read_text("utf-8"))
TOPIC, ASK, WORD, PAIR, CHAR = "#", "?", "=", "+", "."

_STOP = frozenset(_TABLE["stop"].split())
_TOPICS = Phrases(_TABLE["topics"])
_ASKS = Phrases(_TABLE["asks"])
_FOREIGN = Phrases({"": _TABLE["foreign"]})
_PRIVATE = Phrases({"": _TABLE["private"]})
_PATTERNS = [(idea, re.compile("|".join(forms))) for idea, forms in _TABLE["patterns"].items()]
_FOREIGN_SHAPE = re.compile("|".join(_TABLE["shapes"]["foreign"]))
_PRIVATE_SHAPE = re.compile("|".join(_TABLE["shapes"]["private"]))
_HAN = re.compile(r"[\u3400-\u9fff]+")
_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9.]+")
_NUMBER = re.compile(
    r"[0-9.]+|[0-9一二三四五六七八九十两几半]+[点天周月号节个岁年块分次本门顿餐名支半日]?"
)

Span = tuple[int, int, list[str]]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a text says. Terms carry a mark for their kind: # topic, ? asking, = word, + pair of
    characters, . character. `words` are (word, topics it stands for), without empty words."""

    text: str
    terms: frozenset[str]
    topics: frozenset[str]
    asks: frozenset[str]
    words: tuple[tuple[str, frozenset[str]], ...]
    foreign: tuple[str, ...]
    private: bool


def terms(text: str) -> Terms:
    """Read a question or an answer."""
    plain = sounds.simplified(text)
    spans = [*_TOPICS.find(plain), *_patterned(plain)]
    topics = frozenset(idea for _, _, ideas in spans for idea in ideas)
    asks = frozenset(idea for _, _, ideas in _ASKS.find(plain) for idea in ideas)
    words = tuple(_words(plain, spans))
    found = {TOPIC + t for t in topics} | {ASK + a for a in asks} | {WORD + w for w, _ in words}
    found.update(_characters(plain))
    private = any(_PRIVATE.find(plain)) or _PRIVATE_SHAPE.search(plain) is not None
    return Terms(plain, frozenset(found), topics, asks, words, _foreign(plain), private)


@cache
def nouns() -> frozenset[str]:
    """Nouns of the dictionary: a noun that an entry does not know weighs against it."""
    with _jieba().get_dict_file() as lines:
        rows = (line.decode("utf-8").split() for line in lines)
        return frozenset(word for word, _, tag in rows if tag.startswith("n") and len(word) > 1)


@cache
def _jieba() -> jieba.Tokenizer:
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return jieba.dt


def _foreign(text: str) -> tuple[str, ...]:
    words = [text[start:end] for start, end, _ in _FOREIGN.find(text)]
    return (*words, *(match[0] for match in _FOREIGN_SHAPE.finditer(text)))


def _patterned(text: str) -> Iterator[Span]:
    for idea, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield *match.span(), [idea]


def _words(text: str, spans: list[Span]) -> Iterator[tuple[str, frozenset[str]]]:
    for word, start, end in _jieba().tokenize(text):
        if word in _STOP or not _RUN.fullmatch(word) or _NUMBER.fullmatch(word):
            continue
        covering = (ideas for a, b, ideas in spans if a < end and start < b)
        yield word, frozenset(idea for ideas in covering for idea in ideas)


def _characters(text: str) -> Iterator[str]:
    for run in _HAN.findall(text):
        yield from (CHAR + char for char in run if char not in _STOP)
        yield from (PAIR + run[i : i + 2] for i in range(len(run) - 1))
