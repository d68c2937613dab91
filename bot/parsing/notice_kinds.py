"""What a notice asks of the families, by its words: that is its kind."""

import re
from collections.abc import Callable

from bot.parsing import polls, signals
from bot.parsing.chains import fields as chain_fields

VOLUNTARY = re.compile(r"自愿(?!.{0,4}报名表)")
_COME = r"(?:参加|出席|到场|前来|来|去|到)"
ATTEND = re.compile(
    rf"参加\s*[/或、或者]+\s*(?:不能?参加|不来)|(?:回|复)[^。]{{0,6}}参加|(?:能否|是否|可否){_COME}|(?:参不参加|来不来|去不去|能不能{_COME})"
    rf"|(?:来|去|出席|到场)\s*(?:[/或]|还是)\s*(?:不|缺)"
    rf"|(?:能|要|想|愿意|可以)?{_COME}的[^。；;]{{0,20}}(?:回|复|扣|打|说|报|告)[^。；;]{{0,24}}(?:不能|来不了|去不了|不来|不去|不参加|没空|缺席)"
)
SIGNUP = re.compile(r"接龙|报名|登记参加|自愿参加.{0,6}接龙")
ELSEWHERE = re.compile(
    r"纸质|附件|链接|问卷|小程序|网址|网上|https?:|系统|平台|公众号|回执|回条|二维码|扫码|交回|带来|带回|带到|交[给到]|已[填登]|来访"
)
FILLS = re.compile(r"填|登记|上报|统计一下|报一下|报给我|报我")
FORM = re.compile(r"填(?:写|一下|好|报|表)?|登记|上报|提供|收集|统计一下|报(?:一下|上来|给我|我)")
_SEEN = r"(?:收到|看到|看完|知悉|知晓|知道|已阅|阅读)"
ACK = re.compile(
    rf"{_SEEN}(?:后|了|的|请|家长|各位|都)*[^。！!]{{0,6}}(?:回|复|确认|扣|打|请|吱|说一?声|冒个?泡|应一?声)"
    r"|(?:回|复|扣|打)[^。,，]{0,8}(?:收到|已阅|知道|1|确认)|已阅|回执|请(?:大家|各位)?(?:家长)?(?:们)?回复|请确认|回个?(?:1|话|信)|回复一下|吱一?声|签收(?!单)|阅后[^。，,]{0,4}回"
)


NO_WORD = re.compile(r"(?:不用|无需|不必|毋须|勿|别|不要)(?:再|逐一|都|在群里)?(?:回|答复)")


def kind_of(body: str) -> str:
    """info, ack, attend, poll, signup, form or voluntary: the first that is asked for."""
    return next((kind for kind, asks in KINDS if asks(body)), "info")


def _votes(body: str) -> bool:
    return bool(polls.ASKS.search(body)) and len(polls.options(body)) > 1


def _names_fields(body: str) -> bool:
    return bool(FORM.search(body)) and bool(chain_fields.fields(body))


def _chooses(body: str) -> bool:
    """A list that begins with the child's name is one of fields: 登记放学方式：姓名、方式、谁接."""
    return polls.is_a_choice(body) and not any(map(chain_fields.is_name, chain_fields.fields(body)))


def _wants_a_word(body: str) -> bool:
    return bool(ACK.search(body)) and not NO_WORD.search(body)


KINDS: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("voluntary", VOLUNTARY.search),
    ("attend", ATTEND.search),
    ("attend", signals.invites),
    ("poll", _votes),
    ("poll", signals.options),
    ("signup", SIGNUP.search),
    ("poll", _chooses),
    ("form", _names_fields),
    ("ack", _wants_a_word),
)


def unclear(kind: str, body: str) -> str:
    """What a notice seems to ask without saying how: options, fields, or "" where all is clear."""
    if kind != "info":
        return ""
    if polls.ASKS.search(body) and not polls.TOLD.search(body):
        return "options"
    return "fields" if FILLS.search(body) and not ELSEWHERE.search(body) else ""
