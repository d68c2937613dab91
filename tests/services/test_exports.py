"""Exports: what stands in the file when it is opened again."""

import csv
from datetime import date

import pytest
from openpyxl import load_workbook

import storage.tables as t
from bot import vocab
from bot.services.exporting.exports import header
from tests.services.exporting import EVENING, HEAD, Desk, contact, notice

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
]


async def test_a_contact_is_written_in_words(desk: Desk) -> None:
    await desk.office.put(contact(attempts=2, feedback="谢谢", notice_no=None, complete=False))
    (row,) = await desk.rows("contacts")
    assert row == {
        "编号": "1",
        "时间": "2026-11-18 00:30",
        "班级": "三(2)班",
        "方式": "家访",
        "学生": "程以宁",
        "家长": "程以宁妈妈（宋佳音）",
        "教师": "沈老师",
        "是否联系上": "是",
        "联系次数": "2",
        "到会": "",
        "记录": "聊了作业",
        "分析": "",
        "对策": "",
        "反馈": "谢谢",
        "敏感": "",
        "完整": "否",
        "来源": "手工命令",
        "通知号": "",
    }


async def test_people_are_named_as_far_as_they_are_known(desk: Desk) -> None:
    both = ["c3-2-02", "c3-2-03"]
    await desk.office.put(
        contact(students=both, guardians=["c3-2-01-2", "gone"], staff=[], reached=None),
        contact(students=["c3-2-01"], guardians=["c3-2-01-2"], classroom_id=None),
        contact(
            students=[],
            guardians=[],
            attendance={
                "c3-2-02": {"status": "present", "by": "舅舅"},
                "c3-2-03": {"status": "absent"},
            },
        ),
    )
    first, second, third = await desk.rows("contacts")
    assert (first["学生"], first["家长"]) == ("李子涵（男）、李子涵（女）", "")
    assert (first["教师"], first["是否联系上"]) == ("", "")
    assert (second["家长"], second["班级"]) == ("程以宁爷爷", "")
    assert third["到会"] == "到会：李子涵（男）（舅舅）；缺席：李子涵（女）"


async def test_every_kind_of_contact_has_its_chinese_name(desk: Desk) -> None:
    await desk.office.put(*(contact(kind=kind) for kind in vocab.CONTACT_KINDS))
    rows = await desk.rows("contacts")
    assert [row["方式"] for row in rows] == list(vocab.CONTACT_KINDS.values())
    assert len(rows) == 53


SECRETS = {"record": "家里吃低保", "analysis": "腿不好", "measure": "约了医院", "feedback": ""}


async def test_sensitive_words_stay_inside_unless_approved(desk: Desk) -> None:
    await desk.office.put(contact(sensitive=True, **SECRETS), contact())
    text = (await desk.file("contacts")).read_text("utf-8-sig")
    assert not any(words in text for words in filter(None, SECRETS.values()))
    hidden, usual = await desk.rows("contacts")
    assert (hidden["记录"], hidden["反馈"], hidden["敏感"]) == ("[敏感，未导出]", "", "是")
    assert usual["记录"] == "聊了作业"
    approved, _ = await desk.rows("contacts", approved=True)
    assert [approved[column] for column in ("记录", "分析", "对策")] == list(SECRETS.values())[:3]


@pytest.mark.parametrize("approved", [False, True])
async def test_numbers_and_marks_that_were_kept_stay_inside_all_the_same(
    desk: Desk, approved: bool
) -> None:
    kept = {"record": "证件 11010120150102123X", "measure": "打13800138000", "feedback": "前五名"}
    await desk.office.put(
        contact(**kept),
        notice(12, title="登记13800138000"),
        t.Receipt(notice_no=12, student_id="c3-2-01", answer={"电话": "13800138000", "尺码": "M"}),
        t.Question(id=1, no=1, text="第三名？", words="", at=EVENING, answer="92分"),
    )
    (told,) = await desk.rows("contacts", approved=approved)
    assert (told["记录"], told["对策"]) == ("证件 [已隐去证件号]", "打[已隐去手机号]")
    assert told["反馈"] == "[已隐去成绩名次]"
    (told,) = await desk.rows("receipts", approved=approved)
    assert (told["通知"], told["答复"]) == ("登记[已隐去手机号]", "电话：[已隐去手机号]；尺码：M")
    (told,) = await desk.rows("questions", approved=approved)
    assert told["问题"] == "[已隐去成绩名次]？"


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (None, None, ["1", "2", "3"]),
        (date(2026, 11, 18), None, ["1", "2"]),
        (date(2026, 11, 18), date(2026, 11, 18), ["1"]),
        (None, date(2026, 11, 17), ["3"]),
        (date(2026, 11, 20), date(2026, 11, 30), []),
    ],
)
async def test_days_are_those_of_china_and_both_included(
    desk: Desk, since: date | None, until: date | None, found: list[str]
) -> None:
    times = (EVENING, EVENING.replace(day=18), EVENING.replace(hour=15))
    await desk.office.put(*(contact(time=time) for time in times))
    rows = await desk.rows("contacts", since=since, until=until)
    assert [row["编号"] for row in rows] == found


@pytest.mark.parametrize("what", ["contacts", "receipts", "questions"])
async def test_a_class_sees_its_own_alone(desk: Desk, what: str) -> None:
    await desk.office.put(
        contact(),
        contact(classroom_id="c5-1", students=["c5-1-01"]),
        notice(12),
        t.NoticeClass(classroom_id="c3-2", notice_no=12),
        t.NoticeClass(classroom_id="c5-1", notice_no=12),
        t.Receipt(notice_no=12, student_id="c3-2-01"),
        t.Receipt(notice_no=12, student_id="c5-1-01"),
        t.Question(id=1, no=1, text="几点", words="几点", student_id="c3-2-01", at=EVENING),
        t.Question(id=2, no=2, text="几点", words="几点", student_id="c5-1-01", at=EVENING),
    )
    assert {row["班级"] for row in await desk.rows(what)} == {"三(2)班", "五(1)班"}
    rows = await desk.rows(what, classroom="c3-2", by=HEAD)
    assert [row["班级"] for row in rows] == ["三(2)班"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
async def test_no_cell_is_a_formula(desk: Desk, form: str) -> None:
    await desk.office.put(*(contact(record=text, measure='"a",b\n<&>') for text in FORMULAS))
    path = await desk.file("contacts", form)
    if form == "csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [tuple(row) for row in csv.reader(file)]
    else:
        sheet = load_workbook(path).worksheets[0]
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
        rows = [tuple(map(str, row)) for row in sheet.iter_rows(values_only=True)]
    at, to = header("contacts").index("记录"), header("contacts").index("对策")
    assert [row[at].replace("\r", "\n") for row in rows[1:]] == [
        f"'{text}".replace("\r", "\n") for text in FORMULAS
    ]
    assert {row[to] for row in rows[1:]} == {'"a",b\n<&>'}


async def test_csv_is_what_excel_expects(desk: Desk) -> None:
    await desk.office.put(contact())
    data = (await desk.file("contacts")).read_bytes()
    assert data.startswith('\ufeff"编号","时间"'.encode())
    assert data.count(b"\r\n") == 2
    assert data.endswith(b'"\r\n')


async def test_a_workbook_has_a_title_and_chinese_headers(desk: Desk) -> None:
    await desk.office.put(contact())
    book = load_workbook(await desk.file("contacts", "xlsx"), read_only=True)
    rows = list(book["家校联系"].iter_rows(values_only=True))
    assert [list(rows[0]), len(rows)] == [header("contacts"), 2]
