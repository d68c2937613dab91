"""An invented class whose group has no bot, its log as WeChat copies it, and its paste desk."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp.test_utils import unused_port

from bot.admin.desk_page import routes
from bot.admin.web import application, link, serve
from bot.app import School, open_school
from bot.clock import StoppedClock
from bot.config import Manners, Pacing
from bot.replay.world import settle
from schedules.calendar import SchoolCalendar
from storage.database import create_tables, open_engine, writing

HOST = "127.0.0.1"
SECRET = "for-this-desk-only"
NOW = datetime(2026, 11, 25, 8, 20, tzinfo=UTC)  # 16:20 in China
NOTICE = (
    "各位家长：明天（11月26日 周四）上午拍班级合影，请给孩子穿校服、戴红领巾，8:00 前到校。"
    "收到请回复，今晚20:00前。"
)
CHILDREN = [
    ("s01", "罗一舟", "男"),
    ("s02", "秦小满", "女"),
    ("s03", "高家瑞", "男"),
    ("s04", "高家祥", "男"),
    ("s05", "田雨晴", "女"),
    ("s06", "王一诺", "男"),
    ("s07", "王一诺", "女"),
    ("s08", "杜思齐", "男"),
    ("s09", "潘乐怡", "女"),
    ("s10", "鲁子豪", "男"),
    ("s11", "侯明轩", "男"),
    ("s12", "阮清禾", "女"),
]
GUARDIANS: list[tuple[str, str, str, list[str]]] = [
    ("p01", "罗一舟妈妈", "妈妈", ["s01"]),
    ("p01b", "老罗", "爸爸", ["s01"]),
    ("p02", "满满麻麻🌸", "妈妈", ["s02"]),
    ("p03", "家瑞家祥妈妈", "妈妈", ["s03", "s04"]),
    ("p05", "雨过天晴", "妈妈", ["s05"]),
    ("p06", "4.1王一诺爸爸", "爸爸", ["s06"]),
    ("p08", "A杜记水果", "妈妈", ["s08"]),
    ("p09", "静水流深", "妈妈", ["s09"]),
    ("p10", "鲁子豪妈妈", "妈妈", ["s10"]),
    ("p11", "老侯头", "爷爷", ["s11"]),
    ("p12", "阮清禾爸爸", "爸爸", ["s12"]),
]
FIRST = [
    ("15:31", "沈老师", NOTICE),
    ("15:33", "罗一舟妈妈", "收到"),
    ("15:33", "老罗", "收到，老师辛苦了🌹🌹"),
    ("15:34", "家瑞家祥妈妈", "收到"),
    ("15:34", "雨过天晴", "[握手]"),
    ("15:35", "满满麻麻🌸", "收道 谢谢沈老师"),
    ("15:36", "A杜记水果", "杜思齐受到，请问里面穿毛衣可以吗？"),
    ("15:36", "静水流深", "杜思齐受到，请问里面穿毛衣可以吗？"),
    ("15:38", "4.1王一诺爸爸", "收到"),
    ("15:39", "鲁子豪妈妈", "@沈老师 没看懂，是明天拍还是周五拍？"),
    ("15:41", "老侯头", '[语音] 12"'),
    ("15:42", "岁月静好", "收到"),
]
LATER = [
    ("16:05", "阮清禾爸爸", "好的收到"),
    ("16:07", "岁月静好", "老师早上好几点集合呀"),
]


def log(lines: list[tuple[str, str, str]] = FIRST) -> str:
    """Lines of one afternoon as WeChat's desktop client copies them."""
    return "\n".join(f"{card} 2026/11/25 {time}\n{words}\n" for time, card, words in lines)


def world() -> dict[str, Any]:
    """The class in the shape of a rehearsal's first line."""
    return {
        "now": "2026-11-25T16:20:00+08:00",
        "classes": [{"id": "c41", "name": "四(1)班", "group": "g41", "head_teacher": "t1"}],
        "staff": [
            {
                "account": "t1",
                "name": "沈老师",
                "roles": ["head_teacher", "subject_teacher"],
                "classes": ["c41"],
                "subject": "语文",
            }
        ],
        "students": [
            {"id": id_, "name": name, "class": "c41", "gender": gender}
            for id_, name, gender in CHILDREN
        ],
        "guardians": [
            {"account": account, "card": card, "relation": relation, "children": children}
            for account, card, relation, children in GUARDIANS
        ],
        "settings": {"next": {"notice": 12}},
    }


@asynccontextmanager
async def school(folder: Path, of: dict[str, Any]) -> AsyncIterator[School]:
    """A school on a fresh database."""
    engine = open_engine(f"sqlite+aiosqlite:///{folder / 'desk.db'}")
    await create_tables(engine)
    async with writing(engine) as connection:
        await settle(connection, of)
    clock, pacing = StoppedClock(NOW), Pacing(gap=0, jitter=0, group_gap=0)
    yield open_school(engine, {}, clock, Manners(), SchoolCalendar(), pacing)
    await engine.dispose()


@asynccontextmanager
async def desk(of: School) -> AsyncIterator[str]:
    """The desk's secret link while it is served."""
    port = unused_port()
    runner = await serve(application(SECRET, routes(of)), HOST, port)
    yield link(HOST, port, SECRET, "/desk")
    await runner.cleanup()
