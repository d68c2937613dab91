"""What could not be handled: nothing of it is kept, and who has to know hears one kind line."""

import storage.tables as t
from bot.messages import Kind
from bot.services.desk import Desk
from bot.services.line import Line
from bot.services.scene import Scene

SAID = frozenset({Kind.TEXT, Kind.VOICE, Kind.IMAGE, Kind.FILE, Kind.FORWARD})


def regret(scene: Scene, line: Line) -> None:
    """To who wrote a line, privately wherever it was written; strangers only where they asked."""
    if line.message.kind not in SAID or not line.person:
        return
    staff = line.person in scene.picture.school.staff
    scene.tell(line.person, "failure.staff" if staff else "failure.guardian")


async def give_up(desk: Desk, due: t.Due) -> None:
    """To the author of the notice that it was about, or to the class's head teacher."""
    notice = await desk.notice(due.facts["notice"]) if "notice" in due.facts else None
    if notice:
        await desk.person(notice.by)
        desk.scene.tell(notice.by, "failure.notice", no=notice.no)
    elif classroom := due.facts.get("classroom"):
        room = await desk.room(classroom)
        if room.head_teacher:
            desk.scene.tell(room.head_teacher, "failure.classroom", room=room.name)
