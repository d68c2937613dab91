"""The tally of a notice as its teacher reads it: the number first, then who needs a hand."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot import texts
from bot.messages import Attachment
from bot.services.counting import receipts
from bot.services.publishing.notices import reachable
from bot.services.scene import Scene
from bot.services.school import Child, Ward
from storage.views import Notice, Receipt, Sign

DONE = "confirmed"
ORDER = ("phone", "manual", "question", "suspected", "conflict", "pending", "none")
MOST_NAMES = 10
FIRST = 3


class Row(NamedTuple):
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
    receipt, signs, no = scene.picture.receipt, scene.picture.signs, notice.no
    return [
        Row(child, receipt(no, child.id), tuple(signs.get((no, child.id), ())))
        for child in scene.audience(notice)
    ]


def told(scene: Scene, notice: Notice, every: Sequence[Row]) -> tuple[str, Attachment | None]:
    """The tally in words, with its table where a state has more names than a message takes."""
    open_states = Counter(row.status for row in every if row.status != DONE)
    many = max(open_states.values(), default=0) > MOST_NAMES
    return spoken(scene, notice, every), table(scene, notice, every) if many else None


def spoken(scene: Scene, notice: Notice, every: Sequence[Row]) -> str:
    """The whole tally, for the teacher alone."""
    states = _by_status(every)
    done = states.get(DONE, [])
    facts = {"no": notice.no, "title": notice.title, "done": len(done), "of": len(every)}
    lines = [texts.say("tally.head", **facts)]
    lines += _answers(notice, done)
    silent = states.pop("none", [])
    states["phone"] = [row for row in silent if not reachable(scene, row.child)]
    states["none"] = [row for row in silent if reachable(scene, row.child)]
    for state in ORDER:
        lines += _line(state, scene, states.get(state, []))
    lines += _outside(scene, notice)
    if len(done) < len(every):
        lines.append(texts.say("tally.foot", no=notice.no))
    return "\n".join(lines)


def _by_status(every: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in every:
        found.setdefault(row.status, []).append(row)
    return found


def _answers(notice: Notice, done: Iterable[Row]) -> list[str]:
    """How many answered what, where the answer is a choice."""
    if notice.kind not in {"attend", "poll"}:
        return []
    counts = Counter(receipts.spoken(row.receipt.answer) for row in done)
    if not counts:
        return []
    parts = [texts.say("tally.count", answer=a, count=n) for a, n in sorted(counts.items())]
    return [texts.find("marks.comma").join(parts)]


def _line(state: str, scene: Scene, found: list[Row]) -> list[str]:
    """One state with its names; of many only the first few, the file has them all."""
    if not found:
        return []
    shown = found if len(found) <= MOST_NAMES else found[:FIRST]
    names = texts.find("marks.and").join(_name(state, scene, row) for row in shown)
    if len(shown) < len(found):
        names = texts.say("tally.and_more", names=names, count=len(found))
    return [texts.say(f"tally.{state}", names=names)]


def _name(state: str, scene: Scene, row: Row) -> str:
    """A name with what a teacher wants to know of it."""
    note = _note(state, scene, row)
    return texts.say("tally.noted", name=row.child.label, note=note) if note else row.child.label


def _note(state: str, scene: Scene, row: Row) -> str:
    if state == "conflict" and isinstance(row.receipt.answer, list):
        return " / ".join(receipts.spoken(a) for a in row.receipt.answer)
    if state == "phone":
        people = [scene.person(w.person) for w in _speaking(scene, row.child)]
        read = any(person.unreachable for person in people)
        return texts.say("tally.unread_note" if read else "tally.phone_note")
    if state == "manual":
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


def status_line(scene: Scene, notice: Notice) -> str:
    """What the group may read: the number alone."""
    every = rows(scene, notice)
    done = sum(row.status == "confirmed" for row in every)
    return texts.say("tally.group", no=notice.no, done=done, of=len(every))


def table(scene: Scene, notice: Notice, every: Iterable[Row]) -> Attachment:
    """The result as a table: a row a child, the notice's own fields as columns."""
    fields = [f for f in notice.fields if not receipts.is_name_field(f)]
    head = (*texts.find("tally.columns"), *(fields or [texts.find("tally.answer_column")]))
    body = tuple(_cells(scene, row, fields) for row in every)
    rooms = texts.find("marks.and").join(scene.room(id_).name for id_ in notice.classes)
    name = texts.say("tally.file", no=notice.no, room=rooms, day=f"{scene.today:%Y%m%d}")
    return Attachment(name, ((texts.find("tally.sheet"), (head, *body)),))


def _cells(scene: Scene, row: Row, fields: list[str]) -> tuple[str, ...]:
    child, receipt = row.child, row.receipt
    room = scene.room(child.classroom)
    by = room.relation(receipt.by, child.id)
    told = _told(receipt.answer, fields)
    return (room.name, child.label, texts.find("status")[receipt.status], by, *told)


def _told(answer: object, fields: list[str]) -> list[str]:
    """An answer in the columns of the notice's fields, or in one."""
    if fields and isinstance(answer, dict):
        return [str(answer.get(field, "")) for field in fields]
    several = answer if isinstance(answer, list) else [answer]
    return [" / ".join(receipts.spoken(a) for a in several), *[""] * (len(fields) - 1)]
