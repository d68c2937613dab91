"""How implementations connect: tokens, roles, accounts, and frames that are bad."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from aiohttp import WSServerHandshakeError

from bot.clock import StoppedClock
from bot.errors import UserError
from bot.gateways.onebot_server import BIGGEST_FRAME
from bot.gateways.qq import QQ
from bot.messages import Address, Inbound, Outbound, Platform
from tests.gateway.onebot_simulator import BOT, GROUP, TOKEN, dialled, heartbeat, line, running

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
NOTE = Outbound(1, BOT, Address(Platform.QQ, GROUP, True), "通知")
Heard = asyncio.Queue[Inbound]


@pytest.fixture
def qq() -> QQ:
    return QQ(StoppedClock(NOON), lambda _: b"", token=TOKEN, port=0)


@pytest.fixture
async def heard(qq: QQ) -> AsyncIterator[Heard]:
    async with running(qq) as heard:
        yield heard


async def test_a_message_is_handed_on(qq: QQ, heard: Heard) -> None:
    async with dialled(qq.port) as wire:
        await wire.say(line("收到"))
        message = await heard.get()
    assert (message.text, message.card, message.bot) == ("收到", "周可心妈妈", BOT)


SHOWN = [
    ({"Authorization": f"Bearer {TOKEN}"}, ""),
    ({"Authorization": f"Token {TOKEN}"}, ""),
    ({"Authorization": f"bearer {TOKEN}"}, ""),
    ({}, "?access_token=correct%20horse"),
    ({"Authorization": "Bearer "}, "?access_token=correct%20horse"),
]
HIDDEN = [
    ({}, ""),
    ({"Authorization": "Bearer "}, ""),
    ({"Authorization": "Bearer wrong"}, ""),
    ({"Authorization": TOKEN}, ""),
    ({"Authorization": f"Basic {TOKEN}"}, ""),
    ({"Authorization": "Bearer ключ"}, ""),
    ({"Authorization": "Bearer wrong"}, "?access_token=correct%20horse"),
    ({}, "?access_token="),
]


@pytest.mark.parametrize(("headers", "query"), SHOWN)
@pytest.mark.usefixtures("heard")
async def test_who_shows_the_token_is_let_in(qq: QQ, headers: dict[str, str], query: str) -> None:
    async with dialled(qq.port, headers={**headers, "X-Self-ID": BOT}, query=query):
        await qq.accounts.until(BOT, connected=True)


@pytest.mark.parametrize(("headers", "query"), HIDDEN)
@pytest.mark.usefixtures("heard")
async def test_who_does_not_is_refused(qq: QQ, headers: dict[str, str], query: str) -> None:
    with pytest.raises(WSServerHandshakeError) as refused:
        async with dialled(qq.port, headers={**headers, "X-Self-ID": BOT}, query=query):
            pass
    assert refused.value.status == 401


@pytest.mark.parametrize("role", ["Universal", "UNIVERSAL", "", "api", "Api", "API", "robot"])
@pytest.mark.usefixtures("heard")
async def test_a_role_in_any_case_takes_calls(qq: QQ, role: str) -> None:
    async with dialled(qq.port, role=role) as wire:
        await qq.accounts.until(BOT, connected=True)
        sent, _ = await asyncio.gather(qq.send(NOTE), wire.sent(5))
    assert sent == "5"


async def test_split_links_share_the_work(qq: QQ, heard: Heard) -> None:
    async with dialled(qq.port, role="event") as events, dialled(qq.port, role="Api") as calls:
        await events.say(line("收到"))
        assert (await heard.get()).text == "收到"
        await qq.accounts.until(BOT, connected=True)
        sent, _ = await asyncio.gather(qq.send(NOTE), calls.sent(5))
        assert sent == "5"
        assert events.calls.empty()


async def test_an_event_link_alone_takes_no_calls(qq: QQ, heard: Heard) -> None:
    async with dialled(qq.port, role="Event") as wire:
        await wire.say(line("收到"))
        await heard.get()
        assert not qq.accounts.connected(BOT)


NAMELESS = {"Authorization": f"Bearer {TOKEN}"}


@pytest.mark.usefixtures("heard")
async def test_a_link_without_a_name_is_asked_for_it(qq: QQ) -> None:
    async with dialled(qq.port, headers=NAMELESS):
        await qq.accounts.until(BOT, connected=True)


@pytest.mark.usefixtures("heard")
async def test_a_link_that_never_says_its_name_is_known_by_its_events(qq: QQ) -> None:
    async with dialled(qq.port, headers=NAMELESS, login="") as wire:
        await wire.say(heartbeat())
        await qq.accounts.until(BOT, connected=True)


@pytest.mark.usefixtures("heard")
async def test_events_know_better_than_the_handshake_whose_they_are(qq: QQ) -> None:
    async with dialled(qq.port, account="999") as wire:
        await wire.say(heartbeat())
        await qq.accounts.until(BOT, connected=True)
        assert not qq.accounts.connected("999")


BAD: list[str | bytes] = [
    "",
    "{",
    "[]",
    "null",
    "7",
    '"隐私"',
    '{"post_type": "message", "隐私": 1}',
    b"\x00\xff",
    "[1]",
]


async def test_bad_frames_cost_a_line_in_the_log_and_not_the_link(
    qq: QQ, heard: Heard, caplog: pytest.LogCaptureFixture
) -> None:
    async with dialled(qq.port) as wire:
        for frame in BAD:
            await wire.raw(frame)
        await wire.say(line("还在"))
        assert (await heard.get()).text == "还在"
    logged = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(logged) == len(BAD)
    assert all("malformed frame" in record.message for record in logged)
    assert "隐私" not in caplog.text


async def test_bytes_that_are_json_are_read_like_text(qq: QQ, heard: Heard) -> None:
    async with dialled(qq.port) as wire:
        await wire.raw(b'{"post_type": "meta_event", "self_id": 5}')
        await qq.accounts.until("5", connected=True)


async def test_a_frame_in_fragments_is_put_together(qq: QQ, heard: Heard) -> None:
    async with dialled(qq.port) as wire:
        wire.fragments(b'{"post_type": "meta', b'_event", "self_', b'id": 5}')
        await qq.accounts.until("5", connected=True)


async def test_big_frames_are_read_and_too_big_ones_end_only_their_link(
    qq: QQ, heard: Heard
) -> None:
    async with dialled(qq.port) as wire:
        await wire.say(line("好" * 3_000_000))
        assert len((await heard.get()).text) == 100_000
        wire.announce(BIGGEST_FRAME + 1)
        await wire.ended.wait()
    async with dialled(qq.port) as wire:
        await wire.say(line("又来"))
        assert (await heard.get()).text == "又来"


async def test_a_port_in_use_is_something_a_person_can_mend(qq: QQ, heard: Heard) -> None:
    second = QQ(StoppedClock(NOON), lambda _: b"", token=TOKEN, port=qq.port)
    with pytest.raises(UserError, match="port_in_use") as error:
        await second.run(heard.put)
    assert error.value.facts == {"host": "127.0.0.1", "port": qq.port}


async def test_an_address_of_somebody_else_cannot_be_listened_on() -> None:
    far = QQ(StoppedClock(NOON), lambda _: b"", token=TOKEN, host="203.0.113.7", port=0)
    with pytest.raises(UserError, match="cannot_listen"):
        await far.run(asyncio.Queue[Inbound]().put)


def test_a_server_without_a_token_is_refused() -> None:
    with pytest.raises(UserError, match="token_missing"):
        QQ(StoppedClock(NOON), lambda _: b"", token="", port=0)
