"""Whom of a family's children a line is about: each has the words that stand behind it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

BOY, GIRL = "男", "女"
KIN = re.compile(
    r"(?P<boy>[大小]?儿子|(?<![表堂])(?:哥哥?|弟弟?)|大哥|臭小子|小子|男(?:孩子?|[娃生]))"
    r"|(?P<girl>[大小]?女儿|(?<![表堂])(?:姐姐?|妹妹?)|闺女|丫头|姑娘|女(?:孩子?|[娃生]))"
    r"|(?P<age>老[大二三小]|[大二小三](?:宝|娃)|[大小]的(?!码|号))"
)
ONE_OF = re.compile(r"(?:另|其中)?一个")
ELDER = re.compile(r"^大|哥|姐|老大")
ALL = re.compile(
    r"都(?!行|可以|好|成|要看)|两个(?!人)|俩(?!人)|两[娃孩]|双胞胎|兄妹|姐弟|兄弟|姐妹|一样|分别"
)
APART = re.compile(r"一个.{1,8}(?:另)?一个|一人一[个份]|其中一个")
BETWEEN = re.compile(r"[、,，+＋/／&和与及跟同他她\s]*")  # names that share what follows
ONLY = re.compile(r"(?:只有|只是|只|光|单|就)(?:我家|让|给|报|是)?\s*$")


@dataclass(frozen=True, slots=True)
class Sibling:
    """A child of the writer's; `grade` orders them by age, 0 where that is not known."""

    id: str
    gender: str = ""
    grade: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names a child, or with "" one of several that nobody can tell."""

    child: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Split:
    """`words` by child; of the `rest` the opposite holds. {} where no child is singled out.

    `open` are the pieces of a line that singles out one of several without saying which.
    `together`: it says that it speaks of all of them.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    rest: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    together: bool = False


def split(text: str, named: Sequence[Mention], children: Sequence[Sibling]) -> Split:
    """Share the words of a line among the children. `named` are those called by their names."""
    mentions = sorted([*named, *_kin(text, named, children)], key=lambda m: m.start)
    told = {m.child for m in mentions}
    if "" in told or _twice(text, mentions):
        return Split(open=tuple(_pieces(text, mentions)), together=bool(ALL.search(text)))
    if not told:
        return Split(together=bool(ALL.search(text)))
    if len(told) > 1:
        return Split(_behind(text, mentions))
    only = ONLY.search(text[: mentions[0].start])
    rest = tuple(c.id for c in children if c.id not in told) if only else ()
    return Split({mentions[0].child: _without(text, mentions)}, rest)


def _kin(text: str, named: Sequence[Mention], children: Sequence[Sibling]) -> list[Mention]:
    """哥哥, 女儿, 老大: by gender, else by age where the grades tell it."""
    free = [m for m in KIN.finditer(text) if not any(n.start <= m.start() < n.end for n in named)]
    found = [Mention(_whom(m, children), *m.span()) for m in free]
    if APART.search(text):
        found += [Mention("", *m.span()) for m in ONE_OF.finditer(text)]
    return found


def _whom(found: re.Match[str], children: Sequence[Sibling]) -> str:
    gender = BOY if found["boy"] else GIRL if found["girl"] else ""
    fitting = [c for c in children if not gender or c.gender == gender]
    if len(fitting) > 1:
        grades = sorted(fitting, key=lambda c: c.grade, reverse=bool(ELDER.search(found[0])))
        fitting = grades[:1] if grades[0].grade != grades[1].grade else []
    return fitting[0].id if fitting else ""


def _twice(text: str, mentions: Sequence[Mention]) -> bool:
    """Do two different words mean the same child? Then one of them means somebody else."""
    words: dict[str, set[str]] = {}
    for m in mentions:
        words.setdefault(m.child, set()).add(text[m.start : m.end])
    return any(len({w for w in said if KIN.fullmatch(w)}) > 1 for said in words.values())


def _pieces(text: str, mentions: Sequence[Mention]) -> list[str]:
    ends = [m.start for m in mentions[1:]] + [len(text)]
    return [text[m.end : end] for m, end in zip(mentions, ends, strict=True)]


def _behind(text: str, mentions: Sequence[Mention]) -> dict[str, str]:
    """The piece behind each child; those named in a row share the piece behind the last of them.

    Where nothing stands behind the names, it is what stands before them.
    """
    said: dict[str, str] = {}
    shared = text[: mentions[0].start]
    for m, piece in reversed(list(zip(mentions, _pieces(text, mentions), strict=True))):
        shared = shared if BETWEEN.fullmatch(piece) else piece
        said[m.child] = f"{shared} {said.get(m.child, '')}".strip()
    return said


def _without(text: str, mentions: Sequence[Mention]) -> str:
    for m in reversed(mentions):
        text = f"{ONLY.sub('', text[: m.start])} {text[m.end :]}"
    return text.strip()
