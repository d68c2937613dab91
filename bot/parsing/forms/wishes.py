"""Yes and no as a field's value: 午餐要, 不要午餐."""

import re

from bot.parsing.chains.words import any_of
from bot.parsing.forms import words
from bot.parsing.forms.asked import Form

_NO = r"不(?:需要|要|用|吃|订)"
_SAID = rf"(?P<said>{_NO}|需要|要|吃|订)"
_END = r"(?:了|的|吧|啊|哈|呢|啦)*(?=[\s,，。;；!！]|$)"
ALONE = re.compile(rf"(?:^|(?<=[\s,，。;；、]))(?:改成|改为|还是)?{_SAID}{_END}")
VALUE = re.compile(_SAID)


def fields(form: Form) -> list[str]:
    """The fields that may be answered by yes or no."""
    return [f for f in form.wanted if _is_wish(form, f)]


def _is_wish(form: Form, field: str) -> bool:
    offered = form.choices.get(field)
    if offered:
        return all(VALUE.fullmatch(word) for word in offered)
    return form.kinds[field] == "" and field not in form.optional and not words.WHICH.search(field)


def named(text: str, form: Form) -> list[tuple[str, str, tuple[int, int]]]:
    """Field, value and place of each wish beside its field's name."""
    called = words.labels(form.wanted)
    found = []
    for field in fields(form):
        names = any_of([name for name, f in called.items() if f == field])
        link = rf"(?:{words.one_of('links')}|[:：=\s])*?"
        beside = re.search(rf"(?:{names}){link}{_SAID}{_END}", text)
        beside = beside or re.search(rf"(?P<said>{_NO}|要)(?:{names}){_END}", text)
        if beside:
            found.append((field, beside["said"], beside.span()))
    return found


def unclear(no: str, form: Form, old: dict[str, str]) -> tuple[str, ...]:
    """The field that a lone 不要 may mean, where its old value is a yes or a no."""
    told = [f for f in fields(form) if VALUE.fullmatch(old.get(f, ""))]
    return tuple(told) if len(form.wanted) > 1 and VALUE.fullmatch(no) else ()
