"""What staff ask of their records: 这个月家访了几家, 还有几家没打过电话, 上个月联系过谁."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.clock import CHINA, china
from bot.parsing.dates.numbers import number

Days = tuple[date, date]
_KINDS = (
    ("home_visit", r"家访|走访|上门"),
    ("phone_call", r"电话|通话"),
    ("video_call", r"视频"),
    ("interview", r"面谈|约谈|谈[过了]?话|谈心"),
    ("", r"联系|沟通"),
)
_N = r"\d{1,2}|十[一二]?|[一二三四五六七八九]"
_WEEK = r"个?(?:周|星期|礼拜)"
_WHEN = rf"今天|昨天|前天|[这本上]{_WEEK}|[这本上]个?月|(?:{_N})月份?|[这本]个?学期|今年"
_WHOM = r"几[家个位次户人遍趟]|多少(?:家(?!长)|[个位次户人])?|谁|哪[些几]?(?:家(?!长)|[个位户])?"
_LEFT = r"没有?|未|还?差|剩下?"
_FILL = (
    r"请问|帮我|[查看]一?下|小桥|我们?|咱们?|班[里上级]?|老师|一共|总共|已经|都|到底|目前|现在|还|有|是|单独"
    r"|家长|家里?|同学|孩子|学生|跟|和|给|与|去|打|聊|做|的|过|了|完|呢|啊|吗|[\s,，、]"
)
_KIND = "|".join(pattern for _, pattern in _KINDS)
ASKS = re.compile(
    rf"(?=.{{3,30}}$)(?=.*(?:{_KIND}))(?=.*(?:{_WHOM}))(?=.*(?:{_LEFT}|过|了))"
    rf"(?:{_WHEN}|{_KIND}|{_WHOM}|{_LEFT}|{_FILL})++[?？。!！]*$"
)
_AUGUST, _FEBRUARY = 8, 2


@dataclass(frozen=True, slots=True)
class Asked:
    """`kind` of contact, "" for any; the days [since, until) as `when` calls them; `left`: who
    was not spoken to."""

    kind: str
    since: datetime
    until: datetime
    when: str
    left: bool


def read(text: str, now: datetime, terms: Sequence[Days] = ()) -> Asked:
    """What these words, which `ASKS` matches, want to know. Without a time: of this month."""
    kind = next(kind for kind, pattern in _KINDS if re.search(pattern, text))
    said = re.search(_WHEN, text)
    since, until = _days(said[0] if said else "", china(now).date(), terms)
    left = bool(re.search(_LEFT, text))
    return Asked(kind, _midnight(since), _midnight(until), said[0] if said else "", left)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA)


def _days(words: str, today: date, terms: Sequence[Days]) -> Days:
    """The days that words name, the last one not included."""
    if "学期" in words:
        return _term(today, terms)
    if "月" in words or not words:
        return _month(words, today)
    if words == "今年":
        return date(today.year, 1, 1), date(today.year + 1, 1, 1)
    if re.search(_WEEK, words):
        monday = today - timedelta(today.weekday() + (7 if words.startswith("上") else 0))
        return monday, monday + timedelta(7)
    day = today - timedelta(["今天", "昨天", "前天"].index(words))
    return day, day + timedelta(1)


def _month(words: str, today: date) -> Days:
    """This month, the last one, or the latest one of this number."""
    first = today.replace(day=1)
    if words.startswith("上"):
        first = (first - timedelta(1)).replace(day=1)
    elif named := re.match(_N, words):
        month = int(number(named[0]))
        first = date(today.year - (month > today.month), month, 1)
    return first, (first + timedelta(32)).replace(day=1)


def _term(today: date, terms: Sequence[Days]) -> Days:
    """The term that began last; without a calendar it began in August or February."""
    begun = [span for span in terms if span[0] <= today]
    if begun:
        return max(begun)
    year = today.year - (today.month < _FEBRUARY)
    first = date(year, _FEBRUARY if _FEBRUARY <= today.month < _AUGUST else _AUGUST, 1)
    return first, today + timedelta(1)
