"""How many people a line signs up: 一大一小, 三口, 我和妈妈, +2, the sender's line of a chain."""

import re
from collections.abc import Callable

from bot.parsing.replies.numerals import NUMBER, number

_N = rf"({NUMBER})"
_UNIT = r"(?:个人|[个口位名人]|份|票|张|people|persons?|of us)"
_NUMBERED = re.compile(
    r"^\s*(?:\d{1,3}\s*[.、,):]\s*|\d{1,3}\s*(?=[\u4e00-\u9fff])|[①-⑳▪•]\s*)", re.MULTILINE
)
_MARKED = re.compile(r"(?:^|(?<=\s)|(?<=[)\]]))\d{1,3}\s*[.、,)]\s*(?=[\u4e00-\u9fffa-z])")
_LIST_LINES = 2
_BIG_SMALL = re.compile(
    rf"{_N}个?大(?:人|的)?[^\d一二两三四]{{0,2}}{_N}个?(?:小|细|娃|孩)|大{_N}个?小{_N}"
)
_AFTER_GROUP = re.compile(rf"(大人|家长|老人|孩子|小孩|娃){_N}(?=大人|家长|小孩|孩子|娃|$|[\s,。])")
_GROUPS = re.compile(rf"{_N}\s?个?\s?(大人|家长|老人|成人|大|孩子|小孩|小朋友|娃|小|儿童)")
_TOTAL = re.compile(
    rf"(?:共|总共|一共|合计|改成?|改为|更正为|就|变成|共计)[^\d\n,。]{{0,4}}?{_N}\s?{_UNIT}?(?=$|"
    rf"[\s,。!?~人个位口名了])"
)
_COUNTED = re.compile(rf"{_N}\s?{_UNIT}(?![月日号点班年级周天半星节])")
_PLUS_KIN = re.compile(
    r"[+＋]\s?(?:妈妈?|爸爸?|爹|娘|奶奶|爷爷|外婆|外公|姥姥|姥爷|家长|我|爸妈|父母)"
)
_PLUS = re.compile(rf"[+＋加]\s?{_N}$|[+＋]\s?(\d)(?!\d)")
_BARE = re.compile(
    rf"^{_N}[。!~]?$|[(（]{_N}[)）]|(?<=[\u4e00-\u9fff]){_N}$|"
    rf"(?<=[\u4e00-\u9fff])\s+{_N}(?=$|[\s✓。])"
)
_THREE = re.compile(
    r"爷仨|娘仨|爷儿仨|娘儿仨|三家头|我?(?:跟|和)(?:他|她)?(?:爸|妈)爸?妈?都[去来到]|父母都|爸妈都|跟爸妈|和爸妈"
)
_TWO = re.compile(
    r"[爷娘父母祖婆夫兄姐](?:儿|子|女|孙|妻|弟|妹|媳)?们?俩|母女|父子|父女|母子|爷孙|祖孙|我们?俩|[去来]俩|爸妈|我(?:跟|和)(?:他|"
    r"她)[妈爸]|两个孩子都|俩大人"
    r"|(?:和|跟|同|与|带)(?:我|妈妈?|爸爸?|奶奶|爷爷|外婆|外公|姥姥)(?!们?[俩都])|我(?:陪|带|跟|和|同)|[妈爸奶爷婆]{1,2}陪|"
    r"我(?:都|也)去|拉上"
)
_ONE = re.compile(
    r"(?:只|就)(?:有|报|让)?(?:孩子|娃)|孩子自己|自己去|(?:大人|家长|我|我们)(?:就)?(?:不|唔|勿)去|一个人"
)
_SIBLINGS = re.compile(r"姐弟俩|兄妹俩|姐妹俩?都?|兄弟俩|两姐妹|双胞胎|俩娃|两个孩子")
_ME = re.compile(r"\+$|加我|带上我|算我|参\+1|一家头|我来|我可以讲|我一个")
_CHANGED = re.compile(r"改|更正|错|刚才|之前|前面|现在|再")
_MOST = 20


def count(words: str, own: str = "") -> int | None:
    """How many people plain `words` sign up, None where they do not say.

    `own` is the name of the writer's child; of a list only its own line counts.
    """
    line = _own_line(words, own)
    rules: tuple[Callable[[str], int | None], ...] = (
        _families,
        _grown_and_small,
        _total,
        _with_kin,
        _counted,
        _bare,
        _by_words,
    )
    for rule in rules:
        found = rule(line)
        if found is not None and 0 < found <= _MOST:
            return found
    return None


def _own_line(words: str, own: str) -> str:
    """Of a list the line of the writer: with the child's name, with 我, else the last one."""
    marks = _NUMBERED if len(_NUMBERED.findall(words)) >= _LIST_LINES else _MARKED
    starts = [(m.start(), m.end()) for m in marks.finditer(words)]
    if len(starts) < _LIST_LINES:
        return _MARKED.sub("", words, count=1)
    ends = [start for start, _ in starts[1:]] + [len(words)]
    lines = [words[a:b].strip() for (_, a), b in zip(starts, ends, strict=True)]
    named = [line for line in lines if own and (own in line or own[1:] in line)]
    mine = [line for line in lines if line.startswith(("我", "俺", "咱"))]
    return (named or mine or lines)[-1]


def _families(line: str) -> int | None:
    """替他家报两个，我家也两个: the families add up."""
    if "也" not in line or not re.search(r"[替帮]|他们|她们", line):
        return None
    counts = [number(n) for n in _COUNTED.findall(line)]
    values = [n for n in counts if n]
    return sum(values[-2:]) if len(values) > 1 else None


def _grown_and_small(line: str) -> int | None:
    if pair := _BIG_SMALL.search(line):
        values = [number(n) for n in pair.groups() if n]
        return sum(n for n in values if n)
    groups = [(n, who) for who, n in _AFTER_GROUP.findall(line)]
    groups = groups if len(groups) > 1 else _GROUPS.findall(line)
    if len(groups) > 1:
        return sum(number(n) or 0 for n, _ in groups)
    both = re.search(r"姐妹|姐弟|兄弟|兄妹|两个孩子", line) and groups
    return (number(groups[0][0]) or 0) + 2 if both else None


def _total(line: str) -> int | None:
    found = [number(n) for n in _TOTAL.findall(line)]
    return found[-1] if found else None


def _with_kin(line: str) -> int | None:
    kin = _PLUS_KIN.findall(line)
    return 1 + len(kin) + sum("爸妈" in k or "父母" in k for k in kin) if kin else None


def _counted(line: str) -> int | None:
    found = [n for n in map(number, _COUNTED.findall(line)) if n]
    if len(found) == 1 and found[0] == 1 and _TWO.search(line):
        return 2
    if "各一" in line or ("一个" in line and line.count("一个") > 1 and "带我" not in line):
        return line.count("一个") if line.count("一个") > 1 else None
    changed = _CHANGED.search(line)
    return (found[-1] if changed else found[0]) if found else None


def _bare(line: str) -> int | None:
    if one_each := re.search(r"(\d)\s?[+＋]\s?(\d)", line):
        return int(one_each[1]) + int(one_each[2])
    for pattern in (_PLUS, _BARE):
        if found := pattern.search(line.strip()):
            return number(next(g for g in found.groups() if g))
    return None


def _by_words(line: str) -> int | None:
    for pattern, value in ((_ONE, 1), (_THREE, 3), (_SIBLINGS, 2), (_TWO, 2)):
        if pattern.search(line):
            return value
    return 1 if _ME.search(line) else None
