"""The parts of a nickname that are no names: its class and its telephone number."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bot.parsing.names import sounds

_NUMERALS = "一二三四五六七八九"
_BLANK_KINDS = ("So", "Sk", "Cf", "Mn", "Cn", "Co", "Cs", "Cc", "Zs")
_JUNIOR, _SENIOR = 6, 9  # grades before 初一 and 高一

_MOBILE = re.compile(r"(?<!\d)(?:\+?86[-\s]?)?(1[-\s.]?[3-9](?:[-\s._]?\d){9})(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)(0\d{2,3}[-\s]?[2-9]\d{6,7})(?!\d)")

_G = rf"(?P<grade>[{_NUMERALS}]|[1-9])"
_N = rf"(?P<no>\d{{1,2}}|[{_NUMERALS}十]{{1,3}})"
_NOT_CLASS = r"(?!\d|[.]\d|号|室|栋|楼|元|岁|月|日|点|米|胎|个|孩|娃|宝|斤|单元)"
_CLASS_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?<!\d)(?P<stage>[初高])?{_G}(?:年级|年|级)?\s*[(\[{{]\s*{_N}\s*[)\]}}]\s*班?",
        rf"(?<!\d)(?P<stage>[初高])?{_G}(?:年级|年)\s*{_N}班?{_NOT_CLASS}",
        r"(?<!\d)(?:20)?\d\d[级届]\s*\(?(?P<no>\d{1,2}|[一二三四五六七八九十]{1,3})\)?班?",
        rf"(?:(?<![\u4e00-\u9fff])|(?<=[是级学小校妈爸爷奶婆公长班]))(?P<stage>[初高])?"
        rf"(?P<grade>[{_NUMERALS}])\s*[.·\-/_]?\s*(?P<no>\d{{1,2}})班?{_NOT_CLASS}",
        rf"(?P<stage>[初高])?(?P<grade>[{_NUMERALS}])[.·\-/零〇]?(?P<no>[{_NUMERALS}十]{{1,3}})班",
        rf"(?<![\d.])(?P<grade>[1-9])\s?[.·\-/_—]\s?(?P<no>\d{{1,2}})班?{_NOT_CLASS}",
        rf"(?<!\d)(?P<grade>[1-9])0(?P<no>[1-9])班?{_NOT_CLASS}",
        r"(?<!\d)(?P<grade>[1-9])(?P<no>\d\d)班",
        r"g(?:rade)?\s?(?P<grade>[1-9])[\s,]*c(?:lass)?\s?(?P<no>\d{1,2})",
        r"(?<![\u4e00-\u9fff])(?P<nursery>[小中大])\s?\(?(?P<no>\d|[一二三四五六七八九十])\)?班",
        rf"(?<![\d{_NUMERALS}十]){_N}\)?班",
        rf"{_G}年级",
    )
)


@dataclass(frozen=True, slots=True)
class ClassMark:
    """A class as a card names it; what it leaves out is "". `span` is [start, end)."""

    grade: str
    no: str
    span: tuple[int, int] = (0, 0)

    @property
    def label(self) -> str | None:
        """Like "3-2", or None where a part is missing."""
        return f"{self.grade}-{self.no}" if self.grade and self.no else None

    def agrees(self, own: "ClassMark") -> bool:
        """Whether every part named is that of `own`."""
        return self.grade in ("", own.grade) and self.no in ("", own.no)


def clean(card: str) -> str:
    """Simplified, narrow and small letters; a blank for every picture and sign without words."""
    narrow = unicodedata.normalize("NFKC", card)
    seen = (" " if unicodedata.category(c) in _BLANK_KINDS else c for c in narrow)
    return sounds.simplified("".join(seen))


def take_phone(text: str) -> tuple[str | None, str]:
    """The digits of the first telephone number, and the text without any."""
    found = _MOBILE.search(text) or _LANDLINE.search(text)
    phone = re.sub(r"\D", "", found[1]) if found else None
    return phone, _LANDLINE.sub(" ", _MOBILE.sub(" ", text))


def class_marks(text: str) -> list[ClassMark]:
    """Every class named in a cleaned text, from left to right, without overlaps."""
    marks: list[ClassMark] = []
    for mark in _all_marks(text):
        if all(mark.span[1] <= m.span[0] or mark.span[0] >= m.span[1] for m in marks):
            marks.append(mark)
    return sorted(marks, key=lambda m: m.span)


def read_class(label: str) -> ClassMark:
    """A class's own name, such as 三(2)班; parts that cannot be read are ""."""
    return next(iter(class_marks(clean(label))), ClassMark("", ""))


def _all_marks(text: str) -> Iterator[ClassMark]:
    for form in _CLASS_FORMS:
        for match in form.finditer(text):
            yield _mark(match)


def _mark(match: re.Match[str]) -> ClassMark:
    part = {"grade": "", "no": "", "stage": "", "nursery": ""}
    part |= {name: said for name, said in match.groupdict().items() if said}
    grade = _number(part["grade"])
    if part["stage"]:
        grade = str(int(grade) + (_JUNIOR if part["stage"] == "初" else _SENIOR))
    return ClassMark(part["nursery"] or grade, _number(part["no"]), match.span())


def _number(said: str) -> str:
    """Digits of a number up to 99, written either way; "" stays ""."""
    if not said or said.isdigit():
        return str(int(said)) if said else ""
    tens, ten, ones = said.rpartition("十")
    unit = str(_NUMERALS.index(ones[-1]) + 1) if ones else "0"
    if not ten:
        return unit
    return (str(_NUMERALS.index(tens[-1]) + 1) if tens else "1") + unit
