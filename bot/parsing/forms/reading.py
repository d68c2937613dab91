"""The fields that a line fills in: what it calls by name first, then what its shape tells."""

import re
from dataclasses import dataclass, field

from bot.parsing import clauses
from bot.parsing.chains.words import any_of, without_emoji
from bot.parsing.forms import values, words

_CLAUSE = re.compile(r"[,，。;；!！?？\n]")
_PIECE = re.compile(r"[^\s,，。;；!！?？、|+:：]+")
_BETWEEN = re.compile(r"[\s,，。;；/、|+:：!！]+")
_TURNS = re.compile(r"^.*?(?:改|换)(?:成|为|到)?")
_TOTAL = re.compile(r"(?:一共|总共|共计|共|合计)\W*$")
_JOINT = 1  # characters between two values that are one: 两个大人一个孩子
_LONGEST = 12  # characters of a value in words
_GAP = "，"
_QUOTES = ' 《》“”"「」【】'
_GAP_IN = re.compile(r"\S\s+\S")
_FREE = frozenset({"", "place"})  # kinds whose values are told by no shape


@dataclass(slots=True)
class Reading:
    """`unclear`: something is said that fits several fields. `sure`: by name, shape or a choosing word."""

    values: dict[str, str] = field(default_factory=dict)
    unclear: bool = False
    sure: bool = False


def read(text: str, wanted: tuple[str, ...], *, strict: bool = False) -> Reading:
    """The values of the wanted fields. `strict`: loose words are no value."""
    reader = _Reader(wanted, _tidy(text), strict)
    reader.by_yes_and_no()
    reader.by_name()
    reader.by_shape()
    reader.by_number()
    reader.by_words()
    found = reader.found
    found.values = {f: found.values[f] for f in wanted if f in found.values}
    return found


def _tidy(text: str) -> str:
    """Without emoji, apologies, and clauses that give no value."""
    line = words.MISTAKEN.sub(words.TURNED, without_emoji(text))
    return _PIECE.sub(lambda m: _GAP if _idle(m[0]) else m[0], line).strip()


def _idle(piece: str) -> bool:
    idle = words.WRONG.match(piece) or words.LATER.search(piece) or clauses.ANY.search(piece)
    return bool(idle or words.COMING.fullmatch(piece))


class _Reader:
    """`pool` are the words that no field has taken yet."""

    def __init__(self, wanted: tuple[str, ...], text: str, strict: bool) -> None:
        self.wanted, self.pool, self.strict = wanted, text, strict
        self.kinds = {f: words.kind(f) for f in wanted}
        self.found = Reading()
        self.before = False  # two adults, one child: the value stands before the name
        self.asked: list[str] = []  # called by name, and given no value there

    def _open(self) -> list[str]:
        return [f for f in self.wanted if f not in self.found.values]

    def _take(self, field_: str, value: str, *spans: tuple[int, int]) -> None:
        """Keep a value; what it stood on is spent."""
        self.found.values[field_] = value.strip(_QUOTES)
        for start, end in sorted(spans, reverse=True):
            self.pool = self.pool[:start] + _GAP + self.pool[end:]

    def by_yes_and_no(self) -> None:
        """不过敏, 对虾过敏, 是否过敏：无 for 是否过敏: the matter itself with what is said of it."""
        for field_ in self.wanted:
            matter = re.escape(words.whether(field_))
            found = matter and re.search(
                rf"{re.escape(field_)}\s*[:：]?\s*(?P<told>[^\s,，。;；]+)"
                rf"|(?P<said>(?:[对有][^\s\d,，。;；]{{0,5}}?|没有?|无|不|会|需要)*{matter}史?)",
                self.pool,
            )
            if found:
                self.found.sure = True
                self._take(field_, found["told"] or found["said"], found.span())

    def by_name(self) -> None:
        """Values beside the name of their field: 项目跳远, 尺码：L, 150的衣服."""
        names = words.labels(self.wanted)
        label = re.compile(any_of(list(names)), re.IGNORECASE)
        by_name = {name.casefold(): f for name, f in names.items()}
        called = list(label.finditer(self.pool))
        self.before = bool(called and values.COUNTED.search(self.pool[: called[0].start()]))
        for found in reversed(called):
            self._beside(by_name[found[0].casefold()], found, label)

    def _beside(self, field_: str, found: re.Match[str], label: re.Pattern[str]) -> None:
        start, end = found.span()
        stop = min(
            (m.start() for m in (*_CLAUSE.finditer(self.pool, end),)), default=len(self.pool)
        )
        region = self.pool[end:stop]
        if (
            self.before
            and self.kinds[field_] == "count"
            and (told := values.COUNTED.search(self.pool[:start]))
        ):
            self.found.sure = True
            self._take(field_, told[0], (told.start(), end))
            return
        if part := self._value(field_, region):
            self.found.sure = True
            self._take(field_, part[0], (start, end + part[1]))
            return
        begin = max((m.end() for m in _CLAUSE.finditer(self.pool, 0, start)), default=0)
        before = self.pool[begin:start].split()[-1:] if not words.LINKS.match(region) else []
        if before and not region.strip() and (part := self._value(field_, before[0])):
            self.found.sure = True
            self._take(field_, words.WHERE.sub("", part[0]), (start - len(before[0]), end))
            return
        self.asked.append(field_)
        told = _PIECE.match(self.pool, end) if self.kinds[field_] not in _FREE else None
        end = told.end() if told else end  # 衣服要大一号 tells no size, and nothing else either
        self.pool = f"{self.pool[:start]} {self.pool[end:]}"

    def _value(self, field_: str, region: str) -> tuple[str, int] | None:
        """The first value of the field's kind in the words behind its name, and where it ends."""
        kind = self.kinds[field_]
        link = words.LINKS.match(region)
        begin = link.end() if link else 0
        shaped = [m for m in values.shaped(kind, region) if not _GAP_IN.search(region[: m.start()])]
        if shaped:
            return shaped[0][0], shaped[0].end()
        if values.numeric(kind):
            number = next(
                (m for m in values.NUMBER.finditer(region) if values.may_be(kind, m[0])), None
            )
            return (number[0], number.end()) if number else None
        piece = _PIECE.match(region, begin)
        if piece is None or (kind not in _FREE and kind != "person"):
            return None
        said = words.TAILS.sub("", piece[0]).strip(_QUOTES)
        return (said, piece.end()) if said and len(said) <= _LONGEST else None

    def by_shape(self) -> None:
        """Values that show their kind: where as many stand there as fields want them."""
        for kind in values.SHAPES:
            fields = [f for f in self._open() if self.kinds[f] == kind]
            spans = _joined(values.shaped(kind, self.pool)) if fields else []
            if len(spans) > len(fields) == 1:
                spans = [s for s in spans if _TOTAL.search(self.pool[: s[0]])]
            if spans and len(spans) == len(fields):
                said = [self.pool[a:b] for a, b in spans]
                for f, value, span in reversed(list(zip(fields, said, spans, strict=True))):
                    self._take(f, value, span)
                self.found.sure = True
            elif spans:
                self.found.unclear = True

    def by_number(self) -> None:
        """Bare numbers: in order, where there is one for each field that wants one."""
        fields = [f for f in self._open() if values.numeric(self.kinds[f])]
        found = list(values.NUMBER.finditer(self.pool))
        called = [f for f in fields if f in self.asked]
        fields = called if len(called) == len(found) == 1 else fields
        if len(fields) == 1:
            found = [m for m in found if values.may_be(self.kinds[fields[0]], m[0])]
        if not fields or not found:
            return
        pairs = list(zip(fields, found, strict=False))
        fits = all(values.may_be(self.kinds[f], m[0]) for f, m in pairs)
        if len(fields) != len(found) or not fits:
            self.found.unclear = True
            return
        for f, m in reversed(pairs):
            self._take(f, m[0], m.span())
        self.found.sure = True

    def by_words(self) -> None:
        """What is left, for the fields that take any words: one piece for each."""
        fields = [f for f in self._open() if self.kinds[f] in _FREE]
        pieces = [_cleaned(p) for p in _BETWEEN.split(self.pool)]
        pieces = [p for p in pieces if p[0]]
        chosen = [p for p in pieces if p[1]]
        if self.strict or (len(fields) < len(pieces) and len(chosen) == len(fields)):
            pieces = chosen
        if not fields or not pieces:
            return
        if len(pieces) != len(fields) or any(len(p[0]) > _LONGEST for p in pieces):
            alone = len(pieces) == 1 and not self.found.values
            self.found.unclear = self.found.unclear or alone
            return
        self.found.sure = self.found.sure or bool(chosen)
        said = [p[0].strip(_QUOTES) for p in pieces]
        self.found.values.update(zip(fields, said, strict=True))


def _joined(found: list[re.Match[str]]) -> list[tuple[int, int]]:
    """The places of values; what stands close together is one."""
    spans: list[tuple[int, int]] = []
    for m in found:
        if spans and m.start() - spans[-1][1] <= _JOINT and m[0][-1:] not in "号日":
            spans[-1] = (spans[-1][0], m.end())
        else:
            spans.append(m.span())
    return spans


def _cleaned(piece: str) -> tuple[str, bool]:
    """The bare value in a piece of words, and whether a word shows that it is chosen."""
    chosen = bool(words.CHOOSES.search(piece))
    turned = _TURNS.sub("", piece)
    bare = words.TAILS.sub("", words.LEADS.sub("", turned))
    return "" if words.IDLE.match(bare) else bare, chosen
