"""Which of a writer's own children the words of a line single out."""

from bot.parsing import orders, siblings
from bot.parsing.siblings import Mention, Sibling, Split
from bot.services.line import Line
from bot.services.replying.matching import Target
from bot.services.scene import Scene


def split(scene: Scene, line: Line, target: Target) -> Split:
    """The words for each child that the line singles out.

    Names in a line whose request was taken up belong to that.
    """
    text = line.read.text
    named = () if line.taken else _named(scene, text, target)
    children = [_sibling(scene, child) for child in target.children]
    return siblings.split(text, named, children)


def _named(scene: Scene, text: str, target: Target) -> list[Mention]:
    """Where one of these children is called by a name."""
    rooms = {scene.child(child).classroom for child in target.children}
    found = [m for room in sorted(rooms) for m in scene.room(room).index.find(text)]
    return [
        Mention(next(iter(mine)), *m.span)
        for m in found
        if len(mine := set(m.pupils) & set(target.children)) == 1
        and not siblings.KIN.fullmatch(m.words)
    ]


def _sibling(scene: Scene, child: str) -> Sibling:
    one = scene.child(child)
    digits = orders.plain_class(scene.room(one.classroom).name)[:1]
    return Sibling(child, one.gender, int(digits) if digits.isdigit() else 0)
