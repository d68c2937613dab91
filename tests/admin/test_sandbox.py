"""The sandbox as a gateway: what pages write is heard, what the bot sends is shown."""

import asyncio
import logging

import pytest

from bot.demo import example
from bot.gateways.sandbox import Sandbox
from bot.messages import Address, Attachment, Inbound, Kind, Outbound, Platform
from tests.admin.conftest import NOW, PLAY, Open, Serve, Stage

GROUP = Address(Platform.SANDBOX, "g1", is_group=True)


async def test_a_line_in_the_group_is_heard_with_the_card_of_that_group(
    open_page: Open, heard: asyncio.Queue[Inbound]
) -> None:
    page = await open_page()
    await page.say("p1", "g2", "@方老师 @小桥 收到", quote="b1")
    line = await heard.get()
    assert line.chat == Address(Platform.SANDBOX, "g2", is_group=True)
    assert (line.sender, line.card, line.text) == ("p1", "小红妈妈", "@方老师 @小桥 收到")
    assert (line.kind, line.quote, line.sent_at) == (Kind.TEXT, "b1", NOW)
    assert line.mentions == ("t1", "bot")


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("@小明妈妈的姐姐 在吗", ("p2",)),
        ("@小明妈妈 在吗", ("p1",)),
        ("@所有人 @全体成员", ("all",)),
        ("a@b.cn", ()),
    ],
)
async def test_the_longest_card_behind_an_at_is_meant(
    open_page: Open, heard: asyncio.Queue[Inbound], text: str, mentions: tuple[str, ...]
) -> None:
    page = await open_page()
    await page.say("t1", "g1", text)
    assert (await heard.get()).mentions == mentions


async def test_a_private_line_reaches_the_bot_and_is_no_group(
    open_page: Open, heard: asyncio.Queue[Inbound]
) -> None:
    page = await open_page()
    await page.say("x1", "private:x1", "你好")
    assert (await heard.get()).chat == Address(Platform.SANDBOX, "x1")


async def test_ids_of_lines_do_not_repeat_in_another_sandbox(
    serving: Serve, stage: Stage, heard: asyncio.Queue[Inbound]
) -> None:
    ids = set()
    for _ in range(2):
        page = await (await serving(Sandbox(stage, settle=(0,)), []))()
        await page.say("p1", "g1", "收到")
        ids.add((await heard.get()).id)
    assert len(ids) == 2


@pytest.mark.parametrize(
    ("kind", "text", "name"),
    [("voice", '9"', ""), ("sticker", "[合十]", ""), ("image", "", "a.jpg")],
)
async def test_placeholders_keep_their_kind(
    open_page: Open, heard: asyncio.Queue[Inbound], kind: str, text: str, name: str
) -> None:
    page = await open_page()
    await page.send(type="say", chat="g1", kind=kind, text=text, name=name, **{"from": "p1"})
    line = await heard.get()
    assert (line.kind.value, line.text, line.name) == (kind, text, name)


@pytest.mark.parametrize(
    "frame",
    [
        "no json",
        "[]",
        '{"type": "dance"}',
        '{"type": "say", "chat": "g1", "text": "x"}',
        '{"type": "say", "chat": "g1", "from": "p1", "kind": "system", "text": "x"}',
        '{"type": "say", "chat": "g2", "from": "x1", "text": "in a foreign group"}',
        '{"type": "say", "chat": "private:p1", "from": "p2", "text": "in a foreign chat"}',
        '{"type": "say", "chat": "g1", "from": "nobody", "text": "x"}',
    ],
)
async def test_a_frame_that_is_none_costs_one_log_line_and_nothing_else(
    open_page: Open, heard: asyncio.Queue[Inbound], caplog: pytest.LogCaptureFixture, frame: str
) -> None:
    page = await open_page()
    with caplog.at_level(logging.WARNING, "bot.gateways.sandbox"):
        await page.raw(frame)
        await page.say("p1", "g1", "收到")
        assert (await heard.get()).text == "收到"
    assert len(caplog.records) == 1


async def test_what_the_bot_sends_stands_on_every_page(open_page: Open, sandbox: Sandbox) -> None:
    pages = [await open_page(), await open_page()]
    for page in pages:
        await page.next("hello")
    file = Attachment("名单.xlsx", sheets=(("一班", (("姓名",), ("小明",))),))
    message = Outbound(7, "bot", GROUP, "给您", mentions=("all",), quote="q", file=file)
    assert await sandbox.send(message) == "b1"
    assert await sandbox.send(Outbound(8, "bot", Address(Platform.SANDBOX, "p1"), "好")) == "b2"
    for page in pages:
        first, second = await page.next("message"), await page.next("message")
        assert (first["chat"], first["from"], first["card"]) == ("g1", "bot", "小桥")
        assert (first["mentions"], first["quote"], first["kind"]) == (["all"], "q", "file")
        assert first["file"]["sheets"] == [{"name": "一班", "rows": [["姓名"], ["小明"]]}]
        assert (second["chat"], second["id"]) == ("private:p1", "b2")


async def test_a_prefix_tells_messages_of_two_starts_apart(stage: Stage) -> None:
    sandbox = Sandbox(stage, prefix="s7-")
    assert await sandbox.send(Outbound(1, "bot", GROUP, "好")) == "s7-1"


async def test_a_page_that_joins_later_reads_the_last_messages(
    open_page: Open, sandbox: Sandbox
) -> None:
    for number in range(501):
        await sandbox.send(Outbound(number, "bot", GROUP, str(number)))
    chats = (await (await open_page()).next("hello"))["chats"]
    assert [len(chats["g1"]), chats["g1"][0]["text"], chats["g1"][-1]["text"]] == [500, "1", "500"]
    assert chats["g1"][0]["at"] == "2026-11-25T16:30:00+08:00"


async def test_a_recalled_line_is_gone_for_pages_and_told_to_the_bot(
    open_page: Open, heard: asyncio.Queue[Inbound]
) -> None:
    page = await open_page()
    await page.say("p1", "g1", "发错了")
    said = await heard.get()
    await page.send(type="recall", chat="g1", id=said.id, **{"from": "p1"})
    assert (await page.next("recall"))["id"] == said.id
    recall = await heard.get()
    assert (recall.kind, recall.quote, recall.sender) == (Kind.RECALL, said.id, "p1")
    kept = (await (await open_page()).next("hello"))["chats"]["g1"][0]
    assert (kept["text"], kept["recalled"]) == ("", True)


async def test_nobody_recalls_the_line_of_another_or_twice(
    open_page: Open, heard: asyncio.Queue[Inbound]
) -> None:
    page = await open_page()
    await page.say("p1", "g1", "我的")
    said = await heard.get()
    for sender in ("p2", "p1", "p1"):
        await page.send(type="recall", chat="g1", id=said.id, **{"from": sender})
    await page.say("p1", "g1", "完")
    assert [(await heard.get()).kind, (await heard.get()).text] == [Kind.RECALL, "完"]


async def test_the_bot_takes_its_message_back(open_page: Open, sandbox: Sandbox) -> None:
    page = await open_page()
    await page.next("hello")
    id_ = await sandbox.send(Outbound(1, "bot", GROUP, "错的"))
    assert await sandbox.send(Outbound(2, "bot", GROUP, "", recall=id_)) == id_
    assert await page.next("recall") == {"type": "recall", "chat": "g1", "id": id_}


async def test_the_tally_follows_messages_and_a_burst_is_looked_at_once(
    open_page: Open, sandbox: Sandbox, stage: Stage
) -> None:
    page = await open_page()
    assert await page.next("tally") == {"type": "tally", "no": None}
    stage.looked, stage.confirmed = 0, 1
    for number in range(20):
        await sandbox.send(Outbound(number, "bot", GROUP, "好"))
    assert (await page.next("tally"))["confirmed"] == 1
    assert stage.looked == 1


async def test_the_example_is_spoken_in_order_with_its_quotes(
    open_page: Open, heard: asyncio.Queue[Inbound]
) -> None:
    page = await open_page()
    assert (await page.next("hello"))["example"] == 3
    await page.send(type="play")
    lines = [await heard.get() for _ in range(3)]
    assert [line.text for line in lines] == ["发通知", "收到", "+1"]
    assert lines[0].chat == Address(Platform.SANDBOX, "t1")
    assert lines[2].quote == lines[1].id
    steps = [await page.next("play") for _ in range(4)]
    assert [step["step"] for step in steps] == [1, 2, 3, 0]
    assert steps[0]["of"] == 3


async def test_the_example_stops_when_told_and_plays_only_once_at_a_time(
    serving: Serve, stage: Stage, heard: asyncio.Queue[Inbound]
) -> None:
    page = await (await serving(Sandbox(stage, interval=3_600, settle=(0,)), PLAY))()
    await page.send(type="play")
    await page.send(type="play")
    assert (await page.next("play"))["step"] == 1
    await page.send(type="stop")
    assert (await page.next("play"))["step"] == 0
    assert (await heard.get()).text == "发通知"
    assert heard.empty()


async def test_with_a_rewind_the_example_begins_on_an_empty_stage(
    serving: Serve, stage: Stage, heard: asyncio.Queue[Inbound]
) -> None:
    rewound: list[int] = []

    async def rewind() -> None:
        rewound.append(heard.qsize())

    page = await (await serving(Sandbox(stage, interval=0, settle=(0,), rewind=rewind), PLAY))()
    await page.say("p1", "g1", "早")
    await page.next("message")
    await page.send(type="play")
    await page.next("clear")
    assert (await page.next("message"))["text"] == "发通知"
    assert rewound == [1]


async def test_an_example_of_unknown_people_is_not_offered(
    serving: Serve, sandbox: Sandbox
) -> None:
    page = await (await serving(sandbox, example()))()
    assert (await page.next("hello"))["example"] == 0
