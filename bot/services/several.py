"""A line that answers several notices at once: 7参加 8收到, or 发票收到了 家长会她爸去."""

from collections.abc import Sequence

from bot import texts
from bot.parsing import clauses, meant_numbers
from bot.services import matching, meant
from bot.services.line import Line
from bot.services.matching import Target
from bot.services.scene import Scene


def split(scene: Scene, line: Line, every: Sequence[Target]) -> list[Line]:
    """The line cut by notice, each piece naming its own; [] where it is not about several.

    Every notice must be named by a piece that answers it: by number, by matter, or by being the
    only one whose answer the piece is.
    """
    if line.plain or line.message.quote or len(every) < 2:  # noqa: PLR2004
        return []
    waiting = [t for t in every if matching.is_open(scene, t)]
    if len(waiting) < 2:  # noqa: PLR2004
        return []
    found: list[tuple[Target, list[str]]] = []
    for part in meant_numbers.pieces(line.read.parts):
        about = _about(line, part, waiting)
        if about and (not found or found[-1][0] is not about):
            found.append((about, []))
        if found:
            found[-1][1].append(part)
    pieces = [(t, _naming(line, t, said)) for t, said in found]
    several = len({t.notice.no for t, _ in pieces}) > 1
    return [piece for _, piece in pieces] if several and all(_answers(*p) for p in pieces) else []


def _about(line: Line, part: str, waiting: Sequence[Target]) -> Target | None:
    number = meant_numbers.leading(part)
    numbered = next((t for t in waiting if t.notice.no == number), None)
    said = line.saying(part)
    return numbered or matching.by_matter(said, waiting) or _fitting(said, waiting)


def _fitting(line: Line, waiting: Sequence[Target]) -> Target | None:
    """低声部 answers the choir alone, two boxes the milk."""
    found = [t for t in waiting if t.notice.kind != "ack" and _says_all(t, line)]
    return found[0] if len(found) == 1 else None


def _says_all(target: Target, line: Line) -> bool:
    return meant.read(target.notice, line).says == "answer"


def _naming(line: Line, target: Target, said: Sequence[str]) -> Line:
    """The words for one notice, with its number in full where only the bare one stood there."""
    words = texts.find("marks.comma").join(meant_numbers.without(p, target.notice.no) for p in said)
    return line.saying(texts.say("marks.of_notice", no=target.notice.no, words=words))


def _answers(target: Target, piece: Line) -> bool:
    affirms = any(clauses.affirmed(part) for part in piece.read.statements)
    return affirms or bool(meant.read(target.notice, piece).says)
