"""What a later line changes of an answer that stands: only what it names."""

import re
from dataclasses import dataclass, field

from bot.parsing.forms import reading, values, wishes, words
from bot.parsing.forms.asked import Form
from bot.parsing.replies.numerals import number

_TURNED = re.compile(r"(?P<old>[^\s,，。;；]*?)(?:改|换)(?:成|为|到)?(?P<new>[^,，。;；!！]+)")
_BEHIND = re.compile(rf"{words.one_of('turns')}(?P<new>[^,，。;；!！]+)")
_GIVEN_UP = re.compile(r"(?:不(?:要|坐|用|报|穿|选|订|是))[^\s,，。;；]*")
_N = r"\s*(?P<n>\d{1,2}|[一二两俩三四五六七八九十]{1,3})?\s*"
_WHAT = rf"(?:{values.COUNTER}|(?<=[俩仨]))"
_MORE = re.compile(rf"(?:再|又)?{words.one_of('adds')}(?:上|了|报|带|订|要)*{_N}{_WHAT}")
_LESS = re.compile(rf"{words.one_of('takes')}(?:了|掉|去|拿|带|订|要)*{_N}{_WHAT}")
_FIGURE = re.compile(r"\d+(?:\.\d+)?|[一二两俩三仨四五六七八九十]+")
_NEAR = 0.25  # of the old value: a number so near to it is a new one for the same field


@dataclass(frozen=True, slots=True)
class Change:
    """The fields with new values; `missing` are those of which only that they change is clear."""

    values: dict[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


NONE = Change()


def change(text: str, form: Form, old: dict[str, str]) -> Change:
    """What changes; NONE where the line changes nothing or leaves open what."""
    text = words.MISTAKEN.sub(words.TURNED, text)
    if turned := _turned(text, form, old):
        return Change(turned)
    if counted := _counted(text, form, old):
        return counted
    told = bool(words.CHANGES.search(text))
    for said in (_kept(text, form), *_behind_the_turn(text)):
        found = reading.read(said, form, strict=True)
        if found.sure and not found.unclear:
            named = told or _names(text, form) or _is_one_value(text, form)
            return Change(_news(found.values, form, old, named=named))
    return Change(bare(text, form, old)) if told else NONE


def _kept(text: str, form: Form) -> str:
    """The text without what it gives up, unless that is the value of a field."""
    return text if wishes.named(text, form) else _GIVEN_UP.sub("，", text)


def _names(text: str, form: Form) -> bool:
    return words.mentions(text, form.wanted)


def _is_one_value(text: str, form: Form) -> bool:
    """2人, and nothing else: it can only be a new value."""
    bare = words.TAILS.sub("", words.LEADS.sub("", text.strip()))
    shaped = [m for f in form.wanted for m in values.shaped(form.kinds[f], bare)]
    return [m[0] for m in shaped] == [bare]


def _news(new: dict[str, str], form: Form, old: dict[str, str], *, named: bool) -> dict[str, str]:
    """What is new in it, where a word says that it changes, or all of the answer is there."""
    whole = set(new) == set(form.wanted)
    return {f: v for f, v in new.items() if v != old.get(f)} if named or whole else {}


def _behind_the_turn(text: str) -> list[str]:
    """周三晚 of 我那个换成周三晚吧，周二加班."""
    return [found["new"] for found in _BEHIND.finditer(text)][-1:]


def _turned(text: str, form: Form, old: dict[str, str]) -> dict[str, str]:
    """接力改实心球: what the old value is called tells which field it is."""
    for found in _TURNED.finditer(text):
        was = words.TAILS.sub("", words.LEADS.sub("", found["old"])).casefold()
        fields = [f for f in form.wanted if was and _same(was, old.get(f, ""))]
        if len(fields) == 1:
            return reading.read(found["new"], form.only(fields[0])).values
    return {}


def _same(said: str, value: str) -> bool:
    value = value.casefold()
    return bool(value) and (said == value or (len(said) > 1 and said in value) or value in said)


def bare(text: str, form: Form, old: dict[str, str]) -> dict[str, str]:
    """The field of a lone number: whose old value is near, or that is measured, or chosen."""
    found = list(values.NUMBER.finditer(text))
    if len(found) != 1:
        return {}
    said = found[0][0]
    homes = [f for f in form.wanted if values.may_be(form.kinds[f], said)]
    near = [f for f in homes if _near(float(said), old.get(f, ""))]
    measuring = bool(words.MEASURES.search(text))
    likely = [f for f in homes if values.measured(form.kinds[f]) == measuring]
    best = next((fields for fields in (homes, near, likely) if len(fields) == 1), [])
    return {best[0]: said} if best else {}


def _near(new: float, old: str) -> bool:
    figure = values.NUMBER.search(old)
    before = float(figure[0]) if figure else 0.0
    return abs(new - before) <= _NEAR * before


def _counted(text: str, form: Form, old: dict[str, str]) -> Change | None:
    """多加一个人: the new number, told or reckoned from the old one."""
    step, sign = _MORE.search(text), 1
    if step is None:
        step, sign = _LESS.search(text), -1
    counts = [f for f in form.wanted if form.kinds[f] == "count"]
    if step is None or not counts:
        return None
    called = [f for f in counts if words.mentions(text, (f,))]
    counts = called if len(called) == 1 else counts
    if len(counts) > 1:
        return Change({}, tuple(counts))
    rest = f"{text[: step.start()]}，{text[step.end() :]}"
    totals = values.shaped("count", rest)
    if totals:
        return Change({counts[0]: totals[0][0]}) if len(totals) == 1 else NONE
    return _reckoned(counts[0], old.get(counts[0], ""), sign * int(number(step["n"] or "一") or 1))


def _reckoned(field_: str, old: str, more: int) -> Change:
    """From the old number; 2大1小 has two of them, and nobody can tell which one it is."""
    figures = list(_FIGURE.finditer(old))
    before = number(figures[0][0]) if len(figures) == 1 else None
    if before is None or before + more < 0:
        return Change({}, (field_,))
    start, end = figures[0].span()
    return Change({field_: f"{old[:start]}{before + more}{old[end:]}"})


def declined(form: Form, old: dict[str, str]) -> bool:
    """Is the answer that stands a refusal of the whole? 午餐不要 beside other values is none."""
    return bool(form.lacks(old)) and any(form.refusal(value) for value in old.values())
