"""The words around a chain, read once from chains.toml."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d]+|\\[[\u4e00-\u9fffA-Za-z]{1,6}\\]"
)


@dataclass(frozen=True, slots=True)
class FieldKind:
    """What a field's name says about its values; `measured` ones are found out, not chosen."""

    id: str
    words: tuple[str, ...]
    ends: tuple[str, ...] = ()  # 盒数, 瓶数: the name of a field ends so
    units: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    low: float = 0
    high: float = 0
    measured: bool = False

    @property
    def numeric(self) -> bool:
        return self.high > 0


def _kind(row: dict[str, Any]) -> FieldKind:
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return FieldKind(**fields)


LEXICON: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("chains.toml").read_text(encoding="utf-8")
)
KINDS: tuple[FieldKind, ...] = tuple(_kind(row) for row in LEXICON["kinds"])


def any_of(words: list[str]) -> str:
    """A regex alternative of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def plain(text: str) -> str:
    """The words in one spelling: narrow characters, single spaces, no case."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def without_emoji(text: str) -> str:
    """The text without emoji and bracketed stickers such as [玫瑰]."""
    return _EMOJI.sub("", text).strip()
