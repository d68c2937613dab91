"""How a chain's lines are numbered: every way in which people write the number of an entry."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from bot.parsing.chains.words import LEXICON, any_of

_CIRCLES = "\u2460-\u2473\u3251-\u325f\u32b1-\u32bf\u2776-\u277f\u24f5-\u24fe"
_STRONG = re.compile(
    r"\s*[(（\[【]?(?P<n>\d{1,5})[ \t]?(?P<sep>[.．、。)）\]】,，:：]+|\ufe0f?\u20e3)(?!\d)"
    rf"|\s*(?P<o>[{_CIRCLES}])"
)
# "1张三" and "1.3班张三": only believed where the number is the next one.
_UNITS = "年月日号號时時点點分秒天岁歲元块塊个個人份名位班节節次本件套斤米级級公楼樓%％"
_BARE = re.compile(
    rf"\s*(?P<n>\d{{1,5}})(?P<sep>[ \t]+|)"
    rf"(?![\s\d{_UNITS}/:：\-~～至到、.．,，)）]|周[后後内內前年末]|张[票纸卡照桌])"
)
_TIGHT = re.compile(r"\s*(?P<n>\d{1,5})(?P<sep>[.．、])(?=\d)")
_ANYWHERE = re.compile(
    r"(?:^[ \t]*|(?<=\s))[(（]?(?P<n>\d{1,5})[ \t]?(?P<sep>[.．、)）])(?!\d)"
    rf"|(?P<o>[{_CIRCLES}])",
    re.MULTILINE,
)
_REMARK = re.compile(rf"\s*[*＊【\[(（]?(?:{any_of(LEXICON['remarks'])})")
_MAX_GAP = 500
_TWO_LISTS = 2  # a numbered list of rules in the head, then the entries


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that may be an entry: its number, its separator, the words after it.

    `sure` is False where only the sequence of numbers tells it from other words.
    """

    number: int
    sep: str
    words: str
    sure: bool


def numbered(line: str) -> Numbered | None:
    """The line's number, or None if it has none."""
    for pattern in (_STRONG, _BARE, _TIGHT):
        if match := pattern.match(line):
            return _as_numbered(match, line, sure=pattern is _STRONG)
    return None


def is_remark(line: str) -> bool:
    """Whether the line speaks to everybody after the list (备注 …, 请大家 …, 截止 …)."""
    return bool(_REMARK.match(line))


def unroll(text: str, last: int = 0) -> list[str]:
    """The lines of the text, with entries that follow each other on one line broken apart.

    `last` is the number of the entry before the text.
    """
    own = {found.number for line in text.split("\n") if (found := numbered(line)) and found.sure}
    sep, cuts = "", [0]
    for match in _ANYWHERE.finditer(text):
        found = _as_numbered(match, "", sure=True)
        opens_line = match.start() == 0 or text[match.start() - 1] == "\n"
        follows = found.number == last + 1 and found.number not in own
        if opens_line or (follows and found.sep == (sep or found.sep)):
            last, sep = found.number, found.sep
            cuts += [] if opens_line else [match.start()]
    parts = (text[a:b] for a, b in pairwise([*cuts, len(text)]))
    return "\n".join(parts).split("\n")


def begin(lines: list[str], fixed: frozenset[str]) -> int:
    """Where the entries begin; `fixed` lines belong to the head. len(lines) if there are none."""
    found = [
        (i, n) for i, line in enumerate(lines)
        if (n := numbered(line)) and line.strip() not in fixed
    ]  # fmt: skip
    sure = [(i, n.number) for i, n in found if n.sure]
    ones = [i for i, n in sure if n == 1]
    if len(ones) == _TWO_LISTS and _opens_list(lines, ones[-1]):
        return ones[-1]
    goes_on = any(n.number == 1 + 1 for _, n in found)
    loose = [i for i, n in found if n.number == 1 and not n.sure and (goes_on or _is_bare(n))]
    if loose and (not sure or (loose[0] < sure[0][0] and sure[0][1] > 1)):
        return loose[0]
    return sure[0][0] if sure else len(lines)


def entries(lines: list[str], last: int = 0) -> tuple[list[tuple[int, str]], str]:
    """The numbered entries, several lines each, and the remark after them."""
    return _Reader(last).read(lines)


class _Reader:
    """Walks down the lines of a list and knows which of them open an entry."""

    def __init__(self, last: int) -> None:
        self.last, self.main = last, ""
        self.inner: set[str] = set()
        self.done: list[tuple[int, list[str]]] = []
        self.waiting: list[str] = []
        self.remark = False
        self.tail: list[str] = []

    def read(self, lines: list[str]) -> tuple[list[tuple[int, str]], str]:
        for line in lines:
            found = numbered(line)
            if found and self._opens(found):
                self._settle(into_entry=not self.remark)
                self.done.append((found.number, [found.words]))
                self.last, self.main = found.number, self.main or found.sep
            else:
                self._take(line)
        self._settle(into_entry=False)
        joined = [(n, "\n".join(words).strip()) for n, words in self.done]
        return joined, "\n".join(self.tail).strip()

    def _opens(self, found: Numbered) -> bool:
        if not found.sure:
            return found.number == self.last + 1
        if found.number == 1 and self.last and found.sep != self.main:
            self.inner.add(found.sep)
        ahead = self.last < found.number and (not self.done or found.number <= self.last + _MAX_GAP)
        return found.sep not in self.inner and (ahead or not self.remark)

    def _take(self, line: str) -> None:
        """Words without a number: more of the entry, or, after a gap, perhaps the remark."""
        self.remark = self.remark or is_remark(line)
        if self.remark or self.waiting or not line.strip() or not self.done:
            self.waiting.append(line.strip())
        else:
            self.done[-1][1].append(line.strip())

    def _settle(self, *, into_entry: bool) -> None:
        if self.done and into_entry:
            self.done[-1][1].extend(self.waiting)
        else:
            self.tail.extend(self.waiting)
        self.waiting, self.remark = [], False


def _as_numbered(match: re.Match[str], line: str, *, sure: bool) -> Numbered:
    groups = match.groupdict()
    circle = groups.get("o")
    number = int(unicodedata.numeric(circle)) if circle else int(groups["n"])
    sep = "o" if circle else groups["sep"].strip() or " "
    return Numbered(number, sep, line[match.end() :].strip(), sure)


def _opens_list(lines: list[str], at: int) -> bool:
    """Whether a list may begin here: after an empty line, and not under a remark's colon."""
    if at == 0 or lines[at - 1].strip():
        return False
    above = next((lines[i].strip() for i in range(at - 1, -1, -1) if lines[i].strip()), "")
    return not (is_remark(above) or above.endswith((":", "：")))


def _is_bare(first: Numbered) -> bool:
    """Whether no digit follows the number, as it does in "1.5公里"; that needs a 2 further down."""
    return not first.words[:1].isdigit()
