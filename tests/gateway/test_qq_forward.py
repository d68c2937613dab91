"""The forward client: it dials, stands by, and comes back after every kind of loss."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.clock import StoppedClock
from bot.gateways.onebot_client import backoff
from bot.gateways.qq import QQ
from bot.messages import Address, Outbound, Platform
from tests.gateway.onebot_simulator import (
    BOT,
    GROUP,
    TOKEN,
    dialled,
    line,
    running,
    serving,
)

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
NOTE = Outbound(1, BOT, Address(Platform.QQ, GROUP, True), "通知")


class Pauses:
    """Waits for nothing and remembers how many failures in a row came before each pause."""

    def __init__(self) -> None:
        self.failures: list[int] = []

    def __call__(self, failures: int) -> float:
        self.failures.append(failures)
        return 0.0


def gateway(url: str, pauses: Pauses, port: int | None = None) -> QQ:
    return QQ(StoppedClock(NOON), lambda _: b"", token=TOKEN, port=port, url=url, pause=pauses)


async def test_it_shows_its_token_hears_and_sends() -> None:
    async with serving() as server, running(qq := gateway(server.url, Pauses())) as heard:
        visit = await server.visits.get()
        assert visit.headers["Authorization"] == f"Bearer {TOKEN}"
        wire = await server.wires.get()
        await wire.say(line("收到"))
        assert (await heard.get()).text == "收到"
        sent, _ = await asyncio.gather(qq.send(NOTE), wire.sent(-4))
        assert sent == "-4"


async def test_it_learns_its_account_without_any_event() -> None:
    async with serving() as server, running(qq := gateway(server.url, Pauses())):
        await qq.accounts.until(BOT, connected=True)


@pytest.mark.parametrize("politely", [True, False])
async def test_it_comes_back_after_a_loss_without_counting_a_failure(politely: bool) -> None:
    pauses = Pauses()
    async with serving() as server, running(qq := gateway(server.url, pauses)):
        for _ in range(3):
            wire = await server.wires.get()
            await qq.accounts.until(BOT, connected=True)
            if politely:
                await wire.hang_up()
            else:
                wire.cut()
            await qq.accounts.until(BOT, connected=False)
        await qq.accounts.until(BOT, connected=True)
    assert pauses.failures == [0, 0, 0]


@pytest.mark.parametrize("trouble", ["refusing", "closing"])
async def test_doors_that_close_at_once_count_as_failures_until_one_opens(trouble: str) -> None:
    pauses = Pauses()
    async with serving() as server:
        setattr(server, trouble, True)
        async with running(qq := gateway(server.url, pauses)):
            for _ in range(3):
                await server.visits.get()
            setattr(server, trouble, False)
            await qq.accounts.until(BOT, connected=True)
            await (await server.wires.get()).hang_up()
            await qq.accounts.until(BOT, connected=False)
            await qq.accounts.until(BOT, connected=True)
    assert pauses.failures[:3] == [1, 2, 3]
    assert pauses.failures[-1] == 0


async def test_nobody_listening_is_a_failure_and_not_an_end(
    caplog: pytest.LogCaptureFixture,
) -> None:
    tried = asyncio.Event()

    class Third(Pauses):
        def __call__(self, failures: int) -> float:
            if failures == 3:
                tried.set()
            return super().__call__(failures)

    async with serving() as server:
        url = server.url
    async with running(gateway(f"{url}?access_token=secret", Third())):
        await tried.wait()
    assert "cannot reach 127.0.0.1" in caplog.text
    assert "secret" not in caplog.text


async def test_it_stands_by_while_the_account_dials_in_itself() -> None:
    pauses = Pauses()
    async with serving() as server, running(qq := gateway(server.url, pauses, port=0)):
        forward = await server.wires.get()
        await qq.accounts.until(BOT, connected=True)
        async with dialled(qq.port) as reverse:
            await forward.ended.wait()
            sent, _ = await asyncio.gather(qq.send(NOTE), reverse.sent(8))
            assert sent == "8"
            assert server.wires.empty()
            assert pauses.failures == []
        again = await server.wires.get()
        await qq.accounts.until(BOT, connected=True)
        sent, _ = await asyncio.gather(qq.send(NOTE), again.sent(9))
        assert sent == "9"


def test_pauses_grow_to_a_minute_and_differ() -> None:
    for failures, longest in [(0, 1), (1, 2), (3, 8), (6, 60), (5000, 60)]:
        pauses = {backoff(failures) for _ in range(20)}
        assert all(longest / 2 <= pause <= longest for pause in pauses)
        assert len(pauses) > 1
