"""Who may open the pages: this machine's own browser, by the secret link, and nobody else."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import ClientResponse, ClientSession, CookieJar, web
from aiohttp.test_utils import unused_port

import bot.admin
from bot.admin.web import TEXTS, application, link, serve
from bot.errors import UserError

HOST = "127.0.0.1"
SECRET = "s e c r e t/?"
STATIC = Path(bot.admin.__path__[0]) / "static"


@dataclass(frozen=True)
class Site:
    port: int
    session: ClientSession

    async def get(self, path: str, **headers: str) -> ClientResponse:
        address = f"http://{HOST}:{self.port}{path}"
        return await self.session.get(address, headers=headers, allow_redirects=False)

    async def enter(self, path: str = "/page") -> ClientResponse:
        return await self.session.get(link(HOST, self.port, SECRET, path), allow_redirects=False)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async def page(_: web.Request) -> web.Response:
        return web.Response(text="inside")

    port = unused_port()
    runner = await serve(application(SECRET, [web.get("/page", page)]), HOST, port)
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        yield Site(port, session)
    await runner.cleanup()


async def test_without_the_secret_the_page_says_in_one_line_what_to_do(site: Site) -> None:
    answer = await site.get("/page")
    assert answer.status == 403
    assert TEXTS["refused"]["secret"] in await answer.text()


async def test_a_wrong_secret_is_refused(site: Site) -> None:
    assert (await site.get("/page?k=wrong")).status == 403


async def test_the_secret_link_leaves_a_cookie_and_leads_to_the_clean_address(site: Site) -> None:
    answer = await site.enter("/page")
    cookie = answer.headers["Set-Cookie"]
    assert (answer.status, answer.headers["Location"]) == (303, "/page")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert SECRET not in cookie
    assert await (await site.get("/page")).text() == "inside"


async def test_the_clean_address_keeps_the_rest_of_the_query(site: Site) -> None:
    answer = await site.get("/page?day=1&k=s%20e%20c%20r%20e%20t/?")
    assert answer.headers["Location"] == "/page?day=1"


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1:1", "127.0.0.1", "127.0.0.1.evil.cn:{port}"],
)
async def test_a_foreign_host_is_refused_even_with_the_cookie(site: Site, host: str) -> None:
    await site.enter()
    answer = await site.get("/page", Host=host.format(port=site.port))
    assert answer.status == 403
    assert TEXTS["refused"]["foreign"] in await answer.text()


@pytest.mark.parametrize("host", ["localhost:{port}", "[::1]:{port}", "127.0.0.1:{port}"])
async def test_every_name_of_loopback_with_the_port_is_right(site: Site, host: str) -> None:
    await site.enter()
    answer = await site.get("/static/look.css", Host=host.format(port=site.port))
    assert answer.status == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://localhost:{port}"]
)
async def test_a_foreign_origin_is_refused_even_with_the_cookie(site: Site, origin: str) -> None:
    await site.enter()
    assert (await site.get("/page", Origin=origin.format(port=site.port))).status == 403


async def test_the_own_origin_is_let_in(site: Site) -> None:
    await site.enter()
    assert (await site.get("/page", Origin=f"http://{HOST}:{site.port}")).status == 200


async def test_every_answer_carries_the_content_policy(site: Site) -> None:
    for path in ("/page", "/static/look.css", "/nowhere"):
        policy = (await site.get(path)).headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.org", "::"])
async def test_pages_listen_on_loopback_alone(host: str) -> None:
    with pytest.raises(UserError, match="not_loopback"):
        await serve(application(SECRET, []), host, unused_port())


def test_every_word_that_a_script_asks_for_stands_in_the_texts() -> None:
    scripts = "".join(path.read_text("utf-8") for path in STATIC.glob("*.js"))
    asked = set(re.findall(r"\bwords\.(\w+)", scripts))
    roles = {f"role_{role}" for role in ("teacher", "guardian", "stranger")}
    assert asked | roles == set(TEXTS["sandbox"]["words"])


def test_no_script_or_sheet_reaches_out() -> None:
    for path in STATIC.iterdir():
        assert "http" not in path.read_text("utf-8"), path.name
