"""What the pages of the paste desk share: whose log this is, how a page leaves, how errors read."""

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from aiohttp import hdrs, web

from bot import texts
from bot.admin.desk_form import Refused
from bot.admin.desk_log import Kept, Logs
from bot.admin.web import TEXTS, render
from bot.errors import UserError
from bot.parsing import chatlogs

PATH = "/desk"
WORDS: dict[str, Any] = TEXTS["desk"]
UNFIT = 422


@dataclass
class Asked:
    """A request about one notice of one class, with the log that its browser left here."""

    request: web.Request
    room: str
    no: int
    kept: Kept | None

    @property
    def base(self) -> str:
        return address(self.room, self.no)

    @property
    def log(self) -> Kept:
        """The log, where the deed needs one. Raises Refused("gone")."""
        if self.kept is None:
            raise Refused("gone")
        return self.kept


def address(room: str, page: object) -> str:
    """Where a notice of a class is, or the review of a new one."""
    return f"{PATH}/{quote(room, safe='')}/{page}"


def asked(request: web.Request, logs: Logs) -> Asked:
    room = request.match_info["room"]
    return Asked(request, room, int(request.match_info["no"]), logs.of(token(request), room))


def token(request: web.Request) -> str:
    """The name under which this browser's log is kept; a new one where it has none."""
    return request.cookies.get(_cookie(request)) or secrets.token_urlsafe(16)


def remember(request: web.Request, response: web.Response, name: str) -> web.Response:
    """Let the browser show the name of its log again."""
    response.set_cookie(_cookie(request), name, path=PATH, httponly=True, samesite="Strict")
    return response


def _cookie(request: web.Request) -> str:
    """Cookies know no ports: two bots on one machine must not share one."""
    transport = request.transport
    port = transport.get_extra_info("sockname")[1] if transport else 0
    return f"jialian_desk_{port}"


def see(where: str) -> web.Response:
    """On to another page: a reload must not do the deed twice."""
    return web.Response(status=303, headers={hdrs.LOCATION: where})


def page(request: web.Request, template: str, error: str = "", **facts: object) -> web.Response:
    """A page whose own forms the guard lets in: they must tell where they come from."""
    response = render(request, template, UNFIT if error else 200, error=error, **facts)
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def explain(error: UserError) -> str:
    """An error in one line: the desk's own words, else the program's."""
    own = WORDS["errors"].get(error.name)
    return str(own.format(**error.facts)) if own else texts.explain(error)


async def parsed(data: bytes | str | None) -> chatlogs.Log:
    """Read beside the loop: a long log must not hold a school up."""
    if data is None:
        raise Refused("empty")
    return await asyncio.to_thread(chatlogs.read, data)


def flash(query: Mapping[str, str], facts: Mapping[str, Any]) -> dict[str, str] | None:
    """What the last deed came to, in a line; a press is offered to be taken back at once."""
    children = facts["room"].children
    if query.get("moved", "").isdecimal():
        return _line(WORDS["moved_flash"].format(count=query["moved"]))
    if "unmatched" in query:
        return _line(WORDS["unmatched_flash"].format(card=query["unmatched"]))
    for key in ("stale", "undone"):
        if query.get(key) in children:
            return _line(WORDS[key].format(child=children[query[key]].label))
    child = query.get("child", "")
    if child in children and query.get("did") in WORDS["did"]:
        said = WORDS["did"][query["did"]].format(child=children[child].label)
        return {"text": said, "child": child, "press": _press_of(facts["tally"], child)}
    return None


def _line(text: str) -> dict[str, str]:
    return {"text": text, "child": "", "press": ""}


def _press_of(tally: Mapping[str, Any], child: str) -> str:
    shown = (one for group in tally["groups"] for one in group["children"])
    return next((str(one["press"]) for one in shown if one["id"] == child), "")
