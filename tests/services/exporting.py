"""A school of two classes, and somebody who asks for exports and opens what comes."""

import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import storage.tables as t
from bot.clock import StoppedClock
from bot.services.exporting.exports import Request, write
from storage import reads
from storage.database import reading
from tests.services.rosters import Office

CLOCK = StoppedClock(datetime(2026, 11, 18, 12, tzinfo=UTC))
EVENING = datetime(2026, 11, 17, 16, 30, tzinfo=UTC)  # half past midnight of the 18th in China
LEADER, HEAD, MOTHER = "qq:100000000205", "qq:100000000201", "qq:100000000101"
PUPILS = "三(2)班,程以宁,女,,\n三(2)班,李子涵,男,,\n三(2)班,李子涵,女,,\n五(1)班,白露,女,,"
GUARDIANS = """三(2)班,程以宁,妈妈,宋佳音,100000000101,,,
三(2)班,程以宁,爷爷,,,,13800000001,
五(1)班,白露,妈妈,白晓梅,100000000106,,,"""
STAFF = """沈老师,班主任,三(2)班,语文,100000000201,,
方老师,班主任,五(1)班,数学,100000000202,,
顾校长,校长,,,100000000205,,"""


def contact(**values: Any) -> t.Contact:
    usual: dict[str, Any] = {
        "kind": "home_visit",
        "time": EVENING,
        "classroom_id": "c3-2",
        "staff": ["t01"],
        "students": ["c3-2-01"],
        "guardians": ["c3-2-01-1"],
        "reached": True,
        "record": "聊了作业",
        "source": "command",
    }
    return t.Contact(**usual | values)


def notice(number: int, **values: Any) -> t.Notice:
    usual: dict[str, Any] = {
        "kind": "attend",
        "title": "家长会",
        "body": "",
        "by": "t01",
        "status": "sent",
        "made_at": EVENING,
        "sent_at": EVENING,
    }
    return t.Notice(no=number, **usual | values)


class Desk:
    """Asks for exports and opens what comes."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office, self.folder = office, folder

    async def file(self, what: str, form: str = "csv", **more: Any) -> Path:
        path = self.folder / f"{what}.{form}"
        request = Request(what, **{"by": LEADER, "purpose": "期末检查"} | more)
        await write(self.office.engine, request, form, path, CLOCK)
        return path

    async def rows(self, what: str, **more: Any) -> list[dict[str, str]]:
        path = await self.file(what, **more)
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    async def audit(self) -> list[tuple[str, str, str, str, int | None]]:
        async with reading(self.office.engine) as connection:
            rows = await reads.rows(connection, t.Audit, order=t.Audit.id)
        return [(row.by, row.action, row.target, row.reason, row.rows) for row in rows]
