"""Exports by chat: asked for, completed by purpose and period, approved, and only then made."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile
from typing import Any

import storage.tables as t
from bot import texts
from bot.parsing import clauses, dates, export_talk, orders, privacy
from bot.services.desk import Desk
from bot.services.exporting import exports
from bot.services.exporting.exports import Request
from bot.services.scene import Scene
from bot.services.school import Staff
from storage import changes as c

A_TERM = 180  # days, at most


@dataclass(frozen=True, slots=True)
class Wish:
    """What an asker has said so far."""

    what: str = "contacts"
    classroom: str | None = None
    purpose: str = ""
    since: str | None = None
    until: str | None = None

    @property
    def whole(self) -> bool:
        return bool(self.purpose and self.since and self.until)


def heard(scene: Scene, before: Wish, text: str) -> Wish:
    """The wish with what these words add. The request itself is no purpose."""
    words = clauses.clean(text)
    purpose = _purpose(words)
    since, until = _period(scene, words.replace(purpose, " ") if purpose else words)
    return Wish(
        what=_what(words) or before.what,
        classroom=_classroom(scene, words) or before.classroom,
        purpose=before.purpose or purpose,
        since=since.isoformat() if since else before.since,
        until=until.isoformat() if until else before.until,
    )


def _what(words: str) -> str | None:
    if export_talk.RECEIPTS.search(words):
        return "receipts"
    return "questions" if export_talk.QUESTIONS.search(words) else None


def _classroom(scene: Scene, words: str) -> str | None:
    plain = orders.plain_class(words)
    classes = scene.picture.school.names.items()
    named = [id_ for id_, name in classes if orders.plain_class(name) in plain]
    return named[0] if len(named) == 1 else None


def _purpose(words: str) -> str:
    asks = export_talk.WANTS.search(words)
    pattern = export_talk.STATED if asks else export_talk.PURPOSE
    for part in clauses.MARKS.findall(words):
        if found := pattern.search(part):
            return privacy.redacted(next(group for group in found.groups() if group))
    return ""


def _period(scene: Scene, words: str) -> tuple[date | None, date | None]:
    """Two days, a span of days, this or last month, this term."""
    first = scene.today.replace(day=1)
    if export_talk.THIS_MONTH.search(words):
        return first, scene.today
    if export_talk.LAST_MONTH.search(words):
        end = first - timedelta(days=1)
        return end.replace(day=1), end
    if export_talk.THIS_TERM.search(words):
        return _begin_of_term(scene), scene.today
    if month := export_talk.MONTH.search(words):
        return _month(scene, int(month[1] or month[2]))
    days = {day for one in dates.find(words, scene.now) for day in (one.start, one.end)}
    if not days or (export_talk.WANTS.search(words) and len(days) == 1):
        return None, None
    return min(days), max(days)


def _begin_of_term(scene: Scene) -> date:
    """The first day of the term that runs; outside of terms, or where none is known, A_TERM ago."""
    days = [scene.today - timedelta(days=back) for back in range(A_TERM)]
    running = list(takewhile(scene.calendar.in_term, days))
    return min(running, default=days[-1])


def _month(scene: Scene, number: int) -> tuple[date | None, date | None]:
    year = scene.today.year - (number > scene.today.month)
    first = date(year, number, 1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


async def begin(desk: Desk, staff: Staff, text: str) -> None:
    """Say what an export holds, and ask once for what is missing."""
    scene = desk.scene
    wish = heard(scene, Wish(classroom=_only_class(staff)), text)
    if not await exports.may(desk.connection, staff.id, staff.roles, wish.classroom):
        scene.tell(staff.id, "export_chat.no_right")
        scene.audit(staff.id, "export_refused", wish.what)
        return
    await go_on(desk, staff, wish, text, asked=False)


def _only_class(staff: Staff) -> str | None:
    return next(iter(staff.classes)) if len(staff.classes) == 1 else None


async def go_on(desk: Desk, staff: Staff, wish: Wish, text: str, *, asked: bool = True) -> None:
    """Whole: it waits for the asker's 对; what he was `asked` about goes to the approver at once.

    Else he is asked for the rest.
    """
    scene = desk.scene
    notes = [texts.find("export_chat.no_chats")] if export_talk.CHATS.search(text) else []
    notes += [texts.find("export_chat.no_photos")] if export_talk.PHOTOS.search(text) else []
    if not wish.whole:
        told = {"purpose": wish.purpose, "period": wish.since}
        lacks = [key for key, value in told.items() if not value]
        need = texts.find("marks.and").join(texts.find(f"export_chat.{key}") for key in lacks)
        notes.append(texts.say("export_chat.missing", need=need))
        scene.write(staff.id, "\n".join(notes))
        scene.ask(staff.id, "export", None, **_facts(wish))
        return
    scene.audit(staff.id, "export_requested", _request(wish, staff.id).target, wish.purpose)
    if (approver := _approver(scene, staff.id)) and asked:
        _to_approver(scene, staff, wish, approver)
        notes.append(texts.say("export_chat.passed_on", **_spoken(scene, wish)))
    else:
        notes.append(texts.say("export_chat.confirm", **_spoken(scene, wish)))
        scene.ask(staff.id, "export_own", None, **_facts(wish))
    scene.write(staff.id, "\n".join(notes))


def _approver(scene: Scene, asker: str) -> str | None:
    approver = scene.manners.export_approver
    return approver if approver != asker else None


def confirm(scene: Scene, staff: Staff, wish: Wish) -> bool:
    """对 hands it to the approver. False where the asker decides himself."""
    approver = _approver(scene, staff.id)
    if approver is None:
        return False
    _to_approver(scene, staff, wish, approver)
    scene.tell(staff.id, "export_chat.passed_on", **_spoken(scene, wish))
    return True


def _facts(wish: Wish) -> dict[str, Any]:
    return {name: getattr(wish, name) for name in Wish.__dataclass_fields__}


def wish_of(facts: dict[str, Any]) -> Wish:
    return Wish(**{name: facts.get(name) for name in Wish.__dataclass_fields__})  # type: ignore[arg-type]


def _spoken(scene: Scene, wish: Wish) -> dict[str, str]:
    where = scene.picture.school.names.get(wish.classroom or "", texts.find("marks.school"))
    since, until = (texts.day(date.fromisoformat(day or "")) for day in (wish.since, wish.until))
    what = texts.find(f"export.titles.{wish.what}")
    return {"where": where, "since": since, "until": until, "purpose": wish.purpose, "what": what}


def _to_approver(scene: Scene, staff: Staff, wish: Wish, approver: str) -> None:
    scene.tell(approver, "export_chat.approve", who=staff.name, **_spoken(scene, wish))
    scene.ask(approver, "approval", None, what="export", asker=staff.id, **_wrapped(wish))


def _wrapped(wish: Wish) -> dict[str, Any]:
    return {"wish": _facts(wish)}


async def decide(desk: Desk, ask: t.Ask, approver: str, verdict: str) -> None:
    """After 同意 the asker gets the file, privately."""
    scene = desk.scene
    scene.happened(c.AskClosed(ask.id, scene.now))
    wish, asker = wish_of(ask.facts["wish"]), ask.facts["asker"]
    agreed = verdict == "agree"
    deed = "export_approved" if agreed else "export_refused"
    scene.audit(approver, deed, _request(wish, asker).target, wish.purpose)
    if agreed:
        await deliver(desk, wish, asker)
    else:
        scene.tell(asker, "export_chat.refused")
    scene.tell(approver, "export_chat.done" if agreed else "export_chat.not_done")


async def deliver(desk: Desk, wish: Wish, asker: str) -> None:
    """Make the file of least fields, and write down who got it and what for."""
    scene, request = desk.scene, _request(wish, asker)
    spoken = _spoken(scene, wish)
    name = texts.say("export_chat.file", day=f"{scene.today:%Y%m%d}", **spoken)
    file = await exports.attachment(desk.connection, request, name)
    scene.write(asker, texts.say("export_chat.file_text", **spoken), file=file)
    rows = len(file.sheets[0][1]) - 1
    scene.happened(c.Audited(scene.now, asker, "export", request.target, wish.purpose, rows))


def _request(wish: Wish, asker: str) -> Request:
    since, until = (date.fromisoformat(day) if day else None for day in (wish.since, wish.until))
    return Request(wish.what, asker, wish.purpose, wish.classroom, since, until)
