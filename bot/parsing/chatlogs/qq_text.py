"""QQ's own text export, before NT: time, card and number in one line, the words below."""

import re
from itertools import pairwise

from bot.errors import UserError
from bot.parsing.chatlogs import heads
from bot.parsing.chatlogs.heads import Head
from bot.parsing.chatlogs.lines import Log
from bot.parsing.chatlogs.values import stamp

_HEAD = re.compile(r"(?P<at>\d{4}-\d{1,2}-\d{1,2} +\d{1,2}:\d{2}:\d{2})[ \t]+(?P<who>\S.*)")
_WHO = re.compile(r"(?P<card>.*?)(?:\((?P<id>\d{4,12})\)|<(?P<mail>[^<>\s]+@[^<>\s]+)>)\s*")
_TITLE = re.compile(r"[【\[](?:群主|管理员|管理員|潜水|冒泡|吐槽|活跃|话唠|传说)[】\]]")
_FRAME = re.compile(r"消息记录（.*|消息[记紀記][录錄].*|消息(?:分组|对象)[:：].*|={6,}")
_RULE = re.compile(r"={6,}")
_GROUP = re.compile(r"消息对象[:：](?P<name>.*)")
_SYSTEM_IDS = {"10000", "1000000", "80000000"}


def read(text: str) -> Log | None:
    """Read the export; None if it is something else.

    Without ids (discussion groups) it is only known by its title lines. Raises
    UserError("several_chats") for an export of several chats: they must not be mixed.
    """
    source = text.split("\n")
    found = heads.find(source, _head)
    top = source[: found[0].at_line] if found else source
    groups = [m["name"].strip() for line in top if (m := _GROUP.fullmatch(line.strip()))]
    if len(names := dict.fromkeys([*groups, *_titles(source)])) > 1:
        raise UserError("several_chats", names=tuple(names))
    if not groups and 2 * sum(head.sender_id is not None for head in found) < len(found):
        return None
    frame = {i for i, line in enumerate(top) if _FRAME.fullmatch(line.strip())}
    return heads.log("qq_text", source, found, frame, groups[0] if groups else "")


def _titles(source: list[str]) -> list[str]:
    """The chats whose parts begin in the export, each above a ruled line."""
    found = ((_GROUP.fullmatch(a.strip()), b) for a, b in pairwise(source))
    return [m["name"].strip() for m, below in found if m and _RULE.fullmatch(below.strip())]


def _head(at_line: int, line: str) -> Head | None:
    found = _HEAD.fullmatch(line)
    at = stamp(found["at"]) if found else None
    if not found or not at:
        return None
    who = _WHO.fullmatch(found["who"])
    card = _TITLE.sub("", who["card"] if who else found["who"], count=1).strip()
    sender_id = (who["id"] or who["mail"]) if who else None
    return Head(at_line, card, at, sender_id, system=sender_id in _SYSTEM_IDS)
