"""WeFlow and echotrace json, from WeChat 4: types in Chinese words, times in seconds."""

from bot.messages import Kind
from bot.parsing.chatlogs import exported, kinds
from bot.parsing.chatlogs.exported import Document
from bot.parsing.chatlogs.lines import Log, LogLine
from bot.parsing.chatlogs.values import moment, part, rows, words


def read(document: Document) -> Log | None:
    """Read the export; None if it is something else. Its numeric `localType` is not used."""
    if "session" not in document or "messages" not in document:
        return None
    group = words(part(document, "session"), "displayName", "nickname", "remark")
    return exported.log("echotrace", enumerate(rows(document, "messages"), 1), _lines, group)


def _lines(row: Document) -> list[LogLine]:
    line = LogLine(
        words(row, "senderUsername") or None,
        words(row, "groupNickname", "senderDisplayName"),
        moment(row.get("createTime")),
        Kind.TEXT,
        words(row, "content"),
        id=words(row, "platformMessageId", "serverId"),
        quote=words(row, "replyToMessageId"),
        own=row.get("isSend") == 1,
    )
    return exported.message(line, kinds.type_of("echotrace", words(row, "type")))
