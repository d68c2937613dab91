"""Values that show by their shape of what kind they are: a size, a count, a day, a telephone."""

import re

from bot.parsing import privacy
from bot.parsing.chains.words import KINDS
from bot.parsing.forms import fetchers

_HAN = "[一二两三四五六七八九十百]"
COUNTER = r"(?:[个個](?:人|大人|小孩|孩子|名额|家长)?|人|位|名|口(?:人|子)?|份|套|件|张|本|盒|箱|袋|只|瓶|块|斤|包|桶|支|枝|根|串|碗|杯|朵|盆|棵|株|条|双|对|枚|颗|筐|篮|听|罐|提|捆)"
# The most telling kinds first: what one kind has taken is no value of another.
SHAPES = {
    "person": fetchers.CALLED,
    "phone": re.compile(rf"{privacy.PHONE.pattern}|(?<!\d)\d{{7,8}}(?!\d)"),
    "date": re.compile(
        r"\d{1,2}月\d{1,2}[日号]?|(?<![\d.])\d{1,2}[/.]\d{1,2}(?![\d.])|(?<!\d)(?:[12]?\d|3[01])[号日](?!线|码)"
        r"|(?:下?周|星期|礼拜)[一二三四五六日天末]|大?后天|明天|今天"
    ),
    "time": re.compile(
        rf"(?:上午|下午|早上|晚上|中午|傍晚)?(?:\d{{1,2}}\s*[:：]\s*\d{{2}}|(?:\d{{1,2}}|{_HAN}{{1,3}})点(?:半|一刻|三刻|\d{{1,2}}分?|[一二三四五]?十[一二三四五六七八九]?分?|[零〇][一二三四五六七八九]分?)?)"
    ),
    "height": re.compile(
        rf"(?<![\d.])[12](?:\.\d+)?\s*米\d{{0,2}}|(?<![\d.])[12]\.\d+\s*m(?![a-z])|1\.\d{{1,2}}(?!\d)|一米{_HAN}{{1,3}}|一百{_HAN}{{0,4}}\s*(?:厘米|公分)|\d{{2,3}}(?:\.\d)?\s*(?:cm|厘米|公分|釐米)",
        re.IGNORECASE,
    ),
    "weight": re.compile(rf"(?:\d+(?:\.\d+)?|{_HAN}{{1,4}})\s*(?:kg|公斤|千克|斤)", re.IGNORECASE),
    "size": re.compile(
        r"(?<![A-Za-z0-9])(?:[2-6]?X{1,4}[SL]|[2-6]XL|[SML])(?![A-Za-z])(?:码|号)?|均码|通码|[特加]?[大中小](?:码|号)|(?:\d{2,3}|[二三四五六七八九]?十[一二三四五六七八九]?|一百[一二三四五六七八九十]{0,3})\s*(?:码|号(?!线))",
        re.IGNORECASE,
    ),
    "money": re.compile(rf"(?:\d+(?:\.\d+)?|{_HAN}{{1,4}})\s*[元块](?:钱)?"),
    "count": re.compile(
        rf"(?:\d{{1,2}}|{_HAN}{{1,2}})大(?:\d{{1,2}}|{_HAN}{{1,2}})小|(?:\d{{1,2}}|{_HAN}{{1,3}})\s*{COUNTER}|[俩仨](?:人|口子?)?"
    ),
    "times": re.compile(
        rf"(?:\d{{1,2}}|{_HAN}{{1,3}})\s*(?:[天节次趟晚]|个?课时|个?(?:周|星期|礼拜)(?![一二三四五六日天末]))(?![没前后内两])"
    ),
    "gender": re.compile(r"[男女](?:生|孩)?"),
}
COUNTED = re.compile(rf"(?:\d{{1,2}}|{_HAN}{{1,2}})[个位名]$")  # right before 大人, 小孩
NUMBER = re.compile(
    r"(?<![\dA-Za-z.])(?<!\d[:：])\d{1,3}(?:\.\d)?(?![\d.:：A-Za-z]|\s*(?:米|秒|公里|班|年级|岁|月|点|分|路|号线))"
)
SPOKEN = re.compile(r"[二三四五六七八九]?十[一二三四五六七八九]?")  # a bare number in words
_JOINT = 1  # characters between two values that are one: 两个大人一个孩子
_MEASURED = frozenset(kind.id for kind in KINDS if kind.measured)
_RANGES = {kind.id: (kind.low, kind.high) for kind in KINDS if kind.numeric}


def shaped(kind: str, words: str) -> list[re.Match[str]]:
    """The values in the words that are of this kind beyond doubt."""
    found = list(SHAPES[kind].finditer(words)) if kind in SHAPES else []
    return found or (list(fetchers.OTHERS.finditer(words)) if kind == "person" else [])


def may_be(kind: str, number: str) -> bool:
    """Whether a bare number may be a value of this kind."""
    low, high = _RANGES.get(kind, (1, 0))
    return low <= float(number) <= high


def measured(kind: str) -> bool:
    """Is it found out and not chosen?"""
    return kind in _MEASURED


def numeric(kind: str) -> bool:
    return kind in _RANGES and kind != "phone"


def places(found: list[re.Match[str]]) -> list[tuple[int, int]]:
    """The places of values; what stands close together is one."""
    spans: list[tuple[int, int]] = []
    for m in found:
        if spans and m.start() - spans[-1][1] <= _JOINT and m[0][-1:] not in "号日":
            spans[-1] = (spans[-1][0], m.end())
        else:
            spans.append(m.span())
    return spans
