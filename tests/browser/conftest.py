"""A browser, and the sandbox served to it with a school that only pretends."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp.test_utils import unused_port
from playwright.async_api import Browser, Page, async_playwright

from bot.admin.sandbox_page import routes
from bot.admin.web import application, link, serve
from bot.clock import StoppedClock
from bot.demo import example
from bot.gateways.sandbox import Sandbox
from bot.messages import Inbound
from tests.browser.fake_school import FakeSchool

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOST = "127.0.0.1"
SECRET = "for-this-test-only"
Open = Callable[[int, int], Awaitable[Page]]


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Playwright's own Chromium, or the system's where that is not there."""
    async with async_playwright() as playwright:
        own = shutil.which(playwright.chromium.executable_path)
        path = own or shutil.which("chromium")
        if path is None:
            pytest.skip("no Chromium on this machine")
        started = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        await started.close()


@pytest.fixture
def school() -> FakeSchool:
    return FakeSchool()


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock(datetime(2026, 11, 25, 8, 30, tzinfo=UTC))


@pytest.fixture
def sandbox(school: FakeSchool, clock: StoppedClock) -> Sandbox:
    """A sandbox whose example plays without pauses."""
    made = Sandbox(school, clock, interval=0, settle=(0,))
    school.send = made.send
    return made


@pytest.fixture
async def address(sandbox: Sandbox, school: FakeSchool, clock: StoppedClock) -> AsyncIterator[str]:
    """The secret link to the running sandbox; every line takes its time on the clock."""

    async def receive(line: Inbound) -> None:
        clock.advance(timedelta(seconds=20))
        await school.receive(line)

    port = unused_port()
    pages = application(SECRET, routes(sandbox, school, example()))
    runner = await serve(pages, HOST, port)
    running = asyncio.create_task(sandbox.run(receive))
    yield link(HOST, port, SECRET, "/sandbox")
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    await runner.cleanup()


@pytest.fixture
async def open_page(browser: Browser, address: str) -> AsyncIterator[Open]:
    """Opens the sandbox at a size. A page that complained in its console fails the test."""
    complaints: list[str] = []

    async def open_at(width: int, height: int) -> Page:
        page = await browser.new_page(viewport={"width": width, "height": height})
        page.set_default_timeout(10_000)
        page.on("console", lambda said: _note(complaints, said.type, said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        await page.goto(address)
        await page.wait_for_selector("#people button")
        return page

    yield open_at
    assert complaints == []


def _note(complaints: list[str], kind: str, text: str) -> None:
    if kind in {"error", "warning"}:
        complaints.append(text)
