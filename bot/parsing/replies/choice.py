"""Which option of a poll a line chooses: by letter, by place, by its words, by yes or no."""

import re
from collections.abc import Sequence

from bot.parsing.replies import normalise
from bot.parsing.replies.numerals import number

_PREFIX = re.compile(r"^(?:[a-z][.．、:： ]?(?=[^a-z])|\d{1,2}[.．、:： 号](?=\D))")
_LETTER = re.compile(r"(?<![a-z])([a-h])(?![a-z])")
_LETTERS = re.compile(r"^\D{0,3}?([a-h]{2,4})[。!]?$")
_PLACE = re.compile(
    r"第([一二三四五六1-6])|([一二三四五六1-6])号|(?:选|投|方案|选项|套餐|改|就)\s?([一二三四五六1-6])(?![月日点天家个位\d])|"
    r"^([一二三四五六1-6])(?:[,。!? ]|吧|$)"
)
_FIRST, _MIDDLE, _LAST = (
    re.compile(r"头一个|前面那?个|前一个|第一"),
    re.compile(r"中间"),
    re.compile(r"最后|后[面边一]|末尾"),
)
_DROPPED = re.compile(
    r"(?:不要|别选|别投|不选|除了|不投|勿要|除开|不喜欢|从|刚(?:才)?投的?|之前选的?|原来选的?)([^,。!?;\s]{1,8})"
)
_SPOILT = re.compile(
    r"([^,。!?;\s]{1,8}?)(?:作废|不行|太艳|赶不上|去不成|来不了|看腻|不好|在路上|要上班|我要|我上|我请不|要回老家|请不了|没空|不方便|"
    r"有事|怕)"
)
_NO = re.compile(
    r"不(?:同意|要|买|赞成|需要|支持|行|订|想|用|必)|反对|没必要|没兴趣|勿要|唔要|否|投反"
)
_YES = re.compile(r"同意|赞成|支持|赞同|可以|行|要|买|好|订|没意见")
_NO_OPTION = re.compile(r"不|反对|否|拒绝|退")
_SAME = (
    (re.compile("礼拜|星期"), "周"),
    (re.compile("周天"), "周日"),
    (re.compile("夜里|晚间|夜"), "晚上"),
    (re.compile("1天"), "一天"),
)
_CLOCK = re.compile(r"([一二三四五六七八九十\d]{1,3})点(半)?")
_NOON = 12
_MOST_ANSWERS = 3
_SEVERAL = re.compile(r"都[行可成投好]|都可以|两票|投俩|两个都|[a-h]和[a-h]")
_CHOOSES = r"(?:选|投|支持|换成?|改成?|就|要|是|拣|揀)(?:的是|给)?"


def choose(text: str, options: Sequence[str]) -> list[str]:
    """The options (as the notice spells them) that a line chooses; [] for none or any."""
    if not options:
        return []
    words = _alike(normalise.read(text).words)
    cores = [_alike(_PREFIX.sub("", normalise.plain(o)) or normalise.plain(o)) for o in options]
    polar = _by_yes_or_no(words, cores)
    if polar is not None:
        return [options[polar]]
    kept = _SPOILT.sub(" ", _DROPPED.sub(" ", words))
    for said in (kept, words):
        places = (
            _by_letter(said, len(options))
            or _by_words(said, cores)
            or _by_place(said, len(options))
        )
        if places:
            return [options[at] for at in places]
    return []


def _alike(words: str) -> str:
    for pattern, standard in _SAME:
        words = pattern.sub(standard, words)
    return _CLOCK.sub(_clock, words)


def _clock(said: re.Match[str]) -> str:
    hour = number(said[1])
    if hour is None:
        return said[0]
    return f"{hour + _NOON if hour < _NOON - 3 else hour}:{'30' if said[2] else '00'}"


def _by_yes_or_no(words: str, cores: list[str]) -> int | None:
    against = [at for at, core in enumerate(cores) if _NO_OPTION.match(core)]
    if (
        len(cores) > _MOST_ANSWERS
        or len(against) != 1
        or not any(
            c in {"同意", "赞成", "要", "支持", "可以", "买", "订", "参加", "是"} for c in cores
        )
    ):
        return None
    if any(core in words for core in cores if core == "弃权"):
        return cores.index("弃权")
    if _NO.search(words):
        return against[0]
    agreed = next(at for at, core in enumerate(cores) if at not in against)
    return agreed if _YES.search(words) else None


def _by_letter(words: str, options: int) -> list[int]:
    letters = _LETTERS.match(words)
    said = list(letters[1]) if letters else _LETTER.findall(words)
    places = list(dict.fromkeys(ord(c) - ord("a") for c in said))
    places = [at for at in places if at < options]
    return places if letters or _SEVERAL.search(words) else places[:1]


def _by_words(words: str, cores: list[str]) -> list[int]:
    whole = [at for at, core in enumerate(cores) if core in words]
    if whole:
        several = len(whole) == 1 or _SEVERAL.search(words)
        return whole if several else [_chosen(words, cores, whole)]
    scores = [_shared(words, core, cores) for core in cores]
    best = max(scores, default=0)
    return [scores.index(best)] if best > 0 and scores.count(best) == 1 else []


def _chosen(words: str, cores: list[str], places: list[int]) -> int:
    """Of several options named the one after a verb of choice, else the first."""
    verbs = [at for at in places if re.search(_CHOOSES + re.escape(cores[at]), words)]
    return min(verbs or places, key=lambda at: words.find(cores[at]))


def _shared(words: str, core: str, cores: list[str]) -> float:
    """How much of what only this option says is in the words."""
    others = "".join(c for c in cores if c != core)
    own = [c for c in dict.fromkeys(core) if c not in others and c not in "的了个+ "]
    pairs = [core[at : at + 2] for at in range(len(core) - 1) if core[at : at + 2] not in others]
    return sum(c in words for c in own) + 2 * sum(p in words for p in pairs)


def _by_place(words: str, options: int) -> list[int]:
    if _LAST.search(words):
        return [options - 1]
    if _MIDDLE.search(words):
        return [options // 2]
    found = [number(next(g for g in m.groups() if g)) for m in _PLACE.finditer(words)]
    if not found and _FIRST.search(words):
        found = [1]
    return [n - 1 for n in found[-1:] if n and 0 < n <= options]
