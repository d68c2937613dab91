"""A day of a class in WeChat through a real gateway: from the notice to the tally at its deadline."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.gateways.wechat_link import LinkState
from storage import columns as of
from storage.database import reading
from tests.gateway.wechat_node import World, until
from tests.gateway.wechat_school import BOT, GROUP, ROOM, STRANGER, TEACHER, Day, contacts, day

ME, TOPIC = TEACHER["account"], ROOM["topic"]
NOTICE = (
    "发通知 周五(11月27日)下午3:00家长开放日，家长从南门进。一家回一次“收到”即可，今晚20:00前。"
)
LINE = "- - - - - - - - - - - - - - -"


async def statuses(engine: AsyncEngine, notice: int = 1) -> dict[str, str]:
    query = select(of.Receipt.student_id, of.Receipt.status)
    async with reading(engine) as connection:
        rows = await connection.execute(query.where(of.Receipt.notice_no == notice))
    return {child: status for child, status in rows if status != "none"}


async def test_a_notice_from_its_first_reply_to_its_deadline(
    engine: AsyncEngine, wechat: World
) -> None:
    async with day(engine, wechat, "2026-11-25T15:05:00+08:00") as school:
        await school.say(ME, NOTICE, private=True)
        notice = await school.spoken(GROUP, "开放日")
        await replies(school, notice)
        assert await statuses(engine) == CONFIRMED | {"n05": "question", "n07": "manual"}
        await school.say(ME, "统计1", private=True)
        tally = await school.spoken(ME, "/9")
        assert "5/9" in tally
        assert names(tally, "没有回音") == "池澄、贝遥"
        await school.say(ME, "催1", private=True)
        await school.spoken("wxid_chi", "开放日")
        await school.say("wxid_chi", "收到，谢谢提醒", private=True)
        await school.later(timedelta(hours=5))
        last = await school.spoken(ME, "到截止时间了")
        assert "6/9" in last
        assert names(last, "没有回音") == "贝遥"
    quiet(await wechat.calls("text"))


CONFIRMED = dict.fromkeys(("n01", "n02", "n03", "n04", "n06"), "confirmed")


async def replies(school: Day, notice: str) -> None:
    """What stands in the group in the next minutes."""
    first = await school.say("wxid_zhu_ma", "收到/:rose")
    await school.say("wxid_zhu_ba", "收到")
    await school.say("wxid_bai", "[ThumbsUp]")
    await school.spoken("wxid_bai", "表情")
    await school.say("wxid_bai", "1", private=True)
    await school.say("wxid_wu", "收到，两个娃都去")
    await school.say("wxid_bian", "@慕容老师\u2005没看懂，是这周五还是下周五？", mentions=[ME])
    await school.say("wxid_ouyang", f"「小桥：{notice}」\n{LINE}\n收到")
    await school.say("wxid_sang", '<msg><voicemsg voicelength="5100"/></msg>', type=2)
    await school.say(STRANGER["account"], "收到")
    await school.world.order("again", id=first)
    await school.world.order("emit", event="error", payload={})


def names(tally: str, head: str) -> str:
    """Whom the line with this head names."""
    (found,) = (line for line in tally.splitlines() if line.startswith(head))
    return found.partition("：")[2]


def quiet(calls: Iterable[dict[str, str]]) -> None:
    """The group hears the notice, and at most one batch of answers; the stranger is asked once."""
    heard = [call["to"] for call in calls]
    assert heard.count(GROUP) <= 2
    assert heard.count(STRANGER["account"]) == 1
    assert "wxid_zhu_ma" not in heard


TITLE = "#接龙\n春游报名，周四18:00前\n\n1. 祝小满 2人\n2. 一禾去🚌\n3. 池澄 不去"
WRITTEN = (("wxid_zhu_ma", "祝小满 2人"), ("wxid_bai", "一禾去🚌"), ("wxid_sang", "池澄 不去"))


def chain_xml(title: str = TITLE, written: Iterable[tuple[str, str]] = WRITTEN) -> str:
    def units(text: str) -> int:
        return len(text.encode("utf-16-le")) // 2

    items = "".join(
        f"<i><u>{who}</u><h>0</h><t>1795500000</t><r>{units(title[: title.index(words)])}-{units(words)}</r></i>"
        for who, words in written
    )
    info = f"<solitaire><au>{ME}</au><content>{items}</content></solitaire>"
    return (
        f"<msg><appmsg><title>{title}</title><type>53</type><extinfo>"
        f"<solitaire_info><![CDATA[{info}]]></solitaire_info></extinfo></appmsg></msg>"
    )


@pytest.mark.parametrize("type_", [0, 10, 14])
async def test_a_chain_tells_who_wrote_which_line(
    engine: AsyncEngine, wechat: World, type_: int
) -> None:
    """Each line counts for the child of the account that wrote it, whoever sends the message on;
    a line for another family's child does not count."""
    async with day(engine, wechat, "2026-11-25T15:05:00+08:00") as school:
        await school.say(ME, TITLE.partition("\n\n")[0])
        await school.spoken(ME, "春游")
        await school.say("wxid_sang", chain_xml(), type=type_)
        found = await statuses(engine)
    assert {child: found.get(child) for child in ("n01", "n02", "n08")} == {
        "n01": "confirmed",
        "n02": "confirmed",
        "n08": None,
    }


async def test_after_a_while_offline_the_teacher_hears_that_something_may_be_missing(
    engine: AsyncEngine, wechat: World
) -> None:
    async with day(engine, wechat, "2026-11-25T15:05:00+08:00") as school:
        await school.heard(f"system:{GROUP}:{school.clock().timestamp():.0f}")
        await wechat.order("logout")
        await until(lambda: school.gateway.status().link.state is LinkState.WAITING)
        school.clock.advance(timedelta(minutes=25))
        await wechat.order("login")
        said = await school.spoken(ME, "漏收")
    assert all(words in said for words in ("15:05", "15:30", "五(3)班"))
    assert [call["to"] for call in await wechat.calls("text")] == [ME]


async def test_another_login_gives_other_ids(engine: AsyncEngine, wechat: World) -> None:
    """As under the web protocol: the class finds its group and its teacher again."""
    async with day(engine, wechat, "2026-11-25T15:05:00+08:00") as school:
        await school.say(ME, NOTICE, private=True)
        await school.spoken(GROUP, "开放日")
        people = [p | {"id": "@t2"} if p["id"] == ME else p for p in contacts()]
        topic = {"topic": TOPIC, "members": [p["id"] for p in people]}
        await wechat.order("world", bot=BOT, contacts=people, rooms=[{"id": "@@2", **topic}])
        await until(lambda: school.gateway.status().link.state is LinkState.ONLINE)
        await school.say("@t2", "发通知 明天带水彩笔，今晚20:00前回收到", private=True)
        await school.spoken("@@2", "水彩笔")


async def test_a_message_told_twice_counts_once(engine: AsyncEngine, wechat: World) -> None:
    async with day(engine, wechat, "2026-11-25T15:05:00+08:00") as school:
        await school.say(ME, NOTICE, private=True)
        await school.spoken(GROUP, "开放日")
        first = await school.say("wxid_chi", "收到")
        for _ in range(3):
            await wechat.order("again", id=first)
        await school.say("wxid_bei", "收到")
        query = select(of.Sign.message_id).where(of.Sign.message_id == first)
        async with reading(engine) as connection:
            assert len((await connection.scalars(query)).all()) == 1
