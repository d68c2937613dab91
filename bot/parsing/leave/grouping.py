"""Times that stand in a row: a list, a date that says which day is meant, a week around it."""

import re
from collections.abc import Iterator
from datetime import timedelta

from bot.parsing.dates.model import Found
from bot.parsing.dates.phrases import LIST
from bot.parsing.leave.lexicon import BEFORE, ROLE, SIGN
from bot.parsing.leave.window import CLAUSE

_DATE = re.compile(r"[日号月/.]")
_NEAR = 12  # characters in which a word before a time belongs to it
_WEEK = timedelta(6)  # from its first day to its last


def groups(words: str, times: list[Found]) -> Iterator[list[Found]]:
    """The times of plain words, those of one row together."""
    group: list[Found] = []
    for found in times:
        if group and not _joined(words, group, found):
            yield group
            group = []
        if group and _explains(words, group[-1], found):
            group.pop()
        if not (group and _is_around(words, group[-1], found)):
            group.append(found)
    if group:
        yield group


def _explains(words: str, said: Found, found: Found) -> bool:
    """Whether a date in brackets says which day the words before it mean: 报名那天（5号）."""
    gap = words[said.span[1] : found.span[0]]
    return gap.strip() == "(" and bool(_DATE.search(found.words)) and not _DATE.search(said.words)


def _is_around(words: str, said: Found, found: Found) -> bool:
    """Whether a week or 这一天 only repeats the days before it: 3号到5号这一周."""
    if said.span[1] != found.span[0]:
        return False
    week = found.end - found.start == _WEEK and said.end - said.start < _WEEK
    return week or bool(SIGN["this_day"].match(found.words))


def _joined(words: str, group: list[Found], found: Found) -> bool:
    """Whether a time goes on a list: after a comma only the very next day does."""
    begin, last = group[0].span[0], group[-1]
    gap = words[last.span[1] : found.span[0]]
    before = words[max(0, begin - _NEAR) : begin]
    if not LIST.fullmatch(gap) or BEFORE["until"].search(before):
        return False
    if last.implied and BEFORE["ends"].search(before):
        return False
    if last.implied and not found.implied and not gap.strip(" ,"):
        return False
    if "," in gap and _back_at(words, found):
        return False
    nearby = last.start <= found.start <= last.end + timedelta(1)
    apart = "," in gap and not gap.strip(" ,()")
    return not apart or nearby or (gap == "," and _is_further(group, found))


def _is_further(group: list[Found], found: Found) -> bool:
    """Whether a bare list of days goes on: 周四、周五，下周一."""
    bare = not found.implied and not any(said.implied for said in group)
    return (
        bare and len(group) + (group[-1].end > group[-1].start) > 1 and found.start > group[-1].end
    )


def _back_at(words: str, found: Found) -> bool:
    """Whether the child is at school then: 请上午，下午照常."""
    clause = CLAUSE.match(words, found.span[1])
    said = clause[0] if clause else ""
    return bool(ROLE["back"].search(said)) and not ROLE["ask"].search(said)
