"""A worry about one child goes to the head teacher at once, for his eyes alone."""

import storage.tables as t
from bot.parsing import privacy, whose, worries
from bot.services.line import Line
from bot.services.scene import Scene
from storage import changes as c


def take(scene: Scene, line: Line, own: tuple[str, ...]) -> str | None:
    """Bring it to the head teacher. Returns what else the line says; None: there is no worry."""
    said, rest = worries.find(line.message.text, _called(scene, own, line.message.text))
    if not said or not own:
        return None
    rooms = {scene.child(child).classroom for child in own}
    named = {p for r in rooms for m in scene.room(r).index.find(line.read.text) for p in m.pupils}
    child = next((one for one in own if one in named), own[0])
    room = scene.room(scene.child(child).classroom)
    if room.head_teacher is None:
        return None
    task = t.FollowUp(
        no=scene.number("followup"),
        kind="suggestion",
        students=[child],
        owner=room.head_teacher,
        visible="owner",
        at=scene.now,
    )
    scene.happened(c.Stored(task))
    label = scene.child(child).label
    who = f"{label}{room.relation(line.person, child)}"
    words = privacy.redacted(" ".join(said))
    scene.tell(room.head_teacher, "question.worry", who=who, words=words)
    teacher = scene.staff(room.head_teacher)
    if line.private and teacher:
        scene.tell(line.person, "question.handed_on", teacher=teacher.name)
    return rest


def _called(scene: Scene, own: tuple[str, ...], text: str) -> tuple[str, ...]:
    """What the writer calls his own children there: their full and their given names."""
    names = [scene.child(child).name for child in own]
    return tuple(
        word for name in names for word in (name, whose.given(name)) if word and word in text
    )
