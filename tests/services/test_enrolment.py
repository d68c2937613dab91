"""Reading rosters in: who is new, who is the same, who has left; and nothing by halves."""

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

import storage.tables as t
from bot import texts
from bot.errors import UserError
from bot.parsing.sheets import read, understand
from bot.services.enrolment.draft import Report
from bot.services.enrolment.enrolment import import_roster
from bot.services.enrolment.template import template
from storage.database import writing
from tests.services.rosters import CIPHER, NOW, Office

TWO = "三(2)班,程以宁,女,0301,\n三(2)班,贺小川,男,0302,留守儿童"


async def test_the_template_is_taken_as_it_is_and_a_second_time_changes_nothing(
    engine: AsyncEngine,
) -> None:
    office = Office(engine)
    sheets = understand(read([("名册.xlsx", template())]))
    async with writing(engine) as connection:
        first = await import_roster(connection, sheets, CIPHER, NOW)
    before = await office.everything()
    async with writing(engine) as connection:
        second = await import_roster(connection, sheets, CIPHER, NOW)
    assert first == Report(added=21, changed=0, left=0)
    assert second == Report(added=0, changed=0, left=0)
    assert await office.everything() == before
    mother = await office.holder("100000000101")
    assert mother == "c3-2-01-1"
    assert {(mother, "c3-2-01"), (mother, "c5-1-01")} <= {tie[:2] for tie in await office.ties()}


async def test_ids_can_be_read_and_stay(office: Office) -> None:
    await office.enrol(学生=TWO)
    assert [row.id for row in await office.rows(t.Classroom)] == ["c3-2"]
    assert {id_: row.name for id_, row in (await office.pupils()).items()} == {
        "c3-2-01": "程以宁",
        "c3-2-02": "贺小川",
    }
    await office.enrol(
        学生="三年级（2）班,白露,女,,\n3.2班,贺小川,男,0302,\n" + TWO.splitlines()[0]
    )
    named = {row.name: id_ for id_, row in (await office.pupils()).items()}
    assert named == {"程以宁": "c3-2-01", "贺小川": "c3-2-02", "白露": "c3-2-03"}
    assert [row.name for row in await office.rows(t.Classroom)] == ["三(2)班"]


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["三(2)班"], ["c3-2"]),
        (["初一(3)班"], ["c7-3"]),
        (["阳光班", "扬光班"], ["yang-guang-ban", "yang-guang-ban-2"]),
        (["2024级3班"], ["2024-ji-3-ban"]),
    ],
)
async def test_ids_of_classes(office: Office, names: list[str], ids: list[str]) -> None:
    await office.enrol(班级="\n".join(f"{name},," for name in names))
    rooms = {row.name: row.id for row in await office.rows(t.Classroom)}
    assert [rooms[name] for name in names] == ids


async def test_every_import_makes_the_roster_another_version(office: Office) -> None:
    for version in (1, 2):
        await office.enrol(学生=TWO)
        assert [row.version for row in await office.rows(t.School)] == [version]


async def test_changes_of_the_file_are_taken_over_and_counted(office: Office) -> None:
    await office.enrol(学生=TWO, 家长="三(2)班,程以宁,妈妈,宋佳音,100000000101,,13800000001,")
    report = await office.enrol(
        学生=TWO.replace("留守儿童", "单亲家庭"),
        家长="三(2)班,程以宁,妈妈,宋佳音,100000000101,,13800000002,只看",
    )
    assert report == Report(added=0, changed=2, left=0)
    assert (await office.pupils())["c3-2-02"].tags == ["single_parent"]
    assert await office.ties() == {("c3-2-01-1", "c3-2-01", "妈妈", "view_only")}
    assert await office.phone("c3-2-01-1") == "13800000002"


async def test_what_the_file_has_no_column_for_stays(office: Office) -> None:
    await office.enrol(学生=TWO, 家长="三(2)班,程以宁,妈妈,宋佳音,100000000101,,13800000001,只看")
    report = await office.enrol(
        名单="班级,学生姓名,关系,家长QQ\n三(2)班,程以宁,妈妈,100000000101\n三(2)班,贺小川,,"
    )
    assert report == Report(added=0, changed=0, left=0)
    assert (await office.pupils())["c3-2-02"].tags == ["left_behind"]
    assert await office.phone("c3-2-01-1") == "13800000001"


async def test_pupils_missing_from_their_class_have_left_and_may_come_back(office: Office) -> None:
    await office.enrol(学生=f"{TWO}\n五(1)班,白露,女,,")
    office.now = later = NOW + timedelta(days=30)
    report = await office.enrol(学生=TWO.splitlines()[0])
    assert report == Report(added=0, changed=0, left=1)
    pupils = await office.pupils()
    assert pupils["c3-2-02"].left_at == later
    assert pupils["c5-1-01"].left_at is None
    assert await office.enrol(学生=TWO) == Report(added=0, changed=1, left=0)
    assert (await office.pupils())["c3-2-02"].left_at is None


async def test_a_file_of_guardians_alone_sends_nobody_away(office: Office) -> None:
    await office.enrol(学生=TWO)
    report = await office.enrol(家长="三(2)班,程以宁,妈妈,宋佳音,100000000101,,,")
    assert report == Report(added=1, changed=0, left=0)
    assert all(row.left_at is None for row in (await office.pupils()).values())


SAME = "三(2)班,李子涵,男,,\n三(2)班,李子涵,女,,"


@pytest.mark.parametrize(
    "rows",
    [
        SAME,
        "三(2)班,李子涵,,12,\n三(2)班,李子涵,,13,",
        "三(2)班,李子涵(男),,,\n三(2)班,李子涵(女),,,",
    ],
)
async def test_two_of_one_name_are_told_apart_and_found_again(office: Office, rows: str) -> None:
    await office.enrol(学生=rows)
    before = await office.pupils()
    assert len(before) == 2
    report = await office.enrol(学生="\n".join(reversed(rows.splitlines())))
    assert report == Report(added=0, changed=0, left=0)
    assert await office.pupils() == before


@pytest.mark.parametrize("written", ["李子涵(女)", "李子涵（女）", "李子涵 (女生)"])
async def test_a_guardian_names_the_one_of_two(office: Office, written: str) -> None:
    await office.enrol(学生=SAME, 家长=f"三(2)班,{written},妈妈,,100000000101,,,")
    assert {tie[1] for tie in await office.ties()} == {"c3-2-02"}


async def test_a_girl_of_the_name_of_a_boy_who_left_is_somebody_else(office: Office) -> None:
    await office.enrol(学生="三(2)班,李子涵,男,,", 家长="三(2)班,李子涵,妈妈,于敏,100000000101,,,")
    report = await office.enrol(
        学生="三(2)班,李子涵,女,,", 家长="三(2)班,李子涵,妈妈,田芳,100000000102,,,"
    )
    assert report == Report(added=2, changed=0, left=1)
    assert ("c3-2-02-1", "c3-2-02") in {tie[:2] for tie in await office.ties()}
    assert ("c3-2-01-1", "c3-2-02") not in {tie[:2] for tie in await office.ties()}


ROOMS = "三(2)班,,\n五(1)班,,"
BAD = [
    ({"学生": "三(2)班,李子涵,,,\n三(2)班,李子涵,,,"}, ("学生", 3, "姓名")),
    ({"学生": "三(2)班,李子涵,男,,\n三(2)班,李子涵,,,"}, ("学生", 3, "姓名")),
    ({"学生": "三(2)班,李子涵,男,7,\n三(2)班,李子涵,男,7,"}, ("学生", 3, "姓名")),
    ({"班级": ROOMS, "学生": "三(3)班,贺小川,,,"}, ("学生", 2, "班级")),
    ({"班级": "三(2)班,,\n三（2）班,,"}, ("班级", 3, "班级")),
    ({"班级": "三(2)班,100000000032,\n五(1)班,100000000032,"}, ("班级", 3, "QQ群")),
    ({"学生": TWO, "家长": "三(2)班,贺大川,妈妈,,,,,"}, ("家长", 2, "学生")),
    ({"学生": TWO, "家长": "三(3)班,贺小川,妈妈,,,,,"}, ("家长", 2, "学生")),
    ({"学生": SAME, "家长": "三(2)班,李子涵,妈妈,,,,,"}, ("家长", 2, "学生")),
    (
        {
            "学生": TWO,
            "家长": "三2班,程以宁,妈妈,甲,100000000101,,,\n三2班,贺小川,妈妈,乙,100000000101,,,",
        },
        ("家长", 3, "家长姓名"),
    ),
    ({"班级": ROOMS, "教师": "沈老师,班主任,三(3)班,,,,"}, ("教师", 2, "班级")),
    ({"班级": ROOMS, "教师": "甲,班主任,三2班,,,,\n乙,班主任,三2班,,,,"}, ("教师", 3, "班级")),
    (
        {"班级": ROOMS, "教师": "甲,副班,三(2)班,,,,\n乙,副班,三(2)班,,,,"},
        ("教师", 3, "班级"),
    ),
    (
        {"名单": "班级,学生姓名,关系,QQ\n三2班,李子涵,妈妈,10001\n三2班,李子涵,妈妈,10002"},
        ("名单", 3, "学生姓名"),
    ),
]


@pytest.mark.parametrize(("rows", "place"), BAD)
async def test_nothing_is_half_imported_and_the_row_is_named(
    office: Office, rows: dict[str, str], place: tuple[str, int, str]
) -> None:
    await office.enrol(班级=ROOMS, 学生="五(1)班,白露,女,,")
    before = await office.everything()
    with pytest.raises(UserError) as refused:
        await office.enrol(**rows)
    facts = refused.value.facts
    assert (facts["sheet"], facts["row"], facts["column"]) == place
    assert str(place[1]) in texts.explain(refused.value)
    assert await office.everything() == before
    assert [row.version for row in await office.rows(t.School)] == [1]


async def test_a_newcomer_of_a_name_that_one_has_without_a_mark_is_not_guessed(
    office: Office,
) -> None:
    await office.enrol(学生="三(2)班,李子涵,,,")
    with pytest.raises(UserError) as refused:
        await office.enrol(学生=SAME)
    assert refused.value.facts["row"] == 2
    await office.enrol(学生="三(2)班,李子涵,男,,")
    assert await office.enrol(学生=SAME) == Report(added=1, changed=0, left=0)
