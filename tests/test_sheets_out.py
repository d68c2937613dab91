"""Tables as files: what Excel finds in them."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from openpyxl import load_workbook

from bot.messages import Attachment
from bot.sheets_out import CsvTable, XlsxTable, render, workbook


def test_a_full_sheet_is_followed_by_another(tmp_path: Path) -> None:
    with XlsxTable(tmp_path / "t.xlsx", "回执", ["a", "b"], most_rows=3) as table:
        table.write([(str(number), "x") for number in range(5)])
        table.write([(str(number), "\0y\x07") for number in range(5, 7)])
    book = load_workbook(tmp_path / "t.xlsx", read_only=True)
    sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    assert {title: len(rows) for title, rows in sheets.items()} == {
        "回执": 4,
        "回执2": 4,
        "回执3": 2,
    }
    assert [rows[0] for rows in sheets.values()] == [("a", "b")] * 3
    assert sheets["回执3"][1] == ("6", "y")


def test_cells_too_long_for_a_workbook_are_cut(tmp_path: Path) -> None:
    with XlsxTable(tmp_path / "t.xlsx", "表", ["a"]) as table:
        table.write([("长" * 40_000,)])
    sheet = load_workbook(tmp_path / "t.xlsx").worksheets[0]
    assert len(str(sheet["A2"].value)) == 32_767


def test_a_table_without_rows_has_its_header(tmp_path: Path) -> None:
    for made in (CsvTable, XlsxTable):
        with made(tmp_path / made.__name__, "表", ["a", "b"]) as table:
            table.write([])
    assert (tmp_path / "CsvTable").read_bytes() == b'\xef\xbb\xbf"a","b"\r\n'
    data = BytesIO((tmp_path / "XlsxTable").read_bytes())
    assert list(load_workbook(data).worksheets[0].iter_rows(values_only=True)) == [("a", "b")]


def test_an_attachment_becomes_a_workbook_or_a_text() -> None:
    rows = (("学生", "答复"), ("程以宁", "=HYPERLINK(1)"))
    data = render(Attachment("回执.xlsx", (("三(2)班/回执", rows), ("空", ()))))
    book = load_workbook(BytesIO(data))
    assert book.sheetnames == ["三(2)班回执", "空"]
    assert list(book.worksheets[0].iter_rows(values_only=True)) == [
        rows[0],
        ("程以宁", "'=HYPERLINK(1)"),
    ]
    assert render(Attachment("说明.txt", text="您好")) == "您好".encode()


def test_equal_tables_are_equal_files() -> None:
    assert workbook([("表", [["a"]])]) == workbook([("表", [["a"]])])


def test_a_table_to_send_has_the_parts_of_one_that_is_streamed() -> None:
    rows = (("学生", "答复"), ("程以宁", "收到"), ("贺小川", "这周三次没带作业，" * 8))
    streamed = BytesIO()
    with XlsxTable(streamed, "回执", rows[0]) as table:
        table.write(rows[1:])
    sent = render(Attachment("回执.xlsx", (("回执", rows),)))
    one, other = (
        {name: parts.read(name) for name in parts.namelist()}
        for parts in (ZipFile(streamed), ZipFile(BytesIO(sent)))
    )
    assert one == other


def test_columns_are_as_wide_as_their_words_and_long_ones_go_on_below(tmp_path: Path) -> None:
    rows = [("1", "程以宁", "这周三次没带作业，" * 8), ("2", "贺小川", "谈了作业")]
    with XlsxTable(tmp_path / "t.xlsx", "表", ["编号", "学生", "记录"]) as table:
        table.write(rows)
    sheet = load_workbook(tmp_path / "t.xlsx").worksheets[0]
    wide = [sheet.column_dimensions[letter].width for letter in "ABC"]
    assert wide == sorted(wide)
    assert 6 <= wide[0] < 8 < wide[1] < 12 < wide[2] < 46
    assert sheet["C2"].alignment.wrap_text
    assert sheet.row_dimensions[2].height == 15 * 4
    assert sheet.row_dimensions[3].height is None


def test_the_header_stays_in_sight_and_on_every_printed_page(tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_bytes(workbook([("表", [["学生", "状态"], ["程以宁", "已确认"]])]))
    sheet = load_workbook(tmp_path / "t.xlsx").worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    page = sheet.sheet_properties.pageSetUpPr
    assert page is not None
    assert page.fitToPage
    assert sheet["A1"].font.bold
