"""The sandbox page: its frame in HTML, and the socket over which it lives."""

import json
from collections.abc import Iterable, Mapping
from typing import Protocol

from aiohttp import web

from bot.admin.web import TEXTS, render

_HEARTBEAT = 30.0
_LARGEST_FRAME = 64 * 1024

Event = Mapping[str, object]


class Sandbox(Protocol):
    """The network that the page looks at."""

    async def attach(self, socket: web.WebSocketResponse, example: Iterable[Event] = ()) -> None:
        """Serve one page until it closes."""


class Cast(Protocol):
    """Who is there."""

    @property
    def classes(self) -> Iterable[Mapping[str, object]]: ...


class Stage(Protocol):
    async def cast(self) -> Cast: ...


def routes(sandbox: Sandbox, stage: Stage, example: list[dict[str, object]]) -> list[web.RouteDef]:
    """The page and its socket. `example`: the events that the play button plays."""

    async def page(request: web.Request) -> web.Response:
        cast = await stage.cast()
        names = [str(room["name"]) for room in cast.classes]
        words = json.dumps(TEXTS["sandbox"]["words"], ensure_ascii=False)
        return render(request, "sandbox.html", names=names, words=words)

    async def socket(request: web.Request) -> web.WebSocketResponse:
        response = web.WebSocketResponse(heartbeat=_HEARTBEAT, max_msg_size=_LARGEST_FRAME)
        await response.prepare(request)
        await sandbox.attach(response, example)
        return response

    return [web.get("/sandbox", page), web.get("/sandbox/ws", socket)]
