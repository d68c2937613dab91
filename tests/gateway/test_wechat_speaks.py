"""Against a real gateway: what is sent arrives, and what became of it is told as it is."""

import base64

import pytest

from bot.errors import GatewayError, Unreachable
from bot.gateways.wechat_out import BIGGEST_FILE, Pace
from bot.messages import Attachment
from tests.gateway.conftest import BOT, ROOMS
from tests.gateway.wechat_bot import listening, made, online, to_person, to_room
from tests.gateway.wechat_node import World


def file(size: int, name: str = "名单.txt") -> Attachment:
    return Attachment(name, text="a" * size)


async def test_a_text_to_the_group_with_somebody_called(wechat: World) -> None:
    async with online(wechat.node) as ear:
        id_ = await ear.gateway.send(to_room("明天春游", mentions=("wxid_bo", "wxid_lan")))
    (call,) = await wechat.calls("text")
    assert (call["to"], call["id"]) == ("k3@chatroom", id_)
    assert call["text"] == "@Bob Lee\u2005@兰心\u2005明天春游"
    assert call["mentions"] == ["wxid_bo", "wxid_lan"]


async def test_a_private_text(wechat: World) -> None:
    async with online(wechat.node) as ear:
        await ear.gateway.send(to_person("您好"))
    (call,) = await wechat.calls("text")
    assert (call["to"], call["text"], call["mentions"]) == ("wxid_lan", "您好", [])


@pytest.mark.parametrize("name", ["岑溪妈妈", "bob_lee"], ids=["remark", "number"])
async def test_a_roster_may_know_people_by_name(wechat: World, name: str) -> None:
    async with online(wechat.node) as ear:
        await ear.gateway.send(to_person("您好", name))
    (call,) = await wechat.calls("text")
    assert call["to"] in {"wxid_lan", "wxid_bo"}


async def test_a_roster_may_know_the_group_by_name(wechat: World) -> None:
    async with online(wechat.node) as ear:
        await ear.gateway.send(to_room("您好", "三(5)班家长群"))
    (call,) = await wechat.calls("text")
    assert call["to"] == "k3@chatroom"


async def test_of_two_groups_of_one_name_none_is_written_to(wechat: World) -> None:
    again = {"id": "@@2", "topic": "三(5)班家长群", "members": [BOT]}
    await wechat.order("alter", room=again)
    async with online(wechat.node) as ear:
        with pytest.raises(Unreachable):
            await ear.gateway.send(to_room("您好", "三(5)班家长群"))
    assert await wechat.calls("text") == []


@pytest.mark.parametrize("who", ["没有这个人", "@another-session"])
async def test_nobody_of_that_name(wechat: World, who: str) -> None:
    async with online(wechat.node) as ear:
        with pytest.raises(Unreachable):
            await ear.gateway.send(to_person("您好", who))


@pytest.mark.parametrize("size", [12, 5 * 1024 * 1024, BIGGEST_FILE])
async def test_a_file_of_any_size(wechat: World, size: int) -> None:
    async with online(wechat.node) as ear:
        await ear.gateway.send(to_room("请看附件", file=file(size)))
    sent, said = (call for call in await wechat.calls() if call["kind"] in {"file", "text"})
    assert (sent["name"], sent["size"]) == ("名单.txt", size)
    assert said["text"] == "请看附件"
    if size < 100:
        assert base64.b64decode(sent["data"]) == b"a" * size


async def test_a_file_that_is_too_big_is_refused_at_once(wechat: World) -> None:
    async with online(wechat.node) as ear:
        with pytest.raises(GatewayError) as refused:
            await ear.gateway.send(to_room(file=file(BIGGEST_FILE + 1)))
    assert refused.value.facts["reason"] == "too_big"


async def test_a_gateway_that_gives_no_id(wechat: World) -> None:
    async with online(wechat.node) as ear:
        await wechat.order("set", noid=True)
        assert await ear.gateway.send(to_room("您好")) == ""
        assert await ear.gateway.send(to_room(file=file(3))) == ""


async def test_an_own_message_is_taken_back(wechat: World) -> None:
    async with online(wechat.node) as ear:
        id_ = await ear.gateway.send(to_room("写错了"))
        assert await ear.gateway.send(to_room(recall=id_)) == ""
        with pytest.raises(GatewayError):
            await ear.gateway.send(to_room(recall="never"))
    assert [call["id"] for call in await wechat.calls("recall")] == [id_, "never"]


async def test_nothing_to_say_is_refused(wechat: World) -> None:
    async with online(wechat.node) as ear:
        with pytest.raises(GatewayError):
            await ear.gateway.send(to_room())


async def test_a_gateway_that_breaks_while_sending_leaves_it_unknown(wechat: World) -> None:
    """It may have left before it broke: never said to have failed, never sent again."""
    async with online(wechat.node) as ear:
        await wechat.order("set", fail="broken in the middle")
        with pytest.raises((TimeoutError, ConnectionError)):
            await ear.gateway.send(to_room("您好"))


async def test_without_a_connection_it_is_certain_that_nothing_left(wechat: World) -> None:
    gateway = made(wechat.node, patience=0.1)
    with pytest.raises(Unreachable) as refused:
        await gateway.send(to_room("您好"))
    assert refused.value.facts["reason"] == "offline"


async def test_without_an_account_too(wechat: World) -> None:
    await wechat.order("world", bot="", contacts=[], rooms=ROOMS)
    async with listening(wechat.node, patience=0.1) as ear:
        with pytest.raises(Unreachable):
            await ear.gateway.send(to_room("您好"))


@pytest.mark.parametrize(
    ("sent", "chat", "now", "wait"),
    [
        ((), "a", 0.0, (0.0, 0.0)),
        ((("a", 0.0),), "a", 0.25, (0.75, 0.75)),
        ((("a", 0.0),), "b", 1.0, (2.0, 4.0)),
        ((("a", 0.0),), "b", 9.0, (-9, 0)),
        ((("a", 0.0), ("a", 1.0), ("a", 2.0)), "a", 3.0, (57.0, 57.0)),
        ((("a", 0.0), ("a", 1.0), ("a", 2.0)), "a", 60.0, (-99, 0.0)),
    ],
)
def test_it_speaks_slowly(
    sent: tuple[tuple[str, float], ...], chat: str, now: float, wait: tuple[float, float]
) -> None:
    pace = Pace(same=1.0, other=3.0, per_minute=3)
    for where, when in sent:
        pace.spoke(where, when)
    assert wait[0] <= pace.wait(chat, now) <= wait[1]
