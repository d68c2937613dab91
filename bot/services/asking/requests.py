"""What a guardian asks for that is no reply to a notice: ways of writing to him, a leave, help."""

from typing import Literal

from bot import texts
from bot.parsing import wishes
from bot.services.asking import leaves
from bot.services.line import Line
from bot.services.replying import matching
from bot.services.scene import Scene
from storage import changes as c

How = Literal["digest", "plain"]


def take(scene: Scene, line: Line) -> bool:
    """Take up a request. False where the line is none."""
    text = line.read.text
    if line.private and wishes.HELP.match(text):
        scene.write(line.person, texts.find("help.guardian"))
        return True
    if line.private and wishes.against_another(text):
        _leave_to_school(scene, line)
        return True
    if wish := _preference(line, text):
        _prefer(scene, line, *wish)
        return True
    return leaves.take(scene, line)


def _preference(line: Line, text: str) -> tuple[How, bool] | None:
    """How the writer wants to be written to from now on, if the words say so."""
    if line.private and wishes.NO_DIGEST.search(text):
        return "digest", False
    if wishes.DIGEST.search(text) and (line.private or wishes.ALL_MINE.search(text)):
        return "digest", True
    if line.private and wishes.NO_PLAIN.search(text):
        return "plain", False
    if line.private and wishes.PLAIN.search(text):
        return "plain", True
    return None


def _prefer(scene: Scene, line: Line, how: How, wanted: bool) -> None:
    """From now on. With a digest, what is urgent still comes at once."""
    scene.happened(c.Preferred(line.person, how, wanted))
    scene.happened(c.RosterChanged())
    key = f"wish.{how}" if wanted else f"wish.no_{how}"
    scene.tell(line.person, key, time=f"{scene.manners.digest_time:%H:%M}")


def _leave_to_school(scene: Scene, line: Line) -> None:
    """Members and guardianship are the school's to change: nothing is done, nobody takes a side."""
    child = matching.own_children(scene, line)[0]
    room = scene.room(scene.child(child).classroom)
    teacher = scene.staff(room.head_teacher) if room.head_teacher else None
    name = teacher.name if teacher else texts.find("marks.head_teacher")
    scene.tell(line.person, "wish.others", teacher=name)
    if room.head_teacher:
        relation = room.relation(line.person, child)
        label = scene.child(child).label
        scene.tell(room.head_teacher, "wish.others_told", child=label, relation=relation)
