"""The fields that a line fills in: what it calls by name first, then what its shape tells."""

import re
from dataclasses import dataclass, field

from bot.parsing.chains.words import any_of
from bot.parsing.forms import asked, choices, pieces, values, wishes, words
from bot.parsing.forms.asked import Form

_CLAUSE = re.compile(r"[,，。;；!！?？\n]")
_TOTAL = re.compile(r"(?:一共|总共|共计|共|合计)\W*$")
_LONGEST = 12  # characters of a value in words
_QUOTES = ' 《》“”"「」【】'
_GAP_IN = re.compile(r"\S\s+\S")


@dataclass(slots=True)
class Reading:
    """`unclear`: something is said that fits several fields. `sure`: by name, shape or a choosing word.

    `rest` are the words that are no value.
    """

    values: dict[str, str] = field(default_factory=dict)
    unclear: bool = False
    sure: bool = False
    rest: str = ""


def read(text: str, form: Form, *, strict: bool = False, entry: bool = False) -> Reading:
    """The values of a form's fields. `strict`: loose words are no value.

    `entry`: a line of a chain, where words stand in the order of the fields.
    """
    if not form.wanted:
        return Reading()
    reader = _Reader(form, pieces.tidy(text), strict)
    reader.by_yes_and_no()
    reader.by_wish()
    reader.by_choice()
    reader.by_name()
    reader.by_shape()
    reader.by_number()
    if entry:
        reader.in_order()
    else:
        reader.by_words()
    found = reader.found
    found.values = {f: found.values[f] for f in form.wanted if f in found.values}
    return found


class _Reader:
    """`pool` are the words that no field has taken yet."""

    def __init__(self, form: Form, text: str, strict: bool) -> None:
        self.form, self.pool, self.strict = form, text, strict
        self.found = Reading()
        self.before = False  # two adults, one child: the value stands before the name
        self.asked: list[str] = []  # called by name, and given no value there

    def _open(self) -> list[str]:
        return [f for f in self.form.wanted if f not in self.found.values]

    def _take(self, field_: str, value: str, *spans: tuple[int, int]) -> None:
        """Keep a value; what it stood on is spent."""
        self.found.values[field_] = value.strip(_QUOTES)
        for start, end in sorted(spans, reverse=True):
            self.pool = self.pool[:start] + pieces.GAP + self.pool[end:]

    def _take_surely(self, field_: str, value: str, *spans: tuple[int, int]) -> None:
        self.found.sure = True
        self._take(field_, value, *spans)

    def by_yes_and_no(self) -> None:
        """不过敏, 对虾过敏, 是否过敏：无 for 是否过敏: the matter itself with what is said of it."""
        for field_ in self.form.wanted:
            matter = re.escape(words.whether(field_))
            found = matter and re.search(
                rf"{re.escape(field_)}\s*[:：]?\s*(?P<told>[^\s,，。;；]+)"
                rf"|(?P<said>(?:[对有][^\s\d,，。;；]{{0,5}}?|没有?|无|不|会|需要)*{matter}史?)",
                self.pool,
            )
            if found:
                self._take_surely(field_, found["told"] or found["said"], found.span())

    def by_wish(self) -> None:
        """午餐要, 不要午餐."""
        for field_, value, span in sorted(
            wishes.named(self.pool, self.form), key=lambda w: w[2], reverse=True
        ):
            self._take_surely(field_, value, span)

    def by_choice(self) -> None:
        """The one of the words that a field offers: 原味 for 口味（原味/草莓）."""
        for field_, offered in self.form.choices.items():
            if field_ not in self._open():
                continue
            found = choices.found(self.pool, offered, words.names(field_))
            if len({value for value, _ in found}) == 1:
                self._take_surely(field_, found[0][0], *(span for _, span in found))
            elif found:
                self.found.unclear = True

    def by_name(self) -> None:
        """Values beside the name of their field: 项目跳远, 尺码：L, 150的衣服."""
        called_by = words.labels(self.form.wanted)
        label = re.compile(any_of(list(called_by)), re.IGNORECASE)
        by_name = {name.casefold(): f for name, f in called_by.items()}
        called = list(label.finditer(self.pool))
        self.before = bool(called and values.COUNTED.search(self.pool[: called[0].start()]))
        for found in reversed(called):
            self._beside(by_name[found[0].casefold()], *found.span())

    def _beside(self, field_: str, start: int, end: int) -> None:
        if field_ in self.found.values:
            return
        if self._counted_before(field_, start, end) or self._behind(field_, start, end):
            return
        if self._right_before(field_, start, end):
            return
        self.asked.append(field_)
        told = None if self.form.free(field_) else pieces.PIECE.match(self.pool, end)
        end = told.end() if told else end  # 衣服要大一号 tells no size, and nothing else either
        self.pool = f"{self.pool[:start]} {self.pool[end:]}"

    def _counted_before(self, field_: str, start: int, end: int) -> bool:
        """两个大人一个孩子."""
        counts = self.before and self.form.kinds[field_] == "count"
        told = values.COUNTED.search(self.pool[:start]) if counts else None
        if told:
            self._take_surely(field_, told[0], (told.start(), end))
        return bool(told)

    def _behind(self, field_: str, start: int, end: int) -> bool:
        stop = _CLAUSE.search(self.pool, end)
        part = self._value(field_, self.pool[end : stop.start() if stop else None])
        if part:
            self._take_surely(field_, part[0], (start, end + part[1]))
        return part is not None

    def _right_before(self, field_: str, start: int, end: int) -> bool:
        """150的衣服: only where nothing stands behind the name."""
        stop = _CLAUSE.search(self.pool, end)
        region = self.pool[end : stop.start() if stop else None]
        begin = max((m.end() for m in _CLAUSE.finditer(self.pool, 0, start)), default=0)
        before = self.pool[begin:start].split()[-1:]
        part = self._value(field_, before[0]) if before and not region.strip() else None
        if part:
            negated = part[0] in words.NEGATIONS  # 没忌口: the matter with what is said of it
            value = part[0] + self.pool[start:end] if negated else words.WHERE.sub("", part[0])
            self._take_surely(field_, value, (start - len(before[0]), end))
        return part is not None

    def _value(self, field_: str, region: str) -> tuple[str, int] | None:
        """The first value of the field's kind in the words behind its name, and where it ends."""
        kind = self.form.kinds[field_]
        shaped = [m for m in values.shaped(kind, region) if not _GAP_IN.search(region[: m.start()])]
        if shaped:
            return shaped[0][0], shaped[0].end()
        if values.numeric(kind):
            numbers = (m for m in values.NUMBER.finditer(region) if values.may_be(kind, m[0]))
            told = next(numbers, None) or values.SPOKEN.search(region)
            return (told[0], told.end()) if told else None
        if not self.form.free(field_) and kind != "person":
            return None
        link = words.LINKS.match(region)
        piece = pieces.PIECE.match(region, link.end() if link else 0)
        said = words.TAILS.sub("", piece[0]).strip(_QUOTES) if piece else ""
        return (said, piece.end()) if piece and said and len(said) <= _LONGEST else None

    def by_shape(self) -> None:
        """Values that show their kind: where as many stand there as fields want them."""
        for kind in values.SHAPES:
            fields = [f for f in self._open() if self.form.kinds[f] == kind]
            spans = values.places(self._shaped(kind)) if fields else []
            if len(spans) > len(fields) == 1:
                spans = [s for s in spans if _TOTAL.search(self.pool[: s[0]])]
            if spans and len(spans) == len(fields):
                said = [self.pool[a:b] for a, b in spans]
                for f, value, span in reversed(list(zip(fields, said, spans, strict=True))):
                    self._take_surely(f, value, span)
            elif spans:
                self.found.unclear = True

    def _shaped(self, kind: str) -> list[re.Match[str]]:
        """也报一个 is no value beside another one."""
        joins = [m.span() for m in words.ONE_MORE.finditer(self.pool)]
        found = values.shaped(kind, self.pool)
        apart = [m for m in found if not any(a < m.end() and m.start() < b for a, b in joins)]
        return apart or found

    def by_number(self) -> None:
        """Bare numbers: in order, where there is one for each field that wants one."""
        fields = [f for f in self._open() if self.form.numeric(f)]
        found = list(values.NUMBER.finditer(self.pool))
        called = [f for f in fields if f in self.asked]
        fields = called if len(called) == len(found) == 1 else fields
        if len(fields) == 1:
            found = [m for m in found if values.may_be(self.form.kinds[fields[0]], m[0])]
        if not fields or not found:
            return
        pairs = list(zip(fields, found, strict=False))
        fits = all(values.may_be(self.form.kinds[f], m[0]) for f, m in pairs)
        if len(fields) != len(found) or not fits:
            self.found.unclear = True
            return
        for f, m in reversed(pairs):
            self._take_surely(f, m[0], m.span())

    def by_words(self) -> None:
        """What is left, for the fields that take any words: one piece for each."""
        fields = [f for f in self._open() if self.form.free(f)]
        found = pieces.cleaned(self.pool, self.form)
        if self.found.unclear:  # a number that may be either field's is no word for a third
            found = [p for p in found if not values.NUMBER.search(p[0])]
        chosen = [p for p in found if p[1]]
        if self.strict or (len(fields) < len(found) and len(chosen) == len(fields)):
            found = chosen
        if not fields or not found:
            return
        if len(found) != len(fields) or any(len(p[0]) > _LONGEST for p in found):
            alone = len(found) == 1 and not self.found.values
            self.found.unclear = self.found.unclear or alone
            return
        self.found.sure = self.found.sure or bool(chosen)
        said = [p[0].strip(_QUOTES) for p in found]
        self.found.values.update(zip(fields, said, strict=True))

    def in_order(self) -> None:
        """What is left of an entry, piece by piece; the last field has all that remains."""
        free = [f for f in self._open() if self.form.free(f) or asked.remark(f)]
        left = self.pool.replace(pieces.GAP, " ")
        said = [p for p in pieces.BETWEEN.split(left) if p and not words.IDLE.match(p)]
        if not any(words.PEOPLE.search(f) for f in free):
            said = [p for p in said if not pieces.is_kin(p)]
        if not free or len(said) < len(free):
            self.found.rest = " ".join(said)
            return
        last = len(free) - 1
        said = [*said[:last], " ".join(said[last:])]
        self.found.values.update(zip(free, said, strict=True))
        self.found.sure = True
