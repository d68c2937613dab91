"""What a form asks for: its fields, the kind of each, and what it offers to choose from."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.parsing.chains import fields as chain_fields
from bot.parsing.chains.words import LEXICON
from bot.parsing.forms import values, words

_OFFER = r"\s*[（(\[【](?P<told>[^（()）\]】]{2,40})[）)\]】]"
_BETWEEN = re.compile(r"[/／、，,|｜;；]|或者?")
_OWN_NO = re.compile(
    r"(?:不|没|無|无|自|免)[^，,。；;]{0,8}?[写寫回填][“\"「『]?(?P<no>[不没無无自免已暂][^”\"」』，,。；;\s]{0,5})"
)
_LONGEST = 6  # characters of a value that is offered
_FREE = frozenset({"", "place"})  # kinds whose values are told by no shape


@dataclass(frozen=True, slots=True)
class Form:
    """`choices`: what a field offers, as in 口味（原味/草莓）; only its words are its values.

    `refusals`: what who wants none is to write, as in 不带的写“不带”.
    """

    wanted: tuple[str, ...]
    kinds: Mapping[str, str]
    choices: Mapping[str, tuple[str, ...]]
    refusals: tuple[str, ...] = ()

    def numeric(self, field: str) -> bool:
        return values.numeric(self.kinds[field])

    def free(self, field: str) -> bool:
        """Does it take any words?"""
        return self.kinds[field] in _FREE and field not in self.choices

    @property
    def optional(self) -> frozenset[str]:
        """Fields that may stay empty, beside others that may not."""
        free = frozenset(f for f in self.wanted if words.OPTIONAL.match(f))
        return free if len(free) < len(self.wanted) else frozenset()

    def lacks(self, told: Mapping[str, str]) -> tuple[str, ...]:
        """The fields that an answer with these values leaves open."""
        return tuple(f for f in self.wanted if not told.get(f) and f not in self.optional)

    def only(self, *fields: str) -> "Form":
        """The same form with these fields alone."""
        return replace(self, wanted=fields)

    def without(self, fields: Collection[str]) -> "Form":
        """The same form without these fields."""
        return self.only(*(f for f in self.wanted if f not in fields)) if fields else self

    def refusal(self, text: str) -> str:
        """The words from 不订, 自备, 不带 … on; "" if the text refuses nothing."""
        own = (text[text.index(word) :] for word in self.refusals if word in text)
        return max(chain_fields.refusal(text) or "", *own, "", key=len)

    def declines(self, part: str) -> str:
        """不订, 自备: what a clause declines with, and nothing else; "" where it declines nothing."""
        found = self.refusal(part)
        own = next((word for word in self.refusals if found.startswith(word)), "")
        no = own or chain_fields.refusal_word(found)
        if words.mentions(part, tuple(f for f in self.wanted if self.free(f) or f in self.choices)):
            return ""
        return no if no and words.REST.match(found[len(no) :]) else ""


@lru_cache(maxsize=512)
def form(fields: tuple[str, ...], body: str = "") -> Form:
    """The form of a notice with these fields; what it offers stands in its body."""
    wanted = chain_fields.asked(fields)
    alone = len(wanted) == 1  # 备注 alone holds how many come
    kinds = {f: words.kind(f) if alone or not words.OPTIONAL.match(f) else "" for f in wanted}
    offers = {field: _offered(field, body) for field in wanted if kinds[field] in _FREE}
    choices = {field: told for field, told in offers.items() if told}
    return Form(wanted, kinds, choices, tuple(m["no"] for m in _OWN_NO.finditer(body)))


def _offered(field: str, body: str) -> tuple[str, ...]:
    """原味 and 草莓 of 口味（原味/草莓）; () where the brackets explain something else."""
    found = re.search(re.escape(field) + _OFFER, body)
    told = tuple(filter(None, map(str.strip, _BETWEEN.split(found["told"])))) if found else ()
    offers = len(told) > 1 and all(len(word) <= _LONGEST for word in told)
    return told if offers else ()


def remark(field: str) -> bool:
    """Is it the field of a form that asks for nothing but the name?"""
    return field == str(LEXICON["remark_field"])
