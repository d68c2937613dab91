"""What follows when a message did not arrive: who must know hears it."""

from bot import texts
from bot.services.desk import Desk
from storage import changes as c
from storage import finds
from storage.views import Outgoing

LOST = frozenset({"failed", "unknown"})


async def note(desk: Desk, row: Outgoing, state: str, reason: str) -> None:
    """A group that missed a notice is told to its author; a person out of reach is marked."""
    if row.is_group:
        await _group(desk, row, state, reason)
        return
    person = await finds.person_of(desk.connection, row.platform, row.chat)
    unreachable = state == "failed" and reason == "unreachable"
    if person and person.unreachable != unreachable and state in {"sent", "failed"}:
        desk.scene.happened(c.ReachChanged(person.id, unreachable))
        desk.scene.happened(c.RosterChanged())


async def _group(desk: Desk, row: Outgoing, state: str, reason: str) -> None:
    if state not in LOST or not row.report_to or row.notice_no is None:
        return
    why = texts.find("delivery.why").get(reason if state == "failed" else "unknown")
    where = await finds.classroom_of_group(desk.connection, row.platform, row.chat)
    await desk.person(row.report_to)
    facts = {"no": row.notice_no, "where": where, "why": why or texts.find("delivery.why.other")}
    desk.scene.alarm(row.report_to, f"delivery.{state}", **facts)
