"""A private line that nothing took up is not swallowed: the head teacher reads it."""

from bot.parsing import privacy
from bot.parsing.meaning import Intent
from bot.services.line import Line
from bot.services.replying import matching
from bot.services.scene import Scene

MATTERS = frozenset(
    {
        Intent.LATE,
        Intent.LEAVE_REQUEST,
        Intent.COMPLAINT,
        Intent.SUGGESTION,
        Intent.APPOINTMENT,
        Intent.QUESTION_PRIVATE,
    }
)
SURE = 0.5


def hand_on(scene: Scene, line: Line) -> None:
    """To the head teacher, for his eyes alone; the writer hears so. Small talk stays unanswered."""
    own = matching.own_children(scene, line)
    if not own or line.meaning.primary not in MATTERS or line.meaning.confidence < SURE:
        return
    room = scene.room(scene.child(own[0]).classroom)
    teacher = scene.staff(room.head_teacher) if room.head_teacher else None
    if teacher is None:
        return
    who = scene.child(own[0]).label + room.relation(line.person, own[0])
    words = privacy.redacted(line.message.text)
    scene.tell(teacher.id, "question.worry", who=who, words=words)
    scene.tell(line.person, "question.handed_on", teacher=teacher.name)
