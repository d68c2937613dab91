"""What all pages share: who may open them, what they may load, their templates and texts."""

import tomllib
from collections.abc import Iterable
from hashlib import sha256
from hmac import compare_digest
from importlib.resources import files
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler, Middleware
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from yarl import URL

from bot.errors import UserError

_HERE = Path(str(files(__package__)))
TEXTS: dict[str, Any] = tomllib.loads((_HERE / "pages.toml").read_text("utf-8"))
STATIC = "/static/"

# Seconds that an open page may take to go when the program ends.
_PATIENCE = 1.0
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
_CONTENT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _CONTENT,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_TEMPLATES = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def application(secret: str, routes: Iterable[web.RouteDef]) -> web.Application:
    """The pages behind their guard. `secret` opens them: any address with ?k=<secret>."""
    app = web.Application(middlewares=[guard(secret)])
    app.on_response_prepare.append(_add_headers)
    app.router.add_static(STATIC, _HERE / "static")
    app.add_routes(routes)
    return app


async def serve(app: web.Application, host: str, port: int) -> web.AppRunner:
    """Listen, on loopback alone; `cleanup()` of the runner ends it.

    Raises UserError not_loopback for any other host, OSError when the port is taken.
    """
    if host != "localhost" and not _is_loopback(host):
        raise UserError("not_loopback", host=host)
    runner = web.AppRunner(app, shutdown_timeout=_PATIENCE)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return runner


def link(host: str, port: int, secret: str, path: str = "/") -> str:
    """The address to print at start."""
    return str(URL.build(scheme="http", host=host, port=port, path=path, query={"k": secret}))


def guard(secret: str) -> Middleware:
    """Let in only this machine's own browser, and only with the secret.

    A foreign Host or Origin is refused (403). `?k=<secret>` leaves a cookie and leads to the
    same page without it. Style sheets and scripts hold nothing secret and need no cookie.
    """
    token = sha256(secret.encode()).hexdigest()

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not _is_own(request):
            return refused(request, "foreign")
        if compare_digest(request.query.get("k", "").encode(), secret.encode()):
            return _welcome(request, token)
        shown = request.cookies.get(_cookie(request), "")
        if request.path.startswith(STATIC) or compare_digest(shown.encode(), token.encode()):
            return await handler(request)
        return refused(request, "secret")

    return check


def render(request: web.Request, template: str, status: int = 200, **facts: object) -> web.Response:
    """A page; its template gets `texts` of pages.toml, the menu, and `facts`."""
    html = _TEMPLATES.get_template(template).render(
        texts=TEXTS, menu=_menu(request), here=request.path, **facts
    )
    return web.Response(text=html, content_type="text/html", status=status)


def refused(request: web.Request, reason: str) -> web.Response:
    """403 with one line what to do. `reason`: a key of [refused] in pages.toml."""
    return render(request, "refused.html", 403, remedy=TEXTS["refused"][reason])


def _is_own(request: web.Request) -> bool:
    """Whether the browser asked for this very server, and from one of its own pages."""
    host, port = request.headers.get(hdrs.HOST, "").lower(), _port(request)
    if host not in {f"{name}:{port}" for name in _LOOPBACK_NAMES}:
        return False
    origin = request.headers.get(hdrs.ORIGIN)
    return origin is None or origin == f"http://{host}"


def _port(request: web.Request) -> int:
    transport = request.transport
    return int(transport.get_extra_info("sockname")[1]) if transport else 0


def _cookie(request: web.Request) -> str:
    """Cookies know no ports: two bots on one machine must not share one."""
    return f"jialian_{_port(request)}"


def _welcome(request: web.Request, token: str) -> web.Response:
    query = {key: value for key, value in request.query.items() if key != "k"}
    address = str(request.rel_url.with_query(query))
    response = web.Response(status=303, headers={hdrs.LOCATION: address})
    response.set_cookie(_cookie(request), token, httponly=True, samesite="Strict")
    return response


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _menu(request: web.Request) -> list[dict[str, str]]:
    """The entries of pages.toml whose pages are there."""
    there = {resource.canonical for resource in request.app.router.resources()}
    return [entry for entry in TEXTS["menu"] if entry["path"] in there]


async def _add_headers(_: web.Request, response: web.StreamResponse) -> None:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
