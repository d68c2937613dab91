"""WeChatMsg (留痕) as csv: a row a message, types as WeChat numbers them."""

import csv
import io
from collections.abc import Mapping

from bot.messages import Kind
from bot.parsing.chatlogs import kinds
from bot.parsing.chatlogs.lines import Log, LogLine, Unread, unread, with_ids
from bot.parsing.chatlogs.values import moment

_COLUMNS = {"Type", "StrContent", "CreateTime"}
Row = Mapping[str, str | None]


def read(text: str) -> Log | None:
    """Read the export; None if it is something else.

    The sender is `Sender`; a row with type or content missing is unread.
    """
    header = text.split("\n", 1)[0].replace('"', "").strip().split(",")
    if not _COLUMNS.issubset(header):
        return None
    lines, lost, reader = list[LogLine](), list[Unread](), csv.DictReader(io.StringIO(text))
    try:
        for row in reader:
            found = _lines(row)
            lines += found
            lost += [] if found else [_shown(row, reader.line_num)]
    except csv.Error:
        return None
    return Log("wechatmsg_csv", with_ids(lines), tuple(lost))


def _lines(row: Row) -> list[LogLine]:
    kind, content = _kind(row), _get(row, "StrContent")
    if kind is None or (kind is Kind.TEXT and not kinds.readable(content)):
        return []
    at = moment(_get(row, "CreateTime")) or moment(_get(row, "StrTime"))
    if kind is Kind.SYSTEM:
        return [LogLine(None, who, at, event, content) for event, who in kinds.events(content)]
    said, card = kinds.of_kind(kind, content), _get(row, "Remark") or _get(row, "NickName")
    sender, own = _get(row, "Sender") or None, _get(row, "IsSender") == "1"
    return [LogLine(sender, card, at, said.kind, said.text, name=said.name, own=own)]


def _kind(row: Row) -> Kind | None:
    type_, subtype = _get(row, "Type"), _get(row, "SubType")
    exact = kinds.type_of("wechatmsg", f"{type_}.{subtype}")
    return exact or kinds.type_of("wechatmsg", type_)


def _get(row: Row, name: str) -> str:
    return (row.get(name) or "").strip()


def _shown(row: Row, number: int) -> Unread:
    who = _get(row, "Remark") or _get(row, "NickName")
    return unread(number, f"{who} [{_get(row, 'Type')}] {_get(row, 'StrContent')}")
