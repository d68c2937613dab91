"""What of a line the classifier looks at: its letters, its length, and the context it stands in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import add

from bot.parsing import whose
from bot.parsing.meaning import OpenNotice
from bot.parsing.names import sounds

_URL = re.compile(r"https?://[^\s\u4e00-\u9fff]+|www\.[^\s\u4e00-\u9fff]+")
_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d(?:[ -]?\d){8}|0\d{2,3}[- ]?\d{7,8})(?!\d)")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?!\d)")
_DATE = re.compile(r"(?<!\d)\d{1,2}[./]\d{1,2}(?:\s*[-~到至]\s*\d{1,2}[./]\d{1,2})?(?![\d度])")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_TEACHER = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?=老师)|(?<=[的了,。和跟找给问是])[\u4e00-\u9fff](?=老师)"
)
_STOPS = str.maketrans(
    {"、": ",", ";": ",", "!": "。", "~": "。", ".": "。", "…": "。", "\n": "。", ":": ","}
)
_REPEATS = re.compile(r"(.)\1{2,}")
_DECIMAL = re.compile(r"\d{2}\.\d")
_SHORT = 6
_STEP, _STEPS = 5, 12  # lengths: each up to 5, then by fives
_KINDS = (
    ("temp", re.compile(r"体温|晨检|午检")),
    (
        "checkin",
        re.compile(r"打卡|作业|背诵|朗读|口算|跳绳|练字|阅读第|提交|上传|听写|手抄报|小报"),
    ),
    ("lead", re.compile(r"志愿|护学|义工|值日|家委|值勤|护导|帮厨|讲师|伴读|进课堂")),
    ("size", re.compile(r"尺码|校服|身高|鞋码|尺寸|腰围|补订")),
    (
        "join",
        re.compile(
            r"报名|接龙|参加|研学|托管|延时|社团|订|征集|招募|招新|报送|课后|活动|自愿|人数|选课|运动会"
        ),
    ),
)
_CHECKIN = "checkin"
_JOIN = "join"  # a form that asks for no facts invites
_FACTS = re.compile(
    r"登记|采集|核[对验实]|统计|信息|摸底|备案|确认|承诺|申请|上报|填报|忌口|禁忌|去向|授权|更新|问卷|答题|缴|保险|参保|接种|疫苗"
    r"|住址|地址|证明|材料|卡$|表$|表[(（]|回执|清单|情况|口味|体检|血型|意愿|平台|测评|收集"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around a line: the open notice's kind, the pairs of letters of its title, its
    options, and whose card it is."""

    kind: str = "none"
    title: frozenset[str] = frozenset()
    options: tuple[str, ...] = ()
    staff: bool = False
    kin: bool = False


@lru_cache(maxsize=4096)
def setting(card: str, notice: OpenNotice | None) -> Setting:
    """Read the context once for a line and all of its clauses."""
    kind = notice.kind if notice else "none"
    title = sounds.simplified(notice.title) if notice else ""
    kind = _kind_of(kind, title)
    options = tuple(sounds.simplified(o) for o in notice.options) if notice else ()
    pairs = frozenset(map(str.__add__, title, title[1:]))
    return Setting(kind, pairs, options, whose.is_staff(card), bool(whose.KIN.search(card)))


def _kind_of(kind: str, title: str) -> str:
    """What a form wants, by its title; exercises are handed in under any notice of theirs."""
    if kind not in {"form", "none"} or not title:
        return kind
    wants = next((name for name, sign in _KINDS if sign.search(title)), "")
    if kind == "none":
        return _CHECKIN if wants == _CHECKIN else kind
    return wants or (kind if _FACTS.search(title) else _JOIN)


def masked(words: str, names: tuple[str, ...] = ()) -> str:
    """The words with names, numbers and links by their shape alone."""
    for name in names:
        if name in words:
            words = words.replace(name, "某")
    if "老师" in words:
        words = _TEACHER.sub("某", words)
    if "http" in words or "www" in words:
        words = _URL.sub("∞", words)
    if _NUMBER.search(words):
        words = _DATE.sub("∂", _CLOCK.sub("∆", _PHONE.sub("☎", words)))
        words = _NUMBER.sub(_shape, words)
    return _REPEATS.sub(r"\1\1", words.translate(_STOPS))


def _shape(number: re.Match[str]) -> str:
    text = number[0]
    if "." in text:
        return "℃" if _DECIMAL.fullmatch(text) else "½"
    return "0" * min(len(text), 4)


def features(words: str, around: Setting, names: tuple[str, ...] = ()) -> set[str]:
    """Names of all that holds of a line; each counts once."""
    text = masked(words, names)
    found = _letters(f"^{text}$")
    found.update(_shape_of(words, text))
    found.update(_context(text, around))
    return found


def _letters(text: str) -> set[str]:
    """All runs of one to four letters."""
    pairs = list(map(add, text, text[1:]))
    triples = list(map(add, pairs, text[2:]))
    return {*text, *pairs, *triples, *map(add, triples, text[3:])}


def _shape_of(words: str, text: str) -> Iterator[str]:
    size = len(words)
    yield f"n:{size if size < _STEP else _STEP + min(size // _STEP, _STEPS)}"
    if "?" in text:
        yield "q:end" if text.rstrip("。")[-1:] == "?" else "q:in"
    yield f"m:{min(4, text.count(',') + text.count('。') + text.count(' '))}"
    if words.isascii():
        yield "ascii"


def _context(text: str, around: Setting) -> list[str]:
    kind = f"k:{around.kind}"
    found = [kind, f"r:{around.staff:d}{around.kin:d}", *[f"{kind}|{char}" for char in set(text)]]
    if len(text) <= _SHORT:
        found += [f"w:{text}", f"{kind}|{text}", f"{kind}|n:{len(text)}"]
    if around.title:
        shared = around.title.intersection([text[at : at + 2] for at in range(len(text) - 1)])
        found.append(f"{kind}|t:{min(len(shared), 3)}")
    if around.options:
        found.append(f"o:{_overlap(text, around.options)}")
    return found


def _overlap(text: str, options: tuple[str, ...]) -> str:
    bare = text.strip("。,?! ")
    for at, option in enumerate(options):
        core = option.split(".", 1)[-1].strip()
        if bare in {core, option, "abcdef"[at : at + 1]}:
            return "same"
    if any(option.split(".", 1)[-1].strip() in text for option in options):
        return "part"
    return "some" if any(set(o.split(".", 1)[-1]) & set(text) for o in options) else "no"
