"""The tally of a notice as its teacher reads it: the number first, then who needs a hand."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot import texts
from bot.messages import Attachment
from bot.services import receipts
from bot.services.notices import reachable
from bot.services.scene import Scene
from bot.services.school import Child, Ward
from storage.views import Notice, Receipt, Sign

ORDER = ("manual", "question", "suspected", "conflict", "pending", "none")
MOST_NAMES = 10
FIRST = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One child of the tally, with the words its state rests on."""

    child: Child
    receipt: Receipt
    signs: tuple[Sign, ...] = ()

    @property
    def status(self) -> str:
        return self.receipt.status

    @property
    def words(self) -> str:
        return next((s.words for s in reversed(self.signs) if s.words), "")


def rows(scene: Scene, notice: Notice) -> list[Row]:
    """Every child whom the notice concerns, in the order of the roster."""
    return [
        Row(
            child,
            scene.picture.receipt(notice.no, child.id),
            tuple(scene.picture.signs.get((notice.no, child.id), ())),
        )
        for child in scene.audience(notice)
    ]


def spoken(scene: Scene, notice: Notice) -> str:
    """The whole tally, for the teacher alone."""
    every = rows(scene, notice)
    done = [row for row in every if row.status == "confirmed"]
    facts = {"no": notice.no, "title": notice.title, "done": len(done), "of": len(every)}
    lines = [texts.say("tally.head", **facts)]
    lines += _answers(notice, done)
    by_phone = [r for r in every if r.status == "none" and not _writes(scene, r.child)]
    lines += _line("tally.phone", scene, by_phone)
    for status in ORDER:
        found = [r for r in every if r.status == status and r not in by_phone]
        lines += _line(f"tally.{status}", scene, found)
    lines += _outside(scene, notice)
    if len(done) < len(every):
        lines.append(texts.say("tally.foot", no=notice.no))
    return "\n".join(lines)


def _writes(scene: Scene, child: Child) -> bool:
    return reachable(scene, child)


def _answers(notice: Notice, done: Iterable[Row]) -> list[str]:
    """How many answered what, where the answer is a choice."""
    if notice.kind not in {"attend", "poll"}:
        return []
    counts: dict[str, int] = {}
    for row in done:
        said = receipts.spoken(row.receipt.answer)
        counts[said] = counts.get(said, 0) + 1
    if not counts:
        return []
    parts = [texts.say("tally.count", answer=a, count=n) for a, n in sorted(counts.items())]
    return [texts.find("marks.comma").join(parts)]


def _line(key: str, scene: Scene, found: list[Row]) -> list[str]:
    """One state with its names; of many only the first few, the file has them all."""
    if not found:
        return []
    shown = found if len(found) <= MOST_NAMES else found[:FIRST]
    names = texts.find("marks.and").join(_name(scene, row) for row in shown)
    if len(shown) < len(found):
        names = texts.say("tally.and_more", names=names, count=len(found))
    return [texts.say(key, names=names)]


def _name(scene: Scene, row: Row) -> str:
    """A name with what a teacher wants to know of it."""
    note = _note(scene, row)
    return texts.say("tally.noted", name=row.child.label, note=note) if note else row.child.label


def _note(scene: Scene, row: Row) -> str:
    if row.status == "conflict" and isinstance(row.receipt.answer, list):
        return " / ".join(receipts.spoken(a) for a in row.receipt.answer)
    if row.status == "none" and not _writes(scene, row.child):
        people = [scene.person(w.person) for w in _speaking(scene, row.child)]
        read = any(person.unreachable for person in people)
        return texts.say("tally.unread_note" if read else "tally.phone_note")
    if row.status == "manual":
        room = scene.room(row.child.classroom)
        who = room.relation(row.receipt.by, row.child.id)
        return texts.say("tally.manual_note", who=who, words=row.words)
    return row.words[:24]


def _speaking(scene: Scene, child: Child) -> list[Ward]:
    return [w for w in scene.room(child.classroom).guardians[child.id] if w.speaks]


def _outside(scene: Scene, notice: Notice) -> list[str]:
    """Accounts that nobody knows and that answered, by their cards."""
    unknown = [person for number, person in scene.picture.strangers if number == notice.no]
    if not unknown:
        return []
    return [texts.say("tally.outside", count=len(unknown))]


def too_many(scene: Scene, notice: Notice) -> bool:
    """Is there a state with more names than a message takes?"""
    counts: dict[str, int] = {}
    for row in rows(scene, notice):
        counts[row.status] = counts.get(row.status, 0) + (row.status != "confirmed")
    return any(count > MOST_NAMES for count in counts.values())


def status_line(scene: Scene, notice: Notice) -> str:
    """What the group may read: the number alone."""
    every = rows(scene, notice)
    done = sum(row.status == "confirmed" for row in every)
    return texts.say("tally.group", no=notice.no, done=done, of=len(every))


def table(scene: Scene, notice: Notice) -> Attachment:
    """The result as a table: a row a child, the notice's own fields as columns."""
    fields = [f for f in notice.fields if not receipts.is_name_field(f)]
    head = (*texts.find("tally.columns"), *(fields or [texts.find("tally.answer_column")]))
    body = tuple(_cells(scene, row, fields) for row in rows(scene, notice))
    rooms = texts.find("marks.and").join(scene.room(id_).name for id_ in notice.classes)
    name = texts.say("tally.file", no=notice.no, room=rooms, day=f"{scene.today:%Y%m%d}")
    return Attachment(name, ((texts.find("tally.sheet"), (head, *body)),))


def _cells(scene: Scene, row: Row, fields: list[str]) -> tuple[str, ...]:
    room = scene.room(row.child.classroom)
    answer = row.receipt.answer
    if fields and isinstance(answer, dict):
        told = [str(answer.get(field, "")) for field in fields]
    elif isinstance(answer, list):
        told = [" / ".join(receipts.spoken(a) for a in answer), *[""] * (len(fields) - 1)]
    else:
        told = [receipts.spoken(answer), *[""] * (len(fields) - 1)]
    by = room.relation(row.receipt.by, row.child.id)
    status = texts.find(f"status.{row.status}")
    return (room.name, row.child.label, status, by, *told)
