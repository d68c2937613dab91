"""What a line can answer: its value, or that the notice was seen; and short answers to an ask."""

import re
from dataclasses import dataclass

from bot.parsing import clauses
from bot.parsing.clauses import Clauses

ALL = re.compile(
    r"^(?:[两三四几]个)?(?:都|全部|全|都收到了?|都确认|都看了|都知道了|都行)[的了啦吧。.!！]*$"
)
BOTH = re.compile(r"(?:两|俩|三)[个项样条]都|都(?:报|去|参加|要|算|接|来)|全(?:报|都)")
NUMERALS = "一二三四五六七八九"
PLACE = re.compile(r"第?([1-9])(?:个|条|项)?|第([一二三四五六七八九])(?:个|条|项)?")
PLACES = re.compile(
    rf"^(?:选|就|是|回|那)*[\s,，、和]*(?:(?:{PLACE.pattern})[\s,，、和.。]*)+(?:都|收到|那个|吧|的|了|啊)*[。.!！]*$"
)
NAMES_ONE = re.compile(r"(?:的|那个|那条|这个|这条)[。.!！]?\s*$")
VERDICT = re.compile(r"\s*(?:同意|只看|拒绝|紧急|早上|对的?)\s*[。.!！]?\s*$")


@dataclass(frozen=True, slots=True)
class Answer:
    """says: answer, pending, deny or "" (nothing). `value`: 参加, an option, fields, or None.

    `kept`: only a reason to stay away was given.
    """

    says: str = ""
    value: object = None
    undecided: bool = False  # of pending: thought about, and left open
    kept: bool = False


NOTHING = Answer()
SEEN = Answer("pending")
OPEN = Answer("pending", undecided=True)


def hedges(line: Clauses) -> bool:
    """Does it say that something is not settled?"""
    return bool(clauses.HEDGE.search(line.text))


def places(text: str) -> list[int]:
    """The places in a list that an answer names, from 0: 1和3, 第二个; [] where it is none."""
    if not PLACES.match(text):
        return []
    found = (m[1] or m[2] for m in PLACE.finditer(text))
    return [int(n) - 1 if n.isdecimal() else NUMERALS.index(n) for n in found]
