"""Tables as files that Excel and WPS open: csv and xlsx, streamed, and no cell is a formula.

A million rows are written in bulk: the cells of many rows are made safe as one text and filled
into one pattern. Cell by cell, through csv or XlsxWriter, the same takes two to five times as long.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from itertools import chain
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
WIDTH = 16
ROWS_END = b"</sheetData>"
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
        self._pattern = _pattern(len(header))
        self._sheets, self._rows = 0, 0
        self._open_sheet()

    def write(self, rows: Sequence[Row]) -> None:
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
        pattern = "".join([self._pattern.replace("#", number) for number in numbers])
        cells = safe(map(_short, chain.from_iterable(rows)), _xml)
        self._sheet.write((pattern % cells).encode("utf-8", "replace"))

    def _open_sheet(self) -> None:
        self._sheets, self._rows = self._sheets + 1, 0
        name = f"xl/worksheets/sheet{self._sheets}.xml"
        before, self._after = _frame(self._title, self._header, self._sheets)[name].split(ROWS_END)
        self._sheet: IO[bytes] = self._zip.open(_entry(name), "w", force_zip64=True)
        self._sheet.write(re.sub(rb"<dimension[^>]*/>", b"", before))  # it tells of one row

    def _close_sheet(self) -> None:
        self._sheet.write(ROWS_END + self._after)
        self._sheet.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        with self._zip:
            self._close_sheet()
            for name, part in _frame(self._title, self._header, self._sheets).items():
                if not name.startswith("xl/worksheets/"):
                    self._zip.writestr(_entry(name), part)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _pattern(columns: int) -> str:
    """A row of a sheet, with # for its number and %s for each cell."""
    letters = [xlsxwriter.utility.xl_col_to_name(column) for column in range(columns)]
    cell = '<c r="{}#" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>'
    return '<row r="#">' + "".join(map(cell.format, letters)) + "</row>"


def _short(cell: str) -> str:
    return cell if len(cell) <= LONGEST else cell[:LONGEST]


def _xml(text: str) -> str:
    return escape(NO_XML.sub("", text))


@lru_cache(maxsize=64)
def _frame(title: str, header: tuple[str, ...], sheets: int) -> dict[str, bytes]:
    """The parts of a workbook whose sheets hold nothing but the header."""
    names = [title, *(f"{title}{number}" for number in range(2, sheets + 1))]
    with ZipFile(BytesIO(workbook((name, [header]) for name in names))) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


TABLES: dict[str, Any] = {"csv": CsvTable, "xlsx": XlsxTable}


def workbook(sheets: Iterable[tuple[str, Iterable[Row]]]) -> bytes:
    """A small workbook as bytes: (name, rows) of each sheet, the first row its header."""
    data = BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"created": MADE})
        bold = book.add_format({"bold": True})
        for name, rows in sheets:
            _fill(book.add_worksheet(NO_NAME.sub("", name)[:LONGEST_NAME]), rows, bold)
    return data.getvalue()


def _fill(sheet: Any, rows: Iterable[Row], bold: Any) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_column("A:Z", WIDTH)
    for number, row in enumerate(rows):
        for column, cell in enumerate(safe(row, str)):
            sheet.write_string(number, column, cell, None if number else bold)


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
