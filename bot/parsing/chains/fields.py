"""Which fields a chain asks for, and what a field's name says about its values."""

import re
from collections.abc import Iterator
from itertools import takewhile

from bot.parsing.chains.words import KINDS, LEXICON, FieldKind, any_of

_NAME = re.compile(any_of(LEXICON["names"]))
_FORMAT = re.compile(
    rf"(?:{any_of(LEXICON['formats'])})[写寫报報好]?[为為是如下用一的]*\s*[:：]?\s*[“\"「『]?|[报報]名\s*[:：]\s*"
)
# 去不去 asks and 不用谢 is polite: neither refuses.
_REFUSAL = re.compile(
    rf"(?!(?<=(.))不\1)(?:{any_of(LEXICON['refusals'])})(?![谢謝客担擔急管紧緊怕])"
)
_END = re.compile(r"[。；;！!\n”\"」』]")
_COMMA = re.compile(r"[，,]")
_BETWEEN = re.compile(r"[\s+＋、/／|｜\-—－_&＆和及]+")
_AND = re.compile(r"[\s,，、/&+和跟与]*")
_BRACKETS = re.compile(r"[（(【\[].*?[)）】\]]")
_STOP = re.compile(
    r"^按|的?格式|接[龙龍]|[报報]名|填[写寫]|即可|等|[请請不前写寫谢謝截]|以[下上]|\d"
)
_STOPS = '\n，,。；;：:！!“"「『'
_LONGEST = 8
_LONGEST_HEAD = 2000
_LONGEST_NAME = 4
_LONGEST_ALONE = 6
_ELSEWHERE = re.compile(r"见|附件|链接|表|网|码$|格式|如下|同上")


def fields(head: str) -> tuple[str, ...]:
    """The fields asked for, in order, as the head names them; () if it names none.

    Two or more words, or the name alone, behind 格式, 登记 … or beginning with 姓名.
    """
    head = head[:_LONGEST_HEAD]
    for start in _starts(head):
        segment = _END.split(head[start:], maxsplit=1)[0]
        found = _words(segment)
        before = head[:start].rstrip()
        listed = before.endswith((":", "：")) and not before.rstrip(" :：").endswith(
            ("报名", "報名")
        )
        example = any(sign.isdigit() for sign in _COMMA.split(segment)[0])
        listed = listed and not example
        if len(found) > 1 or (
            found and (_is_bare_name(found[0]) or (listed and _is_one(found[0])))
        ):
            return found
    return ()


def is_name(field: str) -> bool:
    """Whether the field asks for the child's name, which is no answer."""
    return bool(_NAME.search(field)) and kind_of(field) is None


def asked(fields: tuple[str, ...]) -> tuple[str, ...]:
    """The fields that an answer fills; the remark field if only the name is asked for."""
    return tuple(f for f in fields if not is_name(f)) or (LEXICON["remark_field"],)


def names_some(fields: tuple[str, ...]) -> bool:
    """Does it ask for more than the child's name?"""
    return asked(fields) != (LEXICON["remark_field"],)


def between_names(text: str) -> bool:
    """Does it only join two names: 和, a comma, nothing at all?"""
    return bool(_AND.fullmatch(text))


def kind_of(field: str) -> FieldKind | None:
    """The kind whose word stands in the field's name, or ends it; the longest word decides."""
    fits = [(len(word), kind) for kind in KINDS for word in kind.words if word in field]
    fits += [(1, kind) for kind in KINDS for word in kind.ends if field.endswith(word)]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None


def refusal(text: str) -> str | None:
    """The words from 不订, 自备, 不去 … on, or None if the text refuses nothing."""
    found = _REFUSAL.search(text)
    return text[found.start() :].strip() if found else None


def refusal_word(text: str) -> str:
    """The refusing word alone with which a text begins: 不去 of 不去了."""
    found = _REFUSAL.match(text)
    return found[0] if found else ""


def _starts(head: str) -> Iterator[int]:
    """Where a list of fields may begin, the most telling places first."""
    places = [match.end() for match in _FORMAT.finditer(head)]
    yield from (at for at in places if head[:at].rstrip(' “"「『：:').endswith("格式"))
    for match in _NAME.finditer(head):
        yield max(head.rfind(stop, 0, match.start()) for stop in _STOPS) + 1
        yield match.start()
    yield from places


def _words(segment: str) -> tuple[str, ...]:
    """The field names at the beginning of the segment."""
    bare = _BRACKETS.sub(" ", segment).strip()
    parts = _COMMA.split(bare)
    first = tuple(takewhile(_is_field, filter(None, _BETWEEN.split(parts[0]))))
    if len(first) > 1 or len(parts) == 1:
        return first
    return tuple(takewhile(_is_field, (part.strip() for part in parts)))


def _is_bare_name(word: str) -> bool:
    return is_name(word) and len(word) <= _LONGEST_NAME


def _is_one(word: str) -> bool:
    """Whether a word that stands alone behind a colon is a field: 请填：车牌号, not 请填：见附件."""
    return len(word) <= _LONGEST_ALONE and not _ELSEWHERE.search(word)


def _is_field(word: str) -> bool:
    return 0 < len(word) <= _LONGEST and not _STOP.search(word)
