"""How WeChat fares: connected or not, since when, what may be missing, and the code to scan."""

from datetime import datetime
from typing import Any, Protocol

from aiohttp import web

from bot.admin.web import TEXTS, render
from bot.clock import china
from bot.gateways import wechat_qr
from bot.gateways.wechat import Status

PATH = "/wechat"
SHOWN = 10  # gaps
_QUIET = 4  # squares of white around a code


class Gateway(Protocol):
    """The network that the page looks at."""

    def status(self) -> Status: ...


def routes(gateway: Gateway) -> list[web.RouteDef]:
    async def page(request: web.Request) -> web.Response:
        return render(request, "wechat.html", **facts(gateway.status()))

    return [web.get(PATH, page)]


def facts(status: Status) -> dict[str, Any]:
    """What the template shows of a status."""
    words = TEXTS["wechat"]
    gaps = [(_time(since), _time(until)) for since, until in reversed(status.gaps[-SHOWN:])]
    return {
        "state": status.link.state.value,
        "said": words["states"][status.link.state.value],
        "remedy": words["remedies"].get(status.link.state.value, ""),
        "since": _time(status.link.since),
        "heard": _time(status.heard) if status.heard else "",
        "account": status.link.account,
        "gaps": [words["gap"].format(since=since, until=until) for since, until in gaps],
        "lost": status.lost,
        "code": _path(wechat_qr.squares(status.link.qr)) if status.link.qr else None,
    }


def _time(moment: datetime) -> str:
    return china(moment).strftime("%m-%d %H:%M:%S")


def _path(squares: list[list[bool]]) -> dict[str, object]:
    """A code as one path of an SVG, and the length of its side."""
    dark = [(x, y) for y, row in enumerate(squares) for x, is_dark in enumerate(row) if is_dark]
    d = "".join(f"M{x + _QUIET} {y + _QUIET}h1v1h-1z" for x, y in dark)
    return {"d": d, "side": len(squares) + 2 * _QUIET}
