"""What a form asks for: its fields, the kind of each, and what it offers to choose from."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.parsing.chains import fields as chain_fields
from bot.parsing.chains.words import LEXICON
from bot.parsing.forms import values, words

_OFFER = r"\s*[（(\[【](?P<told>[^（()）\]】]{2,40})[）)\]】]"
_BETWEEN = re.compile(r"[/／、，,|｜;；]|或者?")
_LONGEST = 6  # characters of a value that is offered
_FREE = frozenset({"", "place"})  # kinds whose values are told by no shape


@dataclass(frozen=True, slots=True)
class Form:
    """`choices`: what a field offers, as in 口味（原味/草莓）; only its words are its values."""

    wanted: tuple[str, ...]
    kinds: Mapping[str, str]
    choices: Mapping[str, tuple[str, ...]]

    def numeric(self, field: str) -> bool:
        return values.numeric(self.kinds[field])

    def free(self, field: str) -> bool:
        """Does it take any words?"""
        return self.kinds[field] in _FREE and field not in self.choices

    def only(self, *fields: str) -> "Form":
        """The same form with these fields alone."""
        return Form(fields, self.kinds, self.choices)

    def without(self, fields: Collection[str]) -> "Form":
        """The same form without these fields."""
        return self.only(*(f for f in self.wanted if f not in fields)) if fields else self


@lru_cache(maxsize=512)
def form(fields: tuple[str, ...], body: str = "") -> Form:
    """The form of a notice with these fields; what it offers stands in its body."""
    wanted = chain_fields.asked(fields)
    kinds = {field: words.kind(field) for field in wanted}
    offers = {field: _offered(field, body) for field in wanted if kinds[field] in _FREE}
    return Form(wanted, kinds, {field: told for field, told in offers.items() if told})


def _offered(field: str, body: str) -> tuple[str, ...]:
    """原味 and 草莓 of 口味（原味/草莓）; () where the brackets explain something else."""
    found = re.search(re.escape(field) + _OFFER, body)
    told = tuple(filter(None, map(str.strip, _BETWEEN.split(found["told"])))) if found else ()
    offers = len(told) > 1 and all(len(word) <= _LONGEST for word in told)
    return told if offers else ()


def remark(field: str) -> bool:
    """Is it the field of a form that asks for nothing but the name?"""
    return field == str(LEXICON["remark_field"])
