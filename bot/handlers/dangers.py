"""Lines that endanger come first: they are no replies."""

from bot.messages import Kind
from bot.services import incidents
from bot.services.line import Line
from bot.services.scene import Scene


def is_danger(scene: Scene, line: Line) -> bool:
    """Deals with the line in looking at it: what was found is already written down."""
    return incidents.watch(scene, line) or _cries(scene, line)


def _cries(scene: Scene, line: Line) -> bool:
    guardian = bool(line.person) and line.person not in scene.picture.school.staff
    return guardian and line.message.kind is Kind.TEXT and incidents.emergency(scene, line)


def nothing_more(_scene: Scene, _line: Line) -> None:
    """The incident says it all."""
