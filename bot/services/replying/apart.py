"""A line of somebody with several children: what it says of each, or that this cannot be told."""

from bot.parsing import attend
from bot.parsing.answers import Answer
from bot.parsing.siblings import Split
from bot.services.line import Line
from bot.services.replying import doubts, household, meant
from bot.services.replying.matching import Target
from bot.services.scene import Scene

Told = dict[str, Answer]


def told(scene: Scene, line: Line, target: Target) -> Told | None:
    """The answer for each child that the line singles out; {} for none.

    None where it singles out one of several and nobody can tell which.
    """
    if len(target.children) < 2:  # noqa: PLR2004
        return {}
    found = household.split(scene, line, target)
    pieces = [meant.read(target.notice, line.saying(piece)) for piece in found.open]
    pieces = [answer for answer in pieces if answer.says]
    if pieces:
        alike = len({answer.value for answer in pieces}) == 1
        whole = alike and (found.together or len(pieces) == len(target.children))
        return dict.fromkeys(target.children, pieces[0]) if whole else None
    said = {c: meant.read(target.notice, line.saying(words)) for c, words in found.words.items()}
    return {c: answer for c, answer in said.items() if answer.says} | _others(found, said)


def _others(found: Split, said: Told) -> Told:
    """只有小的去: the others do the opposite."""
    values = {answer.value for answer in said.values()}
    pair = {attend.COMES: attend.STAYS, attend.STAYS: attend.COMES}
    opposite = pair.get(str(next(iter(values)))) if len(values) == 1 else None
    return {c: Answer("answer", opposite) for c in found.rest} if opposite else {}


def ask(scene: Scene, line: Line, target: Target) -> None:
    """Which child is meant: asked once, privately."""
    number = target.notice.no
    if doubts.asked(scene, line.person, "apart", number):
        return
    names = [scene.child(child).label for child in target.children]
    scene.tell(line.person, "doubt.apart", no=number, one=names[0], other=names[1])
    scene.ask(line.person, "apart", number)
