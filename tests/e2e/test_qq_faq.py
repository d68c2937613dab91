"""The school's own answers over QQ: who asks hears them privately, the rest goes to the teacher."""

from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from bot import faq_file
from bot.sheets_out import workbook
from tests.e2e.school import CARDS, ROOM, TEACHER, TOKEN, account, day
from tests.onebot import dialled, said, to, words

GROUP, BOT = ROOM["group"], ROOM["bot"]
ROWS = [
    ("问题", "相似问法", "答案"),
    ("校门早上几点开", "最早几点能送到学校；几点可以进校", "7:20 开门，7:40 早读。"),
    ("校服在哪里买", "", "门卫室旁边的小卖部，每天 16:00–17:30。"),
    ("午餐费怎么退", "请假了伙食费退不退", "请假满三天的，月底退到卡里。"),
]


async def test_a_parent_asks_and_the_school_has_the_answer(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    path = tmp_path / "常见问题.xlsx"
    path.write_bytes(workbook([("常见问题", ROWS)]))
    faq = faq_file.load(path)
    asker, other = account("k01"), account("k05")
    async with (
        day(engine, "2026-11-25T15:05:00+08:00", faq) as school,
        dialled(school.port, BOT, TOKEN) as qq,
    ):
        await qq.private(asker, 901, *words("请问早上最早几点可以送孩子进校门？"))
        answer = await qq.until(to(asker, "7:20"))
        await qq.group(GROUP, other, 902, *words("校服去哪儿买呀？"), card=CARDS[other])
        await qq.until(to(other, "小卖部"))
        await qq.private(other, 903, *words("孩子学校有没有乒乓球队？"))
        await qq.until(to(TEACHER, "乒乓球队"))
        await qq.until(to(other, "已转"))
    assert said(answer).startswith("7:20 开门")
    assert not [call for call in qq.calls if call["action"] == "send_group_msg"]
