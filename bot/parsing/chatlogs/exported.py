"""What the exported (json) formats have in common: messages one by one, some unreadable."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.messages import Kind
from bot.parsing.chatlogs import kinds
from bot.parsing.chatlogs.lines import Log, LogLine, Unread, unread, with_ids

Document = Mapping[str, Any]
Read = Callable[[Document], list[LogLine]]


def log(format_: str, messages: Iterable[tuple[int, object]], read: Read, group_name: str) -> Log:
    """The log of numbered messages. `read` gives [] for one that it cannot make out."""
    lines, lost = list[LogLine](), list[Unread]()
    for number, message in messages:
        found = read(message) if isinstance(message, dict) else []
        lines += found
        lost += [] if found else [unread(number, _words(message))]
    return Log(format_, with_ids(lines), tuple(lost), group_name)


def system(line: LogLine) -> list[LogLine]:
    """A line of the network itself, told as what it tells, once for each person it is about."""
    return [
        LogLine(None, who, line.at, kind, line.text, id=line.id, quote=line.quote)
        for kind, who in kinds.events(line.text)
    ]


def message(line: LogLine, kind: Kind | None) -> list[LogLine]:
    """A line whose `text` is still the raw content, as its kind; [] if there is nothing in it."""
    if kind is Kind.SYSTEM:
        return system(line)
    if kind is None or (kind is Kind.TEXT and not kinds.readable(line.text)):
        return []
    said = kinds.of_kind(kind, line.text)
    return [
        LogLine(
            line.sender_id, line.card, line.at, said.kind, said.text,
            id=line.id, name=line.name or said.name, quote=line.quote, own=line.own,
        )
    ]  # fmt: skip


def _words(message: object) -> str:
    """What is shown of a message that cannot be read: its type and content."""
    if not isinstance(message, dict):
        return str(message)
    content = message.get("content") or ""
    shown = content.get("text", "") if isinstance(content, dict) else content
    return f"[{message.get('type', '')}] {shown}"
