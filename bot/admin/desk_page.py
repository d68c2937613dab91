"""The paste desk: a group's log in, the tally child by child out, for teachers without a bot."""

import secrets
from collections.abc import Awaitable, Callable
from typing import Protocol
from urllib.parse import quote

from aiohttp import hdrs, web
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import sheets_out
from bot.admin import desk_form, desk_web
from bot.admin.desk_form import Form, Refused
from bot.admin.desk_log import Logs
from bot.admin.desk_start import StartPages
from bot.admin.desk_store import DeskStore, card_of
from bot.admin.desk_web import PATH, WORDS, Asked, asked, explain, page, remember, see
from bot.clock import Clock
from bot.errors import UserError
from bot.router import Router
from bot.services.counting.deskwork import Press

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class School(Protocol):
    """What the desk needs of a school that runs."""

    @property
    def engine(self) -> AsyncEngine: ...

    @property
    def router(self) -> Router: ...

    @property
    def clock(self) -> Clock: ...


def routes(school: School) -> list[web.RouteDef]:
    """The paste desk's pages."""
    store, logs = DeskStore(school.engine, school.router, school.clock), Logs(school.clock)
    first = StartPages(store, logs)
    desk = NoticePages(store, logs, first)
    notice = PATH + r"/{room}/{no:\d+}"
    return [
        web.get(PATH, first.start),
        web.post(PATH, first.take),
        web.get(PATH + "/{room}/new", first.review),
        web.post(PATH + "/{room}/new", first.adopt),
        web.get(notice, desk.show),
        web.get(notice + "/table", desk.table),
        web.get(notice + "/report", desk.report),
        web.post(notice + "/{deed}", desk.do),
    ]


class NoticePages:
    """A notice with its tally beside the log, and what the teacher does there."""

    def __init__(self, store: DeskStore, logs: Logs, first: StartPages) -> None:
        self._store, self._logs, self._first = store, logs, first
        self._deeds: dict[str, Callable[[Asked, Form], Awaitable[web.Response]]] = {
            **dict.fromkeys(WORDS["did"], self._press),
            "undo": self._undo,
            "more": self._more,
            "match": self._match,
            "unmatch": self._unmatch,
            "move": self._move,
            "forget": self._forget,
        }

    async def show(self, request: web.Request) -> web.Response:
        return await self._show(asked(request, self._logs))

    async def _show(self, about: Asked, error: str = "") -> web.Response:
        """The page; `error` is what could not be done. A notice that is gone leads to the start."""
        try:
            facts = await self._store.show(about.room, about.no, about.kept)
        except Refused as refused:
            return await self._first.begin(about.request, {}, explain(refused))
        said = desk_web.flash(about.request.query, facts)
        return page(about.request, "desk.html", error, base=about.base, flash=said, **facts)

    async def table(self, request: web.Request) -> web.Response:
        """The tally as a workbook."""
        about = asked(request, self._logs)
        try:
            file = await self._store.table(about.room, about.no)
        except Refused as refused:
            return await self._first.begin(request, {}, explain(refused))
        headers = {hdrs.CONTENT_DISPOSITION: f"attachment; filename*=UTF-8''{quote(file.name)}"}
        return web.Response(body=sheets_out.render(file), content_type=_SHEET, headers=headers)

    async def report(self, request: web.Request) -> web.Response:
        """How the answers came in: the curve, and who answered when."""
        about = asked(request, self._logs)
        try:
            facts = await self._store.report(about.room, about.no)
        except Refused as refused:
            return await self._first.begin(request, {}, explain(refused))
        return page(request, "desk_report.html", base=about.base, **facts)

    async def do(self, request: web.Request) -> web.StreamResponse:
        """Do a deed, and show what came of it. What cannot be done is said on the same page."""
        about, deed = asked(request, self._logs), self._deeds.get(request.match_info["deed"])
        if deed is None:
            raise web.HTTPNotFound
        try:
            return await deed(about, await desk_form.read(request))
        except UserError as error:
            return await self._show(about, explain(error))

    async def _press(self, about: Asked, form: Form) -> web.Response:
        does, child = about.request.match_info["deed"], desk_form.text(form, "child")
        press = Press(secrets.token_hex(8), child, does)
        done = await self._store.press(about.room, about.no, press, form)
        said = f"did={does}&child={quote(child)}" if done else f"stale={quote(child)}"
        return see(f"{about.base}?{said}")

    async def _undo(self, about: Asked, form: Form) -> web.Response:
        child, press = desk_form.text(form, "child"), desk_form.text(form, "press")
        done = await self._store.take_back(about.room, about.no, child, press)
        return see(f"{about.base}?{'undone' if done else 'stale'}={quote(child)}")

    async def _more(self, about: Asked, form: Form) -> web.Response:
        log = await desk_web.parsed(desk_form.log_of(form))
        fresh = await self._store.take(about.room, about.no, log)
        name = desk_web.token(about.request)
        self._logs.keep(name, about.room, log, onto=about.kept).fresh = fresh
        return remember(about.request, see(about.base), name)

    async def _match(self, about: Asked, form: Form) -> web.Response:
        kept, account = about.log, desk_form.text(form, "account")
        child, relation = desk_form.text(form, "child"), desk_form.text(form, "relation")
        name = await self._store.match(about.no, kept, account, child=child, relation=relation)
        kept.matched[account] = WORDS["matched"].format(child=name, relation=relation)
        return see(about.base)

    async def _unmatch(self, about: Asked, form: Form) -> web.Response:
        kept, account = about.log, desk_form.text(form, "account")
        await self._store.unmatch(about.no, kept, account)
        kept.matched.pop(account, None)
        return see(f"{about.base}?unmatched={quote(card_of(kept, account))}")

    async def _move(self, about: Asked, _form: Form) -> web.Response:
        count = await self._store.move(about.no, about.log)
        return see(f"{about.base}?moved={count}")

    async def _forget(self, about: Asked, _form: Form) -> web.Response:
        self._logs.drop(desk_web.token(about.request), about.room)
        return see(f"{PATH}?room={quote(about.room)}")
