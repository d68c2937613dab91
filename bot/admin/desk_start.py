"""The first pages of the paste desk: which class and notice, the log, and a new notice's review."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.admin import desk_form, desk_lines
from bot.admin.desk_form import Form, Refused
from bot.admin.desk_log import Kept, Logs
from bot.admin.desk_store import DeskStore
from bot.admin.desk_web import PATH, address, explain, page, parsed, remember, see, token
from bot.clock import china
from bot.errors import UserError
from bot.parsing import dates, orders, privacy
from bot.parsing.chatlogs import LogLine
from bot.parsing.orders import NoticeOrder
from bot.services.counting import deskwork, receipts

LOCAL = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True)
class Draft:
    """A new notice as its form shows it; times are local and written as the form writes them."""

    words: str
    kind: str
    title: str
    deadline: str
    posted: str


class StartPages:
    """Takes a log in."""

    def __init__(self, store: DeskStore, logs: Logs) -> None:
        self._store, self._logs = store, logs

    async def start(self, request: web.Request) -> web.Response:
        return await self.begin(request, {})

    async def begin(self, request: web.Request, form: Form, error: str = "") -> web.Response:
        """The first page. `form`: what was sent before, where it could not be taken."""
        rooms = await self._store.rooms()
        facts: dict[str, Any] = {"rooms": rooms, "room": None, "log": desk_form.text(form, "log")}
        if rooms:
            chosen = desk_form.text(form, "room") or request.query.get("room", "")
            room = chosen if chosen in rooms else next(iter(rooms))
            facts |= await self._choice(request, room, form)
        return page(request, "desk_start.html", error, **facts)

    async def _choice(self, request: web.Request, room_id: str, form: Form) -> dict[str, Any]:
        """The class with its notices, the newest one chosen."""
        room, notices, standing = await self._store.room(room_id)
        now = self._store.clock()
        listed = [
            {
                "no": notice.no,
                "title": notice.title,
                "when": dates.speak(notice.sent_at or notice.made_at, now),
                "done": standing[notice.no].count("confirmed"),
                "of": len(standing[notice.no]),
            }
            for notice in notices
        ]
        newest = str(notices[0].no) if notices else "new"
        return {
            "room": room,
            "notices": listed,
            "chosen": desk_form.text(form, "notice") or newest,
            "words": desk_form.text(form, "words"),
            "kept": self._logs.of(token(request), room_id),
        }

    async def take(self, request: web.Request) -> web.StreamResponse:
        """The log with its class and notice. What cannot be taken is said on the same page."""
        form: Form = {}
        try:
            form = await desk_form.read(request)
            name = token(request)
            kept = await self._keep(name, desk_form.text(form, "room"), form)
            where = await self._counted(kept, form)
        except UserError as error:
            return await self.begin(request, form, explain(error))
        return remember(request, see(where), name)

    async def _keep(self, name: str, room: str, form: Form) -> Kept:
        """The log of a form, in memory; without one the log that is kept already."""
        if room not in await self._store.rooms():
            raise Refused("no_class")
        data, kept = desk_form.log_of(form), self._logs.of(name, room)
        if data is None and kept:
            return kept
        return self._logs.keep(name, room, await parsed(data))

    async def _counted(self, kept: Kept, form: Form) -> str:
        """Read the log for the chosen notice; a new one is reviewed first. Returns where to go."""
        chosen = desk_form.text(form, "notice")
        if chosen == "new":
            kept.words = desk_form.text(form, "words")
            if not kept.words:
                raise Refused("no_words")
            return address(kept.room, "new")
        number = int(chosen) if chosen.isdecimal() else 0
        kept.fresh = await self._store.take(kept.room, number, kept.log)
        return address(kept.room, number)

    async def review(self, request: web.Request) -> web.Response:
        """What was read out of a new notice's words, for correction."""
        kept = self._new(request)
        room, _, _ = await self._store.room(kept.room)
        draft = read_draft(kept.words, kept.lines.values(), self._store.clock(), room.name)
        return page(request, "desk_new.html", room=room, draft=draft)

    async def adopt(self, request: web.Request) -> web.StreamResponse:
        """The corrected notice becomes one of the school's, and the kept log is read for it."""
        kept, form = self._new(request), await desk_form.read(request)
        room, _, _ = await self._store.room(kept.room)
        draft = Draft(*(desk_form.text(form, name) for name in Draft.__dataclass_fields__))
        try:
            order, posted = ordered(draft, form, self._store.clock(), room.name)
            number = await self._store.adopt(kept.room, order, posted)
            kept.fresh = await self._store.take(kept.room, number, kept.log)
        except UserError as error:
            return page(request, "desk_new.html", explain(error), room=room, draft=draft)
        return see(address(kept.room, number))

    def _new(self, request: web.Request) -> Kept:
        """The log with a new notice's words; without one it begins anew."""
        kept = self._logs.of(token(request), request.match_info["room"])
        if kept is None:
            raise web.HTTPSeeOther(PATH)
        return kept


def read_draft(words: str, lines: Iterable[LogLine], now: datetime, room: str) -> Draft:
    """Read a notice out of its words, as of the time when it stood in the group."""
    posted = posted_at(words, lines, now)
    order = orders.read(words, posted, [room])
    kind = order.kind if order.kind in receipts.ASKING else "ack"
    deadline = order.deadline or dates.deadline(order.body, posted)
    return Draft(words, kind, order.title, _local(deadline), _local(posted))


def posted_at(words: str, lines: Iterable[LogLine], now: datetime) -> datetime:
    """When the notice itself was posted, where the log has it; else when the log begins."""
    timed = [line for line in lines if line.at]
    own = [line for line in timed if desk_lines.same_words(line.text, words)]
    moments = [line.at for line in (own or timed) if line.at]
    return min([*moments[:1], now])


def ordered(draft: Draft, form: Form, now: datetime, room: str) -> tuple[NoticeOrder, datetime]:
    """The notice of a corrected form, and when it was posted. Raises Refused."""
    if not draft.words:
        raise Refused("no_words")
    if not draft.title:
        raise Refused("no_title")
    posted = min(desk_form.moment(form, "posted") or now, now)
    order = orders.read(privacy.redacted(draft.words), posted, [room])
    kind = draft.kind if draft.kind in receipts.ASKING else "ack"
    title = privacy.redacted(draft.title)
    told = deskwork.corrected(order, kind, title, desk_form.moment(form, "deadline"))
    if kind == "poll" and len(told.options) < 2:  # noqa: PLR2004  one is no choice
        raise Refused("no_options")
    return told, posted


def _local(moment: datetime | None) -> str:
    return china(moment).strftime(LOCAL) if moment else ""
