"""The shapes that days, hours and lengths of time take in a line, as one pattern of atoms."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.parsing.dates import numbers as dates_numbers

_HERE = Path(__file__)
LEXICON = tomllib.loads(_HERE.with_name("dates.toml").read_text("utf-8"))
_GRAMMAR = tomllib.loads(_HERE.with_name("dates_grammar.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of the day: its half (am or pm), the hour it ends, the time 前 means with it."""

    half: str
    ends: int
    due: str


SLOTS = {name: Slot(s["half"], s["ends"], s["due"]) for name, s in LEXICON["slots"].items()}
SLOT_OF: dict[str, str] = {w: name for name, s in LEXICON["slots"].items() for w in s["words"]}


def either(words: Iterable[str]) -> str:
    """A verbose pattern for any of the words, the longest first; letters stand alone."""
    return "|".join(map(_alone, sorted(words, key=len, reverse=True)))


def _alone(word: str) -> str:
    word, latin = word.replace(" ", "[ ]"), word.isascii()
    return rf"(?<![a-z]){word}(?![a-z])" if latin else word


_BESIDE = "前后"  # 前天 and 后天 stand in other words too
_PARTS: dict[str, str] = {
    "NUMERAL": dates_numbers.NUMERAL,
    "CHINESE": dates_numbers.CHINESE,
    "DIGITS": dates_numbers.DIGITS,
    "VAGUE": dates_numbers.VAGUE,
    "DAYS": either(word for word in LEXICON["days"] if word[0] not in _BESIDE),
    "DAYS_AGO_OR_AHEAD": either(word for word in LEXICON["days"] if word[0] in _BESIDE),
    "DAY_SLOTS": either(LEXICON["day_slots"]),
    "FOLLOWING": either(LEXICON["following"]),
    "FEASTS": either([*LEXICON["solar_feasts"], *LEXICON["lunar_feasts"]]),
    "SOLAR_TERMS": either(LEXICON["solar_terms"]),
    "SLOTS": either(SLOT_OF),
    "DUE": either(LEXICON["due"]),
    **_GRAMMAR["parts"],
}


def _filled(pattern: str) -> str:
    return re.sub(r"\{([A-Z_]+)\}", lambda name: _filled(_PARTS[name[1]]), pattern)


_WORDS = ("days", "following", "day_slots", "solar_feasts", "lunar_feasts")
_FIRST = {word[0] for word in SLOT_OF} | {word[0] for table in _WORDS for word in LEXICON[table]}
_FIRST |= {word[0] for word in LEXICON["solar_terms"]}
_FIRST |= set("一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾零〇俩仨廿卅几半个每农阴旧大正冬腊初月")
_FIRST |= set("下这本当上剩周星礼拜双未接前头后往之今以连年明过节假放收全整早晚朝听")
_ANY = "|".join(f"(?P<{name}>{_filled(shape)})" for name, shape in _GRAMMAR["shapes"].items())

# Looking at one character first spares the many shapes at most places.
ATOM = re.compile(rf"(?=[\da-z{''.join(sorted(_FIRST))}])(?:{_ANY})", re.VERBOSE)
"""One atom of a time in plain text; `lastgroup` names its kind."""


def _compiled(table: str) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(_filled(s), re.VERBOSE) for name, s in _GRAMMAR[table].items()}


BETWEEN = _compiled("between")
AROUND = _compiled("around")
