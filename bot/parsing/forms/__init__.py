"""What ordinary words say to a form or a signup: values, a refusal, a change, or half an answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.parsing import clauses
from bot.parsing.chains import fields as chain_fields
from bot.parsing.clauses import Clauses
from bot.parsing.forms import changes, reading, words

_GAP = "，"
_LONGEST = 60  # characters; a longer line tells more than values, unless it names fields


@dataclass(frozen=True, slots=True)
class Said:
    """says: answer, pending, withdrawn or "" (nothing). `missing` are the fields still to be told.

    `joins`: it takes part, and gives no value. `loose`: nothing shows that it means the form.
    """

    says: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    joins: bool = False
    loose: bool = False
    refuses: bool = False


NOTHING = Said()


def answer(
    text: str,
    fields: tuple[str, ...],
    *,
    old: Mapping[str, str] | None = None,
    half: Mapping[str, str] | None = None,
) -> Said:
    """Read a line. `old` is the answer that stands, `half` what was told of one that is not whole."""
    line = clauses.read(text)
    wanted = chain_fields.asked(fields)
    if words.WITHDRAWS.search(text):
        return Said("withdrawn") if old else NOTHING
    kept = [p for p in line.statements if not clauses.HEDGE.search(p)]
    no = next((no for p in kept if (no := words.refusal(p))), "")
    told = _only(line, [p for p in kept if not words.refusal(p)])
    if old:
        return _standing(told, no, wanted, dict(old))
    found = reading.read(told, wanted)
    begins = bool(kept) and bool(words.refusal(kept[0])) and len(found.values) < len(wanted)
    if no and (begins or not found.sure):  # 不去，要看牙: what follows is the reason
        return _refused(no, wanted)
    if len(text) > _LONGEST and not words.mentions(text, wanted):
        return NOTHING
    if found.values or found.unclear:
        missing = () if found.values else wanted
        return _whole({**(half or {}), **found.values}, wanted, missing, loose=not found.sure)
    return _without_values(line, told, hedged=len(kept) < len(line.statements))


def _standing(told: str, no: str, wanted: tuple[str, ...], old: dict[str, str]) -> Said:
    """What a line does to an answer that stands."""
    if new := changes.change(told, wanted, old):
        return _whole({**({} if changes.declined(old) else old), **new}, wanted)
    return _refused(no, wanted) if no else NOTHING


def _refused(no: str, wanted: tuple[str, ...]) -> Said:
    return Said("answer", {wanted[-1]: no}, refuses=True)


def _without_values(line: Clauses, told: str, *, hedged: bool) -> Said:
    """It takes part, has seen it, or says nothing to it."""
    joins = bool(words.JOINS.search(told))
    if joins and not hedged and not words.LATER.search(line.text):
        return Said(joins=True)
    return Said("pending") if hedged or joins or line.affirms else NOTHING


def mentions(text: str, fields: tuple[str, ...]) -> bool:
    """Does a text call one of the fields by a name?"""
    return words.mentions(text, chain_fields.asked(fields))


def alters(text: str, fields: tuple[str, ...], values: Mapping[str, str]) -> bool:
    """Does a line change a form whose answer is not known here? Words alone fit anything."""
    telling = words.mentions(text, fields) or any(
        v.isascii() or v[:1].isdigit() for v in values.values()
    )
    return telling and bool(words.CHANGES.search(text))


def _only(line: Clauses, kept: list[str]) -> str:
    """The line without its questions, taunts and what is undecided."""
    text = line.text
    for part in line.parts:
        text = text if part in kept else text.replace(part, _GAP, 1)
    return text


def _whole(
    told: dict[str, str],
    wanted: tuple[str, ...],
    missing: tuple[str, ...] = (),
    *,
    loose: bool = False,
) -> Said:
    """An answer, or half of one. `missing`: what to ask for, where a value fits several fields."""
    missing = missing or tuple(f for f in wanted if not told.get(f))
    return Said("pending" if missing else "answer", told, missing, loose=loose)
