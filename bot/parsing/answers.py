"""What a line can answer: its value, or that the notice was seen; and short answers to an ask."""

import re
from dataclasses import dataclass

from bot.parsing import clauses
from bot.parsing.clauses import Clauses

ALL = re.compile(r"^(?:都|全部|全|都收到了?|都确认|都看了|都知道了|都行)[的了啦吧。.!！]*$")
BOTH = re.compile(r"(?:两|俩|三)[个项样条]都|都(?:报|去|参加|要|算|接|来)|全(?:报|都)")
NUMBERS = re.compile(r"^[\s,，、和]*(?:\d[\s,，、和.。]*)+$")
VERDICT = re.compile(r"\s*(?:同意|只看|拒绝|紧急|早上|对的?)\s*[。.!！]?\s*$")


@dataclass(frozen=True, slots=True)
class Answer:
    """says: answer, pending, deny or "" (nothing). `value`: 参加, an option, fields, or None."""

    says: str = ""
    value: object = None
    undecided: bool = False  # of pending: thought about, and left open


NOTHING = Answer()
SEEN = Answer("pending")
OPEN = Answer("pending", undecided=True)


def hedges(line: Clauses) -> bool:
    """Does it say that something is not settled?"""
    return bool(clauses.HEDGE.search(line.text))
