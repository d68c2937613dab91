"""Which notices a clause is said to: their bare numbers (7参加, 8收到), two names, or 其他."""

import re
from collections.abc import Iterable, Iterator

_NUMBER = re.compile(
    r"^\s*(?:通知|第|[#＃])?\s*(\d{1,5})\s*(?:号|条)?[\s:：、.．,，]*(?=[^\d点月日号时:：人个盒份年岁元块])"
)
_ALONE = re.compile(r"^\s*(?:通知|第|[#＃])?\s*(\d{1,5})\s*(?:号|条)?(?:通知)?\s*$")
_BEHIND = re.compile(r"(?:收到|已阅|知道|参加|[去来])了?\s*(\d{1,5})$")
_INSIDE = re.compile(
    r"(?<=[^\d\s点月日第])(?=\d{1,5}(?:号|条)?\s*(?:参加|不参加|收到|去|不去|来|知道|好的))"
    r"|(?<=收到)(?=\d)"
)
_JOINS = re.compile(r"[和跟与及]")
_REST = re.compile(
    r"^\s*(?:其[他它余]|别的|剩下|另外|余下)(?:的|通知|几个|(?P<n>[一两二三四五六])个|(?P<m>[一两二三四五六])条)*"
    r"|^\s*(?:[前后]面?|那|这|另外?)(?P<k>[两二三四五六])[个条]|^\s*(?:[都均]|全部?都?)(?=收到|知道|看|已阅)"
)
_COUNT = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_ALL_OF = re.compile(r"^(?:老师)?[,，\s]*(?P<n>[两三四五六])(?:个|条|则)(?:通知|消息)?(?:全|都|均)")


def pieces(parts: Iterable[str]) -> Iterator[str]:
    """The clauses, cut once more before each number that begins an answer: 7参加8收到."""
    for part in parts:
        yield from filter(None, _INSIDE.split(part))


def joined(part: str) -> list[str]:
    """What 和 joins: 体检和校服都收到; the clause alone where nothing is joined."""
    return _JOINS.split(part)


def alone(part: str) -> bool:
    """Is it a number and nothing else?"""
    return bool(_ALONE.match(part))


def named(part: str) -> int | None:
    """The number with which a clause begins or ends, or which it is."""
    found = _ALONE.match(part) or _NUMBER.match(part) or _BEHIND.search(part)
    return int(found[1]) if found else None


def without(part: str) -> str:
    """The clause without its number in front."""
    return _NUMBER.sub("", part, count=1)


def rest(part: str) -> int | None:
    """How many notices 其他, 前两个 or 都 mean: 0 where it does not say; None without such words."""
    found = _REST.match(part)
    if found is None:
        return None
    return _COUNT[said] if (said := found["n"] or found["m"] or found["k"]) else 0


def all_of(text: str) -> int:
    """三个都收到 is said to three; 0 for other words."""
    found = _ALL_OF.match(text)
    return _COUNT[found["n"]] if found else 0
