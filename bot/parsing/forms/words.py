"""The words around a form's values, read once from forms.toml."""

import re
import tomllib
from pathlib import Path
from typing import Any

from bot.parsing.chains import fields as chain_fields
from bot.parsing.chains.words import LEXICON, any_of
from bot.parsing.whose import KIN

_TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("forms.toml").read_text("utf-8"))
KINDS: dict[str, list[str]] = _TABLE["kinds"]
CALLED: dict[str, list[str]] = _TABLE["called"]
WORDS: dict[str, list[str]] = _TABLE["words"]


def one_of(key: str) -> str:
    return f"(?:{any_of(WORDS[key])})"


LINKS = re.compile(rf"^(?:{one_of('links')}|[:：=\s])+")
_SHORT = "|".join(WORDS["short"])  # some are patterns: 报, but not 报告
LEADS = re.compile(
    rf"^(?:{one_of('leads')}|{KIN.pattern}(?=[说想要报选])|(?:{_SHORT})(?=.{{2}})|[\W_])+"
)
TAILS = re.compile(rf"(?:{one_of('tails')}|(?<=..){one_of('away')}|[\W_])+$")
IDLE = re.compile(rf"^(?:{one_of('leads')}|{_SHORT}|{one_of('links')}|[和跟带与]|\W)*$")
COMING = re.compile(
    r"(?:我们?|咱们?|我?家)?(?:都|也|要|能|想|会|可以)*(?:去|来|参加|报名)(?:的|了|吧|啊|呀|哈)?"
)
NEGATIONS = frozenset(WORDS["negations"])
WHERE = re.compile(r"^(?:在|从|到)")
CHOOSES = re.compile(one_of("chooses"))
LATER = re.compile(one_of("later"))
WHICH = re.compile(one_of("which"))  # asks which one: yes and no are no answer
OPTIONAL = re.compile(rf"^{one_of('optional')}$")
PEOPLE = re.compile(one_of("people"))
ONE_MORE = re.compile(rf"{one_of('one_more')}")
COUNT_ME = re.compile(rf"{one_of('count_me')}(?:一个?|1个?|个)?(?:名额)?")
WRONG = re.compile(rf"^\W*{one_of('wrong')}\W*$")
EXCUSES = re.compile(rf"(?:{'|'.join(WORDS['excuses'])})[啦哈啊呀哦了]*")
CIVIL = re.compile(rf"{one_of('thanks')}(?:老师|您|你|大家|各位|家长|了|啦|哈|呀|\W)*")
MISTAKEN = re.compile(
    r"(?:填|写|报|弄|打|选|登|说)(?:错了?|(?:多|少|小|大|早|晚)[了啦])[啦哈呀,，。;；\s]*(?:应该|改成|改为|改)?(?:就?是|要|为|写)?"
)
TURNED = "改成"  # what 写错了，是 comes to
MEASURES = re.compile(one_of("measures"))
CHANGES = re.compile(one_of("changes"))
WITHDRAWS = re.compile(one_of("withdraws"))
JOINS = re.compile(rf"{one_of('joins')}|报\W*$")
REST = re.compile(
    r"(?:了|啦|咧|嘞|哩|喔|呗|哈|的|吧|呢|喽|咯|呀|老师|这次|谢谢|抱歉|家长|孩子|\W)*$"
)


def kind(field: str) -> str:
    """The kind of a field's values, "" for words of any kind."""
    if field == LEXICON["remark_field"]:
        return "count"
    own = [(len(w), id_) for id_, words in KINDS.items() for w in words if w in field]
    known = chain_fields.kind_of(field)
    longest = max((len(w) for w in known.words if w in field), default=0) if known else 0
    best = max(own, default=(0, ""))
    return known.id if known and longest >= best[0] else best[1]


def labels(fields: tuple[str, ...]) -> dict[str, str]:
    """How people may call each field: no name stands for two of them."""
    found: dict[str, set[str]] = {}
    for field in fields:
        for name in names(field):
            found.setdefault(name, set()).add(field)
    whole = {field: field for field in fields}
    return whole | {n: next(iter(f)) for n, f in found.items() if len(f) == 1 and n not in whole}


def mentions(text: str, fields: tuple[str, ...]) -> bool:
    """Does a text call one of the fields by a name, or by what it asks yes or no about?"""
    said = text.casefold()
    called = [*labels(fields), *filter(None, map(whether, fields))]
    return any(name.casefold() in said for name in called)


WHETHER = re.compile(
    r"^(?:孩子|学生|本人)?(?:是否|有无|有没有|会不会|要不要|需不需要|能否|能不能|可否)有?"
)


def whether(field: str) -> str:
    """What a field asks yes or no about: 过敏 of 是否过敏; "" for every other field."""
    found = WHETHER.match(field)
    return field[found.end() :] if found else ""


def names(field: str) -> set[str]:
    """What people call a field: its own name, its kind's, and shorter ones."""
    if whether(field):
        return {field}
    id_ = kind(field)
    known = chain_fields.kind_of(field)
    words = {*CALLED.get(id_, ()), *KINDS.get(id_, ()), *(known.words if known else ())}
    ends = [w for w in words if field.endswith(w)]
    begin = field.removesuffix(max(ends, key=len, default=""))
    halves = {begin, field[:2], field[-2:]} if len(field) > len("三个字") else {begin}
    short = {field.removesuffix("地点") + "点"} if field.endswith("地点") else set[str]()
    return {n for n in {field, *words, *halves, *short} if len(n) > 1}
