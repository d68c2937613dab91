"""How a line is made plain: one width, simplified, without invisible signs, stickers as signs."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from bot.parsing.names import sounds

LONGEST = 2_000
_TABLE = tomllib.loads(Path(__file__).with_name("signs.toml").read_text("utf-8"))
_STICKERS = {word: sign for sign, words in _TABLE["stickers"].items() for word in words.split()}
_EMOJI = {ord(char): sign for sign, chars in _TABLE["emoji"].items() for char in chars}
_OTHER_STICKER = "☐"
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\xad\u061c\u115f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\u20e3\U0001f3fb-\U0001f3ff\U000e0000-\U000e007f]"
)
_STICKER = re.compile(r"\[([^\[\]\s]{1,8})(?:[ :]?\d{1,3}[\"'″秒]*)?\]")
_QUOTE = re.compile(
    r"\s*[「『“\"]([^\n]{1,400}?)[」』”\"]\s*\n(?:\s*-[ -]{5,}-?\s*\n)?|\s*(?:>|引用|"
    r"回复)[^\n]{1,200}\n(?:-[ -]{5,}\n)?"
)
_MENTION = re.compile(r"@[^\s@,，。:：]{1,16}(?:[\s\u2005]+|$)")


@dataclass(frozen=True, slots=True)
class Line:
    """`words` are the writer's own, `quoted` what he quoted, `whole` all of it, plain.

    `cut`: the line was too long and its end is left out.
    """

    words: str
    whole: str
    quoted: str = ""
    mentions: bool = False
    cut: bool = False


def plain(text: str) -> str:
    """Half-width, simplified, small letters, without invisible signs; stickers as one sign."""
    text = unicodedata.normalize("NFKC", text)
    text = _INVISIBLE.sub("", text)
    text = text.lower() if text.isascii() else sounds.simplified(text)
    if "[" in text:
        text = _STICKER.sub(_sign, text)
    return text.translate(_EMOJI).strip()


def read(text: str) -> Line:
    """The writer's own words of a line, apart from what he quoted and whom he mentioned."""
    line = plain(text[:LONGEST])
    quote = _QUOTE.match(line) if "\n" in line else None
    own = line[quote.end() :].strip() if quote else line
    words = _MENTION.sub("", own).strip() if "@" in own else own
    return Line(
        words=words,
        whole=line,
        quoted=(quote[1] or "") if quote else "",
        mentions=words != own,
        cut=len(text) > LONGEST,
    )


def _sign(sticker: re.Match[str]) -> str:
    return str(_STICKERS.get(sticker[1], _OTHER_STICKER))
