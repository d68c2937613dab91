"""Pasted and exported chat logs: which format one has, and the lines that stand in it."""

import codecs
from collections.abc import Callable

import orjson

from bot.errors import UserError
from bot.parsing.chatlogs import (
    chatlab,
    echotrace,
    qq_text,
    qqchatexporter,
    wechat_copy,
    wechat_copy_old,
    wechat_mail,
    wechatmsg_csv,
    wechatmsg_txt,
)
from bot.parsing.chatlogs.exported import Document
from bot.parsing.chatlogs.lines import Log, LogLine, Unread, line_keys

__all__ = ["Log", "LogLine", "Unread", "line_keys", "read"]

_JSON: tuple[Callable[[Document], Log | None], ...] = (
    chatlab.read,
    qqchatexporter.read,
    echotrace.read,
)
_TABLES: tuple[Callable[[str], Log | None], ...] = (chatlab.read_lines, wechatmsg_csv.read)
_TEXTS: tuple[Callable[[str], Log | None], ...] = (
    qq_text.read,
    wechatmsg_txt.read,
    wechat_mail.read,
    wechat_copy.read,
)
_ENCODINGS = ("utf-8-sig", "gb18030")


def read(data: bytes | str) -> Log:
    """Read a chat log of any known format; bytes may be UTF-8, UTF-16 with mark, or GBK.

    Raises UserError("not_a_chat_log") if it is none, and UserError("several_chats") with
    names for an export of several chats at once.
    """
    text = data if isinstance(data, str) else _decoded(data)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    log = _document(text) if text.lstrip().startswith("{") else None
    log = log or _first(_TABLES, text) or _best(text) or wechat_copy_old.read(text)
    if log is None or not log.lines:
        raise UserError("not_a_chat_log")
    return log


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError("not_a_chat_log")


def _document(text: str) -> Log | None:
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    found = (read(value) for read in _JSON) if isinstance(value, dict) else iter(())
    return next((log for log in found if log), None)


def _first(readers: tuple[Callable[[str], Log | None], ...], text: str) -> Log | None:
    return next((log for reader in readers if (log := reader(text))), None)


def _best(text: str) -> Log | None:
    """The first text format that reads everything, else the one that finds most messages."""
    logs = list[Log]()
    for reader in _TEXTS:
        if (log := reader(text)) and not log.unread:
            return log
        logs += [log] if log else []
    return max(logs, key=lambda log: len(log.lines), default=None)
