"""Chat history that WeChat's phone client sends by mail: a line for the day, then the hours."""

import re
from datetime import datetime

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
    wide, narrow, day = list[Head](), list[Head](), ""
    for i, line in enumerate(source):
        day = days.get(i, day)
        found = _HEAD.fullmatch(line.strip())
        at = _moment(day, found["time"]) if found and day else None
        if found and at:
            (wide if len(found["gap"]) >= _WIDE else narrow).append(Head(i, found["card"], at))
    return wide or narrow


def _moment(day: str, time: str) -> datetime | None:
    return stamp(f"{day} {time}")
