"""After a gap the history is read: what was missed comes once, in order, before what comes now."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import StoppedClock
from bot.gateways.qq import QQ
from bot.messages import Inbound
from tests.gateway.onebot_simulator import (
    BOT,
    GROUP,
    TOKEN,
    Json,
    Wire,
    dialled,
    line,
    running,
)

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
LAST = NOW - timedelta(hours=1)  # when the group was heard last
Heard = asyncio.Queue[Inbound]


def said(text: str, minutes: float, id_: int, **changes: object) -> Json:
    """A line so many minutes after the last that was heard."""
    at = LAST + timedelta(minutes=minutes)
    return line(text, message_id=id_, message_seq=id_ + 9000, time=int(at.timestamp()), **changes)


@asynccontextmanager
async def connected(
    until: datetime = LAST, *, port: int | None = 0, patience: float = 30.0
) -> AsyncIterator[tuple[Heard, Wire]]:
    async def heard(account: str) -> Mapping[str, datetime]:
        assert account == BOT
        return {GROUP: until}

    clock = StoppedClock(NOW)
    qq = QQ(clock, lambda _: b"", token=TOKEN, port=port, patience=patience, heard=heard)
    async with running(qq) as came, dialled(qq.port) as wire:
        yield came, wire


async def texts(heard: Heard, count: int) -> list[str]:
    return [(await heard.get()).text for _ in range(count)]


async def test_what_was_missed_comes_before_what_comes_now() -> None:
    async with connected() as (heard, wire):
        call = await wire.calls.get()
        assert call["action"] == "get_group_msg_history"
        assert call["params"]["group_id"] == int(GROUP)
        await wire.say(said("刚说的", 60, 5))
        missed = [said("收到", 10, 3), said("好的", 20, 4), said("刚说的", 60, 5)]
        await wire.answer(call, {"messages": missed})
        second = await wire.calls.get()
        await wire.answer(second, {"messages": []})
        assert await texts(heard, 3) == ["收到", "好的", "刚说的"]
        await wire.say(said("以后的", 61, 6))
        assert await texts(heard, 1) == ["以后的"]
        assert heard.empty()


async def test_it_reads_page_by_page_back_to_the_last_that_was_heard() -> None:
    async with connected() as (heard, wire):
        first = await wire.calls.get()
        await wire.answer(first, {"messages": [said("三", 30, 3), said("四", 40, 4)]})
        second = await wire.calls.get()
        assert second["params"]["message_seq"] == 9003
        assert second["params"]["message_id"] == 3
        page = [said("旧", -300, 1), said("二", 20, 2), said("三", 30, 3)]
        await wire.answer(second, {"messages": page})
        assert await texts(heard, 3) == ["二", "三", "四"]
        assert wire.calls.empty()


async def test_a_history_that_leaves_out_the_obvious_is_read() -> None:
    bare = said("收到", 10, 3)
    for name in ("post_type", "message_type", "self_id", "group_id"):
        del bare[name]
    own = said("【通知12】", 5, 2, user_id=int(BOT))
    async with connected() as (heard, wire):
        await wire.answer(await wire.calls.get(), {"messages": [own, bare, {"message_id": 1}, "?"]})
        await wire.answer(await wire.calls.get(), {"messages": []})
        assert await texts(heard, 1) == ["收到"]


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "failed", "retcode": 1200, "data": None},
        {"data": []},
        {"data": {"messages": None}},
        {"data": {"messages": ["?"]}},
        {"data": {"messages": [{"message_id": 1}]}},
    ],
)
async def test_a_history_that_cannot_be_read_holds_nothing_up(changes: Json) -> None:
    async with connected() as (heard, wire):
        await wire.say(said("以后的", 61, 6))
        await wire.answer(await wire.calls.get(), **{"data": None, **changes})
        assert await texts(heard, 1) == ["以后的"]


async def test_an_implementation_without_history_holds_nothing_up() -> None:
    async with connected(patience=0.01) as (heard, wire):
        await wire.say(said("以后的", 61, 6))
        assert await texts(heard, 1) == ["以后的"]


async def test_long_gaps_are_not_read_to_their_end() -> None:
    async with connected(until=NOW - timedelta(days=30)) as (heard, wire):
        call = await wire.calls.get()
        old, new = said("上周的", -60 * 24 * 7, 1), said("昨天的", -60 * 20, 2)
        await wire.answer(call, {"messages": [old, new]})
        assert await texts(heard, 1) == ["昨天的"]
        assert wire.calls.empty()
