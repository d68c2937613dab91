"""What must not leave for a group, whoever writes it: the guard before every notice."""

import re
from collections.abc import Iterable

from bot.parsing import dangers, exposing, privacy
from bot.services.scene import Scene
from bot.services.school import Room


def forbidden(scene: Scene, text: str, classes: Iterable[str]) -> str:
    """id_number, phone, marks, ids_asked, intimate, praise_blame, or "" where nothing stands
    against it."""
    if what := privacy.forbidden(text):
        return what
    if dangers.asks_for_ids(text):
        return "ids_asked"
    named = _named(scene, text, classes)
    return "marks" if privacy.mark_behind(text, named) else exposing.of_children(text, named)


def cleaned(scene: Scene, text: str, classes: Iterable[str]) -> str:
    """The text as it may be kept."""
    return privacy.redacted(privacy.without_marks(text, _named(scene, text, classes)))


def _named(scene: Scene, text: str, classes: Iterable[str]) -> set[tuple[int, int]]:
    rooms = [room for room in map(scene.room, classes) if _may_name(room, text)]
    found = {m.span for room in rooms for m in room.index.find(text)}
    names = {child.name for room in rooms for child in room.children.values()}
    whole = {m.span() for name in names for m in re.finditer(re.escape(name), text)}
    return found | {span for span in whole if span[0] not in {begin for begin, _ in found}}


def _may_name(room: Room, text: str) -> bool:
    """Does a child's name stand there at all? A thousand classes are not searched more closely."""
    return any(child.name[-2:] in text for child in room.children.values())
