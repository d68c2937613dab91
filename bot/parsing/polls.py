"""The options of a vote, however they are set out: ①②③, A红B蓝, slashes, 红、蓝、白 选一个."""

import re
from collections.abc import Iterator
from itertools import takewhile

from bot.parsing import clauses

ASKS = re.compile(
    r"投票|投(?:个|一)票|投一?下|选一(?:个|下|选|项)|任选一|[二三四五]选一|选哪|请选|大家选|表决|更?(?:喜欢|想去|想要|中意)哪|选\s*(?=[1A①一][.、)）\s]?)"
)
# One matter with its choices behind it, though it is called filling in or telling.
_MATTER = r"(?:方式|时间段?|意向|选择|地点|口味|种类|类型|套餐|班型|颜色|款式|方案|路线|站点|情况)"
CHOICE = re.compile(
    rf"(?:填|报|登记|统计|选|说|告诉|反馈)[^。:：\n]{{0,10}}?{_MATTER}[^。:：\n]{{0,4}}[:：]\s*([^。\n]+)"
)
COUNTED = re.compile(r"(?:填|报|登记|统计|选|说一下|告诉|反馈)[^。:：\n]{0,8}[:：]\s*([^。\n]+)")
TELLS = re.compile(r"(?:填|报|登记|统计|选|说|告诉|反馈|回)(?!名)")
TOLD = re.compile(r"投票(?:结果|结束|已)|结果(?:如下|公布|是)|已(?:经)?投|点赞|拉票|感谢.{0,6}投票")
CIRCLES = str.maketrans({circle: f" {n}. " for n, circle in enumerate("①②③④⑤⑥⑦⑧", 1)})
SERIES = ("ABCDEFGH", "12345678")
SIGN = (
    r"(?<!\d[:：])(?<![A-Za-z\d./月]){sign}"
    r"(?![A-Za-z\d/月日号点]|\s*[:：]\d|[年天元个人位]|\s+[年天元个人位]\b)\s*[.、:：．)）]?\s*"
)
OPTION_ENDS = re.compile(r"[,，;；。\n(（]")
LISTED = re.compile(r"(?:选项|候选|可选)[:：]\s*([^。\n]+)|[“\"「]([^”\"」]{1,20})[”\"」]")
BETWEEN = re.compile(r"([^,，。:：\s]{1,12}?)还是([^,，。:：?？\s]{1,12})")
MARK = re.compile(r"[、,，/／|｜]|或者?")
SLASHES = re.compile(r"[^\s,，。:：/／|｜]{1,14}(?:\s*[/／|｜]\s*[^\s,，。:：/／|｜]{1,14})+")
BEFORE = re.compile(
    r"([^\s,，。:：、]{1,14}(?:、[^\s,，。:：、]{1,10})+)\s*[,，]?\s*(?:请?选一个|[二三四五]选一|任选一|请选|选哪)"
)
BEHIND = re.compile(rf"(?:{ASKS.pattern})[^。:：\n]{{0,8}}[:：]\s*([^。\n]+)")
MATTER = re.compile(r"^.*(?:颜色|款式|样式|口味|地点|地方|时间|方案|去|选|要|订|是)(?=.)")
NO_OPTION = re.compile(r"[请前不]|大家|截止|\d[点:：月日号]|周[一二三四五六日天]|今[天晚]|明[天晚]")
NEGATES = re.compile(r"(?:都|全)?[不没无](?!要忘)")
LONGEST = 12


def options(text: str) -> tuple[str, ...]:
    """What can be chosen, in order; () where that is not told."""
    words = clauses.clean(text.translate(CIRCLES))
    for found in (_lettered(words), _listed(words), _slashed(words), _in_a_row(words)):
        if len(found) > 1:
            return found
    if choice := CHOICE.search(words) or COUNTED.search(words):
        found = tuple(takewhile(_may_be_chosen, _listed_parts(choice[1])))
        if len(found) > 1:
            return found
    between = BETWEEN.search(words)
    return (between[1], between[2]) if between else ()


def is_a_choice(text: str) -> bool:
    """Is one of several things wanted, though the words are those of a form?

    接送方式：自己走、家长接; 统计：吃素、不吃; 吃米饭还是面条.
    """
    words = clauses.clean(text)
    if CHOICE.search(words) and len(options(text)) > 1:
        return True
    counted = COUNTED.search(words)
    if counted and any(NEGATES.match(part) for part in _listed_parts(counted[1])):
        return len(options(text)) > 1
    return bool(TELLS.search(words) and BETWEEN.search(words))


def _lettered(words: str) -> tuple[str, ...]:
    """A 红 B 蓝, A.红 B.蓝, A红B蓝, 1.红 2.蓝: signs of one series, in their order."""
    for series in SERIES:
        places = list(_places(words, series))
        ends = [begin for begin, _ in places[1:]] + [len(words)]
        found = [
            ASKS.split(OPTION_ENDS.split(words[begin:end], maxsplit=1)[0])[0].strip(" 、/|或和")
            for (_, begin), end in zip(places, ends, strict=False)
        ]
        if len(found) > 1 and all(found):
            return tuple(found)
    return ()


def _places(words: str, series: str) -> Iterator[tuple[int, int]]:
    """Where each sign of the series begins and ends, as long as the next one follows."""
    at = 0
    for sign in series:
        found = re.compile(SIGN.format(sign=sign)).search(words, at)
        if found is None:
            return
        yield found.span()
        at = found.end()


def _listed(words: str) -> tuple[str, ...]:
    for found in LISTED.finditer(words):
        parts = _parts(found[1] or found[2])
        if len(parts) > 1:
            return parts
    return ()


def _slashed(words: str) -> tuple[str, ...]:
    found = SLASHES.search(words)
    return _without_matter(_parts(found[0])) if found else ()


def _in_a_row(words: str) -> tuple[str, ...]:
    """红、蓝、白 选一个, or 投票：红，蓝，白."""
    if found := BEFORE.search(words):
        return _without_matter(_parts(found[1]))
    behind = BEHIND.search(words)
    return tuple(takewhile(_may_be, _parts(behind[1]))) if behind else ()


def _parts(words: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in MARK.split(words) if part.strip())


def _listed_parts(words: str) -> tuple[str, ...]:
    """Those of the list itself: what follows 甲、乙 behind a comma is another clause."""
    return _parts(re.split("[,，]", words)[0] if "、" in words else words)


def _may_be(part: str) -> bool:
    return len(part) <= LONGEST and not NO_OPTION.search(part)


def _may_be_chosen(part: str) -> bool:
    return len(part) <= LONGEST and (not NO_OPTION.search(part) or bool(NEGATES.match(part)))


def _without_matter(parts: tuple[str, ...]) -> tuple[str, ...]:
    """班服颜色红、蓝、白: what they are options of stands before the first one."""
    longest = max(map(len, parts[1:]), default=0)
    first = MATTER.sub("", parts[0]) if len(parts[0]) > longest else parts[0]
    return (first, *parts[1:])
