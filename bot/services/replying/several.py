"""A line that answers several notices at once: 7参加 8收到, 发票收到 家长会她爸去, 其他收到."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from bot import texts
from bot.parsing import clauses, meant_numbers
from bot.services.line import Line
from bot.services.replying import matching, meant
from bot.services.replying.matching import Target
from bot.services.scene import Scene


@dataclass
class _Said:
    """Words with the notices they are said to; to all that no other words name, if `rest`."""

    about: list[Target]
    parts: list[str] = field(default_factory=list)
    rest: int | None = None  # how many they say there are, 0 where they do not say


def split(scene: Scene, line: Line, every: Sequence[Target]) -> list[Line]:
    """The line cut by notice, each piece naming its own; [] where it is not about several.

    Every notice must be named by a piece that answers it: by number, by matter, by being the
    only one whose answer the piece is, or as one of the others.
    """
    if line.plain or line.message.quote or len(every) < 2:  # noqa: PLR2004
        return []
    waiting = [t for t in every if matching.is_open(scene, t)]
    if len(waiting) < 2:  # noqa: PLR2004
        return []
    found = _others(line, _gathered(line, waiting), waiting)
    pieces = [(t, _naming(line, t, said.parts)) for said in found for t in said.about]
    several = len({t.notice.no for t, _ in pieces}) > 1
    return [piece for _, piece in pieces] if several and all(_answers(*p) for p in pieces) else []


def _gathered(line: Line, waiting: Sequence[Target]) -> list[_Said]:
    """Words by the notices they name; a mere name, or a number, goes with the words behind it."""
    found: list[_Said] = []
    names: list[Target] = []
    loose: list[str] = []  # before anything was named: 收到 12 13
    for part in _parts(line, waiting):
        one = _called(line, part, waiting)
        if one and _only_names(line, one, part):
            names.append(one)
            continue
        about = [*names, *([one] if one else [])]
        rest = None if about else meant_numbers.rest(part)
        about = about or ([] if rest is not None else _fitting(line.saying(part), waiting))
        if rest is not None or (about and (not found or found[-1].about != about)):
            found.append(_Said(about, rest=rest))
        (found[-1].parts if found else loose).append(part)
        names = []
    return [*found, *([_Said(names, loose)] if names else [])]


def _parts(line: Line, waiting: Sequence[Target]) -> Iterator[str]:
    """The clauses, those that name two notices in one breath cut between them: 体检和校服都收到."""
    for part in meant_numbers.pieces(line.read.parts):
        names = meant_numbers.joined(part)
        every = all(map(partial(_called, line, waiting=waiting), names))
        yield from names if every else [part]


def _called(line: Line, part: str, waiting: Sequence[Target]) -> Target | None:
    number = meant_numbers.named(part)
    numbered = next((t for t in waiting if t.notice.no == number), None)
    return numbered or matching.by_matter(line.saying(part), waiting)


def _only_names(line: Line, target: Target, part: str) -> bool:
    return meant_numbers.alone(part) or not _answers(target, line.saying(part))


def _fitting(line: Line, waiting: Sequence[Target]) -> list[Target]:
    """低声部 answers the choir alone, two boxes the milk."""
    found = [t for t in waiting if t.notice.kind != "ack" and _says_all(t, line)]
    return found if len(found) == 1 else []


def _says_all(target: Target, line: Line) -> bool:
    return meant.read(target.notice, line).says == "answer"


def _others(line: Line, found: list[_Said], waiting: Sequence[Target]) -> list[_Said]:
    """其他收到 is said to all that nothing else names; 前两个收到 where they are two."""
    named = {t.notice.no for said in found for t in said.about}
    for said in found if named else []:
        if said.rest is not None:
            left = [t for t in waiting if t.notice.no not in named]
            left = [t for t in left if _answers(t, _naming(line, t, said.parts))]
            said.about = left if said.rest in (0, len(left)) else []
    return found


def _naming(line: Line, target: Target, said: Sequence[str]) -> Line:
    """The words for one notice, with its number in full where only the bare one stood there."""
    words = texts.find("marks.comma").join(map(meant_numbers.without, said))
    return line.saying(texts.say("marks.of_notice", no=target.notice.no, words=words))


def _answers(target: Target, piece: Line) -> bool:
    affirms = any(clauses.affirmed(part) for part in piece.read.statements)
    return affirms or bool(meant.read(target.notice, piece).says)
