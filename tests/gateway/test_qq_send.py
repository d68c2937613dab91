"""The four outcomes of a send, and answers that come wrong, twice, late or never."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from aiohttp import WSCloseCode

from bot.clock import StoppedClock
from bot.errors import GatewayError, Unreachable
from bot.gateways.qq import QQ
from bot.messages import Address, Inbound, Outbound, Platform
from tests.gateway.onebot_simulator import (
    BOT,
    GROUP,
    TOKEN,
    Json,
    Wire,
    dialled,
    heartbeat,
    line,
    running,
    stopped,
)

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
HERE = Address(Platform.QQ, GROUP, True)
NOTE = Outbound(1, BOT, HERE, "通知")
FAILED: Json = {"status": "failed", "retcode": 1200}
Heard = asyncio.Queue[Inbound]


def gateway(patience: float = 30.0) -> QQ:
    return QQ(StoppedClock(NOON), lambda _: b"", token=TOKEN, port=0, patience=patience)


@pytest.fixture
def qq() -> QQ:
    return gateway()


@pytest.fixture
async def heard(qq: QQ) -> AsyncIterator[Heard]:
    async with running(qq) as heard:
        yield heard


@pytest.fixture
async def wire(qq: QQ, heard: Heard) -> AsyncIterator[Wire]:
    async with dialled(qq.port) as wire:
        await qq.accounts.until(BOT, connected=True)
        yield wire


async def test_a_sent_message_gives_its_id_as_text(qq: QQ, wire: Wire) -> None:
    sent, call = await asyncio.gather(qq.send(NOTE), wire.sent(-2071))
    assert sent == "-2071"
    assert call["action"] == "send_group_msg"
    assert call["params"]["group_id"] == int(GROUP)
    assert isinstance(call["echo"], str)


async def test_answers_in_any_order_find_their_calls(qq: QQ, wire: Wire) -> None:
    sends = [asyncio.create_task(qq.send(NOTE)) for _ in range(3)]
    calls = [await wire.calls.get() for _ in sends]
    for number, call in reversed(list(enumerate(calls))):
        await wire.answer(call, {"message_id": number})
    assert await asyncio.gather(*sends) == ["0", "1", "2"]


@pytest.mark.parametrize("reason", ["muted", "removed"])
async def test_a_chat_that_cannot_be_written_to_says_why(qq: QQ, wire: Wire, reason: str) -> None:
    sending = asyncio.create_task(qq.send(NOTE))
    code = {"muted": 120, "removed": 110}[reason]
    await wire.answer(await wire.calls.get(), None, status="failed", retcode=code)
    with pytest.raises(Unreachable) as error:
        await sending
    assert error.value.facts == {"reason": reason}


async def test_a_refusal_is_certain(qq: QQ, wire: Wire) -> None:
    sending = asyncio.create_task(qq.send(NOTE))
    await wire.answer(await wire.calls.get(), None, status="failed", retcode=1404)
    with pytest.raises(GatewayError) as error:
        await sending
    assert error.value.facts == {"reason": "1404"}


async def test_a_timeout_told_by_the_network_is_unknown(qq: QQ, wire: Wire) -> None:
    sending = asyncio.create_task(qq.send(NOTE))
    await wire.answer(await wire.calls.get(), None, **FAILED, message="Timeout: x")
    with pytest.raises(TimeoutError):
        await sending


async def test_no_answer_in_time_is_unknown_and_a_late_one_disturbs_nobody() -> None:
    qq = gateway(patience=0.01)
    async with running(qq), dialled(qq.port) as wire:
        await qq.accounts.until(BOT, connected=True)
        with pytest.raises(TimeoutError):
            await qq.send(NOTE)
        late = await wire.calls.get()
    qq = gateway()
    async with running(qq), dialled(qq.port) as wire:
        await qq.accounts.until(BOT, connected=True)
        sending = asyncio.create_task(qq.send(NOTE))
        call = await wire.calls.get()
        await wire.answer(late, {"message_id": 1})
        await wire.answer(call, {"message_id": 2})
        assert await sending == "2"


STRANGE = [None, "", 7, {"a": [1]}, ["x"], "somebody-1", True]


async def test_echoes_that_are_not_ours_are_passed_over(qq: QQ, wire: Wire) -> None:
    sending = asyncio.create_task(qq.send(NOTE))
    call = await wire.calls.get()
    for echo in STRANGE:
        await wire.answer(call, {"message_id": 1}, echo=echo)
    await wire.say({"status": "failed", "retcode": 1403, "data": None}, {"retcode": 1400})
    await wire.answer(call, {"message_id": 2})
    assert await sending == "2"


async def test_a_second_answer_to_one_echo_changes_nothing(
    qq: QQ, wire: Wire, heard: Heard
) -> None:
    sending = asyncio.create_task(qq.send(NOTE))
    call = await wire.calls.get()
    for number in (3, 4, 5):
        await wire.answer(call, {"message_id": number})
    assert await sending == "3"
    await wire.answer(call, {"message_id": 6})
    await wire.say(line("还在"))
    assert (await heard.get()).text == "还在"


async def test_messages_between_call_and_answer_are_heard(qq: QQ, wire: Wire, heard: Heard) -> None:
    sending = asyncio.create_task(qq.send(NOTE))
    call = await wire.calls.get()
    await wire.say(line("收到"))
    assert (await heard.get()).text == "收到"
    assert not sending.done()
    await wire.answer(call, {"message_id": 2})
    assert await sending == "2"


@pytest.mark.parametrize("politely", [True, False])
async def test_a_link_lost_after_writing_is_unknown(qq: QQ, wire: Wire, politely: bool) -> None:
    sending = asyncio.create_task(qq.send(NOTE))
    await wire.calls.get()
    if politely:
        await wire.hang_up()
    else:
        wire.cut()
    with pytest.raises(TimeoutError):
        await sending
    await qq.accounts.until(BOT, connected=False)


async def test_stopping_in_the_middle_of_a_send_is_unknown() -> None:
    qq = gateway()
    task = asyncio.create_task(qq.run(Heard().put))
    await qq.listening.wait()
    async with dialled(qq.port) as wire:
        await qq.accounts.until(BOT, connected=True)
        sending = asyncio.create_task(qq.send(NOTE))
        await wire.calls.get()
        await stopped(task)
        with pytest.raises(TimeoutError):
            await sending
        await wire.ended.wait()
        assert wire.socket.close_code == WSCloseCode.GOING_AWAY


async def offline(qq: QQ) -> bool:
    try:
        await qq.send(NOTE)
    except Unreachable as error:
        return error.facts == {"reason": "offline"}
    return False


async def test_without_a_link_nothing_is_sent() -> None:
    assert await offline(gateway(patience=0.01))


@pytest.mark.usefixtures("heard")
async def test_what_is_to_be_sent_waits_for_the_account_to_dial(qq: QQ) -> None:
    sending = asyncio.create_task(qq.send(NOTE))
    async with dialled(qq.port) as wire:
        await wire.sent(5)
        assert await sending == "5"


GONE = [
    heartbeat(status={"online": False, "good": True}),
    {**heartbeat(), "post_type": "notice", "notice_type": "bot_offline", "meta_event_type": None},
]


@pytest.mark.parametrize("event", GONE)
async def test_an_account_that_qq_logged_out_is_not_written_for(
    qq: QQ, wire: Wire, heard: Heard, event: Json
) -> None:
    await wire.say(event, line("a"))
    await heard.get()
    assert await offline(qq)
    assert wire.calls.empty()
    await wire.say(heartbeat(status={"online": None}), line("b"))
    await heard.get()
    assert await offline(qq)
    await wire.say(heartbeat(), line("c"))
    await heard.get()
    sent, _ = await asyncio.gather(qq.send(NOTE), wire.sent(5))
    assert sent == "5"


async def test_an_own_message_is_taken_back(qq: QQ, wire: Wire) -> None:
    recall = Outbound(3, BOT, HERE, "", recall="-2071")
    sending = asyncio.create_task(qq.send(recall))
    call = await wire.calls.get()
    await wire.answer(call, None)
    assert await sending == ""
    assert (call["action"], call["params"]) == ("delete_msg", {"message_id": -2071})


async def test_a_message_of_nothing_is_refused(qq: QQ, wire: Wire) -> None:
    with pytest.raises(GatewayError) as error:
        await qq.send(Outbound(4, BOT, HERE, ""))
    assert error.value.facts == {"reason": "empty"}
    assert wire.calls.empty()
