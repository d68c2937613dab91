"""What a class is called: 三(2)班, 三（2）班, 3.2班 and 三年级2班 are one."""

import re
from collections.abc import Collection
from functools import lru_cache

from bot.parsing.cards import fields as card_fields
from bot.parsing.names import sounds


@lru_cache(2_048)
def class_key(name: str) -> str:
    """The same for every way in which a class's name is written: 三(2)班 -> c3-2."""
    plain = "".join(card_fields.clean(name).split())
    mark = card_fields.read_class(plain)
    whole = mark.label and mark.span == (0, len(plain))
    return f"c{mark.label}" if whole else plain or name


def class_id(name: str, taken: Collection[str]) -> str:
    """A readable id that is not taken: c3-2; where there is no number, yang-guang-ban."""
    spelled = re.sub(r"[^\x00-\x7f]", lambda char: f" {sounds.syllable(char[0])} ", class_key(name))
    plain = re.sub(r"[^a-z0-9]+", "-", spelled.casefold()).strip("-") or "c"
    ids = [plain, *(f"{plain}-{number}" for number in range(2, len(taken) + 3))]
    return next(id_ for id_ in ids if id_ not in taken)
