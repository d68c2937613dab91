"""Several links at once: the newest of an account wins, and nobody waits on the old one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime

import pytest

from bot.clock import StoppedClock
from bot.gateways.qq import QQ
from bot.messages import Address, Inbound, Outbound, Platform
from tests.gateway.onebot_simulator import BOT, GROUP, TOKEN, dialled, heartbeat, line, running

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
NOTE = Outbound(1, BOT, Address(Platform.QQ, GROUP, True), "通知")
NAMELESS = {"Authorization": f"Bearer {TOKEN}"}
Heard = asyncio.Queue[Inbound]


@pytest.fixture
def qq() -> QQ:
    return QQ(StoppedClock(NOON), lambda _: b"", token=TOKEN, port=0)


@pytest.fixture
async def heard(qq: QQ) -> AsyncIterator[Heard]:
    async with running(qq) as heard:
        yield heard


@pytest.mark.usefixtures("heard")
async def test_the_newest_link_wins_and_who_waited_on_the_old_one_learns_it(qq: QQ) -> None:
    async with AsyncExitStack() as wires:
        old = await wires.enter_async_context(dialled(qq.port))
        await qq.accounts.until(BOT, connected=True)
        waiting = asyncio.create_task(qq.send(NOTE))
        await old.calls.get()
        new = await wires.enter_async_context(dialled(qq.port))
        with pytest.raises(TimeoutError):
            await waiting
        await old.ended.wait()
        sent, _ = await asyncio.gather(qq.send(NOTE), new.sent(6))
        assert sent == "6"


@pytest.mark.usefixtures("heard")
async def test_many_links_in_a_row_leave_the_last_one(qq: QQ) -> None:
    async with AsyncExitStack() as wires:
        storm = [await wires.enter_async_context(dialled(qq.port)) for _ in range(20)]
        for old in storm[:-1]:
            await old.ended.wait()
        sent, _ = await asyncio.gather(qq.send(NOTE), storm[-1].sent(7))
        assert sent == "7"


async def test_two_accounts_do_not_disturb_each_other(qq: QQ, heard: Heard) -> None:
    async with dialled(qq.port) as one, dialled(qq.port, account="77", login="77") as two:
        await two.say(line("二", self_id=77))
        await one.say(line("一"))
        assert {(await heard.get()).bot, (await heard.get()).bot} == {BOT, "77"}
        assert [row.account for row in qq.status()] == [BOT, "77"]


async def test_a_link_that_loses_its_calls_alone_is_still_heard(qq: QQ, heard: Heard) -> None:
    async with AsyncExitStack() as wires:
        whole = await wires.enter_async_context(dialled(qq.port))
        await qq.accounts.until(BOT, connected=True)
        waiting = asyncio.create_task(qq.send(NOTE))
        await whole.calls.get()
        calls = await wires.enter_async_context(dialled(qq.port, role="Api"))
        with pytest.raises(TimeoutError):
            await waiting
        await whole.say(line("收到"))
        assert (await heard.get()).text == "收到"
        sent, _ = await asyncio.gather(qq.send(NOTE), calls.sent(8))
        assert sent == "8"


@pytest.mark.usefixtures("heard")
async def test_an_old_link_that_says_its_name_late_replaces_nobody(qq: QQ) -> None:
    async with AsyncExitStack() as wires:
        late = dialled(qq.port, headers=NAMELESS, login="")
        old = await wires.enter_async_context(late)
        assert (await old.calls.get())["action"] == "get_login_info"
        new = await wires.enter_async_context(dialled(qq.port))
        await qq.accounts.until(BOT, connected=True)
        await old.say(heartbeat())
        await old.ended.wait()
        sent, _ = await asyncio.gather(qq.send(NOTE), new.sent(9))
        assert sent == "9"
