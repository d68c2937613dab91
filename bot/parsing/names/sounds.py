"""How Chinese characters sound: simplified, without tones, and folded where ears confuse them."""

import importlib
import os
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from itertools import product
from pathlib import Path

import opencc

_TABLE = tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))
_SURNAMES: dict[str, str] = _TABLE["surname_readings"]
_OTHER: dict[str, list[str]] = _TABLE["other_readings"]
_FIRST_CODE = 0xF0000
_MOST_READINGS = 8
_DOTS = "·•・‧⋅"
_WIDE = range(0xFF01, 0xFF5F)
_TO_NARROW = 0xFEE0


def _dictionary() -> dict[int, str]:
    """Readings of single characters; the phrases stay out, they cost 45 MiB."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    table: dict[int, str] = importlib.import_module("pypinyin.pinyin_dict").pinyin_dict
    return table


_READINGS = _dictionary()
_TO_SIMPLIFIED = opencc.OpenCC("t2s")


@cache
def syllable(char: str) -> str:
    """Most usual reading without tone, ü as v; the character itself where it has none."""
    marked = _READINGS.get(ord(char), char).partition(",")[0]
    letters = unicodedata.normalize("NFD", marked)
    plain = "".join(c for c in letters if not unicodedata.combining(c) or c == "\u0308")
    return plain.replace("u\u0308", "v")


@cache
def folded(syllable: str) -> str:
    """One spelling for what ears confuse: zh/z ch/c sh/s, n/l, ang/an eng/en ing/in."""
    if syllable[1:2] == "h":
        syllable = syllable[0] + syllable[2:]
    if syllable.startswith("n"):
        syllable = "l" + syllable[1:]
    return syllable.removesuffix("g") if syllable.endswith(("ang", "eng", "ing")) else syllable


class _Simplified(dict[int, str]):
    """Character by character, so that positions stay; fills itself."""

    def __missing__(self, code: int) -> str:
        char = chr(code - _TO_NARROW) if code in _WIDE else chr(code)
        plain = _TO_SIMPLIFIED.convert(char) if char > "\u2e7f" else char.casefold()
        plain = plain if len(plain) == 1 else char
        self[code] = "·" if char in _DOTS else plain
        return self[code]


class _Sounds(dict[int, str]):
    """From simplified characters to one private character per folded syllable; fills itself."""

    def __init__(self) -> None:
        super().__init__()
        self._codes: dict[str, str] = {}

    def code(self, syllable: str) -> str:
        return self._codes.setdefault(folded(syllable), chr(_FIRST_CODE + len(self._codes)))

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = self.code(syllable(char)) if code in _READINGS else char
        return self[code]


_SIMPLIFIED = _Simplified()
_SOUNDS = _Sounds()


def simplified(text: str) -> str:
    """Simplified characters, small letters, narrow signs, one middle dot; length unchanged."""
    return text.translate(_SIMPLIFIED)


def sound(text: str) -> str:
    """What simplified `text` sounds like, one character each: equal where ears confuse."""
    return text.translate(_SOUNDS)


def readings(surname: str, given: str) -> tuple[tuple[str, ...], ...]:
    """Every way to say a name, a syllable for each character; the most usual one first."""
    choices = [*_surname_readings(surname), *(_given_readings(c) for c in given)]
    ways = dict.fromkeys(product(*choices))
    return tuple(ways)[:_MOST_READINGS]


def reader(said: Mapping[str, str]) -> Callable[[str], str]:
    """What gives the same key as `sound`, but with the syllables `said` for some characters."""
    codes = ((ord(char), _SOUNDS.code(s)) for char, s in said.items() if ord(char) in _READINGS)
    special = {char: code for char, code in codes if code != _SOUNDS[char]}
    return (lambda written: sound(written.translate(special))) if special else sound


@cache
def _surname_readings(surname: str) -> tuple[tuple[str, ...], ...]:
    usual = [syllable(c) for c in surname]
    special = _SURNAMES.get(surname, "").split() or usual
    return tuple(tuple(dict.fromkeys(pair)) for pair in zip(special, usual, strict=True))


@cache
def _given_readings(char: str) -> tuple[str, ...]:
    return tuple(_OTHER.get(char) or [syllable(char)])
