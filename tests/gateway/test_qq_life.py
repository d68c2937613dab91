"""Heartbeats, silence and what the status page is told."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import StoppedClock
from bot.gateways.onebot_accounts import AccountStatus
from bot.gateways.qq import QQ
from bot.messages import Inbound, Platform
from tests.gateway.onebot_simulator import (
    BOT,
    TOKEN,
    Held,
    dialled,
    heartbeat,
    line,
    running,
    stopped,
)

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
Heard = asyncio.Queue[Inbound]


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock(NOON)


def gateway(clock: StoppedClock, grace: float = 2.5) -> QQ:
    return QQ(clock, lambda _: b"", token=TOKEN, port=0, grace=grace)


@pytest.fixture
def qq(clock: StoppedClock) -> QQ:
    return gateway(clock)


@pytest.fixture
async def heard(qq: QQ) -> AsyncIterator[Heard]:
    async with running(qq) as heard:
        yield heard


def test_it_says_what_it_is_and_can(qq: QQ) -> None:
    assert qq.platform is Platform.QQ
    assert qq.capabilities.private
    assert qq.capabilities.at_all
    assert qq.capabilities.recall
    assert qq.capabilities.files
    assert qq.status() == ()


async def test_the_status_tells_who_is_connected_and_when_heard(
    qq: QQ, heard: Heard, clock: StoppedClock
) -> None:
    async with dialled(qq.port) as wire:
        await qq.accounts.until(BOT, connected=True)
        assert qq.status() == (AccountStatus(BOT, True, True, None),)
        clock.advance(timedelta(minutes=1))
        await wire.say(heartbeat(status={"online": False}), line("收到"))
        await heard.get()
        seen = NOON + timedelta(minutes=1)
        assert qq.status() == (AccountStatus(BOT, True, False, seen),)
    await qq.accounts.until(BOT, connected=False)
    clock.advance(timedelta(minutes=1))
    assert qq.status() == (AccountStatus(BOT, False, False, seen),)
    async with dialled(qq.port):
        await qq.accounts.until(BOT, connected=True)
        assert qq.status() == (AccountStatus(BOT, True, True, seen),)


INTERVALS = [1000, 30000, None, 0, -1, "5000", 5, [1]]


@pytest.mark.parametrize("interval", INTERVALS)
async def test_a_link_whose_heartbeat_stops_is_given_up(
    clock: StoppedClock, interval: object
) -> None:
    qq = gateway(clock, grace=0.001)
    async with running(qq), dialled(qq.port) as wire:
        await wire.say(heartbeat(interval=interval))
        await wire.ended.wait()
        await qq.accounts.until(BOT, connected=False)


@pytest.mark.parametrize(("interval", "seconds"), [(5000, 12.5), (5, 75), (0, 75), (None, 75)])
async def test_an_interval_that_cannot_be_meant_counts_as_half_a_minute(
    qq: QQ, heard: Heard, interval: object, seconds: float
) -> None:
    async with dialled(qq.port) as wire:
        before = asyncio.get_running_loop().time()
        await wire.say(heartbeat(interval=interval), line("收到"))
        await heard.get()
        watch = qq.accounts.speaker(BOT)._watch
        assert watch is not None
        assert seconds <= watch.when() - before < seconds + 5


async def test_a_heartbeat_without_an_interval_or_a_status_is_one_still(
    clock: StoppedClock,
) -> None:
    qq = gateway(clock, grace=0.001)
    beat = heartbeat()
    del beat["interval"], beat["status"]
    async with running(qq), dialled(qq.port) as wire:
        await wire.say(beat)
        await wire.ended.wait()


async def test_while_anything_comes_or_we_keep_it_waiting_a_link_is_not_silent(qq: QQ) -> None:
    held = Held()
    task = asyncio.create_task(qq.run(held.receive))
    await qq.listening.wait()
    async with dialled(qq.port) as wire:
        await wire.say(heartbeat(), line("一"))
        await held.entered.wait()
        link = qq.accounts.speaker(BOT)
        link._check(link.frames, 30)
        assert link.alive
        held.free.set()
        link._check(link.frames - 1, 30)
        assert link.alive
        await stopped(task)


async def test_a_link_without_heartbeats_is_kept(qq: QQ, heard: Heard) -> None:
    async with dialled(qq.port) as wire:
        await wire.say(line("收到"))
        await heard.get()
        assert qq.accounts.speaker(BOT)._watch is None


async def test_a_program_that_is_busy_holds_the_reader_back(qq: QQ) -> None:
    held = Held()
    task = asyncio.create_task(qq.run(held.receive))
    await qq.listening.wait()
    async with dialled(qq.port) as wire:
        await wire.say(line("一"), line("二"))
        await held.entered.wait()
        assert qq.accounts.speaker(BOT).frames == 1
        held.entered.clear()
        held.free.set()
        await held.entered.wait()
        assert qq.accounts.speaker(BOT).frames == 2
        await stopped(task)
