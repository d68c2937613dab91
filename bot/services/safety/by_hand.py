"""What staff post by hand and no group should hold: a private hint to take it back, no more."""

from bot.parsing import dangers, privacy
from bot.services.line import Line
from bot.services.publishing import guard
from bot.services.safety import incident_book as book
from bot.services.scene import Scene
from bot.services.school import Room

# What is kept as an incident, and as which kind.
KINDS = {
    "ids_asked": "id_number",
    "marks": "marks",
    "phones": "phone",
    "praise_blame": "praise_blame",
}
LIST = 2  # telephone numbers; one may be the writer's own


def watch(scene: Scene, line: Line, room: Room) -> bool:
    """Nothing is said in the group. True where something stands there that should not."""
    what = _found(scene, line, room)
    if not what:
        return False
    new = True
    if kind := KINDS.get(what):
        _, new = book.record(scene, line, kind)
    if new or what == "ids_asked":
        scene.tell(line.person, f"incident.{what}")
    return True


def _found(scene: Scene, line: Line, room: Room) -> str:
    """ids_asked, marks, phones, praise_blame, intimate or ""."""
    m = line.message
    if dangers.asks_for_ids(m.text):
        return "ids_asked"
    said = guard.forbidden(scene, m.text, [room.id])
    if said == "marks" or dangers.shows_marks(m.text, m.name, m.rows):
        return "marks"
    words = " ".join([m.text, *(cell for row in m.rows for cell in row)])
    if len(privacy.PHONE.findall(words)) >= LIST:
        return "phones"
    return said if said in {"praise_blame", "intimate"} else ""
