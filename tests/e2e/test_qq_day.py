"""An early dismissal in a QQ group: from messy talk to a tally that is true child by child."""

import base64
import io
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import texts
from tests.e2e.school import CARDS, CHILDREN, ROOM, STRANGER, TEACHER, TOKEN, account, day
from tests.onebot import Implementation, Json, Segment, chat_of, dialled, said, to, words

GROUP, BOT = ROOM["group"], ROOM["bot"]
NOTICE = "发通知 明天(11月26日 周四)14:40放学，比平时早50分钟。一个孩子有一位家长回“收到”即可，今晚20:30前。"
CARE = "景行收到，请问托管班照常吗？"
FACE: Segment = ("face", {"id": "14", "sub_type": 1})
VOICE: Segment = ("record", {"file": "4f1c.amr", "url": "", "file_size": "7294"})
EXPECTED = {
    "k01": "confirmed",
    "k02": "confirmed",
    "k03": "confirmed",
    "k04": "confirmed",
    "k05": "confirmed",
    "k06": "confirmed",
    "k07": "question",
    "k08": "confirmed",
    "k09": "confirmed",
    "k10": "manual",
    "k11": "suspected",
    "k12": "none",
}


class Families:
    """Everybody at home, each with a telephone."""

    def __init__(self, qq: Implementation) -> None:
        self._qq, self._id = qq, 81_000

    async def say(self, who: str, *parts: Segment | str, private: bool = False) -> int:
        """Write in the group or to the bot; returns the message's id."""
        self._id += 1
        given = [part if isinstance(part, tuple) else words(part)[0] for part in parts]
        if private:
            await self._qq.private(who, self._id, *given)
        else:
            await self._qq.group(GROUP, who, self._id, *given, card=CARDS.get(who, ""))
        return self._id

    async def take_back(self, who: str, id_: int) -> None:
        await self._qq.recall(GROUP, who, id_)

    async def again(self, who: str, id_: int, text: str) -> None:
        """The same message is delivered once more."""
        await self._qq.group(GROUP, who, id_, *words(text), card=CARDS.get(who, ""))


@pytest.mark.parametrize("strings", [False, True], ids=["array", "string"])
async def test_an_early_dismissal(engine: AsyncEngine, *, strings: bool) -> None:
    async with (
        day(engine, "2026-11-25T15:05:00+08:00") as school,
        dialled(school.port, BOT, TOKEN, strings=strings) as qq,
    ):
        families = Families(qq)
        await families.say(TEACHER, NOTICE, private=True)
        notice = await qq.until(to(GROUP, "14:40"))
        await replies(qq, families, sent_as(qq, notice))
        await families.say(TEACHER, "统计1", private=True)
        tally = said(await qq.until(to(TEACHER, "/12")))
        await school.later(timedelta(minutes=10))
        await families.say(TEACHER, "文件1", private=True)
        file = await qq.until(lambda call: call["action"] == "upload_private_file")
        await qq.until(to(GROUP, "关于通知1"))
    assert statuses(file) == {label(child): status for child, status in EXPECTED.items()}
    assert "8/12" in tally
    assert lines(tally, "manual", "question", "suspected", "phone") == ["k10", "k07", "k11", "k12"]
    quiet(qq.calls)


def sent_as(qq: Implementation, call: Json) -> str:
    """The id that the implementation gave to a message of the bot."""
    return str(qq.given[call["echo"]])


async def replies(qq: Implementation, families: Families, notice: str) -> None:
    """What stands in the group in the next minutes, and what is said in private."""
    first = await families.say(account("k01"), "收到")
    await families.say(account("k01", 1), "收到，谢谢卓老师🌹🌹")
    await families.say(account("k02"), "收到")
    await families.say(account("k04"), FACE)
    await families.say(account("k05"), ("reply", {"id": notice}), "1")
    wrong = await families.say(account("k06"), "余音（女）收到")
    await families.take_back(account("k06"), wrong)
    await families.say(account("k06"), "余音（男）收到")
    await families.say(account("k08"), CARE)
    await families.say(account("k11"), CARE)
    await families.say(account("k09", 1), "好的👌")
    asked = "没看懂，是今天还是明天早放学？"
    await families.say(account("k07"), ("at", {"qq": TEACHER, "name": "卓老师"}), f" {asked}")
    await families.say(account("k10"), VOICE)
    await families.say(STRANGER, "收到")
    await families.again(account("k01"), first, "收到")
    await qq.until(to(account("k04"), "表情"))
    await families.say(account("k04"), "1", private=True)


def label(child: str) -> str:
    """A child as a teacher reads it."""
    known = CHILDREN[child]
    return f"{known['name']}（{known['gender']}）" if "gender" in known else str(known["name"])


def statuses(call: Json) -> dict[str, str]:
    """Child -> status, as the table in a file says."""
    content = base64.b64decode(call["params"]["file"].removeprefix("base64://"))
    sheet: Any = openpyxl.load_workbook(io.BytesIO(content)).active
    _, *rows = sheet.iter_rows(values_only=True)
    meant = {word: status for status, word in texts.find("status").items()}
    return {row[1]: meant[row[2]] for row in rows}


def lines(tally: str, *names: str) -> list[str]:
    """Which child each of these lines of a tally names, where it names one."""
    heads = {name: texts.find(f"tally.{name}").partition("{")[0] for name in names}
    found = {
        name: line for line in tally.splitlines() for name in names if line.startswith(heads[name])
    }
    return [next(c for c in CHILDREN if found[n].startswith(heads[n] + label(c))) for n in names]


def quiet(calls: list[Json]) -> None:
    """The group hears the notice and one batch of answers; nobody is written to without need."""
    assert [chat_of(call) for call in calls].count(GROUP) == 2
    written = {str(call["params"]["user_id"]) for call in calls if "user_id" in call["params"]}
    needed = {TEACHER, STRANGER, *(account(child) for child in ("k04", "k06", "k07", "k11"))}
    assert written <= needed
