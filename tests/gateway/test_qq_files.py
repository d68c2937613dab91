"""Files over QQ: rendered, uploaded, and certain only as a whole."""

import asyncio
import base64
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.clock import StoppedClock
from bot.errors import GatewayError
from bot.gateways.qq import QQ
from bot.messages import Address, Attachment, Outbound, Platform
from tests.gateway.onebot_simulator import BOT, GROUP, TOKEN, Wire, dialled, running

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
HERE = Address(Platform.QQ, GROUP, True)
FILE = Outbound(2, BOT, HERE, "名单如下", file=Attachment("名单.xlsx", text="一二三"))


@pytest.fixture
def qq() -> QQ:
    return QQ(StoppedClock(NOON), lambda file: file.text.encode(), token=TOKEN, port=0)


@pytest.fixture
async def wire(qq: QQ) -> AsyncIterator[Wire]:
    async with running(qq), dialled(qq.port) as wire:
        await qq.accounts.until(BOT, connected=True)
        yield wire


async def test_a_file_is_rendered_and_uploaded_before_its_words(qq: QQ, wire: Wire) -> None:
    sending = asyncio.create_task(qq.send(FILE))
    upload = await wire.sent(None)
    words = await wire.sent(9)
    assert await sending == "9"
    data = upload["params"]["file"].removeprefix("base64://")
    assert base64.b64decode(data).decode() == "一二三"
    assert (upload["action"], upload["params"]["name"]) == ("upload_group_file", "名单.xlsx")
    assert words["params"]["message"] == [{"type": "text", "data": {"text": "名单如下"}}]


async def test_a_refused_file_is_certain_and_its_words_are_not_sent(qq: QQ, wire: Wire) -> None:
    sending = asyncio.create_task(qq.send(FILE))
    await wire.answer(await wire.calls.get(), None, status="failed", retcode=1400)
    with pytest.raises(GatewayError):
        await sending
    assert wire.calls.empty()


async def test_a_file_whose_words_are_refused_is_unknown(qq: QQ, wire: Wire) -> None:
    sending = asyncio.create_task(qq.send(FILE))
    await wire.sent(None)
    await wire.answer(await wire.calls.get(), None, status="failed", retcode=120)
    with pytest.raises(TimeoutError):
        await sending
