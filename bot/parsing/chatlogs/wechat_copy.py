"""Messages selected and copied in WeChat's desktop client: card and full time in one line."""

import re

from bot.parsing.chatlogs import heads
from bot.parsing.chatlogs.heads import Head
from bot.parsing.chatlogs.lines import Log
from bot.parsing.chatlogs.values import stamp

_HEAD = re.compile(
    r"(?P<card>\S.*?)[ \t]+(?P<at>\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?[ \t]+"
    r"(?:上午|下午|晚上|早上|中午|凌晨)?\s?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?)",
    re.IGNORECASE,
)


def read(text: str) -> Log | None:
    """Read the copied messages; None if it is something else."""
    source = text.split("\n")
    return heads.log("wechat_copy", source, heads.find(source, _head))


def _head(at_line: int, line: str) -> Head | None:
    found = _HEAD.fullmatch(line)
    at = stamp(found["at"]) if found else None
    return Head(at_line, found["card"], at) if found and at else None
