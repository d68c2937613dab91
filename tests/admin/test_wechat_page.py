"""The page about WeChat: each state in words, gaps, and the code to scan."""

from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientSession, CookieJar
from aiohttp.test_utils import unused_port

from bot.admin import wechat_page
from bot.admin.web import TEXTS, application, link, serve
from bot.gateways.wechat import Status
from bot.gateways.wechat_link import LinkState, LinkStatus

NOW = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)


def status(state: LinkState, qr: str = "", gaps: int = 0, lost: int = 0) -> Status:
    found = tuple((NOW - timedelta(hours=n), NOW) for n in range(gaps))
    return Status(LinkStatus(state, NOW, "wxid_bot", qr), NOW, found, lost)


@pytest.mark.parametrize("state", list(LinkState))
def test_every_state_has_its_words(state: LinkState) -> None:
    shown = wechat_page.facts(status(state))
    assert shown["said"] == TEXTS["wechat"]["states"][state.value]
    assert shown["since"] == "11-25 16:30:00"
    fine = state in {LinkState.ONLINE, LinkState.STARTING}
    assert bool(shown["remedy"]) is not fine


def test_gaps_are_told_newest_first_and_not_all() -> None:
    shown = wechat_page.facts(status(LinkState.ONLINE, gaps=12))
    assert len(shown["gaps"]) == wechat_page.SHOWN
    assert "漏收" in shown["gaps"][0]
    assert "05:30" in shown["gaps"][0]


def test_the_code_is_drawn_with_its_quiet_border() -> None:
    code = wechat_page.facts(status(LinkState.SCAN, qr="http://weixin.qq.com/x/a"))["code"]
    assert code["side"] >= 21 + 8
    assert code["d"].startswith("M4 4h1v1h-1z")  # the corner of the first square
    assert wechat_page.facts(status(LinkState.ONLINE))["code"] is None


class Fixed:
    """A gateway of which only the status matters."""

    def __init__(self, found: Status) -> None:
        self._found = found

    def status(self) -> Status:
        return self._found


@pytest.mark.parametrize("state", [LinkState.SCAN, LinkState.ONLINE])
async def test_a_browser_sees_it(state: LinkState) -> None:
    found = status(state, qr="http://weixin.qq.com/x/a" if state is LinkState.SCAN else "", gaps=1)
    port, app = unused_port(), application("k", wechat_page.routes(Fixed(found)))
    server = await serve(app, "127.0.0.1", port)
    address = link("127.0.0.1", port, "k", wechat_page.PATH)
    async with (
        ClientSession(cookie_jar=CookieJar(unsafe=True)) as browser,
        browser.get(address) as page,
    ):
        shown = await page.text()
    await server.cleanup()
    assert TEXTS["wechat"]["states"][state.value] in shown
    assert "可能漏收" in shown
    assert ("<svg" in shown) is (state is LinkState.SCAN)
