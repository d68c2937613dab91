"""A real gateway for WeChat, started once, and a fresh WeChat in it for every test."""

from collections.abc import AsyncIterator, Iterator

import pytest
from aiohttp import ClientSession

from tests.gateway import wechat_node
from tests.gateway.wechat_node import Node, World

BOT = "wxid_bot"
CONTACTS = [
    {"id": BOT, "name": "小桥"},
    {"id": "wxid_lan", "name": "兰心", "remark": "岑溪妈妈"},
    {"id": "wxid_bo", "name": "Bob Lee", "handle": "bob_lee"},
    {"id": "wxid_far", "name": "远方"},
]
ROOMS = [{"id": "k3@chatroom", "topic": "三(5)班家长群", "members": [BOT, "wxid_lan", "wxid_bo"]}]


def _started() -> Iterator[Node]:
    if not wechat_node.present():
        wechat_node.missing()
    node = Node()
    node.start()
    yield node
    node.kill()


# The fragile one may be killed, if it is started again.
gateway_process = pytest.fixture(scope="session", name="gateway_process")(_started)
fragile_process = pytest.fixture(scope="module", name="fragile_process")(_started)


async def _world_of(process: Node) -> AsyncIterator[World]:
    async with ClientSession() as session:
        world = World(session, process)
        await world.order("world", bot=BOT, contacts=CONTACTS, rooms=ROOMS)
        yield world


@pytest.fixture
async def wechat(gateway_process: Node) -> AsyncIterator[World]:
    """A WeChat with one class group."""
    async for world in _world_of(gateway_process):
        yield world


@pytest.fixture
async def fragile(fragile_process: Node) -> AsyncIterator[World]:
    """One whose gateway may be killed."""
    async for world in _world_of(fragile_process):
        yield world
