"""Which kind of line stands behind a log's placeholder, type or system sentence."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.messages import Kind
from bot.parsing.chains.words import any_of

_LEXICON: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8")
)
_PLACEHOLDERS = tuple(
    (Kind(kind), re.compile(rf"\[(?:{any_of(words)})(?P<inner>[^\]\n]*)\](?P<rest>.*)", re.DOTALL))
    for kind, words in _LEXICON["placeholders"].items()
)
_SYSTEM = tuple(
    (Kind(kind), re.compile(rf"(?P<who>.*?)\s*(?:{any_of(words)})[。.]?", re.IGNORECASE))
    for kind, words in _LEXICON["system"].items()
)
_LENGTH = re.compile(r"(?P<n>\d{1,3})?\s*(?:[\"″”'秒s]|'')?")
_STICKERS = re.compile(r"(?:\[[^\]\n]{1,8}\]\s*)*")
_XML = re.compile(r"\s*<(?:\?xml|\w+[\s/>])")
_BRACKET = re.compile(r"\[[^\]\n]{1,8}\]")
_QUOTED_NAME = re.compile(r"[\"“「](.+?)[\"”」]")
_INVITED = re.compile(r"(?:邀请|邀請|invited)(.*)")
_MOST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Said:
    """What a message was: its kind, the text that it carries live, a file's name."""

    kind: Kind
    text: str
    name: str = ""


def said(text: str) -> Said:
    """The kind of a message's words: text, unless they are a placeholder alone."""
    text = text.strip()
    for kind, pattern in _PLACEHOLDERS:
        if found := pattern.fullmatch(text):
            inner, rest = found["inner"].strip(" :："), found["rest"].strip()
            return _placeholder(kind, inner, rest) or Said(Kind.TEXT, text)
    return Said(Kind.TEXT, text)


def readable(content: str) -> bool:
    """Whether the content is words, and not empty or the network's XML."""
    return bool(content.strip()) and not _XML.match(content)


def of_kind(kind: Kind, content: str) -> Said:
    """The message of a kind that the log tells, whatever it wrote as content."""
    content = content.strip() if readable(content) else ""
    if kind is Kind.TEXT:
        return Said(kind, content)
    found = said(content)
    if found.kind is kind:
        return found
    if kind is Kind.STICKER:
        names = _BRACKET.findall(content)
        return Said(kind, names[-1] if names else "")
    if kind is Kind.FILE:
        return Said(kind, "", content)
    return Said(kind, content if kind in (Kind.FORWARD, Kind.SYSTEM) else "")


def type_of(format_: str, type_: str) -> Kind | None:
    """The kind of a format's own type, None if it is unknown."""
    kind = _LEXICON[format_].get(type_)
    return Kind(kind) if kind else None


def events(text: str) -> Iterator[tuple[Kind, str]]:
    """What a line of the network says, and about whom: recall, join, leave; else system, ""."""
    text = text.strip()
    if len(text) <= _MOST_WORDS:
        for kind, pattern in _SYSTEM:
            if found := pattern.fullmatch(text):
                yield from ((kind, who) for who in _about(found["who"]))
                return
    yield Kind.SYSTEM, ""


def _about(words: str) -> list[str]:
    """The names in the words before a system sentence; those invited rather than who invited."""
    invited = _INVITED.search(words)
    words = invited[1] if invited else words
    quoted = _QUOTED_NAME.findall(words)
    names = quoted if len(quoted) > 1 else re.split("、", quoted[0] if quoted else words.strip())
    return [name.strip() for name in names]


def _placeholder(kind: Kind, inner: str, rest: str) -> Said | None:
    """The message of a placeholder and the words inside and behind it; None if it is text."""
    if kind is Kind.VOICE:
        length = _LENGTH.fullmatch(f"{inner} {rest}".strip())
        return Said(kind, f'{length["n"]}"' if length["n"] else "") if length else None
    if kind is Kind.STICKER:
        return Said(kind, f"[{inner}]" if inner else "") if _STICKERS.fullmatch(rest) else None
    if kind is Kind.FILE:
        return Said(kind, "", inner or rest)
    return Said(kind, rest, inner if kind is Kind.IMAGE else "")
