"""What a later line changes of an answer that stands: only what it names."""

import re

from bot.parsing.chains import fields as chain_fields
from bot.parsing.forms import reading, values, words
from bot.parsing.replies.numerals import number

_TURNED = re.compile(r"(?P<old>[^\s,，。;；]*?)(?:改|换)(?:成|为|到)?(?P<new>[^,，。;；!！]+)")
_GIVEN_UP = re.compile(r"(?:不(?:要|坐|用|报|穿|选|订|是))[^\s,，。;；]*")
_MORE = re.compile(
    rf"(?:再|又)?{words.one_of('adds')}(?:上|了|报)*\s*(?P<n>\d{{1,2}}|[一二两三四五六])?\s*(?:个|位|名|人|份|套|口)"
)
_LESS = re.compile(
    rf"{words.one_of('takes')}(?:了|掉|去)*\s*(?P<n>\d{{1,2}}|[一二两三四五六])?\s*(?:个|位|名|人|份|套|口)"
)
_LEADING = re.compile(r"\d+|[一二两三四五六七八九十]+")


def change(text: str, wanted: tuple[str, ...], old: dict[str, str]) -> dict[str, str]:
    """The fields with new values; {} where the line changes nothing or leaves open what."""
    if turned := _turned(text, wanted, old):
        return turned
    if counted := _counted(text, wanted, old):
        return counted
    told = bool(words.CHANGES.search(text))
    found = reading.read(_GIVEN_UP.sub("，", text), wanted, strict=True)
    if found.unclear or not found.sure:
        return {}
    named = told or words.mentions(text, wanted) or set(found.values) == set(wanted)
    new = {f: v for f, v in found.values.items() if v != old.get(f)}
    return new if named else {}


def _turned(text: str, wanted: tuple[str, ...], old: dict[str, str]) -> dict[str, str]:
    """接力改实心球: what the old value is called tells which field it is."""
    for found in _TURNED.finditer(text):
        was = words.TAILS.sub("", words.LEADS.sub("", found["old"])).casefold()
        fields = [f for f in wanted if was and _same(was, old.get(f, ""))]
        if len(fields) == 1:
            return reading.read(found["new"], (fields[0],)).values
    return {}


def _same(said: str, value: str) -> bool:
    value = value.casefold()
    return bool(value) and (said == value or (len(said) > 1 and said in value) or value in said)


def _counted(text: str, wanted: tuple[str, ...], old: dict[str, str]) -> dict[str, str]:
    """多加一个人: the new number, told or reckoned from the old one."""
    field = next((f for f in wanted if words.kind(f) == "count"), None)
    step, sign = _MORE.search(text), 1
    if step is None:
        step, sign = _LESS.search(text), -1
    if field is None or step is None:
        return {}
    rest = f"{text[: step.start()]}，{text[step.end() :]}"
    totals = values.shaped("count", rest)
    if totals:
        return {field: totals[0][0]} if len(totals) == 1 else {}
    return _reckoned(field, old.get(field, ""), sign * int(number(step["n"] or "一") or 1))


def _reckoned(field: str, old: str, more: int) -> dict[str, str]:
    found = _LEADING.match(old)
    before = number(found[0]) if found else None
    if found is None or before is None or before + more < 0:
        return {}
    return {field: f"{int(before) + more}{old[found.end() :]}"}


def declined(old: dict[str, str]) -> bool:
    """Is the answer that stands a refusal?"""
    return any(chain_fields.refusal(value) for value in old.values())
