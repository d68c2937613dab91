"""A pupil who goes to another class stays who he is; one who merely has the same name does not."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.services.rosters import Office

BEFORE = "三(2)班,程以宁,女,0301,\n三(2)班,贺小川,男,0302,"
FATHER = "三(2)班,贺小川,爸爸,贺大山,10001,,,"


@pytest.fixture
async def moving(engine: AsyncEngine) -> Office:
    office = Office(engine)
    await office.enrol(学生=BEFORE, 家长=FATHER)
    return office


@pytest.mark.parametrize("old_class_too", [True, False])
async def test_a_pupil_who_moves_keeps_id_and_guardian(moving: Office, old_class_too: bool) -> None:
    rows = ["三(3)班,贺小川,男,0302,"]
    rows += ["三(2)班,程以宁,女,0301,"] if old_class_too else []
    report = await moving.enrol(学生="\n".join(rows))
    pupil = (await moving.pupils())["c3-2-02"]
    assert (pupil.name, pupil.classroom_id, pupil.left_at) == ("贺小川", "c3-3", None)
    assert (report.added, report.left) == (1, 0)  # the class is new
    father = await moving.holder("10001")
    assert (father, "c3-2-02") in {tie[:2] for tie in await moving.ties()}


@pytest.mark.parametrize(
    "row", ["三(3)班,贺小川,男,0399,", "三(3)班,贺小川,男,,", "三(3)班,贺川,男,0302,"]
)
async def test_a_name_or_a_number_alone_makes_nobody_the_same(moving: Office, row: str) -> None:
    report = await moving.enrol(学生=row)
    pupils = await moving.pupils()
    assert pupils["c3-2-02"].classroom_id == "c3-2"
    assert report.added == 2  # and its class
