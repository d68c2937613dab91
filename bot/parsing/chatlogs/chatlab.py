"""ChatLab, the exchange format that several exporters write: json, or a json object a line."""

from collections.abc import Iterator, Mapping

import orjson

from bot.messages import Kind
from bot.parsing.chatlogs import exported, kinds
from bot.parsing.chatlogs.exported import Document
from bot.parsing.chatlogs.lines import Log, LogLine
from bot.parsing.chatlogs.values import moment, part, rows, words

_FORMAT = "chatlab"


def read(document: Document) -> Log | None:
    """Read the json form; None if it is something else."""
    if "chatlab" not in document or "messages" not in document:
        return None
    cards = _cards(rows(document, "members"))
    messages = enumerate(rows(document, "messages"), 1)
    return _log(messages, cards, words(part(document, "meta"), "name"))


def read_lines(text: str) -> Log | None:
    """Read the jsonl form; None if it is something else. Lines that begin with # are comments."""
    first = next((line for line in text.split("\n") if line.strip(" #")), "")
    if not first.lstrip().startswith(("{", "#")):
        return None
    found = list(_objects(text))
    types = [_type(value) for _, value in found]
    if "message" not in types and "header" not in types:
        return None
    members = [value for _, value in found if _type(value) == "member"]
    header = next((value for _, value in found if _type(value) == "header"), None)
    meta = part(header, "meta") if isinstance(header, dict) else {}
    messages = ((i, value) for i, value in found if _type(value) not in ("header", "member"))
    return _log(messages, _cards(members), words(meta, "name"))


def _log(messages: Iterator[tuple[int, object]], cards: Mapping[str, str], group: str) -> Log:
    return exported.log(_FORMAT, messages, lambda row: _lines(row, cards), group)


def _objects(text: str) -> Iterator[tuple[int, object]]:
    """Every line's value with its number; the bare words where a line is no json."""
    for i, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            try:
                yield i, orjson.loads(line)
            except orjson.JSONDecodeError:
                yield i, line


def _type(value: object) -> str:
    return words(value, "_type") if isinstance(value, dict) else ""


def _cards(members: list[object]) -> dict[str, str]:
    """The card of each member, by id."""
    return {
        words(member, "platformId"): words(member, "groupNickname", "accountName")
        for member in members
        if isinstance(member, dict)
    }


def _lines(row: Document, cards: Mapping[str, str]) -> list[LogLine]:
    sender = words(row, "sender")
    line = LogLine(
        sender or None,
        words(row, "groupNickname", "accountName") or cards.get(sender, ""),
        moment(row.get("timestamp")),
        Kind.TEXT,
        words(row, "content"),
        id=words(row, "platformMessageId"),
        quote=words(row, "replyToMessageId"),
    )
    return exported.message(line, kinds.type_of(_FORMAT, words(row, "type")))
