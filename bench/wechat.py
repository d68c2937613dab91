"""`python -m bench.wechat`: what the WeChat gateway costs, and whether its memory stays flat.

Both against a real Wechaty gateway (python -m tests.needs installs it; Node is needed).

speed    messages that arrive in a burst, through the bare gRPC stub and through the gateway of
         the bot, in turns: CPU of this process and time, medians
memory   30,000 messages and what this process holds after every 3,000
"""

import argparse
import asyncio
import json
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

import psutil  # type: ignore[import-untyped]
from aiohttp import ClientSession
from grpclib.client import Channel
from wechaty_grpc.wechaty import PuppetStub

from bot.clock import system_clock
from bot.gateways.wechat import WeChat
from bot.gateways.wechat_link import LinkState
from bot.gateways.wechat_out import Pace
from bot.gateways.wechat_wire import EventType
from bot.messages import Inbound, Kind
from tests.gateway.conftest import BOT, CONTACTS, ROOMS
from tests.gateway.wechat_node import TOKEN, Node, World, until
from tests.work import at_work

ROOM, PEOPLE = "k3@chatroom", ["wxid_lan", "wxid_bo"]
MIB = 1024 * 1024
names = count()
Cost = tuple[float, float]  # CPU and time of one message in microseconds
Burst = Callable[[], Awaitable[None]]


@asynccontextmanager
async def wechat() -> AsyncIterator[World]:
    node = Node()
    node.start()
    try:
        async with ClientSession() as session:
            world = World(session, node)
            await world.order("world", bot=BOT, contacts=CONTACTS, rooms=ROOMS)
            yield world
    finally:
        node.kill()


async def burst(world: World, size: int) -> None:
    given: dict[str, Any] = {"prefix": f"b{next(names)}-", "count": size, "from": PEOPLE}
    await world.order("burst", room=ROOM, **given)


async def bare(world: World, size: int) -> Cost:
    """The least that any client must do: hear of a message and ask for it, one after the other."""
    host, _, port = world.node.endpoint.partition(":")
    channel = Channel(host, int(port))
    stub = PuppetStub(channel, metadata={"authorization": f"Wechaty {TOKEN}"})
    left, ready, done = size, asyncio.Event(), asyncio.Event()

    async def listen() -> None:
        nonlocal left
        async for event in stub.event():
            ready.set()
            if event.type == EventType.MESSAGE:
                await stub.message_payload(id=json.loads(event.payload)["messageId"])
                left -= 1
            if not left:
                done.set()

    async with at_work(listen()):
        await ready.wait()
        cost = await measured(world, size, done.wait)
    channel.close()
    return cost


async def ours(world: World, size: int) -> Cost:
    """The same through the bot's gateway, in order and translated."""
    left, done = size, asyncio.Event()

    async def receive(message: Inbound) -> None:
        nonlocal left
        left -= message.kind is Kind.TEXT
        if not left:
            done.set()

    async with listening(world, receive):
        return await measured(world, size, done.wait)


async def measured(world: World, size: int, done: Callable[[], Awaitable[object]]) -> Cost:
    began, cpu = time.perf_counter(), time.process_time()
    await burst(world, size)
    await done()
    spent = time.process_time() - cpu, time.perf_counter() - began
    return spent[0] / size * 1e6, spent[1] / size * 1e6


@asynccontextmanager
async def listening(
    world: World, receive: Callable[[Inbound], Awaitable[None]]
) -> AsyncIterator[None]:
    pace = Pace(same=0, other=0)
    endpoint = world.node.endpoint
    gateway = WeChat(system_clock, lambda _: b"", endpoint=endpoint, token=TOKEN, pace=pace)
    async with at_work(gateway.run(receive)):
        await until(lambda: gateway.status().link.state is LinkState.ONLINE)
        yield


async def speed(size: int, repeats: int) -> None:
    costs: dict[str, list[Cost]] = {"stub": [], "gateway": []}
    async with wechat() as world:
        for _ in range(repeats):
            costs["stub"].append(await bare(world, size))
            costs["gateway"].append(await ours(world, size))
    rows = {name: list(map(statistics.median, zip(*f, strict=True))) for name, f in costs.items()}
    for name, (cpu, wall) in rows.items():
        print(f"{name:8} CPU {cpu:6.0f} us  time {wall:6.0f} us a message")
    factors = [b / a for a, b in zip(rows["stub"], rows["gateway"], strict=True)]
    print(f"factor   CPU {factors[0]:6.2f}     time {factors[1]:6.2f}")


async def memory(messages: int, size: int = 3_000) -> None:
    heard, process = 0, psutil.Process()

    async def receive(message: Inbound) -> None:
        nonlocal heard
        heard += message.kind is Kind.TEXT

    async with wechat() as world, listening(world, receive):
        for sent in range(size, messages + 1, size):
            await burst(world, size)
            await until(lambda wanted=sent: heard == wanted, 600)  # type: ignore[misc]
            print(f"{sent:6} messages  {process.memory_info().rss / MIB:6.1f} MiB", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        "bench.wechat", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["speed", "memory"])
    parser.add_argument("--messages", type=int, default=30_000)
    parser.add_argument("--burst", type=int, default=2_000)
    parser.add_argument("--repeats", type=int, default=5)
    asked = parser.parse_args()
    if asked.what == "speed":
        asyncio.run(speed(asked.burst, asked.repeats))
    else:
        asyncio.run(memory(asked.messages))


if __name__ == "__main__":
    main()
