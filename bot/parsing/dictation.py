"""What a teacher dictates of a contact: kind, when, reached or not, what was agreed, what follows."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.clock import china
from bot.parsing import attempts, clauses, dates, past, private_matters, whose
from bot.parsing.contact_kinds import explicit, kind_of

MEETING = re.compile(r"家长会")
AGREED = re.compile(
    r"约好|约定|说好|讲好|答应|商定|同意|定好|商量好|保证|表示(?:会|一定)|今后|以后|承诺"
)
BEGINS = re.compile(r"(?<=\S)(?=(?:约好|约定|说好|讲好|商定|定好|商量好))")
AGAIN = re.compile(
    r"再(?:联系|打|看|谈|聊|问|回访|沟通|跟进|去|约|试|拨|访|说|家访|走访|上门|面谈|电话|找|见|碰|核实|了解|观察|确认)|看(?:看)?(?:效果|情况|变化)|回访|复查|跟进|回头看|回电"
)
LEAD = re.compile(
    r"^(?:记(?:一下|录)?|/记)?[\s:：,，]*(?:刚刚?|刚才|今天|昨天|昨晚|前天|上午|下午|中午|晚上)*(?:给|跟|和|与|对)?[^说讲聊谈]{0,14}?(?:打(?:了|过)?(?:个)?电话|通(?:了|过)?(?:个)?电话|家访(?:了)?|面谈(?:了)?|电话)[了,，\s]*"
)
MATTER = re.compile(
    r"说|讲(?!完)|(?<!约)谈(?!话|了话)|聊|问|反映|提到|讨论|因为|答应|保证|告诉|约(?:好|定)|孩子"
)
# 他说, 来电话讲: who speaks, before what is said.
SAID = re.compile(
    rf"(?:^|(?<=[\s,，]))(?:[他她](?!们)|{whose.KIN.pattern}|家里|那边|对方)*(?:来电话?|回电话?|回话)*(?:说|讲|告诉我?)(?:的?是|了)?|^问了?(?={whose.KIN.pattern}|\W|$)"
)
JUST_NOW = re.compile(r"刚")
COMES = re.compile(r"参加|家长会|[来去]不了|[来去](?:的|得了)")
KNOWS = re.compile(r"知道|收到|晓得|明白|好的|答应")
REACHED = attempts.REACHED


@dataclass(frozen=True, slots=True)
class Dictated:
    """One contact as it was said. `follow_up` is a day; `again`: something is to
    follow, be it without a day (改天再联系); `agreed` and `record` are words."""

    kind: str
    time: datetime
    reached: bool | None = None
    attempts: int = 1
    record: str = ""
    agreed: str = ""
    follow_up: date | None = None
    again: bool = False
    sensitive: bool = False
    said: str = ""
    parts: tuple[str, ...] = field(default_factory=tuple)

    @property
    def complete(self) -> bool:
        """Does it say what it was about or what was agreed?"""
        return bool(self.record or self.agreed)

    def instead(self, words: str, *, mended: bool) -> "Dictated":
        """改成二十分钟: what takes the place of what was agreed, where nothing else was mended."""
        found = INSTEAD.search(words)
        if mended or not found or _rekinded(words):
            return self
        new = found["new"].strip()
        return replace(self, agreed=new) if self.agreed else replace(self, record=new)


def read(text: str, now: datetime, kind: str | None = None, at: datetime | None = None) -> Dictated:
    """Read one contact as it was dictated at `now`; `kind` and `at` are known from elsewhere."""
    words = clauses.clean(text)
    parts = cut(words, now)
    again = [part for part in parts if AGAIN.search(part)]
    agreed = [part for part in parts if AGREED.search(part) and part not in again]
    rest = [LEAD.sub("", part) for part in parts if part not in agreed and part not in again]
    told = " ".join(part for part in parts if part not in again)
    return Dictated(
        kind=kind or kind_of(deed(words, now)) or kind_of(words) or "phone_call",
        time=named_time(words, now) or at or now,
        reached=attempts.reached(told),
        attempts=attempts.count(told),
        record=" ".join(part for part in rest if len(clauses.bare_words(part)) > 1),
        agreed=" ".join(agreed),
        follow_up=past.ahead(" ".join(again), now),
        again=bool(again),
        sensitive=private_matters.touched(words),
        said=words,
        parts=tuple(parts),
    )


def cut(words: str, now: datetime) -> list[str]:
    """Clauses; also without marks what was agreed and what follows stand apart."""
    pieces = [piece for part in past.split(words) for piece in BEGINS.split(part)]
    return [piece for part in pieces for piece in _before_again(part, now) if piece.strip()]


def deed(text: str, now: datetime) -> str:
    """The words of what took place: without what was agreed and what follows."""
    parts = [p for p in cut(clauses.clean(text), now) if not (AGREED.search(p) or AGAIN.search(p))]
    return " ".join(parts) or text


def _before_again(part: str, now: datetime) -> tuple[str, ...]:
    """约好每天练一页下周四回访 is two: the day that stands before the return begins it."""
    again = AGAIN.search(part)
    days = [f.span[0] for f in dates.find(part[: again.start()], now)] if again else []
    return (part[: days[-1]], part[days[-1] :]) if days and days[-1] else (part,)


def when(text: str, now: datetime) -> datetime:
    """The moment named beside the deed that is not in the future; without one it is now."""
    return named_time(text, now) or now


def named_time(text: str, now: datetime) -> datetime | None:
    """The moment named beside the deed, if one is."""
    parts = [p for p in cut(clauses.clean(text), now) if not AGAIN.search(p)]
    beside = [p for p in parts if kind_of(p) or MEETING.search(p)]
    for part in (*beside, *parts[:3]):
        deed = MATTER.split(part, maxsplit=1)[0]
        if JUST_NOW.search(deed):
            return now
        if found := past.moments(deed, now):
            return found[0]
    return None


CORRECTS = re.compile(
    r"改成|改为|改到|改[一下]|应该是|应是|不是|不对|说错|记错|弄错|错了|写错|更正|漏了|少记|也(?:在|说了|去了|来了|一起)"
    r"|是\S{1,8}?(?:接|来|说|在|打|去|谈|聊|通)(?:的|了)|是(?:昨天|前天|今天|上周)|时间是"
)
DENIED = re.compile(
    r"不是\S+?(?=$|[,，。;；\s]|(?:而|应该)?是)|不对|(?:我)?(?:说|记|弄|写)错了?|错了"
)
FILLER = re.compile(
    r"(?:那|就|先|定|改|在|跟进|联系|再|去|打|看|谈|约|吧|好了|了|的|前|[\s,，。.:：])*"
)
INSTEAD = re.compile(r"(?:改成|改为|应该是|应是|更正为?)(?P<new>.+)$")


def stated(text: str) -> str:
    """A correction without what it denies: 不是周四 是周五 is 是周五."""
    return DENIED.sub(" ", clauses.clean(text))


def corrected(before: Dictated, text: str, now: datetime) -> Dictated:
    """A draft with what these words mend: kind, time, tries, the follow-up, what was agreed."""
    words = stated(text)
    new = read(words, now, before.kind)
    follow, at = _moved(before, words, now), _retimed(before, words, now)
    tries = attempts.count(words)
    return replace(
        before,
        kind=_rekinded(words) or before.kind,
        time=before.time if follow else at or before.time,
        follow_up=follow or before.follow_up,
        again=before.again or new.again,
        attempts=tries if tries > 1 else before.attempts,
        reached=attempts.reached(words) if attempts.tells(words) else before.reached,
        agreed=new.agreed or before.agreed,
        sensitive=before.sensitive or new.sensitive,
        said=f"{before.said} {new.said}",
    ).instead(words, mended=bool(follow or at or new.agreed))


def _rekinded(words: str) -> str | None:
    found = re.search(r"(?:是|改成|改为)(?:去|打)?(\S{2,6})", words)
    return explicit(found[1]) if found else None


def _moved(before: Dictated, words: str, now: datetime) -> date | None:
    """The new day of the follow-up: one to come, where one was set or is spoken of."""
    if not (AGAIN.search(words) or before.follow_up or before.again):
        return None
    day = past.ahead(words, now)
    return day if day and (day > china(now).date() or AGAIN.search(words)) else None


def _retimed(before: Dictated, words: str, now: datetime) -> datetime | None:
    """A day that is named with or without its hour, or an hour of the day that is known."""
    found = past.moments(words, now)
    if not found:
        return None
    named = any(not one.implied for one in dates.find(words, now))
    same = datetime.combine(before.time.date(), found[0].timetz())
    return found[0] if named or same > now else same


def more(before: Dictated, text: str, now: datetime) -> Dictated:
    """The next line tells what a draft lacks."""
    if before.again and (day := _day_alone(text, now)):
        return replace(before, follow_up=day)
    new = read(text, now, before.kind)
    return replace(
        before,
        reached=new.reached if attempts.tells(text) else before.reached,
        record=" ".join(x for x in (before.record, new.record) if x),
        agreed=" ".join(x for x in (before.agreed, new.agreed) if x),
        follow_up=new.follow_up or before.follow_up,
        again=before.again or new.again,
        attempts=max(before.attempts, new.attempts),
        sensitive=before.sensitive or new.sensitive,
        said=f"{before.said} {new.said}",
        parts=(*before.parts, *new.parts),
    )


def _day_alone(text: str, now: datetime) -> date | None:
    """The day to come in words that say nothing else: 那就下周三吧."""
    words = clauses.clean(text)
    for found in reversed(dates.find(words, now)):
        words = words[: found.span[0]] + words[found.span[1] :]
    return past.ahead(text, now) if FILLER.fullmatch(words) else None
