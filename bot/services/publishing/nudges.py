"""Reminders: private, one guardian of each open child, never the group."""

from bot import texts
from bot.services.publishing.notices import spoken, writable
from bot.services.replying import doubts, matching
from bot.services.scene import Scene
from bot.services.school import Child, Person
from storage import changes as c
from storage.views import Notice

USUAL, PLAIN = 40, 20  # characters of the notice in a reminder
OPEN = frozenset({"none", "suspected", "pending", "question", "manual"})


def open_children(scene: Scene, notice: Notice) -> list[Child]:
    """Those from whom an answer is still wanted."""
    return [
        child
        for child in scene.audience(notice)
        if scene.picture.receipt(notice.no, child.id).status in OPEN
    ]


def nudge(scene: Scene, notice: Notice) -> tuple[int, list[Child]]:
    """Write to one guardian of each open child. Returns how many, and who is out of reach."""
    written: dict[str, Person] = {}
    beyond = []
    for child in open_children(scene, notice):
        room = scene.room(child.classroom)
        if people := writable(room, child.id):
            whom = _whom(scene, notice, child, people)
            written[whom] = room.people[whom]
        else:
            beyond.append(child)
    for person in written.values():
        _remind(scene, notice, person)
    if written:
        _note(scene, notice)
    return len(written), beyond


def _note(scene: Scene, notice: Notice) -> None:
    """Write down that it was done now, by hand or by itself: the report shows when."""
    key = f"nudged:{notice.no}:{scene.now.isoformat()}"
    scene.plan(key, "nudged", scene.now, notice=notice.no)
    scene.happened(c.DueDone(key, scene.now))


def _remind(scene: Scene, notice: Notice, person: Person) -> None:
    """In plain words to who asked for them: what it is, and what to press."""
    key, most = ("nudge.plain", PLAIN) if person.plain else ("nudge.text", USUAL)
    brief = doubts.in_brief(scene, notice, most)
    how = texts.say(f"nudge.how.{notice.kind}")
    scene.tell(person.id, key, no=notice.no, brief=brief, how=how)


def _whom(scene: Scene, notice: Notice, child: Child, people: list[str]) -> str:
    """Who has dealt with this notice already, else the first guardian."""
    by = scene.picture.receipt(notice.no, child.id).by
    return by if by in people else people[0]


def report(scene: Scene, notice: Notice, to: str, count: int, beyond: list[Child]) -> None:
    """What the asker hears."""
    if not count and not beyond:
        scene.tell(to, "nudge.none_open", no=notice.no)
        return
    lines = [texts.say("nudge.done", no=notice.no, count=count)]
    if beyond:
        lines.append(texts.say("nudge.beyond", names=spoken(beyond)))
    scene.write(to, "\n".join(lines))


def digest(scene: Scene, person: str) -> None:
    """One message a day with the open notices of all of a person's children."""
    classes = scene.picture.school.classes_of[person]
    own = tuple(c for room in sorted(classes) for c in scene.room(room).own(person))
    waiting = [t for t in matching.targets(scene, own) if matching.is_open(scene, t)]
    if not waiting:
        return
    lines = [
        texts.say("doubt.which_line", i=i, no=t.notice.no, about=doubts.about(scene, t))
        for i, t in enumerate(waiting, 1)
    ]
    numbers = texts.find("marks.comma").join(str(i) for i in range(1, len(waiting) + 1))
    scene.tell(
        person, "wish.digest_lines", count=len(waiting), lines="\n".join(lines), numbers=numbers
    )
    items = [[t.notice.no, list(t.children)] for t in waiting]
    scene.ask(person, "which", None, items=items)
