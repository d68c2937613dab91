"""Lines that endanger come first: they are no replies, but an answer in front of them counts."""

from bot.handlers import guardians
from bot.parsing import clauses
from bot.services.line import Line
from bot.services.safety import incidents
from bot.services.scene import Scene


def is_danger(scene: Scene, line: Line) -> bool:
    """Deals with the line in looking at it: what was found is already written down."""
    return incidents.watch(scene, line) or _cries(scene, line)


def _cries(scene: Scene, line: Line) -> bool:
    return guardians.is_theirs(scene, line) and incidents.emergency(scene, line)


def the_rest(scene: Scene, line: Line) -> None:
    """The incident says it all, but for a 收到 in it, or the 参加 with which it begins."""
    if not guardians.is_theirs(scene, line) or len(line.read.parts) < 2:  # noqa: PLR2004
        return
    answers = [part for part in line.read.statements if clauses.affirmed(part)]
    answer = line.saying(next(iter([*answers, *line.read.statements[:1]]), ""))
    if incidents.is_harmless(answer):
        guardians.words(scene, answer)
