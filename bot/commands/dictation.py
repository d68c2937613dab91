"""记 …, 电话结果, 家长会到会: what a teacher says of contacts with families."""

import re
from collections.abc import Collection

import storage.tables as t
from bot.commands import paper
from bot.commands.spec import Call, Command, Refused
from bot.parsing import attempts, contact_kinds, dictation, orders, privacy
from bot.parsing.names import Mention
from bot.services.desk import Desk
from bot.services.people import naming
from bot.services.recording import attendance, drafts, mending, pieces
from bot.services.recording.pieces import Piece
from bot.services.scene import Scene
from bot.services.school import Room, Staff
from storage import changes as c
from storage import finds

COMMITTEE = "committee_meeting"  # one row, whoever came
KINDS = {"家访": "home_visit", "电话": "phone_call", "面谈": "interview"}


def rooms_of(scene: Scene, staff: Staff) -> list[Room]:
    return [scene.room(room) for room in sorted(staff.classes)]


async def dictate(desk: Desk, call: Call) -> None:
    """记 …: one line becomes one draft per family that it names."""
    kind = KINDS.get(call.words.groupdict().get("kind") or "")
    if attendance.reads(call.text) and not kind:
        attendance.draft(desk.scene, call.staff, call.text, ())
        return
    known = write_down(desk.scene, call.staff, call.text, kind, ())
    if not known and not await result(desk, call.staff, call.text):
        raise Refused("paper_unknown", words=call.text[:20])


def tells(scene: Scene, staff: Staff, text: str) -> bool:
    """Do these words tell of a contact with a family that they name, or who was at a meeting?"""
    rooms = rooms_of(scene, staff)
    return attendance.reads(text) or (
        contact_kinds.told(text) and bool(naming.spoken_to(rooms, text))
    )


async def heard(desk: Desk, staff: Staff, text: str) -> None:
    """Words that tell of it without a command."""
    if attendance.reads(text):
        attendance.draft(desk.scene, staff, text, ())
    else:
        write_down(desk.scene, staff, text, None, ())


def write_down(
    scene: Scene, staff: Staff, text: str, kind: str | None, chosen: Collection[str]
) -> bool:
    """Drafts for the families that a line names. False where it names none."""
    rooms = rooms_of(scene, staff)
    if twice := pieces.ambiguous(rooms, text, chosen):
        ask_which(
            scene, staff.id, twice, text=privacy.redacted(text), kind=kind, chosen=list(chosen)
        )
        return True
    found = pieces.cut(rooms, text, chosen)
    if contact_kinds.explicit(text) == COMMITTEE:
        found = pieces.together(found)
    if found:
        drafts.read_back(scene, staff.id, _drafts(scene, staff.id, found, text, kind))
    return bool(found)


def ask_which(scene: Scene, by: str, twice: Mention, **facts: object) -> None:
    """A name that fits several is asked first; nothing is written down."""
    names = drafts.labels(scene, twice.pupils)
    scene.tell(by, "paper.which", words=twice.words, count=len(twice.pupils), names=names)
    scene.ask(by, "draft_which", None, candidates=list(twice.pupils), **facts)


def _drafts(
    scene: Scene, by: str, found: list[Piece], text: str, kind: str | None
) -> list[t.Draft]:
    """One that names neither kind nor time has those of the one before it."""
    rows: list[t.Draft] = []
    others, at = mending.colleagues(scene, by, text), None
    for piece in found:
        said = kind or contact_kinds.explicit(dictation.deed(piece.words, scene.now))
        if not (said or rows or piece.named or contact_kinds.kind_of(piece.words)):
            raise Refused("no_kind")
        told = dictation.read(piece.words, scene.now, said or (rows[-1].kind if rows else None), at)
        at = told.time
        rows.append(drafts.draft(scene, by, piece, told, others))
    return rows


async def result(desk: Desk, staff: Staff, text: str) -> bool:
    """打通了 without a name tells of the child whose telephone task is open."""
    if not attempts.tells(text):
        return False
    scene, rooms = desk.scene, rooms_of(desk.scene, staff)
    own = {child for room in rooms for child in room.children}
    tasks = await finds.open_absences(desk.connection)
    waiting = {child for task in tasks for child in task.students if child in own}
    if not waiting:
        return False
    child = min(waiting)
    room = next(room for room in rooms if child in room.children)
    if not all(naming.kin_between(room, child, other) for other in waiting):
        scene.tell(staff.id, "draft.whose", name=scene.child(child).label)
        return True
    piece = Piece(room, sorted(waiting), text)
    drafts.read_back(scene, staff.id, _drafts(scene, staff.id, [piece], text, "phone_call"))
    return True


async def which(desk: Desk, call: Call, ask: t.Ask) -> None:
    """The child meant by an ambiguous name: now there is a draft."""
    scene = desk.scene
    meant = paper.pointed(scene, ask, call.line.message.text)
    scene.happened(c.AskClosed(ask.id, scene.now))
    text, kind = ask.facts["text"], ask.facts["kind"]
    chosen = [*ask.facts["chosen"], *meant]
    if ask.facts.get("meeting"):
        attendance.draft(scene, call.staff, text, chosen, ask.facts["meeting"])
    else:
        write_down(scene, call.staff, text, kind, chosen)


async def of_class(desk: Desk, call: Call, ask: t.Ask) -> None:
    """The class whose meeting it was."""
    scene = desk.scene
    rooms = rooms_of(scene, call.staff)
    said = orders.classes_called(call.line.message.text, [room.name for room in rooms])
    meant = [room for room in rooms if room.name in said]
    if len(meant) != 1:
        scene.tell(call.staff.id, "refuse.not_understood")
        return
    scene.happened(c.AskClosed(ask.id, scene.now))
    attendance.draft(scene, call.staff, ask.facts["text"], ask.facts["chosen"], meant[0].id)


COMMANDS = (
    Command(
        "记",
        re.compile(
            r"(?P<kind>家访|电话|面谈|记)(?!得|住)(?:一下|录)?(?:一下)?(?P<gap>[\s:：,，]+|(?<=记一下)|(?<=记录))(?P<rest>.+)$",
            re.DOTALL,
        ),
        dictate,
    ),
)
