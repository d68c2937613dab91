"""Which kind of contact words tell of, and whether they tell of one that took place."""

import re

from bot.parsing import past, whose

_STRONG = (
    ("committee_meeting", r"家委会.{0,4}(?:会议|开会|开了)|开(?:了)?家委会"),
    ("home_visit", r"家访|上门|走访"),
    (
        "video_call",
        r"视频(?=[跟和与给])|视频(?:通话|通了|电话|聊|连线|了)|(?:打|开|通|接)(?:了|通)?(?:一?个)?视频|微信.{0,10}视频(?!看)",
    ),
    (
        "phone_call",
        r"电话|来电|去电|回电|通(?:了|过)?(?:一?个)?话(?!费)|致电|语音(?:通话|聊)?|打(?:通|不通|过去|过来)|(?:无人|没人|未)接|关机|空号|占线|停机"
        r"|(?:打|拨|试)(?:了|过)?[一二两三四五六七八九\d]+[遍次回]|接通|不在服务区",
    ),
    (
        "interview",
        r"面谈|谈话|约谈|当面|面对面|请到学校|约到学校|(?:到|来)(?:了|我)*(?:学校|办公室)(?!上)|接待",
    ),
)
_WRITTEN = (
    ("sms", r"短信"),
    ("private_message", r"(?:微信|QQ|钉钉)(?!群|语音|视频)|私信|私聊|留言"),
)
_WEAK = (
    ("home_visit", r"(?<![回过下上])(?:去|到)(?:了)?[^,，。\s]{1,8}家(?!长)"),
    ("phone_call", r"没接|不接|接了|通了|打(?:了|给|过)|挂(?:断|了)|联系"),
    ("interview", r"来校|到校|门口|聊了聊|聊了|谈了"),
)
STRONG = tuple((kind, re.compile(pattern)) for kind, pattern in _STRONG)
WRITTEN = tuple((kind, re.compile(pattern)) for kind, pattern in _WRITTEN)
WEAK = tuple((kind, re.compile(pattern)) for kind, pattern in _WEAK)
PLANNED = re.compile(
    r"明天|后天|明早|明晚|下周|待会|等会|等下|一会|准备|打算|计划|要去|想去|提醒我|记得|别忘|帮我|安排|约一下|什么时候|怎么|如何"
)
DONE = re.compile(
    rf"了|过|刚|没(?:人)?接|不接|打不通|没打通|关机|空号|停机|占线|联系不上|昨|前天|上周|来电|来校|(?:{whose.KIN.pattern})(?:说|讲)"
)
QUERY = re.compile(
    r"[?？]|吗$|多少[次家个]?$|几[次家个位遍]了?$|没有?$|过没|是不是|有没有|谁(?:还)?没"
)


def explicit(text: str) -> str | None:
    """The kind that the words name first, without guessing."""
    return _first(STRONG, text) or _first(WRITTEN, text)


def kind_of(text: str) -> str | None:
    """The kind that the words name, or else hint at."""
    return explicit(text) or _first(WEAK, text)


def _first(kinds: tuple[tuple[str, re.Pattern[str]], ...], text: str) -> str | None:
    found = [(m.start(), kind) for kind, pattern in kinds if (m := pattern.search(text))]
    return min(found)[1] if found else None


def told(text: str) -> bool:
    """Do these words tell of a contact that took place, or was tried?"""
    if QUERY.search(text.strip()):
        return False
    deeds = [part for part in past.split(text) if kind_of(part)]
    return any(DONE.search(part) or not PLANNED.search(part) for part in deeds)
