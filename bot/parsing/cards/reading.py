"""What a group nickname says: which child, how related, which class, which telephone number."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.parsing.cards import fields as card_fields
from bot.parsing.cards import words as card_words
from bot.parsing.cards.family import understand
from bot.parsing.cards.fields import ClassMark
from bot.parsing.cards.naming import NOBODY
from bot.parsing.meaning import Pupil
from bot.parsing.names import NameIndex

_GENDER = re.compile(r"[男女](?=生|孩|[^\u4e00-\u9fff]|$)")


@dataclass(frozen=True, slots=True)
class CardReading:
    """A nickname understood. `child` is None where it is unknown or several fit.

    `children` are two or more named together, `candidates` those who may be meant where
    `child` is None; `relation` is one of 妈妈 爸爸 爷爷 奶奶 外公 外婆 姑姑 叔叔 舅舅 阿姨 哥哥
    姐姐 家长 托管 老师; `class_` like "3-2"; `phone` digits.
    """

    child: Pupil | None = None
    children: tuple[Pupil, ...] = ()
    relation: str | None = None
    class_: str | None = None
    phone: str | None = None
    candidates: tuple[Pupil, ...] = ()


def read(card: str, index: NameIndex, class_label: str) -> CardReading:
    """Understand a nickname of the class `class_label` (三(2)班), whose names are in `index`."""
    phone, text = card_fields.take_phone(card_fields.clean(card))
    own = card_fields.read_class(class_label)
    text, mark, ours = _own_part(text, own)
    relation, who = understand(card_words.parts(text), index, _gender(text))
    who = who if ours else NOBODY
    pupils = tuple(index.pupils[i] for i in who.linked)
    return CardReading(
        child=pupils[0] if pupils else None,
        children=pupils if len(pupils) > 1 else (),
        relation=relation,
        class_=mark.label if mark else None,
        phone=phone,
        candidates=() if pupils else tuple(index.pupils[i] for i in who.candidates),
    )


def _own_part(text: str, own: ClassMark) -> tuple[str, ClassMark | None, bool]:
    """The text that concerns this class, the class it names, and whether that is ours."""
    marks = card_fields.class_marks(text)
    ours = [mark for mark in marks if mark.agrees(own)]
    if marks and not ours and _another_child(text, marks[0]):
        return text[: marks[0].span[0]], None, True
    if len(ours) in (0, len(marks)):
        return _without(text, marks), next(iter(marks), None), bool(ours) or not marks
    ends = [mark.span[0] for mark in marks[1:]] + [len(text)]
    kept = [text[m.span[1] : end] for m, end in zip(marks, ends, strict=True) if m in ours]
    return " ".join(kept), ours[0], True


def _another_child(text: str, mark: ClassMark) -> bool:
    """Whether families stand on both sides: 李沐妈妈/五2李木木妈妈 has one child here."""
    sides = (text[: mark.span[0]], text[mark.span[1] :])
    return all(card_words.binds(side) for side in sides)


def _without(text: str, marks: Iterable[ClassMark]) -> str:
    for mark in reversed(list(marks)):
        text = text[: mark.span[0]] + " " + text[mark.span[1] :]
    return text


def _gender(text: str) -> str:
    found = _GENDER.search(text)
    return found[0] if found else ""
