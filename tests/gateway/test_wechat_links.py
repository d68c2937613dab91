"""Against a real gateway: links that break, are refused or taken, and what the bot does about it."""

from datetime import datetime
from functools import partial

import pytest

from bot.clock import system_clock
from bot.errors import UserError
from bot.gateways import wechat as gateways
from bot.gateways.wechat_link import LinkState
from bot.gateways.wechat_wire import TokenRefused
from bot.messages import Kind
from tests.gateway import wechat_bot
from tests.gateway.conftest import BOT, CONTACTS, ROOMS
from tests.gateway.wechat_bot import NERVOUS, QUICK, Ear, to_room
from tests.gateway.wechat_node import TOKEN, Node, World, until

ROOM = "k3@chatroom"
online = partial(wechat_bot.online, rhythm=QUICK)
listening = partial(wechat_bot.listening, rhythm=QUICK)


async def hears(world: World, ear: Ear, id_: str) -> None:
    await world.say(id_, "wxid_lan", "收到", ROOM)
    await until(lambda: any(message.id == id_ for message in ear.heard))


def gaps(ear: Ear) -> list[datetime]:
    return [datetime.fromisoformat(m.text) for m in ear.heard if m.kind is Kind.GAP]


async def test_a_killed_gateway_comes_back(fragile: World) -> None:
    async with online(fragile.node) as ear:
        for round_ in ("first", "second"):
            await hears(fragile, ear, f"before {round_}")
            fragile.node.kill()
            await until(lambda: ear.state is LinkState.DOWN)
            fragile.node.start()
            await again(fragile)
            await until(lambda: ear.state is LinkState.ONLINE)
            await hears(fragile, ear, f"after {round_}")
        assert await ear.gateway.send(to_room("还在"))
        assert len(gaps(ear)) == len(ear.gateway.status().gaps) == 2


async def again(world: World) -> None:
    """The same WeChat in a gateway that was started anew."""
    await world.order("world", bot=BOT, contacts=CONTACTS, rooms=ROOMS)
    await world.order("login")


async def test_a_link_that_hangs_is_found(fragile: World) -> None:
    """The connection stays open and nothing comes through: neither an event nor a dong."""
    async with online(fragile.node, patience=0.5, rhythm=NERVOUS) as ear:
        await hears(fragile, ear, "before")
        fragile.node.pause(on=True)
        await until(lambda: ear.state is LinkState.DOWN)
        fragile.node.pause(on=False)
        await until(lambda: ear.state is LinkState.ONLINE)
        await hears(fragile, ear, "after")


async def test_a_stream_on_which_nothing_comes_is_found(wechat: World) -> None:
    """Calls are answered, but no event comes, as behind a broken proxy."""
    async with online(wechat.node, rhythm=NERVOUS) as ear:
        await wechat.order("set", deaf=True)
        await until(lambda: ear.state is LinkState.DOWN)
        await wechat.order("set", deaf=False)
        await until(lambda: ear.state is LinkState.ONLINE)
        await hears(wechat, ear, "after")


async def test_a_quiet_group_is_no_broken_link(wechat: World) -> None:
    async with online(wechat.node) as ear:
        heard = ear.gateway.status().heard
        await until(lambda: ear.gateway.status().heard != heard)  # a sign of life was asked for
        assert ear.state is LinkState.ONLINE
        assert gaps(ear) == []


async def test_a_wrong_token_is_told_as_such(
    wechat: World, caplog: pytest.LogCaptureFixture
) -> None:
    async with listening(wechat.node, token="another") as ear:
        await until(lambda: ear.state is LinkState.TOKEN)
    assert "token refused" in caplog.text
    assert "another" not in caplog.text


async def test_nobody_at_the_address(wechat: World) -> None:
    async with listening(Node()) as ear:
        await until(lambda: ear.state is LinkState.DOWN)


@pytest.mark.parametrize("token", ["", "mit Leerzeichen", "口令"])
def test_a_token_that_cannot_be_one(token: str) -> None:
    with pytest.raises(UserError, match="wechat_token_missing"):
        gateways.WeChat(system_clock, lambda _: b"", endpoint="127.0.0.1:1", token=token)


async def test_a_second_bot_takes_over_and_the_first_does_not_fight(wechat: World) -> None:
    async with online(wechat.node) as first:
        async with listening(wechat.node) as second:
            await until(lambda: second.state is LinkState.ONLINE)
            await until(lambda: first.state is LinkState.TAKEN)
            await hears(wechat, second, "to the second")
            assert second.state is LinkState.ONLINE
        await until(lambda: first.state is LinkState.ONLINE)
        await hears(wechat, first, "to the first")
    assert len(await wechat.calls("stop")) == 1


async def test_stopping_leaves_the_account_logged_in(wechat: World) -> None:
    for id_ in ("first", "second"):
        async with online(wechat.node) as ear:
            await hears(wechat, ear, id_)
    done = [call["kind"] for call in await wechat.calls()]
    assert "stop" not in done
    assert "logout" not in done


async def test_an_account_that_was_logged_out_is_told_and_logs_in_again(wechat: World) -> None:
    async with online(wechat.node) as ear:
        await wechat.order("logout")
        await until(lambda: ear.state is LinkState.WAITING)
        since = ear.gateway.status().link.since
        await wechat.order("login")
        await until(lambda: gaps(ear))
        await hears(wechat, ear, "after")
    assert abs((gaps(ear)[0] - since).total_seconds()) < 1


async def test_a_login_code_is_shown(wechat: World) -> None:
    shown: list[str] = []
    code = "http://weixin.qq.com/x/abc"
    await wechat.order("world", bot="", contacts=[], rooms=[])
    async with listening(wechat.node, show=shown.append) as ear:
        await until(lambda: ear.state is LinkState.WAITING)
        await wechat.order("scan", qrcode=code)
        await until(lambda: ear.state is LinkState.SCAN)
        assert (shown, ear.gateway.status().link.qr) == ([code], code)


async def test_the_doctor_asks_without_listening(wechat: World) -> None:
    async with online(wechat.node) as ear:
        await gateways.probe(wechat.node.endpoint, TOKEN)
        with pytest.raises(TokenRefused):
            await gateways.probe(wechat.node.endpoint, "another")
        with pytest.raises(ConnectionRefusedError):
            await gateways.probe("127.0.0.1:9", TOKEN)
        assert ear.state is LinkState.ONLINE
