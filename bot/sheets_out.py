"""Tables as files that Excel and WPS open: csv and xlsx, streamed, and no cell is a formula.

A million rows are written in bulk: the cells of many rows are made safe as one text and filled
into one pattern. Cell by cell, through csv or XlsxWriter, the same takes two to five times as long.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from itertools import chain, zip_longest
from pathlib import Path
from typing import IO, Any, Protocol, Self
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter

from bot import pictures
from bot.messages import Attachment

Row = Sequence[str]
RISKY = "=+-@＝＋－＠\t\r\n \u3000"  # what begins a formula, or hides one behind it
CUT = "\0"  # stands between two cells
RISKY_CELL = re.compile(rf"{CUT}(?=[{re.escape(RISKY)}])")
NO_XML = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
NO_NAME, LONGEST_NAME = re.compile(r"[\[\]:*?/\\']"), 31  # of a sheet
LONGEST = 32_767  # characters of a cell in a workbook
MOST_ROWS = 1_048_575  # of a sheet, below its header
NARROWEST, WIDEST = 6, 44  # characters of a column; longer words go on below
SHORT = WIDEST // 2  # Chinese characters that one line of the widest column takes
LINE, MOST_LINES = 15, 27  # points; a row cannot be higher than 409
LOOKED_AT = 200  # rows that tell how wide a column is to be
STYLE = re.compile(rb'<col [^>]*style="(\d+)"')
ROWS_END = b"</sheetData>"
A4 = 9
MADE = datetime(2026, 9, 1, tzinfo=UTC)  # always the same, so that equal tables are equal files


def safe(cells: Iterable[str], escaped: Callable[[str], str]) -> tuple[str, ...]:
    """The cells, escaped; one that a spreadsheet would run stands behind an apostrophe."""
    cells = list(cells)
    if not cells:
        return ()
    text = CUT + CUT.join(cells)
    if text.count(CUT) > len(cells):
        text = CUT + CUT.join([cell.replace(CUT, "") for cell in cells])
    return tuple(escaped(RISKY_CELL.sub(f"{CUT}'", text)).split(CUT)[1:])


class Table(Protocol):
    """A file that takes rows of as many cells as its header has."""

    def write(self, rows: Sequence[Row]) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *failure: object) -> None: ...


class CsvTable:
    """UTF-8 with the mark by which Excel knows it, every cell in quotes."""

    def __init__(self, path: Path, _title: str, header: Row) -> None:
        self._file = path.open("w", encoding="utf-8-sig", errors="replace", newline="")
        self._pattern = ",".join(['"%s"'] * len(header)) + "\r\n"
        self.write([header])

    def write(self, rows: Sequence[Row]) -> None:
        cells = safe(chain.from_iterable(rows), lambda text: text.replace('"', '""'))
        self._file.write(self._pattern * len(rows) % cells)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self._file.close()


class XlsxTable:
    """XlsxWriter makes the frame of the workbook; the rows go straight into its sheets.

    A full sheet is followed by a further one.
    """

    def __init__(
        self, path: Path | BytesIO, title: str, header: Row, most_rows: int = MOST_ROWS
    ) -> None:
        self._title, self._header, self._most_rows = title, tuple(header), most_rows
        self._zip = ZipFile(path, "w", ZIP_DEFLATED)
        self._widths: tuple[int, ...] = ()
        self._sheets, self._rows = 0, 0

    def write(self, rows: Sequence[Row]) -> None:
        if not self._sheets:  # the first rows tell how wide the columns are
            self._widths = widths([self._header, *rows[:LOOKED_AT]])
            self._open_sheet()
        while rows:
            if self._rows == self._most_rows:
                self._close_sheet()
                self._open_sheet()
            now = rows[: self._most_rows - self._rows]
            self._put(now)
            rows = rows[len(now) :]

    def _put(self, rows: Sequence[Row]) -> None:
        first = self._rows + 2  # 1 is the header
        self._rows += len(rows)
        numbers = map(str, range(first, first + len(rows)))
        patterns = [self._pattern.replace("#", number) for number in numbers]
        for at, row in enumerate(rows):
            if max(map(len, row)) > SHORT:
                patterns[at] = patterns[at].replace(">", _tall(row, self._widths), 1)
        cells = safe(map(_short, chain.from_iterable(rows)), _xml)
        self._sheet.write(("".join(patterns) % cells).encode("utf-8", "replace"))

    def _open_sheet(self) -> None:
        self._sheets, self._rows = self._sheets + 1, 0
        name = f"xl/worksheets/sheet{self._sheets}.xml"
        before, self._after = self._frame()[name].split(ROWS_END)
        style = STYLE.search(before)
        self._pattern = _pattern(len(self._header), style[1].decode() if style else "0")
        self._sheet: IO[bytes] = self._zip.open(_entry(name), "w", force_zip64=True)
        self._sheet.write(re.sub(rb"<dimension[^>]*/>", b"", before))  # it tells of one row

    def _frame(self) -> dict[str, bytes]:
        return _frame(self._title, self._header, self._widths, self._sheets)

    def _close_sheet(self) -> None:
        self._sheet.write(ROWS_END + self._after)
        self._sheet.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        with self._zip:
            self.write([])
            self._close_sheet()
            for name, part in self._frame().items():
                if not name.startswith("xl/worksheets/"):
                    self._zip.writestr(_entry(name), part)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    return entry


def widths(rows: Iterable[Row]) -> tuple[int, ...]:
    """How many characters wide each column is to be; a Chinese one is as wide as two others."""
    columns = zip_longest(*rows, fillvalue="")
    sizes = (max(len(cell.encode("gbk", "replace")) for cell in column) for column in columns)
    return tuple(min(max(size + 2, NARROWEST), WIDEST) for size in sizes)


def _tall(row: Row, wide: Sequence[int]) -> str:
    """The end of a row's tag, for one whose words go on below: not every program sees to it."""
    lines = (
        sum(-(-len(part.encode("gbk", "replace")) // width) or 1 for part in cell.split("\n"))
        for cell, width in zip(row, wide, strict=False)
    )
    return f' ht="{LINE * min(max(lines), MOST_LINES)}">'


def _pattern(columns: int, style: str) -> str:
    """A row of a sheet, with # for its number and %s for each cell."""
    letters = [xlsxwriter.utility.xl_col_to_name(column) for column in range(columns)]
    cell = '<c r="{}#" s="{}" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>'
    return '<row r="#">' + "".join(cell.format(one, style) for one in letters) + "</row>"


def _short(cell: str) -> str:
    return cell if len(cell) <= LONGEST else cell[:LONGEST]


def _xml(text: str) -> str:
    return escape(NO_XML.sub("", text))


@lru_cache(maxsize=64)
def _frame(
    title: str, header: tuple[str, ...], wide: tuple[int, ...], sheets: int
) -> dict[str, bytes]:
    """The parts of a workbook whose sheets hold nothing but the header."""
    names = [title, *(f"{title}{number}" for number in range(2, sheets + 1))]
    with ZipFile(BytesIO(workbook(((name, [header]) for name in names), wide))) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


TABLES: dict[str, Any] = {"csv": CsvTable, "xlsx": XlsxTable}


def workbook(
    sheets: Iterable[tuple[str, Iterable[Row]]], wide: Sequence[int] | None = None
) -> bytes:
    """A small workbook as bytes: (name, rows) of each sheet, the first row its header.

    `wide` are the widths of the columns, where others than these rows decide on them.
    """
    data = BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"created": MADE})
        head = book.add_format({"bold": True, "valign": "top", "bottom": 1})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        for name, rows in sheets:
            sheet = book.add_worksheet(NO_NAME.sub("", name)[:LONGEST_NAME])
            _fill(sheet, list(rows), wide, (head, plain))
    return data.getvalue()


def _fill(
    sheet: Any, rows: Sequence[Row], wide: Sequence[int] | None, styles: tuple[Any, Any]
) -> None:
    """The header stays while one scrolls, and is printed on every page, all columns on one."""
    head, plain = styles
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    for column, width in enumerate(wide or widths(rows)):
        sheet.set_column(column, column, width, plain)
    for number, row in enumerate(rows):
        for column, cell in enumerate(safe(row, str)):
            sheet.write_string(number, column, cell, plain if number else head)


def render(attachment: Attachment) -> bytes:
    """The bytes of a file to send: a picture, a workbook of its sheets, or its text."""
    if attachment.picture:
        return pictures.to_png(attachment.picture)
    if not attachment.sheets:
        return attachment.text.encode()
    [(title, rows), *others] = attachment.sheets
    even = len({len(row) for row in rows}) == 1
    return workbook(attachment.sheets) if others or not even else _table(title, rows)


def _table(title: str, rows: Sequence[Row]) -> bytes:
    """A workbook of one sheet: a fifth of the work, for the frame of such a table is known."""
    data = BytesIO()
    with XlsxTable(data, title, rows[0]) as table:
        table.write(rows[1:])
    return data.getvalue()
