"""What staff order in ordinary words: a notice with its kind, title, body, deadline and classes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.parsing import clauses, dates, polls, signals, titles
from bot.parsing import notice_kinds as kinds
from bot.parsing.chains import fields as chain_fields

ORDER = re.compile(
    r"^[/#＃]?\s*(?:请|帮我|麻烦)?(?P<now>现在|马上|立即|直接)?(?:就|请)?(?:发(?:个|条|一条|一下|布)?通知|通知|群发|发布通知)(?![0-9一-十]*\s*$)[:：,，\s]*"
)
WHEN = re.compile(
    r"^[/#＃]?\s*(?P<when>.{2,24}?)(?:再|准时)?(?:发(?:个|条|一条|布)?通知|群发)[:：,，\s]*"
)
SEPARATES = frozenset(" ：:，,\n")
HOUR = re.compile(r"[点时:：]|分钟|[一等]会|早上|上午|中午|下午|晚上|今晚|明早|明晚")
DAY = re.compile(
    r"^[/#＃]?\s*(?:请|帮我|麻烦)?(?:[明后今]天?(?:一?早|晚)|[明后]天|明儿|大后天|下?周[一二三四五六日天])"
)
TIMED = re.compile(r"\s*(?:再|准时|定时|预约)*发(?:出去?|送|布)?[)）:：,，\s]+")
# An hour that stands apart before one of these is that of the matter: 今晚7点 线上家长会.
MATTER = re.compile(
    r"[集联]合|[到来入返离]校|[到入]园|[上下]课|放学|开[始会幕放讲]|会(?!员)|活动|[举进]行|[比竞]赛|运动|演|彩排|参[观加]|出发|讲|直播|体检|接[种送]|[打疫]苗"
    r"|拍照|考|测|检查|[停来]水|停电|典礼|仪式|值[日班周]|培训|游|看|截止|结束|见|跑|发车|义卖|[到现]场|在|地点|接孩子"
)
LATER = re.compile(r"^(\W*)[过等]\s*(\S{1,4}?(?:小时|分钟|钟头))(?!后)")
SET = re.compile(r"[(（]?(?P<set>定时|预约)?(?:在|到)?[:：\s]*")
APART = re.compile(r"[:：,，\s]*")
LEAD = 30  # characters in which the hour of sending stands
SOON = timedelta(hours=36)  # a bare hour that is further away is that of the matter
WHOLE = re.compile(
    r"^[给向]?(?:全校|所有班级?|(?P<grade>[一二三四五六七八九1-9])年级(?:全体|所有)?)(?:家长|班级)?[、,，:：\s]+"
)
TAGS = (
    ("留守(?:儿童|学生)", "left_behind"),
    ("单亲家庭?", "single_parent"),
    ("随迁子女", "migrant"),
    ("(?:家庭)?经济困难(?:学生|家庭)?|困难家庭", "economic_hardship"),
    ("新生", "new_student"),
)
URGENT = re.compile(r"^(?:紧急|加急|急)[:：\s]")
ASKED = re.compile(r"回|复|收到|截止|报名|接龙|填|登记|选|投|交")
CLASS_WORD = re.compile(r"[一二三四五六七八九十\d()（）.年级]{1,8}班")
EVERY_CLASS = re.compile(
    r"(?:[两二三四几]个?班?级?|全部?)?(?:都|一起|全部?)(?:要)?(?:发|通知)?(?:[吧的了]|[。.])*$"
)


@dataclass(frozen=True, slots=True)
class NoticeOrder:
    """`classes` are the words of the order that name classes; () where none are named.

    `unclear_when` are words that say when to send it, but not which hour; `when_or_matter` are
    an hour behind the order of which nobody can tell whether it is to be sent then.
    """

    kind: str
    title: str
    body: str
    deadline: datetime | None = None
    options: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    send_at: datetime | None = None
    unclear_when: str = ""
    when_or_matter: str = ""
    tag: str = ""
    urgent: bool = False


def is_order(text: str) -> bool:
    """Do these words order a notice?"""
    return bool(ORDER.match(text)) or scheduled(text) is not None


def scheduled(text: str) -> re.Match[str] | None:
    """今晚10点发通知 …: the words that say when, if they do."""
    found = WHEN.match(text)
    if found is None or HOUR.search(found["when"]):
        return found
    apart = found[0][-1:] in SEPARATES
    return found if apart and DAY.match(found["when"]) else None


def read(text: str, now: datetime, class_names: Sequence[str]) -> NoticeOrder:
    """Read an order. `class_names` are the names by which it may name its classes."""
    before, ordered = scheduled(text), ORDER.match(text)
    found = before or ordered
    rest = text[found.end() :] if found else text
    send_at, unclear = _before(before, now) if before else (None, "")
    either = ""
    urgent = bool(URGENT.match(rest))
    classes, body = named_classes(URGENT.sub("", rest).strip(), class_names)
    if ordered and not before and not ordered["now"]:
        send_at, either, body = _timed(body, now)
        more, body = named_classes(body, class_names)
        classes += more
    tag, body = named_tag(body)
    kind = kinds.kind_of(body)
    return NoticeOrder(
        kind=kind,
        title=titles.title_of(body, now),
        body=body,
        deadline=None if kind in {"info", "voluntary"} else deadline_of(body, now),
        options=(signals.options(body) or polls.options(body)) if kind == "poll" else (),
        fields=chain_fields.fields(body) if kind in {"signup", "form"} else (),
        classes=classes,
        send_at=send_at,
        unclear_when=unclear,
        when_or_matter=either,
        tag=tag,
        urgent=urgent,
    )


def _before(found: re.Match[str], now: datetime) -> tuple[datetime | None, str]:
    """今晚10点发通知 …: when to send, else the words that say no hour."""
    send_at = dates.moment(LATER.sub(r"\1\2后", found[0]), now)
    return send_at, "" if send_at else found["when"].strip()


def _timed(rest: str, now: datetime) -> tuple[datetime | None, str, str]:
    """发通知 明早7点发：…: when to send, words that may mean it, and what is to be sent."""
    lead = SET.match(rest)
    first = next(iter(dates.find(rest[:LEAD], now)), None)
    if lead is None or first is None or first.at is None or first.span[0] != lead.end():
        return None, "", rest
    end = first.span[1]
    apart = rest[end : end + 1] in SEPARATES
    if sent := TIMED.match(rest, end) or (lead["set"] and apart and APART.match(rest, end)):
        return first.at, "", rest[sent.end() :]
    either = apart and first.at - now < SOON and not MATTER.search(rest, end)
    return None, first.words if either else "", rest


def deadline_of(body: str, now: datetime) -> datetime | None:
    """The deadline of the answer: where the reply is asked for, else the last one that is named."""
    sentences = [part for part in re.split(r"[。；;\n]", body) if part.strip()]
    asking = [part for part in sentences if ASKED.search(part)]
    found = [
        when for part in (*asking, *reversed(sentences)) if (when := dates.deadline(part, now))
    ]
    return found[0] if found else dates.deadline(body, now)


def named_classes(text: str, class_names: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Classes that the order begins with, and the rest of it."""
    known = {plain_class(name): name for name in class_names}
    found: list[str] = []
    rest = text
    if whole := WHOLE.match(text):
        grade = orders_grade(whole["grade"])
        names = [n for n in class_names if grade is None or plain_class(n).startswith(grade)]
        return tuple(names), text[whole.end() :].strip()
    while piece := re.match(r"^[给向]?\s*(\S{2,10}?班)[、,，和\s:：]*", rest):
        name = known.get(plain_class(piece[1]))
        if name is None:
            break
        found.append(name)
        rest = rest[piece.end() :]
    return tuple(found), rest.strip()


def orders_grade(said: str | None) -> str | None:
    """三 and 3 are the grade "3"; None where the whole school is meant."""
    return plain_class(said) if said else None


def named_tag(text: str) -> tuple[str, str]:
    """A notice for the families of some children only: 留守儿童家长 …"""
    for words, tag in TAGS:
        if found := re.match(
            rf"^[给向]?(?:{words})(?:的)?(?:家长|家庭|监护人)?[、,，:：\s]+", text
        ):
            return tag, text[found.end() :].strip()
    return "", text


def plain_class(name: str) -> str:
    """三(2)班, 三2班, 3.2班 and 三年级2班 are one class."""
    digits = str.maketrans("一二三四五六七八九", "123456789")
    return re.sub(r"[^\w]|年级?|班|第", "", clauses.bare_words(name)).translate(digits)


def classes_in(text: str, names: Sequence[str]) -> list[str]:
    """The classes that an answer means: all of them, by name, or by the end of it (2班)."""
    if EVERY_CLASS.search(text.strip()) and not CLASS_WORD.search(EVERY_CLASS.sub("", text)):
        return list(names)
    said = plain_class(text)
    return [name for name in names if plain_class(name) in said] or classes_called(text, names)


def classes_called(text: str, names: Sequence[str]) -> list[str]:
    """The classes that a text calls by a word that ends in 班: 六(5)班, or 5班 where it is one."""
    words = [plain_class(word) for word in CLASS_WORD.findall(text)]
    ends = [[n for n in names if word and plain_class(n).endswith(word)] for word in words]
    return list(dict.fromkeys(found[0] for found in ends if len(found) == 1))
