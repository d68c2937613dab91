"""What one entry or one free line answers, field by field."""

import re
from collections import defaultdict
from dataclasses import dataclass

from bot.parsing.chains.fields import asked, kind_of, refusal
from bot.parsing.chains.words import KINDS, LEXICON, FieldKind, any_of, without_emoji
from bot.parsing.forms import values
from bot.parsing.forms import words as form_words

_UNITS = any_of(list({unit for kind in KINDS for unit in kind.units}))
_TOKEN = re.compile(
    rf"(?P<n>\d+(?:\.\d+)?)[ \t]*(?P<unit>米\d+|(?:{_UNITS})(?!孩))?"
    r"|(?P<size>X{0,4}[SML])(?![A-Za-z])"
    r"|[A-Za-z]+|[^\s，,、；;/|+＋：:。！!\dA-Za-z]+",
    re.IGNORECASE,
)
_RELATION = re.compile(rf"^(?:的?(?:{any_of(LEXICON['relations'])}))+")
_THANKS = re.compile(r"(?:谢谢|謝謝|感谢|辛苦|麻烦)(?:了|您|老师|老師){0,4}$")
_CHANGE = re.compile(any_of(LEXICON["changes"]))
_QUESTION = re.compile(any_of(LEXICON["questions"]))
_MEASURE = re.compile(any_of(LEXICON["measures"]))
_NOT = re.compile(r"不是\s*[^\s，,。；;]+")
_VALUE = rf"\d+(?:\.\d+)?[ \t]*(?:米\d+|(?:{_UNITS})(?!孩))?|[XSML]+"
_VERB = r"(?:应该|还是|改成|改为|改到|改|换成|要|是|为|写)*"
_EDGES = " ，,、；;：:。！!~～/|+＋-—"
_METRES = 3
_LEAD, _SHORT = 8, 25  # a free line that refuses does so early and in few words


@dataclass(frozen=True, slots=True)
class _Token:
    """A value as written: where it stands, and its number and unit if it is one."""

    start: int
    end: int
    text: str
    number: float | None = None
    unit: str = ""
    is_size: bool = False


def entry_answer(text: str, fields: tuple[str, ...], name: str = "") -> dict[str, str]:
    """The values of an entry by field; the name's own field is left out.

    `name` is the child's, as far as known. A refusal (不订, 自备) and words that fit no field
    stand in the last field. {} if the entry is the name alone.
    """
    wanted = asked(fields)
    words = _without_name(_tidy(text), name)
    no = _refused(words, wanted)
    answer = _dated(words[: len(words) - len(no)], wanted)
    if no:
        before = answer.get(wanted[-1], "")
        answer[wanted[-1]] = f"{before} {no}".strip()
    return {field: answer[field] for field in wanted if answer.get(field)}


def correction(text: str, fields: tuple[str, ...], old: dict[str, str]) -> dict[str, str] | None:
    """The fields that a free line replaces ("我家改150吧"), with their new values.

    `old` is the answer that stands. None where the line changes nothing, asks, or leaves open
    which field it means.
    """
    words = _tidy(text)
    if _QUESTION.search(words):
        return None
    wanted = asked(fields)
    no = _refused(words, wanted)
    if no and len(words) - len(no) <= _LEAD and len(words) <= _SHORT:
        return {wanted[-1]: no}
    if not _CHANGE.search(words):
        return None
    return _named(words, wanted) or _deduced(words, wanted, old)


def measured(text: str, fields: tuple[str, ...]) -> dict[str, str] | None:
    """The value that somebody else found ("我这边量的是140"), by field; None where unclear.

    Measuring words (量, 测) speak of height or weight if one of them is asked for.
    """
    words = _tidy(text)
    if _QUESTION.search(words):
        return None
    wanted = asked(fields)
    if named := _named(words, wanted):
        return named
    return _only(words, wanted, measuring=bool(_MEASURE.search(words)))


def _dated(words: str, wanted: tuple[str, ...]) -> dict[str, str]:
    """Days and hours are one value each, whatever digits they hold; the rest fills the others."""
    found: dict[str, str] = {}
    for field in wanted:
        kind = form_words.kind(field)
        shaped = values.shaped(kind, words) if kind in {"date", "time"} else []
        if len(shaped) == 1:
            found[field] = shaped[0][0]
            words = f"{words[: shaped[0].start()]} {words[shaped[0].end() :]}"
    others = tuple(field for field in wanted if field not in found)
    return {**found, **(_fill(words.strip(_EDGES), others) if others else {})}


def _tidy(text: str) -> str:
    """The words in one line, without emoji, edges and thanks at the end."""
    words = " ".join(without_emoji(text).split()).strip(_EDGES)
    return _THANKS.sub("", words).strip(_EDGES)


def _without_name(words: str, name: str) -> str:
    """The words behind the child's name and relation; an unknown first word is the name."""
    before, found, after = words.partition(name) if name else ("", "", "")
    if not found:
        before, after = "", _behind_first_word(words)
    rest = _RELATION.sub("", after.strip(_EDGES)).strip(_EDGES)
    return f"{before.strip(_EDGES)} {rest}".strip()


def _behind_first_word(words: str) -> str:
    first = re.match(r"[^\d\s，,：:、；;+/|-]+", words)
    return words[first.end() :] if first and not refusal(first.group()) else words


def _refused(words: str, wanted: tuple[str, ...]) -> str:
    """The refusal in the words, unless a value stands behind it (不要太大 140码)."""
    no = refusal(words) or ""
    kinds = [kind for field in wanted if (kind := kind_of(field))]
    valued = any(_explicit(token, kind) for token in _tokens(no) for kind in kinds)
    return "" if valued else no


def _tokens(words: str) -> list[_Token]:
    return [_token(match) for match in _TOKEN.finditer(words)]


def _token(match: re.Match[str]) -> _Token:
    unit = (match["unit"] or "").casefold()
    number = float(match["n"]) if match["n"] else None
    if number is not None and unit[:1] in {"米", "m"} and number < _METRES:
        cents = unit[1:] if unit[1:].isdigit() else "0"
        number, unit = number * 100 + int(cents.ljust(2, "0")), "cm"
    return _Token(*match.span(), match.group(), number, unit, bool(match["size"]))


def _explicit(token: _Token, kind: FieldKind | None) -> bool:
    """Whether the token's own unit or word tells that it belongs to the kind."""
    if kind is None:
        return False
    if token.number is not None:
        return token.unit in kind.units and _in_range(token, kind)
    return token.text in kind.values or (token.is_size and kind.id == "size")


def _fits(token: _Token, kind: FieldKind | None) -> bool:
    """Whether the token may be of the kind; a field of no kind takes anything."""
    if kind is None or not kind.numeric:
        return kind is None or token.text in kind.values
    return not token.unit and token.number is not None and _in_range(token, kind)


def _in_range(token: _Token, kind: FieldKind) -> bool:
    return token.number is not None and kind.low <= token.number <= kind.high


def _fill(words: str, wanted: tuple[str, ...]) -> dict[str, str]:
    """Values by field: named ones, then those with a unit, then the rest in order."""
    if len(wanted) == 1:
        return {wanted[0]: _unlabelled(words, wanted[0])}
    answer, words = _labels(words, wanted)
    free = [field for field in wanted if field not in answer]
    for field, value in _shares(words, free, wanted[-1]).items():
        answer[field] = f"{answer[field]} {value}" if field in answer else value
    return answer


def _shares(words: str, free: list[str], last: str) -> dict[str, str]:
    """The tokens of the words shared among the free fields; what fits none goes to the last."""
    tokens, owner = _tokens(words), dict[int, str]()
    for fit in (_explicit, _fits):
        for i, token in enumerate(tokens):
            open_ = [f for f in free if f not in owner.values()]
            if i not in owner and (f := next((f for f in open_ if fit(token, kind_of(f))), None)):
                owner[i] = f
    spans = defaultdict[str, list[int]](list)
    for i in range(len(tokens)):
        spans[owner.get(i, last)].append(i)
    return {field: _joined(words, tokens, own) for field, own in spans.items()}


def _joined(words: str, tokens: list[_Token], own: list[int]) -> str:
    """The own tokens with what stood between them, if they stood together."""
    if own[-1] - own[0] + 1 == len(own):
        return words[tokens[own[0]].start : tokens[own[-1]].end].strip()
    return " ".join(tokens[i].text.strip() for i in own)


def _labels(words: str, wanted: tuple[str, ...]) -> tuple[dict[str, str], str]:
    """Values that stand behind their field's name (身高：135，尺码改成140码), and the rest."""
    found = dict[str, str]()
    for field in wanted:
        if match := re.search(rf"{_label(field)}(?P<v>{_VALUE})", words, re.IGNORECASE):
            found[field] = match["v"].strip()
            words = f"{words[: match.start()]} {words[match.end() :]}"
    return found, words


def _label(field: str) -> str:
    """The field's name as people shorten it (大人 for 大人人数), and a verb behind it."""
    kind = kind_of(field)
    short = re.sub(rf"(?:{any_of(list(kind.words))})$", "", field) if kind else ""
    return rf"(?:{any_of([field, short or field])})\s*{_VERB}\s*[:：]?\s*"


def _unlabelled(words: str, field: str) -> str:
    return re.sub(rf"^{re.escape(field)}\s*[:：]?\s*", "", words)


def _named(words: str, wanted: tuple[str, ...]) -> dict[str, str]:
    """New values that say themselves which field they mean: by its name or by a unit."""
    words = _NOT.sub(" ", words)
    found, words = _labels(words, wanted)
    for token in _tokens(words):
        homes = [f for f in wanted if _explicit(token, kind_of(f))]
        if len(homes) == 1 and homes[0] not in found:
            found[homes[0]] = token.text
    return found


def _deduced(words: str, wanted: tuple[str, ...], old: dict[str, str]) -> dict[str, str] | None:
    """The field of a bare value: whose old value is named, else the one it can only be."""
    values = [token for token in _tokens(words) if token.number is not None or token.is_size]
    for field, value in old.items():
        rest = [token.text for token in values if token.text not in value]
        if field in wanted and len(rest) == 1 and len(values) > 1:
            return {field: rest[0]}
    if len(values) == len(wanted) > 1:
        return _fill(" ".join(token.text for token in values), wanted)
    return _only(words, wanted, measuring=bool(_MEASURE.search(words)))


def _only(words: str, wanted: tuple[str, ...], *, measuring: bool) -> dict[str, str] | None:
    """The one value of the words in the one field that it can mean."""
    values = [token for token in _tokens(words) if token.number is not None or token.is_size]
    if len(values) != 1:
        return None
    kinds = {field: kind_of(field) for field in wanted}
    homes = [f for f, kind in kinds.items() if _explicit(values[0], kind) or _fits(values[0], kind)]
    likely = [f for f in homes if (k := kinds[f]) and k.measured == measuring] or homes
    return {likely[0]: values[0].text.strip()} if len(likely) == 1 else None
