"""WeChatMsg (留痕) as text: time and card in one line, the words below."""

import re

from bot.parsing.chatlogs import heads
from bot.parsing.chatlogs.heads import Head
from bot.parsing.chatlogs.lines import Log
from bot.parsing.chatlogs.values import stamp

_HEAD = re.compile(r"(?P<at>\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d{2}:\d{2})[ \t]+(?P<card>\S.*)")


def read(text: str) -> Log | None:
    """Read the export; None if it is something else."""
    source = text.split("\n")
    return heads.log("wechatmsg_txt", source, heads.find(source, _head))


def _head(at_line: int, line: str) -> Head | None:
    found = _HEAD.fullmatch(line)
    at = stamp(found["at"]) if found else None
    return Head(at_line, found["card"], at) if found and at else None
