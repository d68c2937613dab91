"""Which child a request for leave is for; where a name leaves it open the writer is asked."""

from collections.abc import Sequence

from pydantic import TypeAdapter

import storage.tables as t
from bot import texts
from bot.parsing.leave import LeaveSlots
from bot.parsing.names import strangers
from bot.services.scene import Scene
from bot.services.school import Room

_SLOTS = TypeAdapter(LeaveSlots)


def whose(scene: Scene, words: str, own: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The named one of the writer's children, his only one, or the child he speaks for; and
    those of whom nobody but the writer can tell which is meant."""
    rooms = [scene.room(room) for room in {scene.child(child).classroom: 0 for child in own}]
    heard = [room.meant(words, own) for room in rooms]
    named = [child for one in heard for child in one.children]
    if mine := [child for child in own if child in named]:
        return mine, []
    if unsure := [child for one in heard for child in one.candidates]:
        return [], list(dict.fromkeys((*own, *unsure)))
    if not named and any(_speaks_of_another_class(room, words) for room in rooms):
        return [], list(own)
    return named[:1] or (list(own) if len(own) == 1 else []), []


def _speaks_of_another_class(room: Room, words: str) -> bool:
    places = [mention.span[0] for mention in room.index.find(words)]
    return any(strangers.another_class(words[:start], room.name) for start in places)


def ask(scene: Scene, person: str, children: list[str], slots: LeaveSlots) -> None:
    """Ask the writer privately for which of these children the leave is."""
    names = texts.find("marks.and").join(scene.child(child).label for child in children)
    scene.tell(person, "leave.ask_child", names=names)
    asked = _SLOTS.dump_python(slots, mode="json")
    scene.ask(person, "leave_child", None, children=children, slots=asked)


def slots_of(ask: t.Ask) -> LeaveSlots:
    """What was asked for when the child was not clear yet."""
    return _SLOTS.validate_python(ask.facts["slots"])


def chosen(scene: Scene, text: str, ask: t.Ask) -> str | None:
    """The one child of those asked about whose name or label the answer writes, the longest."""
    return _only(scene, text, ask.facts["children"])


def _only(scene: Scene, text: str, children: Sequence[str]) -> str | None:
    written = {child: _length(scene, text, child) for child in children}
    longest = max(written.values(), default=0)
    found = [child for child, length in written.items() if length == longest]
    return found[0] if longest and len(found) == 1 else None


def _length(scene: Scene, text: str, child: str) -> int:
    one = scene.child(child)
    return max(len(name) if name in text else 0 for name in (one.name, one.label or one.name))
