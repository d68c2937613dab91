"""What a teacher dictates of a contact: kind, when, reached or not, what was agreed, what follows."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from bot.clock import CHINA, china
from bot.parsing import clauses, dates

KINDS = (
    ("home_visit", re.compile(r"家访|上门|走访|去(?:了)?.{1,6}家(?!长)")),
    ("phone_call", re.compile(r"电话|打(?:通|了|给|过)|通话|致电|没接|接了|关机|空号")),
    ("video_call", re.compile(r"视频通话|视频聊")),
    ("interview", re.compile(r"面谈|谈话|来校|到校|当面|请到学校|约到学校|聊了聊")),
)
MEETING = re.compile(r"家长会")
REACHED = re.compile(r"打通|接通|通了|接了|联系上|说知道|知道了|收到|在(?:家|的)?(?:$|[,， ])")
MISSED = re.compile(
    r"没(?:人)?接|未接|没打通|打不通|关机|空号|停机|没联系上|联系不上|无人接听|不在服务区|占线"
)
TIMES = re.compile(
    r"(?:打|拨|试)(?:了)?([一二两三四五六七八九\d])(?:遍|次|回|个)|([一二两三四五六七八九\d])(?:遍|次)(?:都)?没"
)
AGREED = re.compile(r"约好|约定|说好|讲好|答应|商定|同意|定好|保证|表示会|今后|以后")
AGAIN = re.compile(r"再(?:联系|打|看|谈|聊|问|回访|沟通|跟进)|回访|复查|跟进|回头看")
SENSITIVE = re.compile(
    r"低保|贫困|困难户|救助|离婚|离异|单亲|去世|过世|坐牢|服刑|家暴|打骂|欠债|失业|下岗|抑郁|焦虑|自残|轻生|心理|精神"
    r"|残疾|癌|住院|手术|重病|生病|腿不好|身体不好|腿脚|瘫|透析|怀孕|吸毒|酗酒|赌|改嫁|后妈|后爸|收养|孤儿|留守|艾滋|癫痫|多动症|自闭"
    r"|发烧|发热|高烧|肚子[疼痛]|闹肚子|拉肚子|呕吐|腹泻|哮喘|骨折|过敏|吃药|看病|就诊|肺炎|水痘|流感|近视|牙疼"
)
LEAD = re.compile(
    r"^(?:记(?:一下|录)?|/记)?[\s:：,，]*(?:刚刚?|刚才|今天|昨天|昨晚|前天|上午|下午|中午|晚上)?(?:给|跟|和|与|对)?.{0,14}?(?:打(?:了)?(?:个)?电话|通(?:了)?电话|家访(?:了)?|面谈(?:了)?|电话)[了,，\s]*"
)
JUST_NOW = re.compile(r"刚")
KNOWS = re.compile(r"知道|收到|晓得|明白|好的|答应")
NUMERAL = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
EVENING = time(19, 0)
NOON = time(12, 0)
AWAY = re.compile(r"不在|没在|没来|没接|在外|上夜班|上班|出差|打工|去世")
THERE = re.compile(r"在|接|说|来|讲|打通|通了")


@dataclass(frozen=True, slots=True)
class Dictated:
    """One contact as it was said. `follow_up` is a day; `agreed` and `record` are words."""

    kind: str
    time: datetime
    reached: bool | None = None
    attempts: int = 1
    record: str = ""
    agreed: str = ""
    follow_up: date | None = None
    sensitive: bool = False
    said: str = ""
    parts: tuple[str, ...] = field(default_factory=tuple)

    @property
    def complete(self) -> bool:
        """Does it say what it was about or what was agreed?"""
        return bool(self.record or self.agreed)


def kind_of(text: str) -> str | None:
    return next((kind for kind, pattern in KINDS if pattern.search(text)), None)


def read(text: str, now: datetime, kind: str | None = None) -> Dictated:
    """Read one contact as it was dictated at `now`."""
    words = clauses.clean(text)
    found = kind or kind_of(words) or "phone_call"
    parts = [part for part in clauses.MARKS.findall(words) if part.strip()]
    agreed = [part for part in parts if AGREED.search(part) and not AGAIN.search(part)]
    again = [part for part in parts if AGAIN.search(part)]
    rest = [LEAD.sub("", part) for part in parts if part not in agreed and part not in again]
    missed, reached = MISSED.search(words), REACHED.search(words)
    return Dictated(
        kind=found,
        time=when(words, now),
        reached=not missed or bool(reached),
        attempts=attempts(words),
        record=" ".join(part for part in rest if len(clauses.bare_words(part)) > 1),
        agreed=" ".join(agreed),
        follow_up=_day(" ".join(again), now),
        sensitive=bool(SENSITIVE.search(words)),
        said=words,
        parts=tuple(parts),
    )


def _day(text: str, now: datetime) -> date | None:
    later = [f.start for f in dates.find(text, now) if f.start > china(now).date()]
    return later[0] if later else None


def attempts(text: str) -> int:
    """打两遍没接 is two."""
    if found := TIMES.search(text):
        said = found[1] or found[2]
        return NUMERAL.get(said) or int(said)
    return 1


def when(text: str, now: datetime) -> datetime:
    """The moment named beside the deed that is not in the future; without one it is now."""
    today = china(now).date()
    parts = clauses.MARKS.findall(clauses.clean(text))
    beside = [p for p in parts if kind_of(p) or MEETING.search(p)] or parts[:3]
    if any(JUST_NOW.search(part) for part in beside):
        return now
    for found in dates.find(" ".join(beside), now):
        if found.at and found.at <= now and found.start <= today and found.time:
            return found.at
        if found.start < today:
            clock = found.time or (EVENING if found.part == "pm" else NOON)
            return datetime.combine(found.start, clock, CHINA)
    return now


CORRECTS = re.compile(r"改成|改为|应该是|不是|说错|记错|弄错|是.{1,6}(?:接的|来的|说的|在的)|更正")


def corrected(before: Dictated, text: str, now: datetime) -> Dictated:
    """A draft with what these words mend: the follow-up, the time, what was agreed."""
    new = read(text, now, before.kind)
    words = clauses.clean(text)
    follow = new.follow_up or (_day(words, now) if AGAIN.search(words) else None)
    past = when(words, now) if not follow else now
    changed = bool(dates.find(words, now)) and not follow
    return replace(
        before,
        time=past if changed and past != now else before.time,
        follow_up=follow or before.follow_up,
        agreed=new.agreed or before.agreed,
        said=f"{before.said} {new.said}",
    )


def more(before: Dictated, text: str, now: datetime) -> Dictated:
    """The next line tells what a draft lacks."""
    new = read(text, now, before.kind)
    return Dictated(
        kind=before.kind,
        time=before.time,
        reached=before.reached,
        attempts=before.attempts,
        record=" ".join(x for x in (before.record, new.record) if x),
        agreed=" ".join(x for x in (before.agreed, new.agreed) if x),
        follow_up=new.follow_up or before.follow_up,
        sensitive=before.sensitive or new.sensitive,
        said=f"{before.said} {new.said}",
        parts=(*before.parts, *new.parts),
    )
