"""What stands in a cell of a roster. Each reader raises ValueError with the key of the reason."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from bot import vocab

WORDS: dict[str, Any] = tomllib.loads(
    files("bot.parsing.sheets").joinpath("sheets.toml").read_text("utf-8")
)
APART = re.compile(r"[、，,;；\s]+(?![^(]*\))")  # not inside brackets
AND = re.compile(r"兼|和|与|/|及")
PERSON = re.compile(r"(?P<name>[^(]+)\((?P<mark>[^()]+)\)")
MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
LANDLINE = re.compile(r"0\d{9,11}|[2-9]\d{6,7}")
QQ = re.compile(r"[1-9]\d{4,11}")
LONGEST = {"name": 40, "account": 64, "word": 20}


def plain(text: str) -> str:
    """Narrow letters and signs, no blanks at the ends."""
    return unicodedata.normalize("NFKC", text).strip()


def _turned(words: Mapping[str, str]) -> dict[str, str]:
    """word -> what it stands for."""
    return {plain(w).casefold(): key for key, said in words.items() for w in (key, *said.split())}


def _named(names: Mapping[str, str]) -> dict[str, str]:
    """The names of the vocabulary, whole, without brackets, and each of several."""
    found: dict[str, str] = {}
    for id_, name in names.items():
        short = re.sub(r"\(.*?\)", "", name)
        for word in (name, short, *short.split("/"), name.strip("“”")):
            found.setdefault(plain(word).casefold(), id_)
    return found


RELATIONS = _turned(WORDS["relations"])
GENDERS = _turned(WORDS["genders"])
RIGHTS = _turned(WORDS["rights"])
ROLES = _named(vocab.ROLES) | _turned(WORDS["roles"])
TAGS = _named(vocab.TAGS) | _turned(dict.fromkeys(vocab.TAGS, "") | WORDS["tags"])
NOTHING = frozenset(WORDS["nothing"]["words"].split())


def person(text: str) -> tuple[str, str, str]:
    """李子涵(女) or 李子涵(12): name, gender, number. Blanks inside a Chinese name mean nothing."""
    said = PERSON.fullmatch(plain(text))
    mark = said["mark"].strip() if said else ""
    gender = GENDERS.get(mark.casefold(), "")
    known = gender or mark.isdecimal()
    name = said["name"] if said and known else plain(text)
    return _name(name), gender, mark if known and not gender else ""


def _name(text: str) -> str:
    name = re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", text).strip()
    if len(name) > LONGEST["name"] or name.isdecimal():
        raise ValueError("name")
    return name


def name(text: str) -> str:
    return _name(plain(text))


def classroom(text: str) -> str:
    if len(text) > LONGEST["name"]:
        raise ValueError("long")
    return text


def classes(text: str) -> tuple[str, ...]:
    return tuple(filter(None, APART.split(plain(text).replace("/", "、"))))


def gender(text: str) -> str:
    return _looked_up(GENDERS, text, "gender")


def right(text: str) -> str:
    return _looked_up(RIGHTS, text, "right") or "full"


def _looked_up(table: Mapping[str, str], text: str, reason: str) -> str:
    word = plain(text).casefold()
    if not word or word in NOTHING:
        return ""
    if word not in table:
        raise ValueError(reason)
    return table[word]


def number(text: str) -> str:
    return _short(plain(text), "account")


def relation(text: str) -> str:
    """One word for one relation; a word that is not known is kept as it is written."""
    word = plain(text)
    return RELATIONS.get(word.casefold(), _short(word, "word"))


def subject(text: str) -> str:
    return _short(plain(text), "word")


def _short(text: str, kind: str) -> str:
    if len(text) > LONGEST[kind]:
        raise ValueError("long")
    return text


def tags(text: str) -> tuple[str, ...]:
    """Ids of the vocabulary, each once."""
    words = [w for w in APART.split(plain(text)) if w and w not in NOTHING]
    return tuple(dict.fromkeys(_looked_up(TAGS, word, "tag") for word in words))


def roles(text: str) -> tuple[str, ...]:
    """Ids of the vocabulary, and deputy. 语文老师 is a subject teacher."""
    whole = [w for w in APART.split(plain(text)) if w and w not in NOTHING]
    words = [part for w in whole for part in ([w] if w in ROLES else AND.split(w)) if part]
    return tuple(dict.fromkeys(map(_role, words)))


def _role(word: str) -> str:
    if word.casefold() not in ROLES and word.endswith(("老师", "教师")):
        return "subject_teacher"
    return _looked_up(ROLES, word, "role")


def qq(text: str) -> str:
    return _matching(QQ, re.sub(r"\s", "", plain(text)), "qq")


def groups(text: str) -> tuple[str, ...]:
    return tuple(qq(part) for part in APART.split(plain(text)) if part and part not in NOTHING)


def wechat(text: str) -> str:
    account = plain(text)
    return "" if account in NOTHING else _short(account, "account")


def wechat_groups(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(wechat, re.split(r"[、，,;；]+", text))))


def phone(text: str) -> str:
    """The digits of one number."""
    digits = re.sub(r"[\s().·-]", "", plain(text))
    mobile = MOBILE.fullmatch(digits)
    return mobile[1] if mobile else _matching(LANDLINE, digits, "phone")


def _matching(shape: re.Pattern[str], text: str, reason: str) -> str:
    if not text or text in NOTHING:
        return ""
    if not shape.fullmatch(text):
        raise ValueError(reason)
    return text
