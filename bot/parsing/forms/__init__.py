"""What words say to a form or a signup: values, a refusal, a change, or half an answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.parsing import clauses
from bot.parsing.clauses import Clauses
from bot.parsing.forms import changes, entries, lone, pieces, reading, values, wishes, words
from bot.parsing.forms.asked import Form, form

__all__ = ["NOTHING", "Form", "Said", "alters", "answer", "entry", "form", "found", "mentions"]

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
    form: Form,
    *,
    old: Mapping[str, str] | None = None,
    half: Mapping[str, str] | None = None,
) -> Said:
    """Read a line. `old` is the answer that stands, `half` what was told of one that is not whole."""
    line = clauses.read(lone.spelled(clauses.without_number(text), form))
    if words.WITHDRAWS.search(text):
        return Said("withdrawn") if old else NOTHING
    kept = [p for p in line.statements if not clauses.HEDGE.search(p)]
    no = next((no for p in kept if (no := form.declines(p))), "")
    told = _only(line, [p for p in kept if not form.declines(p)])
    if old:
        return _standing(told, no, form, dict(old))
    found = reading.read(told, form.without(_left_open(line, kept, form)))
    begins = bool(kept) and bool(form.declines(kept[0])) and len(found.values) < len(form.wanted)
    if no and (begins or not found.sure):  # 不去，要看牙: what follows is the reason
        return _refused(no, form)
    if len(text) > _LONGEST and not words.mentions(text, form.wanted):
        return NOTHING
    if found.values or found.unclear:
        return _whole({**(half or {}), **found.values}, form, found, loose=not found.sure)
    return _without_values(line, told, hedged=len(kept) < len(line.statements))


def entry(text: str, form: Form, name: str = "") -> Said:
    """Read a line of a chain: the child's name, if known, and the values behind it.

    A refusal with its reason, and a remark beside the values, stand in the last field.
    """
    said, no, aside = entries.parts(text, form, name)
    found = reading.read(said, form, entry=True)
    told, last = found.values, form.wanted[-1]
    if no:
        told = told if last in told else _before(said, form)
        return Said("answer", {**told, last: _beside(told.get(last), no, aside)}, refuses=True)
    if not told and not found.unclear and not found.rest:
        return Said(joins=True)
    if last in told:
        home = _home(aside, form, told)
        told[last] = _beside(told[last], found.rest)
        told[home] = _beside(told[home], aside)
    return _whole(told, form, found)


def found(text: str, form: Form, old: Mapping[str, str]) -> dict[str, str]:
    """What another adult found ("我这边量的是140"), beside the answer that stands; {} if unclear."""
    line = clauses.read(clauses.without_number(text))
    told = _only(line, line.statements)
    read = reading.read(told, form)
    return dict(read.values) if read.sure else changes.bare(told, form, dict(old))


def _before(said: str, form: Form) -> dict[str, str]:
    """The values before a refusal, which itself is the last field's."""
    others = form.only(*form.wanted[:-1])
    return reading.read(said, others, entry=True).values if others.wanted else {}


def _home(aside: str, form: Form, told: Mapping[str, str]) -> str:
    """The field whose value an aside explains: 2人（1大1小）; else the last one."""
    shown = [f for f in form.wanted if f in told and values.shaped(form.kinds[f], aside)]
    return shown[0] if shown else form.wanted[-1]


def _beside(*told: str | None) -> str:
    return " ".join(filter(None, told)).replace(",", pieces.GAP)


def _standing(told: str, no: str, form: Form, old: dict[str, str]) -> Said:
    """What a line does to an answer that stands."""
    new = changes.change(told, form, old)
    if new.values:
        kept = {} if changes.declined(form, old) else old
        return _whole({**kept, **new.values}, form, new)
    if no and (open_ := wishes.unclear(no, form, old)):
        return Said("pending", {}, open_)
    if no:
        return _refused(no, form)
    return Said("pending", {}, new.missing) if new.missing else NOTHING


def _refused(no: str, form: Form) -> Said:
    return Said("answer", {form.wanted[-1]: no}, refuses=True)


def _without_values(line: Clauses, told: str, *, hedged: bool) -> Said:
    """It takes part, has seen it, or says nothing to it."""
    joins = bool(words.JOINS.search(told))
    if joins and not hedged and not words.LATER.search(line.text):
        return Said(joins=True)
    return Said("pending") if hedged or joins or line.affirms else NOTHING


def _left_open(line: Clauses, kept: list[str], form: Form) -> set[str]:
    """The fields of which an undecided clause names a choice: 草莓，原味都行."""
    hedged = [p for p in line.statements if p not in kept]
    offered = form.only(*form.choices)
    return set(reading.read(_only(line, hedged), offered).values) if hedged else set()


def mentions(text: str, form: Form) -> bool:
    """Does a text call one of the fields by a name?"""
    return words.mentions(text, form.wanted)


def alters(text: str, form: Form, values: Mapping[str, str]) -> bool:
    """Does a line change a form whose answer is not known here? Words alone fit anything."""
    telling = words.mentions(text, form.wanted) or any(
        value.isascii() or not form.free(field) for field, value in values.items()
    )
    return telling and bool(words.CHANGES.search(text))


def _only(line: Clauses, kept: list[str] | tuple[str, ...]) -> str:
    """The line without its questions, taunts and what is undecided."""
    text = line.text
    for part in line.parts:
        text = text if part in kept else text.replace(part, pieces.GAP, 1)
    return text


def _whole(
    told: Mapping[str, str],
    form: Form,
    found: reading.Reading | changes.Change,
    *,
    loose: bool = False,
) -> Said:
    """An answer, or half of one: `missing` is what to ask for."""
    missing = form.lacks(told if found.values else {})
    return Said("pending" if missing else "answer", dict(told), missing, loose=loose)
