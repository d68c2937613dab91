"""What every chat log is read into: lines in the order of the log, and what could not be read."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.messages import Kind
from bot.parsing.chains.words import plain

Unread = tuple[int, str]
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class LogLine:
    """One message or system line. Its `text` is what the same line would carry live.

    `sender_id` is the account where the log tells it; else the card is the person. `at` is
    aware, +08:00, as exact as the log has it, None where it has no time. `own`: sent by the
    account that made the log. `name` is a file's. `quote` is the id of the message quoted (or
    taken back), `quoted` its words, each where the log has it.
    """

    sender_id: str | None
    card: str
    at: datetime | None
    kind: Kind
    text: str
    id: str = ""
    name: str = ""
    quote: str = ""
    quoted: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Log:
    """A chat log. `unread` are (line number from 1, its first 40 characters), in order."""

    format: str
    lines: tuple[LogLine, ...]
    unread: tuple[Unread, ...] = ()
    group_name: str = ""


def unread(number: int, text: str) -> Unread:
    """A line that could not be read, as it is shown to people."""
    return number, text.strip()[:_SHOWN]


def line_keys(lines: Iterable[LogLine]) -> list[str]:
    """A stable key for each line: sender, time to the minute, words, and which of equal ones.

    The same line has the same key in a longer or repeated copy of the log.
    """
    count, keys = Counter[tuple[str, ...]](), list[str]()
    for line in lines:
        minute = line.at.strftime("%Y-%m-%dT%H:%M") if line.at else ""
        facts = (line.sender_id or line.card, minute, line.kind, plain(f"{line.text} {line.name}"))
        told = "\x1f".join((*facts, str(count[facts])))
        count[facts] += 1
        keys.append(hashlib.blake2b(told.encode(errors="replace"), digest_size=12).hexdigest())
    return keys


def with_ids(lines: Sequence[LogLine]) -> tuple[LogLine, ...]:
    """The lines, those without an account given the only account that their card has."""
    ids = defaultdict[str, set[str]](set)
    for line in lines:
        if line.sender_id:
            ids[line.card].add(line.sender_id)
    return tuple(
        replace(line, sender_id=next(iter(ids[line.card])))
        if line.sender_id is None and len(ids[line.card]) == 1
        else line
        for line in lines
    )
