"""Exports by chat: asked for, completed by purpose and period, approved, and only then made."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import storage.tables as t
from bot import texts
from bot.parsing import clauses, dates, orders
from bot.services import exports
from bot.services.desk import Desk
from bot.services.exports import Request
from bot.services.scene import Scene
from bot.services.school import Staff
from storage import changes as c

WANTS = re.compile(r"(?=.*(?:导出|导一份|导一下|拉(?:一?份|一下|出)|导(?:给|到|成|下来|过来)|调取|要一份|发我一份|汇总表?给我))(?=.*(?:记录|汇总|档案|回执|台账|提问|聊天))")
RECEIPTS = re.compile(r"回执|收到情况|确认情况")
QUESTIONS = re.compile(r"提问")
CHATS = re.compile(r"聊天|原话|截图|群消息")
PHOTOS = re.compile(r"照片|图片|相片")
PURPOSE = re.compile(
    r"(?P<a>[\u4e00-\u9fff]{1,12}?)(?:用的?|使用|需要|的需要)(?![途户])|用(?:于|作|来|途[是为:：]?)\s*(?P<b>[\u4e00-\u9fff]{2,14})|(?:为了|因为|给)(?P<c>[\u4e00-\u9fff]{2,14}?)(?:看|查|$|[,，。 ])"
    r"|(?P<d>(?:迎接|迎|上级|教育局|督导|年度|学期|期末|月底|自查)?(?:检查|督导|评估|考核|归档|存档|总结|审计|汇报|备查|交接)(?:工作)?)"
)
GIVES_UP = re.compile(r"^(?:不用了|算了|取消|不导了|不要了)")


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
    since, until = _period(scene, words)
    return Wish(
        what=_what(words) or before.what,
        classroom=_classroom(scene, words) or before.classroom,
        purpose=before.purpose or _purpose(words),
        since=since.isoformat() if since else before.since,
        until=until.isoformat() if until else before.until,
    )


def _what(words: str) -> str | None:
    if RECEIPTS.search(words):
        return "receipts"
    return "questions" if QUESTIONS.search(words) else None


def _classroom(scene: Scene, words: str) -> str | None:
    plain = orders.plain_class(words)
    named = [id_ for id_, name in scene.picture.school.names.items() if orders.plain_class(name) in plain]
    return named[0] if len(named) == 1 else None


def _purpose(words: str) -> str:
    for part in clauses.MARKS.findall(words):
        if not WANTS.search(words) and (found := PURPOSE.search(part)):
            return next(group for group in found.groups() if group)
    return ""


def _period(scene: Scene, words: str) -> tuple[date | None, date | None]:
    """Two days, a span of days, this or last month, this term."""
    first = scene.today.replace(day=1)
    if re.search(r"(?:这个?|本)月", words):
        return first, scene.today
    if re.search(r"上个?月", words):
        end = first - timedelta(days=1)
        return end.replace(day=1), end
    if re.search(r"(?:本|这)(?:个)?学期", words):
        return scene.today - timedelta(days=150), scene.today
    if month := re.search(r"(\d{1,2})月份|(?<!\d)(\d{1,2})月(?!\d)(?!\s*\d)", words):
        return _month(scene, int(month[1] or month[2]))
    found = dates.find(words, scene.now)
    if not found or WANTS.search(words) and len(found) < 2:  # noqa: PLR2004
        return None, None
    days = [day for one in found for day in (one.start, one.end)]
    return min(days), max(days)


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
    await go_on(desk, staff, wish, text)


def _only_class(staff: Staff) -> str | None:
    return next(iter(staff.classes)) if len(staff.classes) == 1 else None


async def go_on(desk: Desk, staff: Staff, wish: Wish, text: str) -> None:
    """Whole: it goes to the approver, or waits for the asker's own 对. Else ask for the rest."""
    scene = desk.scene
    notes = [texts.find("export_chat.no_chats")] if CHATS.search(text) else []
    notes += [texts.find("export_chat.no_photos")] if PHOTOS.search(text) else []
    if not wish.whole:
        lacks = [key for key, value in (("purpose", wish.purpose), ("period", wish.since)) if not value]
        need = texts.find("marks.and").join(texts.find(f"export_chat.{key}") for key in lacks)
        notes.append(texts.say("export_chat.missing", need=need))
        scene.write(staff.id, "\n".join(notes))
        scene.ask(staff.id, "export", None, **_facts(wish))
        return
    scene.audit(staff.id, "export_requested", wish.what, wish.purpose)
    approver = scene.manners.export_approver
    if approver and approver != staff.id:
        _to_approver(scene, staff, wish, approver)
        notes.append(texts.say("export_chat.passed_on", **_spoken(scene, wish)))
    else:
        notes.append(texts.say("export_chat.confirm", **_spoken(scene, wish)))
        scene.ask(staff.id, "export_own", None, **_facts(wish))
    scene.write(staff.id, "\n".join(notes))


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
    scene.audit(approver, "export_approved" if agreed else "export_refused", wish.what, wish.purpose)
    if agreed:
        await deliver(desk, wish, asker)
    else:
        scene.tell(asker, "export_chat.refused")
    scene.tell(approver, "export_chat.done" if agreed else "export_chat.not_done")


async def deliver(desk: Desk, wish: Wish, asker: str) -> None:
    """Make the file of least fields, and write down who got it and what for."""
    scene = desk.scene
    since, until = (date.fromisoformat(day) if day else None for day in (wish.since, wish.until))
    request = Request(wish.what, asker, wish.purpose, wish.classroom, since, until)
    spoken = _spoken(scene, wish)
    name = texts.say("export_chat.file", day=f"{scene.today:%Y%m%d}", **spoken)
    file = await exports.attachment(desk.connection, request, name)
    scene.write(asker, texts.say("export_chat.file_text", **spoken), file=file)
    rows = len(file.sheets[0][1]) - 1
    target = request.target
    scene.happened(c.Audited(scene.now, asker, "export", target, wish.purpose, rows))
