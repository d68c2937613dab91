"""What staff write in a group by hand: a chain they begin is a notice, other words are none."""

from bot.messages import Kind
from bot.services.line import Line
from bot.services.replying import signups
from bot.services.safety import incidents
from bot.services.scene import Scene


def is_staff(scene: Scene, line: Line) -> bool:
    return line.person in scene.picture.school.staff


def by_hand(scene: Scene, line: Line) -> None:
    if line.room:
        incidents.calm(scene, line.chat)
    if line.room and line.message.kind is Kind.TEXT and signups.is_chain(line):
        signups.begin_or_step(scene, line, line.room)
