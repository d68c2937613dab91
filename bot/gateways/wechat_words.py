"""Text as WeChat and its gateways write it, made plain: emoji codes, mentions, quotes. Pure."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("wechat.toml").read_text("utf-8"))
LONGEST = 100_000
_EMOJI: dict[str, str] = WORDS["emoji"]
_ALL = frozenset(WORDS["words"]["all"])
_CODES = re.compile("|".join(re.escape(code) for code in sorted(_EMOJI, key=len, reverse=True)))
_PICTURE = re.compile(r"<(span|img)\b[^<>]*?\bemoji([0-9a-f]{4,12})\b[^<>]*>(?:</span>)?")
_NAMED = re.compile(r"<img\b[^<>]*\btext=\"\[?([^\"\[\]_]{1,12})\]?(?:_web)?\"[^<>]*>")
_BREAK = re.compile(r"<br\s*/?>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'"), ("&amp;", "&"))
_MENTION = re.compile(r"@([^@\u2005\n]{1,40})\u2005\s*")
_QUOTE = re.compile(WORDS["words"]["quote"], re.DOTALL)
_WRITER = re.compile(WORDS["words"]["quoted_writer"])


@dataclass(frozen=True, slots=True)
class Said:
    """The writer's own words, what he quoted, and the names that he called."""

    text: str
    quoted: str = ""
    called: tuple[str, ...] = ()


def read(text: str) -> Said:
    """One text message made plain."""
    words = plain(text[:LONGEST])
    quote = _QUOTE.fullmatch(words) if "\n" in words else None
    quoted = without_calls(_WRITER.sub("", quote["words"], count=1)) if quote else ""
    own = quote["own"] if quote else words
    called = tuple(_MENTION.findall(own)) if "\u2005" in own else ()
    return Said(without_calls(own), quoted, called)


def without_calls(text: str) -> str:
    """Without the names that are called in it."""
    return (_MENTION.sub("", text) if "\u2005" in text else text).strip()


def plain(text: str) -> str:
    """Emoji in one form, line breaks as such, no escapes."""
    if "<" in text:
        text = _PICTURE.sub(lambda found: _characters(found[2]), text)
        text = _BREAK.sub("\n", _NAMED.sub(r"[\1]", text))
    if "&" in text:
        for code, character in _ENTITIES:
            text = text.replace(code, character)
    if "[" in text or "/:" in text:
        text = _CODES.sub(lambda code: f"[{_EMOJI[code[0]]}]", text)
    return text


def calls_all(called: tuple[str, ...]) -> bool:
    return not _ALL.isdisjoint(called)


def _characters(digits: str) -> str:
    """An emoji that the web protocol names by its number, or by two for flags and keycaps."""
    halves = (digits[:5], digits[5:]) if len(digits) > 6 else (digits,)  # noqa: PLR2004
    try:
        return "".join(chr(int(half, 16)) for half in halves if half)
    except ValueError:
        return ""
