"""Chat history that WeChat's phone client sends by mail: a line for the day, then the hours."""

import re
from bisect import bisect
from functools import partial

from bot.parsing.chatlogs import heads
from bot.parsing.chatlogs.heads import Head
from bot.parsing.chatlogs.lines import Log
from bot.parsing.chatlogs.values import stamp

_DAY = re.compile(r"[—─\-－ ]{2,}(?P<day>\d{4}-\d{1,2}-\d{1,2})[—─\-－ ]{2,}")
_HEAD = re.compile(r"(?P<card>\S.*?)(?P<gap>[ \t\u00a0\u2005]+)(?P<time>\d{1,2}:\d{2})")
_GROUP = re.compile(r".*[“\"「](?P<name>.+?)[”\"」].{0,4}聊天[记記][录錄].*")
_WIDE = 2


def read(text: str) -> Log | None:
    """Read the mail's text; None if it is something else."""
    source = text.split("\n")
    days = {i: m["day"] for i, line in enumerate(source) if (m := _DAY.fullmatch(line.strip()))}
    if not days:
        return None
    before = source[: min(days)]
    group = next((m["name"] for line in before if (m := _GROUP.fullmatch(line.strip()))), "")
    frame = set(days) | {i for i, line in enumerate(before) if "聊天" in line or "Dear" in line}
    return heads.log("wechat_mail", source, _heads(source, days), frame, group)


def _heads(source: list[str], days: dict[int, str]) -> list[Head]:
    """Card and hour; two spaces stand between them unless the copy has lost them everywhere."""
    starts = sorted(days)

    def read(gap: int, i: int, line: str) -> Head | None:
        found, before = _HEAD.fullmatch(line), bisect(starts, i)
        if not found or not before or len(found["gap"]) < gap:
            return None
        at = stamp(f"{days[starts[before - 1]]} {found['time']}")
        return Head(i, found["card"], at) if at else None

    return heads.find(source, partial(read, _WIDE)) or heads.find(source, partial(read, 1))
