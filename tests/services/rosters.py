"""A roster that is read in again and again, and what the store then holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

import storage.tables as t
from bot.parsing.sheets import Sheets, read, understand
from bot.secrets import PHONE, Cipher
from bot.services.enrolment.draft import Report
from bot.services.enrolment.enrolment import import_roster
from storage import reads, writes
from storage.database import reading, writing

NOW = datetime(2026, 9, 1, tzinfo=UTC)
CIPHER = Cipher(["a key for tests, no secret"])
CLASSES = "班级,QQ群,微信群"
PUPILS = "班级,姓名,性别,学号,标签"
GUARDIANS = "班级,学生,关系,家长姓名,QQ,微信,手机,权限"
STAFF = "姓名,职务,班级,科目,QQ,微信,手机"
HEADS = {"班级": CLASSES, "学生": PUPILS, "家长": GUARDIANS, "教师": STAFF}


def roster(**rows: str) -> Sheets:
    """Sheets by their Chinese names; a row a line, the usual header above."""
    files = {name: f"{HEADS.get(name, '')}\n{text}".strip() for name, text in rows.items()}
    return understand(read([(f"{name}.csv", text.encode()) for name, text in files.items()]))


@dataclass
class Office:
    """Reads rosters in, and looks up what became of them."""

    engine: AsyncEngine
    now: datetime = NOW

    async def enrol(self, **rows: str) -> Report:
        async with writing(self.engine) as connection:
            return await import_roster(connection, roster(**rows), CIPHER, self.now)

    async def rows(self, model: type[Any]) -> list[Any]:
        async with reading(self.engine) as connection:
            return await reads.rows(connection, model)

    async def everything(self) -> list[Mapping[str, Any]]:
        """All that an import may change, but for the version."""
        models = (t.Classroom, t.Group, t.Student, t.Person, t.Account, t.Guardianship)
        found = [await self.rows(model) for model in (*models, t.Staff, t.Staffing)]
        return [row.model_dump() for rows in found for row in rows]

    async def pupils(self) -> dict[str, t.Student]:
        return {row.id: row for row in await self.rows(t.Student)}

    async def holder(self, account: str) -> str | None:
        """The person who has this account."""
        rows = [row for row in await self.rows(t.Account) if row.id == account]
        return rows[0].person_id if rows else None

    async def ties(self) -> set[tuple[str, str, str, str]]:
        """(person, pupil, relation, right) of all that stand."""
        rows = await self.rows(t.Guardianship)
        return {
            (row.person_id, row.student_id, row.relation, row.right)
            for row in rows
            if row.status == "approved"
        }

    async def phone(self, person: str) -> str:
        row = next(row for row in await self.rows(t.Person) if row.id == person)
        return CIPHER.decrypt(row.phone, PHONE) if row.phone else ""

    async def put(self, *rows: t.Base) -> None:
        async with writing(self.engine) as connection:
            for row in rows:
                await writes.put(connection, row)
