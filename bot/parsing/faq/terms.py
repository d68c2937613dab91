"""A question in comparable terms: ideas it speaks of, its words, its characters."""

import logging
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import jieba

from bot.parsing.faq.lexicon import SHIPPED, TABLE, Lexicon, Span
from bot.parsing.faq.phrases import Phrases
from bot.parsing.names import sounds
from bot.parsing.replies import dialect

TOPIC, ASK, WORD, PAIR, CHAR = "#", "?", "=", "+", "."

_STOP = frozenset(TABLE["stop"].split())
_ASKS = Phrases(TABLE["asks"])
_NAMES = {way: name for name, ways in TABLE["names"].items() for way in ways.split()}
_ONE_NAME = re.compile("|".join(sorted(_NAMES, key=len, reverse=True)))
_HAN = re.compile(r"[\u3400-\u9fff]+")
_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9.]+")
_NUMBER = re.compile(
    r"[0-9.]+|[0-9一二三四五六七八九十两几半]+[点天周月号节个岁年块分次本门顿餐名支半日]?"
)

_SMOOTH = 20


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


def terms(text: str, lexicon: Lexicon = SHIPPED) -> Terms:
    """Read a question or an answer."""
    plain = _plain(text)
    spans = list(lexicon.topics(plain))
    topics = frozenset(idea for _, _, ideas in spans for idea in ideas)
    asks = frozenset(idea for _, _, ideas in _ASKS.find(plain) for idea in ideas)
    words = tuple(_words(plain, spans))
    found = {TOPIC + t for t in topics} | {ASK + a for a in asks} | {WORD + w for w, _ in words}
    found.update(_characters(plain))
    foreign, private = lexicon.foreign(plain), lexicon.private(plain)
    return Terms(plain, frozenset(found), topics, asks, words, foreign, private)


def _plain(text: str) -> str:
    """Standard words: no dialect, one name for each day and each year of school."""
    words = dialect.standard(sounds.simplified(text))
    return _ONE_NAME.sub(lambda found: _NAMES[found[0]], words)


@cache
def nouns() -> frozenset[str]:
    """Nouns of the dictionary: a noun that an entry does not know weighs against it."""
    with _jieba().get_dict_file() as lines:
        rows = (line.decode("utf-8").split() for line in lines)
        return frozenset(word for word, _, tag in rows if tag.startswith("n") and len(word) > 1)


@cache
def rarity(word: str) -> float:
    """How rare a word is in the language: about 0 (everywhere) to 1 (hardly anywhere)."""
    dictionary = _jieba()
    rare = math.log(dictionary.total / ((dictionary.FREQ.get(word) or 0) + _SMOOTH))
    return rare / math.log(dictionary.total / _SMOOTH) * (1.0 if len(word) > 1 else 0.5)


@cache
def _jieba() -> jieba.Tokenizer:
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return jieba.dt


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
