"""A line of somebody with several children: what it says of each, or that this cannot be told."""

from bot.parsing import siblings
from bot.parsing.answers import Answer
from bot.services import doubts, meant
from bot.services.line import Line
from bot.services.matching import Target
from bot.services.scene import Scene

KINDS = frozenset({"attend", "poll"})
Told = dict[str, Answer]


def told(scene: Scene, line: Line, target: Target) -> Told:
    """Where a line tells the writer's children apart, each has the words behind its name."""
    if len(target.children) < 2 or target.notice.kind not in KINDS:  # noqa: PLR2004
        return {}
    named = _by_name(scene, line, target)
    return named if len(named) > 1 else _by_sex(scene, line, target)


def _by_name(scene: Scene, line: Line, target: Target) -> Told:
    room = scene.room(scene.child(target.children[0]).classroom)
    text = line.read.text
    named = [m for m in room.index.find(text) if len(m.pupils) == 1]
    named = [m for m in named if m.pupils[0] in target.children]
    ends = [m.span[0] for m in named[1:]] + [len(text)]
    said = {
        m.pupils[0]: meant.read(target.notice, line.saying(text[m.span[1] : end]))
        for m, end in zip(named, ends, strict=False)
    }
    return {child: answer for child, answer in said.items() if answer.says}


def _by_sex(scene: Scene, line: Line, target: Target) -> Told:
    """儿子参加，女儿不参加: clear where one child alone is of that sex."""
    found = {}
    for sex, answer in _pieces(line, target):
        fitting = [child for child in target.children if sex and scene.child(child).gender == sex]
        if len(fitting) != 1:
            return {}
        found[fitting[0]] = answer
    return found


def _pieces(line: Line, target: Target) -> list[tuple[str, Answer]]:
    text = line.read.text
    if siblings.are_all_meant(text):
        return []
    said = [
        (sex, meant.read(target.notice, line.saying(words))) for sex, words in siblings.pieces(text)
    ]
    return [(sex, answer) for sex, answer in said if answer.says]


def is_unclear(line: Line, target: Target) -> bool:
    """Does it speak of one of several children, and not say of which?"""
    several = len(target.children) > 1 and target.notice.kind in KINDS
    return several and bool(_pieces(line, target))


def ask(scene: Scene, line: Line, target: Target) -> None:
    """Which child is meant: asked once, privately."""
    number = target.notice.no
    if doubts.asked(scene, line.person, "apart", number):
        return
    names = [scene.child(child).label for child in target.children]
    scene.tell(line.person, "doubt.apart", no=number, one=names[0], other=names[1])
    scene.ask(line.person, "apart", number)
