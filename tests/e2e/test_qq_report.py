"""A report over QQ: the picture stands in the teacher's private chat, the table beside it."""

import base64

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import pictures
from tests.e2e.school import CARDS, ROOM, TEACHER, TOKEN, account, day
from tests.onebot import Json, dialled, said, to, words

GROUP, BOT = ROOM["group"], ROOM["bot"]
NOTICE = "发通知 明天带水彩笔。一个孩子有一位家长回“收到”即可，今晚20:30前。"


def shows(call: Json) -> bool:
    return any(part["type"] == "image" for part in call["params"].get("message", []))


@pytest.mark.skipif(not pictures.can_draw(), reason="the extra is not here")
async def test_the_teacher_gets_a_picture_and_the_group_nothing(engine: AsyncEngine) -> None:
    async with (
        day(engine, "2026-11-25T15:05:00+08:00") as school,
        dialled(school.port, BOT, TOKEN) as qq,
    ):
        await qq.private(TEACHER, 801, *words(NOTICE))
        await qq.until(to(GROUP, "水彩笔"))
        for number, child in enumerate(("k01", "k02", "k05"), 802):
            who = account(child)
            await qq.group(GROUP, who, number, *words("收到"), card=CARDS[who])
        await qq.private(TEACHER, 810, *words("报告1"))
        shown = await qq.until(shows)
        table = await qq.until(lambda call: call["action"] == "upload_private_file")
    assert shown["action"] == "send_private_msg"
    assert (str(shown["params"]["user_id"]), str(shown["params"]["group_id"])) == (TEACHER, GROUP)
    assert "4/12" in said(shown)
    (image,) = (part for part in shown["params"]["message"] if part["type"] == "image")
    png = base64.b64decode(image["data"]["file"].removeprefix("base64://"))
    assert png.startswith(b"\x89PNG")
    assert table["params"]["name"].endswith(".xlsx")
    in_group = [call for call in qq.calls if call["action"] == "send_group_msg"]
    assert len(in_group) == 1
