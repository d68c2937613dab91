"""Logs as text: head lines with sender and time, and the words below each of them."""

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot.messages import Kind
from bot.parsing.chatlogs import kinds
from bot.parsing.chatlogs.lines import Log, LogLine, Unread, unread, with_ids

_BACK = timedelta(minutes=1)
_AHEAD, _LOOK = 5, 20
_LONGEST = 200
_MOSTLY = 0.9
_SYSTEM_CARDS = {"系统消息", "系統消息", "系统", "System"}
_QUOTE = re.compile(
    r"「(?P<who>[^\n：:]{1,40})[：:](?P<words>.*?)」\s*\n[ \-—－―]{5,}\n(?P<reply>.*)", re.DOTALL
)
_NAMED = re.compile(r"[\"“「].+?[\"”」]")
_SELF = "你"


_Person = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Head:
    """A head line: where it stands (from 0), who, when; `system` is the network itself."""

    at_line: int
    card: str
    at: datetime | None
    sender_id: str | None = None
    system: bool = False

    @property
    def person(self) -> _Person:
        return self.card, self.sender_id


class _Is(Enum):
    """What a possible head turns out to be."""

    HEAD = "begins a message"
    AGAIN = "begins a message that was read before"
    LOST = "begins a message that cannot stand here"
    WORDS = "words of the message above"


def log(
    format_: str,
    source: list[str],
    found: list[Head],
    frame: AbstractSet[int] = frozenset(),
    group_name: str = "",
) -> Log | None:
    """The log of a text with these possible heads; None if it is none.

    Lines of the `frame` (title, day lines) belong to no message. What would go back in time is
    words; or the same part of the log once more, which is left out; or, from somebody who
    speaks in this log, unread. So are words before the first head, and heads without words.
    """
    judged = _judged(source, found)
    if not judged or (len(judged) == 1 and _words(source, 0, judged[0][0].at_line, frame)):
        return None
    lines, lost = list[LogLine](), _words(source, 0, judged[0][0].at_line, frame)
    people = {head.card for head, _ in judged}
    stops = [head.at_line for head, _ in judged[1:]] + [len(source)]
    for (head, is_), stop in zip(judged, stops, strict=True):
        body = (source[i] for i in range(head.at_line + 1, stop) if i not in frame)
        text = "\n".join(body).strip()
        if is_ is _Is.LOST or (is_ is _Is.HEAD and not text):
            lost += _words(source, head.at_line, stop, frame)
        elif is_ is _Is.HEAD:
            lines += _messages(head, text, people)
    return Log(format_, with_ids(lines), tuple(lost), group_name) if lines else None


def find(source: list[str], read: Callable[[int, str], Head | None]) -> list[Head]:
    """The possible heads among the lines, as `read` makes them out; long lines are words."""
    short = ((i, line.strip()) for i, line in enumerate(source) if len(line) <= _LONGEST)
    return [head for i, line in short if (head := read(i, line))]


def _judged(source: list[str], found: list[Head]) -> list[tuple[Head, _Is]]:
    """The heads in order with what they are, words left out."""
    gaps = {h.at_line for h in found if h.at_line == 0 or not source[h.at_line - 1].strip()}
    spaced = len(gaps) >= _MOSTLY * len(found)
    judge = _Judge([h for h in found if not spaced or h.at_line in gaps], gaps)
    return [(head, is_) for head, is_ in judge.all() if is_ is not _Is.WORDS]


class _Judge:
    """Walks down the possible heads and knows who has spoken, and until when."""

    def __init__(self, found: list[Head], gaps: AbstractSet[int]) -> None:
        self.found, self.gaps = found, gaps
        self.last: datetime | None = None
        self.people, self.told = set[_Person](), set[tuple[_Person, datetime | None]]()
        self.again = False

    def all(self) -> Iterator[tuple[Head, _Is]]:
        for i, head in enumerate(self.found):
            is_ = self._one(i, head)
            self.again = is_ is _Is.AGAIN
            if is_ is _Is.HEAD:
                self.last = max(self.last or head.at, head.at) if head.at else self.last
                self.people.add(head.person)
                self.told.add((head.person, head.at))
            yield head, is_

    def _one(self, i: int, head: Head) -> _Is:
        """A head, unless its time goes back, or leaps ahead of those after it."""
        back = bool(head.at and self.last and head.at < self.last - _BACK)
        in_place = head.at_line in self.gaps
        if in_place and (back or self.again) and (head.person, head.at) in self.told:
            return _Is.AGAIN
        if not back and not _leaps(head.at, self.last, self.found[i + 1 : i + _LOOK]):
            return _Is.HEAD
        return _Is.LOST if in_place and head.person in self.people else _Is.WORDS


def _leaps(at: datetime | None, last: datetime | None, rest: Sequence[Head]) -> bool:
    """Whether most of the next heads that go on from `last` are earlier than this one."""
    if at is None:
        return False
    going_on = [h.at for h in rest if h.at and (last is None or h.at >= last - _BACK)][:_AHEAD]
    earlier = sum(time < at - _BACK for time in going_on)
    return earlier > 1 and 2 * earlier >= len(going_on)


def _words(source: list[str], start: int, stop: int, frame: AbstractSet[int]) -> list[Unread]:
    return [
        unread(i + 1, source[i])
        for i in range(start, stop)
        if i not in frame and source[i].strip()
    ]  # fmt: skip


def _messages(head: Head, text: str, people: AbstractSet[str]) -> list[LogLine]:
    """The message under a head, and the network's own lines that were copied with it."""
    if head.system or head.card in _SYSTEM_CARDS:
        return [LogLine(None, who, head.at, kind, text) for kind, who in kinds.events(text)]
    own, told = list[str](), list[LogLine]()
    for line in text.split("\n"):
        events = list(_events(head, line.strip(), people))
        told += events
        own += [] if events else [line]
    words = "\n".join(own).strip()
    return [_message(head, words), *told] if words or not told else told


def _message(head: Head, text: str) -> LogLine:
    quote = _QUOTE.fullmatch(text)
    said = kinds.said(quote["reply"] if quote else text)
    quoted = quote["words"].strip() if quote else ""
    return LogLine(
        head.sender_id, head.card, head.at, said.kind, said.text, name=said.name, quoted=quoted
    )


def _events(head: Head, line: str, people: AbstractSet[str]) -> Iterator[LogLine]:
    """What the line tells if the network wrote it: it names somebody, or you."""
    for kind, who in kinds.events(line):
        if kind is not Kind.SYSTEM and (_NAMED.match(line) or who in people or who == _SELF):
            yield LogLine(None, who, head.at, kind, line)
