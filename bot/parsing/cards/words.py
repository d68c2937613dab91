"""How a nickname is put together: pieces that may be names, and the relations between them."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.parsing.names.aliases import SURNAMES

_TABLE = tomllib.loads(Path(__file__).with_name("cards.toml").read_text("utf-8"))
_WORDS = _TABLE["words"]


def _relations() -> Iterator[tuple[str, str]]:
    """(word, relation) for every word, also with the rank that tells one of several."""
    for relation, words in _TABLE["relations"].items():
        yield from ((word, relation) for word in words.split())
        if relation in _WORDS["ranked"]:
            yield from ((r + w, relation) for r in _WORDS["ranks"].split() for w in words.split())


_RELATIONS = dict(_relations())
_SHY = frozenset(_WORDS["shy"].split())
_LONGEST_NAME = 4

NANNY, TEACHER, GUARDIAN = "托管", "老师", "家长"


def _longest_first(words: str) -> str:
    return "|".join(map(re.escape, sorted(words.split(), key=len, reverse=True)))


_CHINESE = [word for word in _RELATIONS if not word.isascii()]
_LATIN = frozenset(word for word in _RELATIONS if word.isascii())
_NOTES = frozenset((_WORDS["roles"] + _WORDS["notes"]).split())
_ROLE = re.compile(f"^(?:{_longest_first(_WORDS['roles'])})+")
_BEFORE = re.compile(rf"^(?:{_longest_first(_WORDS['before'])}|a+\d*(?=[\u4e00-\u9fff]))+")
_AFTER = re.compile(f"(?:{_longest_first(_WORDS['after'])})$")
_RELATION = re.compile(_longest_first(" ".join(_CHINESE)))
_SIBLING_OF = re.compile(rf"(?:哥哥|姐姐|弟弟|妹妹)的(?={_RELATION.pattern})")
_LATIN_END = re.compile(rf"(?<=[a-z])(?:{_longest_first(' '.join(_LATIN))})$")
_FOREIGN_DOT = re.compile(r"(?<=[\u4e00-\u9fff])\.(?=[\u4e00-\u9fff])")
_LIST = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![爸妈爷奶父母公婆姥姑叔伯舅姨婶哥姐长])\s*[、&+,/]\s*(?=[\u4e00-\u9fff])"
)
_TOKEN = re.compile(r"[a-z']+|[\u3400-\u9fff·]+|[(\-—]")


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation word. `shy`: it is believed only where a child goes with it."""

    name: str
    shy: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters that may be a name; `relation` is the one that follows without a gap."""

    words: str
    relation: Relation | None = None

    @property
    def like_a_name(self) -> bool:
        """Whether it has the shape of a full Chinese name."""
        return self.words[:1] in SURNAMES and 1 < len(self.words) <= _LONGEST_NAME


Part = Piece | Relation


def parts(text: str) -> list[Part]:
    """A cleaned nickname without class and telephone, cut into pieces and relations.

    An empty piece stands where a bracket or dash parts what is before from what is behind.
    """
    plain = _LIST.sub("和", _FOREIGN_DOT.sub("·", _SIBLING_OF.sub("", text)))
    return [part for token in _tokens(plain) for part in _cut(token)]


def binds(text: str) -> bool:
    """Whether a piece with a relation right behind it stands in the text."""
    return any(isinstance(part, Piece) and part.relation for part in parts(text))


def _tokens(text: str) -> list[str]:
    """Words; Latin ones side by side become one, so that `gao fei mama` keeps its name."""
    tokens: list[str] = []
    end = 0
    for match in _TOKEN.finditer(text):
        word = match[0].strip("·'")
        if tokens and text[end : match.start()] == " " and _spells_on(tokens[-1], word):
            tokens[-1] += word
        elif word:
            tokens.append(word)
        end = match.end()
    return tokens


def _spells_on(before: str, word: str) -> bool:
    known = {before, word} & (_LATIN | _NOTES)
    return before.isalpha() and before.isascii() and word.isascii() and not known


def _cut(token: str) -> Iterator[Part]:
    token = "" if token in _NOTES else _ROLE.sub("", token)
    if not token.strip("(-—"):
        yield Piece("")
    elif token in _RELATIONS:
        yield Relation(_RELATIONS[token], token in _SHY)
    elif token.isascii():
        yield from _cut_latin(token)
    else:
        yield from _cut_chinese(token)


def _cut_latin(token: str) -> Iterator[Piece]:
    end = _LATIN_END.search(token)
    if end is not None:
        yield Piece(token[: end.start()], Relation(_RELATIONS[end[0]], shy=True))
    elif len(token) > 1:
        yield Piece(token.removesuffix("'s"))


def _cut_chinese(token: str) -> Iterator[Part]:
    start = 0
    for match in _RELATION.finditer(token):
        rest = _ROLE.sub("", token[match.end() :])
        if rest and (match[0] in _SHY or len(match[0]) == 1):
            continue
        yield _before(token[start : match.start()], _related(match[0], rest))
        start = match.end()
    rest = _ROLE.sub("", token[start:])
    if rest:
        yield Piece(rest)


def _related(word: str, rest: str) -> Relation:
    """妈妈 before other words than a name may be a shop's: 妈妈菜馆."""
    name = _RELATIONS[word]
    goes_on = bool(rest) and not Piece(rest).like_a_name and name not in (NANNY, TEACHER)
    return Relation(name, goes_on or word in _SHY)


def _before(words: str, relation: Relation) -> Part:
    bare = list(trimmed(words))[-1]
    return Piece(words.strip("·"), relation) if bare else relation


def trimmed(words: str) -> Iterator[str]:
    """A piece as it stands, then without the fillers around it, one layer after another."""
    words = words.strip("·")
    yield words
    words = _BEFORE.sub("", words)
    while True:
        yield words
        shorter = _AFTER.sub("", words)
        if shorter == words:
            return
        words = shorter
