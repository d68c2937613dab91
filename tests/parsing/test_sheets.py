"""Rosters as schools keep them: any header, any order, any file; and the cell that is wrong."""

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from bot import texts
from bot.errors import UserError
from bot.parsing.sheets import Named, Reached, Sheets, read, understand


def csv(name: str, *lines: str, encoding: str = "utf-8-sig") -> Sheets:
    """The rows of one csv file."""
    return understand(read([(f"{name}.csv", "\n".join(lines).encode(encoding))]))


def book(**sheets: Sequence[Sequence[object]]) -> bytes:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    data = BytesIO()
    made.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    "head",
    [
        "班级,学生,关系,家长姓名,QQ,手机",
        "所在班级,孩子姓名,与学生关系,监护人姓名,QQ号,联系电话",
        "班级名称,学生姓名,称谓,姓名,家长QQ,手机号码",
        "行政班,孩子,与孩子关系,家长,QQ号码,电话",
        "*班级,学生姓名（必填）,关系(爸爸/妈妈),家长 姓名,qq号：,联系方式【11位】",
        "班 级,幼儿姓名,亲属关系,联系人,ＱＱ,家长手机",
    ],
)
def test_schools_own_names_for_a_column_are_understood(head: str) -> None:
    row = csv("家长", head, "三(2)班,程以宁,妈妈,宋佳音,100000000101,13800000001").guardians[0]
    assert row.pupil == Named("三(2)班", "程以宁")
    assert (row.relation, row.name) == ("妈妈", "宋佳音")
    assert row.reached == Reached("100000000101", "", "13800000001")


def test_columns_stand_in_any_order_among_others() -> None:
    rows = csv("学生", "序号,住址,姓名,备注,性别,班级", "1,某路,贺小川,,男,三(2)班").pupils
    assert [row.pupil for row in rows] == [Named("三(2)班", "贺小川", "男")]


def test_a_title_and_blank_lines_above_the_header_and_between_rows_are_skipped() -> None:
    lines = ["三年级学生花名册,,", ",,", "班级,姓名,性别", ",,", "三(2)班,贺小川,男", ",,"]
    rows = csv("学生", *lines).pupils
    assert [(row.pupil.name, row.cells.number) for row in rows] == [("贺小川", 5)]


@pytest.mark.parametrize("name", ["名单", "Sheet1", "2026级新生登记", "花名册"])
def test_one_flat_table_holds_classes_pupils_and_guardians(name: str) -> None:
    found = csv(
        name,
        "班级,学生姓名,性别,学号,关系,家长姓名,联系电话",
        "三(2)班,程以宁,女,0301,妈妈,宋佳音,13800000001",
        "三(2)班,程以宁,女,0301,爸爸,程远,",
        "三(2)班,贺小川,男,0302,,,",
    )
    assert [row.pupil.name for row in found.pupils] == ["程以宁", "程以宁", "贺小川"]
    assert all(row.flat for row in found.pupils)
    assert [(row.relation, row.name) for row in found.guardians] == [
        ("妈妈", "宋佳音"),
        ("爸爸", "程远"),
    ]


def test_a_row_may_name_both_parents() -> None:
    head = "班级,学生姓名,父亲姓名,父亲电话,母亲,母亲电话,母亲QQ"
    rows = csv("登记表", head, "三(2)班,贺小川,贺强,13800000001,田芳,,100000000101").guardians
    assert [(row.relation, row.name, row.reached) for row in rows] == [
        ("爸爸", "贺强", Reached(phone="13800000001")),
        ("妈妈", "田芳", Reached(qq="100000000101")),
    ]


def test_a_sheet_named_after_its_class_needs_no_column_for_it() -> None:
    data = book(**{"三(2)班": [["姓名", "性别"], ["贺小川", "男"]], "说明": [["先看这里"]]})
    rows = understand(read([("花名册.xlsx", data)])).pupils
    assert [row.pupil for row in rows] == [Named("三(2)班", "贺小川", "男")]


def test_a_workbook_shows_numbers_as_they_are_seen() -> None:
    head = ["班级", "学生", "关系", "QQ", "手机"]
    row: list[object] = ["三(2)班", "程以宁", "妈妈", 100000000101, 13800000001.0]
    found = understand(read([("名册.xlsx", book(家长=[head, row]))])).guardians
    assert found[0].reached == Reached("100000000101", "", "13800000001")


def test_hidden_sheets_are_left_alone() -> None:
    made = Workbook()
    made.worksheets[0].append(["班级", "姓名"])
    made.worksheets[0].append(["三(2)班", "贺小川"])
    hidden = made.create_sheet("学生")
    hidden.append(["没有", "这些列"])
    hidden.sheet_state = "hidden"
    data = BytesIO()
    made.save(data)
    assert len(understand(read([("名册.xlsx", data.getvalue())])).pupils) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_csv_of_any_usual_kind_is_read(encoding: str, separator: str) -> None:
    lines = [separator.join(row) for row in (("班级", "姓名"), ("三(2)班", "贺小川"))]
    assert csv("学生", *lines, encoding=encoding).pupils[0].pupil.name == "贺小川"


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_csv_files_may_come_as_a_zip(encoding: str) -> None:
    data = BytesIO()
    with ZipFile(data, "w") as parts:
        parts.writestr("名册/班级.csv", "班级,QQ群\n三(2)班,100000000032".encode(encoding))
        parts.writestr("名册/学生.csv", "班级,姓名\n三(2)班,贺小川".encode(encoding))
        parts.writestr("__MACOSX/名册/._学生.csv", b"\x00\x05")
        parts.writestr("名册/说明.txt", b"read me")
    found = understand(read([("名册.zip", data.getvalue())]))
    assert found.classes[0].qq == ("100000000032",)
    assert found.pupils[0].pupil.name == "贺小川"


@pytest.mark.parametrize(
    "data",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 64,
        b"PK\x03\x04 and nothing behind it",
        book(学生=[["班级", "姓名"]])[:-200],
        bytes(range(256)),
        "班级,姓名\n三班\0".encode(),
    ],
    ids=["xls", "broken zip", "cut workbook", "noise", "zero byte"],
)
def test_what_is_no_roster_is_refused_with_its_name(data: bytes) -> None:
    with pytest.raises(UserError) as refused:
        understand(read([("成绩.xls", data)]))
    assert refused.value.name == "roster_unreadable"
    assert "成绩.xls" in texts.explain(refused.value)


@pytest.mark.parametrize(
    ("name", "lines", "sheet", "column"),
    [
        ("学生", ["班级,性别", "三(2)班,男"], "学生", "学生"),
        ("学生", ["姓名,性别", "贺小川,男"], "学生", "班级"),
        ("家长", ["班级,学生,手机", "三(2)班,贺小川,13800000001"], "家长", "关系"),
        ("教师", ["姓名,科目", "沈老师,语文"], "教师", "职务"),
        ("班级", ["QQ群", "100000000032"], "班级", "班级"),
        ("图书", ["书名,价格", "草房子,20"], "学生", "学生"),
        ("空", [""], "学生", "学生"),
    ],
)
def test_a_missing_column_is_named(name: str, lines: list[str], sheet: str, column: str) -> None:
    with pytest.raises(UserError) as refused:
        csv(name, *lines)
    assert refused.value.name == "roster_sheet"
    assert refused.value.facts == {"sheet": sheet, "column": column}


PUPILS = "班级,姓名,性别,学号,标签"
GUARDIANS = "班级,孩子姓名,与学生关系,家长姓名,QQ号,微信,联系电话,权限"
STAFF = "姓名,职务,班级,科目,QQ,手机"


@pytest.mark.parametrize(
    ("name", "head", "row", "column", "value"),
    [
        ("学生", PUPILS, ",贺小川,男,,", "班级", ""),
        ("学生", PUPILS, "三(2)班,,男,,", "姓名", ""),
        ("学生", PUPILS, "三(2)班,13800000001,男,,", "姓名", "13800000001"),
        ("学生", PUPILS, "三(2)班,贺小川,公,,", "性别", "公"),
        ("学生", PUPILS, "三(2)班,贺小川,男,,外星人", "标签", "外星人"),
        ("学生", PUPILS, "三(2)班,贺小川,男,,留守儿童、外星人", "标签", "留守儿童、外星人"),
        ("家长", GUARDIANS, "三(2)班,,妈妈,田芳,,,,", "孩子姓名", ""),
        ("家长", GUARDIANS, "三(2)班,贺小川,妈妈,田芳,田芳的号,,,", "QQ号", "田芳的号"),
        ("家长", GUARDIANS, "三(2)班,贺小川,妈妈,田芳,123,,,", "QQ号", "123"),
        ("家长", GUARDIANS, "三(2)班,贺小川,妈妈,田芳,,,1380000000,", "联系电话", "1380000000"),
        ("家长", GUARDIANS, "三(2)班,贺小川,妈妈,田芳,,,1.38E+10,", "联系电话", "1.38E+10"),
        ("家长", GUARDIANS, "三(2)班,贺小川,妈妈,田芳,,,,部分", "权限", "部分"),
        ("教师", STAFF, ",班主任,三(2)班,语文,,", "姓名", ""),
        ("教师", STAFF, "沈老师,,三(2)班,语文,,", "职务", ""),
        ("教师", STAFF, "沈老师,保安队长,三(2)班,,,", "职务", "保安队长"),
        ("教师", STAFF, "沈老师,班主任,三(2)班,语文,abc,", "QQ", "abc"),
        ("班级", "班级,QQ群", "三(2)班,家长群", "QQ群", "家长群"),
    ],
)
def test_a_bad_cell_is_named_by_sheet_row_and_column(
    name: str, head: str, row: str, column: str, value: str
) -> None:
    with pytest.raises(UserError) as refused:
        csv(name, "学校通讯录", head, row)
    facts = refused.value.facts
    assert refused.value.name == "roster_cell"
    assert (facts["sheet"], facts["row"]) == (name, 3)
    assert (facts["column"], facts["value"]) == (column, value)
    assert texts.explain(refused.value).endswith("什么都没有导入。")


def test_a_class_may_have_several_groups() -> None:
    row = csv(
        "班级", "班级,QQ群,微信群", '三(2)班,100000000032、100000000033,"甲群，乙群"'
    ).classes[0]
    assert row.qq == ("100000000032", "100000000033")
    assert row.wechat == ("甲群", "乙群")


def test_staff_teach_several_classes_and_a_deputy_is_no_role_of_its_own() -> None:
    rows = csv(
        "教师", STAFF, "沈老师,班主任,三(2)班、五(1)班,语文,,", "柳老师,副班主任,三(2)班,,,"
    ).staff
    assert [(r.roles, r.deputy, r.classes) for r in rows] == [
        (("head_teacher",), False, ("三(2)班", "五(1)班")),
        (("subject_teacher",), True, ("三(2)班",)),
    ]
