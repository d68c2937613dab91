"""QQChatExporter 4 json, from QQ NT: words and resources apart, times in UTC."""

import re
from dataclasses import replace

from bot.messages import Kind
from bot.parsing.chatlogs import exported, kinds
from bot.parsing.chatlogs.exported import Document
from bot.parsing.chatlogs.lines import Log, LogLine
from bot.parsing.chatlogs.values import moment, part, rows, words

_FORMAT = "qqchatexporter"
_PLACEHOLDER = re.compile(
    r"\[(?:图片|视频|语音|文件|image|video|audio|file)[^\]\n]*\]", re.IGNORECASE
)


def read(document: Document) -> Log | None:
    """Read the export; None if it is something else.

    A message that was recalled is only told as a recall of its id, without its words.
    """
    if "chatInfo" not in document or "messages" not in document:
        return None
    group = words(part(document, "chatInfo"), "name")
    return exported.log(_FORMAT, enumerate(rows(document, "messages"), 1), _lines, group)


def _lines(row: Document) -> list[LogLine]:
    sender, content = part(row, "sender"), part(row, "content")
    raw = part(row, "rawMessage")
    line = LogLine(
        words(sender, "uin", "uid") or None,
        words(raw, "sendMemberName", "sendNickName") or words(sender, "groupCard", "name"),
        moment(row.get("timestamp")),
        Kind.TEXT,
        words(content, "text"),
        id=words(row, "messageId", "id"),
        quote=words(part(content, "reply"), "messageId", "replyMessageId"),
    )
    if row.get("isRecalled") is True:
        return [replace(line, kind=Kind.RECALL, text="", id="", quote=line.id)]
    if row.get("isSystemMessage") is True:
        return exported.system(line)
    return _message(line, rows(content, "resources"))


def _message(line: LogLine, resources: list[object]) -> list[LogLine]:
    """Text if there are words, else what the first resource is."""
    typed = [(r, k) for r in resources if isinstance(r, dict) and (k := _kind(r))]
    spoken = _PLACEHOLDER.sub("", line.text).strip() if typed else line.text
    if not typed or spoken:
        return exported.message(replace(line, text=spoken), kinds.said(spoken).kind)
    resource, kind = typed[0]
    name = words(resource, "filename", "fileName", "name") if kind is Kind.FILE else ""
    return exported.message(replace(line, name=name), kind)


def _kind(resource: Document) -> Kind | None:
    return kinds.type_of(_FORMAT, words(resource, "type"))
