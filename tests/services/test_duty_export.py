"""Duties as a file: every class's, in every period that is asked for, with the records behind."""

import copy
import csv
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy.ext.asyncio import AsyncEngine

import storage.tables as t
from bot.clock import CHINA, StoppedClock
from bot.config import Manners
from bot.errors import UserError
from bot.replay import world
from bot.services.duties import duty_export
from bot.services.exporting import exports
from storage import writes
from storage.database import writing
from tests.conversations.player import WORLD

NOW = datetime(2027, 3, 10, 12, tzinfo=CHINA)
SCHOOL = copy.deepcopy(WORLD)
SCHOOL["staff"].append({"account": "xu", "name": "许校长", "roles": ["leader"], "classes": []})
Row = dict[str, str]


def visit(id_: int, day: str, child: str, **values: Any) -> t.Contact:
    usual: dict[str, Any] = {
        "kind": "home_visit",
        "time": datetime.fromisoformat(f"{day}T19:00:00+08:00"),
        "classroom_id": "k65",
        "staff": ["chu"],
        "students": [child],
        "reached": True,
        "source": "dictation",
    }
    return t.Contact(id=id_, **usual | values)


async def export(
    engine: AsyncEngine, folder: Path, *presets: str, form: str = "csv", **asked: Any
) -> Path:
    async with writing(engine) as connection:
        await world.settle(connection, SCHOOL)
        await writes.put_all(
            connection,
            [
                visit(71, "2027-03-09", "bo"),
                visit(72, "2027-03-09", "hai"),
                visit(73, "2027-03-09", "yin", reached=False),
                visit(74, "2027-03-09", "da", classroom_id="k66", staff=["ren"]),
                visit(75, "2027-03-03", "duo"),
            ],
        )

    def source(connection: Any, request: exports.Request) -> Any:
        calendar, manners = world.calendar(SCHOOL), Manners(presets=presets)
        return duty_export.stream(connection, request, manners=manners, calendar=calendar, now=NOW)

    path = folder / f"duties.{form}"
    request = exports.Request("duties", **{"by": "sandbox:xu", "purpose": "检查"} | asked)
    await exports.write(engine, request, form, path, StoppedClock(NOW), source)
    return path


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


async def test_every_class_and_clause_has_its_row(engine: AsyncEngine, tmp_path: Path) -> None:
    found = rows(await export(engine, tmp_path, "s0", "s2"))
    assert {row["班级"] for row in found} == {"六(5)班", "六(6)班"}
    assert {row["班主任"] for row in found} == {"褚老师", "任老师"}
    assert all(row["依据"].startswith("S") and row["要求"] and row["从"] for row in found)
    assert {row["是否做到"] for row in found} == {"是", "否"}


async def test_a_row_names_the_records_it_rests_on(engine: AsyncEngine, tmp_path: Path) -> None:
    found = rows(await export(engine, tmp_path, "s0", classroom="k65"))
    (visits,) = (row for row in found if "S0-62" in row["依据"])
    assert (visits["做到"], visits["需要"]) == ("3", "12")
    assert visits["凭据（联系记录编号）"] == "75、71、72"  # who was not met is no record
    assert "柏舟" not in visits["还差"]
    assert "尹川" in visits["还差"]


async def test_earlier_periods_are_rows_of_their_own(engine: AsyncEngine, tmp_path: Path) -> None:
    since: dict[str, Any] = {
        "since": date(2027, 3, 1),
        "until": date(2027, 3, 31),
        "classroom": "k65",
    }
    found = rows(await export(engine, tmp_path, "s0", "s1", "s2", "s3", "s4", **since))
    weeks = [(row["从"], row["到"]) for row in found if row["时段"] == "每周"]
    assert set(weeks) == {
        ("2027-03-08", "2027-03-14"),
        ("2027-03-01", "2027-03-07"),
    }
    keys = [(row["依据"], row["要求"], row["从"], row["到"], row["怎么算"]) for row in found]
    assert len(keys) == len(set(keys))


async def test_it_opens_as_a_workbook(engine: AsyncEngine, tmp_path: Path) -> None:
    sheet = load_workbook(await export(engine, tmp_path, "s2", form="xlsx"))["职责"]
    head, *body = sheet.iter_rows(values_only=True)
    assert list(head) == exports.header("duties")
    assert len(body) > 3


async def test_a_school_without_regulations_owes_nothing(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    assert rows(await export(engine, tmp_path)) == []


async def test_a_head_teacher_sees_the_own_class_alone(engine: AsyncEngine, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no_right"):
        await export(engine, tmp_path, "s2", by="sandbox:chu")
    found = rows(await export(engine, tmp_path, "s2", by="sandbox:chu", classroom="k65"))
    assert {row["班级"] for row in found} == {"六(5)班"}
