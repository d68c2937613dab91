"""Against a real gateway: everything that happens in WeChat arrives, once each and in its order."""

from collections import deque
from datetime import UTC, datetime

import pytest

from bot.messages import Address, Inbound, Kind, Platform
from tests.gateway.wechat_bot import Ear, online
from tests.gateway.wechat_node import World, until

ROOM = "k3@chatroom"
WHEN = datetime(2026, 11, 25, 7, 30, tzinfo=UTC)


async def one(ear: Ear) -> Inbound:
    (message,) = await ear.until(1)
    return message


async def test_a_word_in_the_group(wechat: World) -> None:
    async with online(wechat.node) as ear:
        await wechat.say("m1", "wxid_lan", "收到/:rose", ROOM)
        message = await one(ear)
    assert message.chat == Address(Platform.WECHAT, ROOM, is_group=True)
    assert (message.id, message.bot, message.sender) == ("m1", "wxid_bot", "wxid_lan")
    assert (message.text, message.kind, message.card) == ("收到[玫瑰]", Kind.TEXT, "兰心")
    assert message.names
    assert (message.names.chat, message.names.remark) == ("三(5)班家长群", "岑溪妈妈")


async def test_a_private_word(wechat: World) -> None:
    async with online(wechat.node) as ear:
        await wechat.say("m1", "wxid_far", "您好")
        message = await one(ear)
    assert message.chat == Address(Platform.WECHAT, "wxid_far")
    assert message.card == "远方"


@pytest.mark.parametrize("mentions", [["wxid_bot"], []], ids=["told by id", "told by name"])
async def test_the_bot_is_called(wechat: World, mentions: list[str]) -> None:
    async with online(wechat.node) as ear:
        text = "@小桥\u2005统计 3"
        await wechat.say("m1", "wxid_bo", text, ROOM, mentions=mentions)
        message = await one(ear)
    assert (message.text, message.mentions) == ("统计 3", ("bot",))


@pytest.mark.parametrize("factor", [1, 1000], ids=["seconds", "milliseconds"])
async def test_the_time_in_any_unit(wechat: World, factor: int) -> None:
    async with online(wechat.node) as ear:
        time = int(WHEN.timestamp()) * factor
        await wechat.say("m1", "wxid_lan", "收到", ROOM, timestamp=time)
        assert (await one(ear)).sent_at == WHEN


@pytest.mark.parametrize(
    ("type_", "kind"),
    [(1, Kind.FILE), (2, Kind.VOICE), (5, Kind.STICKER), (6, Kind.IMAGE), (15, Kind.IMAGE)],
)
async def test_what_is_no_text(wechat: World, type_: int, kind: Kind) -> None:
    async with online(wechat.node) as ear:
        text, name = '<msg><voicemsg voicelength="4200"/></msg>', "a/回执.docx"
        await wechat.say("m1", "wxid_lan", text, ROOM, type=type_, filename=name)
        message = await one(ear)
    assert message.kind is kind
    assert message.text == {Kind.VOICE: '4"', Kind.STICKER: "[表情]"}.get(kind, "")
    if kind is not Kind.STICKER:
        assert message.name == "回执.docx"


@pytest.mark.parametrize("type_", [16, 17, 40, 99])
async def test_a_type_that_nobody_knows_is_not_lost(wechat: World, type_: int) -> None:
    async with online(wechat.node) as ear:
        await wechat.say("m1", "wxid_lan", "新花样", ROOM, type=type_)
        await wechat.say("m2", "wxid_lan", "收到", ROOM)
        heard = await ear.until(2)
    assert [message.text for message in heard] == ["新花样", "收到"]


async def test_somebody_takes_a_message_back(wechat: World) -> None:
    async with online(wechat.node) as ear:
        await wechat.say("m1", "wxid_lan", "收到", ROOM)
        await wechat.say("m2", "wxid_lan", "m1", ROOM, type=13)
        said, taken = await ear.until(2)
    assert (taken.kind, taken.quote, taken.sender) == (Kind.RECALL, said.id, "wxid_lan")


async def test_people_come_and_go(wechat: World) -> None:
    async with online(wechat.node) as ear:
        await wechat.order("join", room=ROOM, who="wxid_far", by="wxid_lan")
        await wechat.order("leave", room=ROOM, who="wxid_bo", by="wxid_bo")
        came, went = await ear.until(2)
    assert (came.kind, came.sender, came.card) == (Kind.JOIN, "wxid_far", "远方")
    assert (went.kind, went.sender) == (Kind.LEAVE, "wxid_bo")
    assert came.chat == went.chat == Address(Platform.WECHAT, ROOM, is_group=True)


async def test_a_group_gets_another_name(wechat: World) -> None:
    async with online(wechat.node) as ear:
        await wechat.order("topic", room=ROOM, topic="四(5)班家长群", by="wxid_lan")
        await until(lambda: ear.announced[-1].chat.id == ROOM and len(ear.announced) > 2)
        names = ear.announced[-1].names
    assert names
    assert names.chat == "四(5)班家长群"


async def test_somebody_gets_another_card(wechat: World) -> None:
    """What is remembered of a room is asked for again when the gateway says it is outdated."""
    async with online(wechat.node) as ear:
        await wechat.say("m1", "wxid_bo", "收到", ROOM)
        await ear.until(1)
        await wechat.order("alter", alias={"room": ROOM, "id": "wxid_bo", "name": "李想爸爸"})
        await wechat.say("m2", "wxid_bo", "收到", ROOM)
        heard = await ear.until(2)
    assert [message.card for message in heard] == ["Bob Lee", "李想爸爸"]


async def test_its_own_words_it_does_not_hear(wechat: World) -> None:
    async with online(wechat.node) as ear:
        await wechat.say("m1", "wxid_bot", "收到", ROOM)
        await wechat.say("m2", "wxid_lan", "收到", ROOM)
        assert (await one(ear)).id == "m2"


async def test_a_message_that_cannot_be_read_yet_is_asked_for_again(wechat: World) -> None:
    async with online(wechat.node) as ear:
        await wechat.order("set", late=2)
        await wechat.say("m1", "wxid_lan", "迟到", ROOM)
        await wechat.say("m2", "wxid_lan", "收到", ROOM)
        heard = await ear.until(2)
    assert [message.id for message in heard] == ["m1", "m2"]


@pytest.mark.parametrize(
    ("event", "payload"),
    [
        ("error", {}),
        ("error", {"gerror": "strange", "data": 7}),
        ("message", {"messageId": "there is none"}),
        ("message", {}),
        ("room-join", {}),
        ("heartbeat", {}),
        ("reset", {"data": "x"}),
    ],
)
async def test_a_strange_event_ends_nothing(wechat: World, event: str, payload: object) -> None:
    async with online(wechat.node, patience=0.2) as ear:
        await wechat.order("emit", event=event, payload=payload)
        await wechat.say("m1", "wxid_lan", "还在", ROOM)
        assert (await one(ear)).text == "还在"


async def test_two_thousand_at_once_arrive_in_order(wechat: World) -> None:
    people = ["wxid_lan", "wxid_bo"]
    async with online(wechat.node) as ear:
        await wechat.order("burst", prefix="b", count=2000, room=ROOM, **{"from": people})
        heard = await ear.until(2000)
    assert [message.id for message in heard] == [f"b{i}" for i in range(2000)]
    assert [message.text for message in heard] == [str(i) for i in range(2000)]


async def test_what_was_heard_leaves_nothing_in_memory(wechat: World) -> None:
    """The short form of `make wechat-memory`: neither waiting, nor flying, nor remembered."""
    people = ["wxid_lan", "wxid_bo"]
    async with online(wechat.node) as ear:
        await wechat.order("burst", prefix="c", count=300, room=ROOM, **{"from": people})
        await ear.until(300)
        before = held(ear)
        for round_ in range(3):
            await wechat.order(
                "burst", prefix=f"r{round_}-", count=300, room=ROOM, **{"from": people}
            )
            await ear.until(300 * (round_ + 2))
            await until(lambda: held(ear) == before)


def held(ear: Ear) -> list[int]:
    """How much the gateway of the bot keeps, part by part."""
    gateway = ear.gateway
    parts = (gateway._inbox, gateway._book, gateway)
    kept = (value for part in parts for value in vars(part).values())
    return [len(value) for value in kept if isinstance(value, dict | deque | list)]
