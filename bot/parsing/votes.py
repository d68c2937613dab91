"""Which option of a poll a line chooses: what it turns down does not count, two leave it open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.parsing import clauses
from bot.parsing.answers import NOTHING, OPEN, SEEN, Answer
from bot.parsing.clauses import Clauses

_LETTER = re.compile(r"(?<![A-Za-z])([A-Ha-h])(?![A-Za-z])")
_NUMBER = re.compile(
    r"(?:^|选|投|第|要|改|就|换|是|了|方案|选项)\s*([1-9])(?![\d人个位点月日元块年岁]|\s*[票起])|第([1-9])(?=[个项号种款])|(?:^|选|投|第|方案|选项)([一二三四五六七八九])(?=$|[号个项种款吧的了]|\W)"
)
_NUMERALS = "一二三四五六七八九"
_REJECTS = re.compile(
    r"(?:别|不要|不想|不选|不投|不去|不喜欢|不爱|不考虑|不赞成|除了|除开|除去|反对|不同意|不太想|没选|不是|绝不|可不|就是不|[看玩去吃演穿用做学唱跳]过了?)(?:再)?(?:选|投|要|去|是)?[^A-Za-z,]{0,2}$"
)
_SPOILS = re.compile(
    r"太|去过|去腻|看过|玩过|吃过|用过|有过|穿过|[^差]不(?!错|用|过|管)|^不(?!错)|没意思|没劲|没啥|没什么|腻|无聊|远|贵|晒死|危险|难看|难吃|丑|排除|算了|就免|免了|拉倒"
)
_CHOOSES = re.compile(
    r"(?:选|投|支持|换成?|改成?|改选|就|要|是|还是|首选|最好|想去|想要|想选|赞成|喜欢|站|定|宁愿|宁可)(?:的是|给|了|去|个|投|选)?[^\w]*$"
)
_LIKED = re.compile(
    r"^(?:吧|\+1|加1|加一|一票|更好|最好|挺好|好玩|好看|好吃|不错|喜欢|可以|好|便宜|近|耐|有意思|漂亮|热闹|凉快|得了|得啦|省|酷|帅|棒|赞|美|萌|就好|即可|就行|了|啦)"
)
_LEAD = re.compile(
    r"^(?:我们?家?|孩子|娃|闺女|儿子|女儿|咱家?|大家|老师|那|嗯|哦|好的?|收到|本人|俺家?|宝贝|他|她|家里|全家|都|也|说|穿|用|演|去|一致|\W)*$"
)
_TAIL = re.compile(r"^(?:吧|了|的|啦|哈|呀|啊|呗|哦|嘛|号|个|那个|项|谢谢|老师|方案|选项|\+1|\W)*$")
_ABSTAINS = re.compile(
    r"看着办|随(?:大家|大伙|大流|缘)|听.{0,5}(?:的|安排)$|少数服从|服从(?:多数|安排|大家)|跟(?:着)?(?:大部队|大家|大伙|多数)|随大流|(?:老师|你们|大家|班委|家委).{0,4}(?:定|决定|做主|安排)|怎么都|哪个都|都好|都成|没意见|没所谓"
    r"|弃权|要么|商量(?!了|好|过)|问.{0,3}孩子"
)
_OR = re.compile(
    r"^\s*(?:或者?|或是|和|与|跟|、|/|／|还是)\s*$"
)  # two that are named as one choice
_HALF = 2  # characters: the shortest part of an option that stands for it by itself
_OF_KIND = re.compile(r"^(?:色?的|色|款|号|味)")


@dataclass(frozen=True, slots=True)
class _Named:
    """An option where a clause names it: turned down, chosen by a word for it, or merely named."""

    option: int
    how: str  # "no", "yes", "named" or "" (named among words that say who knows what)


def choose(line: Clauses, options: tuple[str, ...]) -> Answer:
    """The one option that a line chooses; seen where it leaves open which."""
    parts = line.statements or (() if line.questions else (line.text,))
    named = [one for part in parts for one in _in_clause(part, options)]
    refused = {one.option for one in named if one.how == "no"}
    for how in ("yes", "named"):
        found = {one.option for one in named if one.how == how} - refused
        if how == "yes" and len(found) > 1:
            return OPEN
        if len(found) == 1 and not _open(line) and not _loose(named, found, how):
            return Answer("answer", options[found.pop()])
    if named or _open(line):
        return OPEN
    return SEEN if line.affirms else NOTHING


def _open(line: Clauses) -> bool:
    """Does it leave the choice to others, or to later?"""
    return bool(_ABSTAINS.search(line.text) or clauses.HEDGE.search(line.text))


def _loose(named: Sequence[_Named], found: set[int], how: str) -> bool:
    """Is another option named as well, so that a bare word for one is no choice?"""
    others = {one.option for one in named if one.how in {"named", ""}} - found
    return how == "named" and bool(others)


def _in_clause(part: str, options: tuple[str, ...]) -> list[_Named]:
    spans = _spans(part, options)
    found = []
    for i, (start, end, option) in enumerate(spans):
        before = part[spans[i - 1][1] if i else 0 : start]
        after = part[end : spans[i + 1][0] if i + 1 < len(spans) else len(part)]
        found.append(_Named(option, _how(before, after)))
    joined = any(_OR.match(part[spans[i][1] : spans[i + 1][0]]) for i in range(len(spans) - 1))
    return [_Named(one.option, "yes") for one in found] if joined else found


def _how(before: str, after: str) -> str:
    if _REJECTS.search(before) or _SPOILS.search(after):
        return "no"
    if _CHOOSES.search(before) or _LIKED.search(after):
        return "yes"
    return "named" if _LEAD.match(before) and _TAIL.match(after) else ""


def _spans(part: str, options: tuple[str, ...]) -> list[tuple[int, int, int]]:
    """Where a clause names options: by their words, a part of them, letter or number."""
    bare = [clauses.bare_words(option) for option in options]
    words = part.casefold()
    found = _whole(words, bare) or _partly(words, bare) or _signed(part, len(options))
    return sorted(set(found))


def _whole(words: str, bare: list[str]) -> list[tuple[int, int, int]]:
    spans = [
        (m.start(), m.end(), i)
        for i, option in enumerate(bare)
        if option
        for m in re.finditer(re.escape(option), words)
    ]
    return [s for s in spans if not any(_inside(s, other) for other in spans)]


def _inside(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return one != other and other[0] <= one[0] and one[1] <= other[1] and one[:2] != other[:2]


def _partly(words: str, bare: list[str]) -> list[tuple[int, int, int]]:
    """海洋 for 海洋馆, 白的 for 米白: a part that no other option has."""
    found = []
    for i, option in enumerate(bare):
        others = "".join(o for j, o in enumerate(bare) if j != i)
        if part := _own_part(words, option, others):
            at = words.find(part)
            end = at + len(part)
            kind = _OF_KIND.match(words[end:])
            found.append((at, end + (kind.end() if kind else 0), i))
    return found


def _own_part(words: str, option: str, others: str) -> str:
    for size in range(len(option) - 1, 0, -1):
        for at in range(len(option) - size + 1):
            part = option[at : at + size]
            if part in words and part not in others and _tells(words, part):
                return part
    return ""


def _tells(words: str, part: str) -> bool:
    """One character alone stands for an option only with 的 or 色 behind it."""
    if len(part) >= _HALF:
        return part.isalpha()
    return bool(_OF_KIND.match(words[words.find(part) + 1 :])) and not part.isascii()


def _signed(part: str, count: int) -> list[tuple[int, int, int]]:
    letters = [(m.start(1), m.end(1), ord(m[1].upper()) - ord("A")) for m in _LETTER.finditer(part)]
    numbers = [(_begin(m), m.end(), _place(m)) for m in _NUMBER.finditer(part)]
    return [s for s in (letters or numbers) if 0 <= s[2] < count]


def _begin(found: re.Match[str]) -> int:
    return found.start() if found[0].startswith("第") else found.start(found.lastindex or 0)


def _place(found: re.Match[str]) -> int:
    said = found[1] or found[2] or found[3]
    return int(said) - 1 if said.isdigit() else _NUMERALS.index(said)
