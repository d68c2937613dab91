"""import roster and export, as the command line calls them: from files, into files."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import cli_data, texts
from bot.clock import StoppedClock
from bot.errors import UserError
from bot.services.enrolment.draft import Report
from bot.services.enrolment.template import template, write_template

CLOCK = StoppedClock(datetime(2026, 9, 1, tzinfo=UTC))
LEADER = "qq:100000000205"


class Command:
    """One school's store and folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.url = folder, f"sqlite+aiosqlite:///{folder / 'data' / 'school.db'}"

    async def enrol(self, path: Path) -> Report:
        key = self.folder / "data" / "key"
        return await cli_data.import_roster_file(self.url, path, key=key, clock=CLOCK)

    async def export(
        self,
        what: str = "contacts",
        classroom: str | None = None,
        since: str | None = None,
        by: str = LEADER,
    ) -> int:
        out, order = self.folder / "out.csv", (classroom, since, None, "检查", by)
        return await cli_data.export(self.url, what, "csv", out, *order, clock=CLOCK)


@pytest.fixture
def command(tmp_path: Path) -> Command:
    return Command(tmp_path)


async def test_a_template_as_a_workbook_makes_store_and_key(command: Command) -> None:
    path = command.folder / "名册.xlsx"
    write_template(path)
    assert await command.enrol(path) == Report(added=21, changed=0, left=0)
    assert (command.folder / "data" / "key").exists()
    assert await command.enrol(path) == Report(added=0, changed=0, left=0)


async def test_a_folder_of_csv_files_is_one_roster(command: Command) -> None:
    folder = command.folder / "名册"
    folder.mkdir()
    (folder / "班级.csv").write_text("班级,QQ群\n三(2)班,100000000032", encoding="utf-8-sig")
    (folder / "学生.CSV").write_text("班级,姓名\n三(2)班,贺小川", encoding="gbk")
    (folder / "说明.txt").write_text("别读我", encoding="utf-8")
    assert await command.enrol(folder) == Report(added=2, changed=0, left=0)


def test_a_template_overwrites_nothing(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_bytes(b"filled in")
    with pytest.raises(UserError, match="file_exists"):
        write_template(path)
    assert path.read_bytes() == b"filled in"
    assert template().startswith(b"PK")


@pytest.mark.parametrize(("name", "code"), [("没有.xlsx", "no_file"), ("空", "roster_sheet")])
async def test_a_file_that_is_not_there_is_named(command: Command, name: str, code: str) -> None:
    (command.folder / "空").mkdir()
    with pytest.raises(UserError) as refused:
        await command.enrol(command.folder / name)
    assert refused.value.name == code
    assert texts.explain(refused.value)
    assert not (command.folder / "data" / "school.db").exists()


@pytest.mark.parametrize("said", [None, "c3-2", "三(2)班", "三（2）班", "三年级2班", "3.2班"])
async def test_a_class_is_named_by_id_or_in_any_way(command: Command, said: str | None) -> None:
    path = command.folder / "名册.xlsx"
    write_template(path)
    await command.enrol(path)
    assert await command.export(classroom=said) == 0
    assert (command.folder / "out.csv").exists()


async def test_what_cannot_be_understood_is_said(command: Command) -> None:
    path = command.folder / "名册.xlsx"
    write_template(path)
    await command.enrol(path)
    for wish, words in (
        ({"classroom": "六(9)班"}, "三(2)班、五(1)班"),
        ({"since": "上周"}, "2026-09-01"),
        ({"what": "phones"}, "phones"),
        ({"by": "qq:1"}, "qq:1"),
    ):
        with pytest.raises(UserError) as refused:
            await command.export(**wish)
        assert words in texts.explain(refused.value)
    assert not (command.folder / "out.csv").exists()
