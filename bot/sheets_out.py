"""Tables as files that Excel and WPS open: csv and xlsx, streamed, and no cell is a formula.

A million rows are written in bulk: the cells of many rows are made safe as one text and filled
into one pattern. Cell by cell, through csv or XlsxWriter, the same takes two to five times as long.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import IO, Any, Protocol, Self
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter

from bot import pictures, sheet_xml
from bot.messages import Attachment
from bot.sheet_xml import Row, safe

NO_NAME, LONGEST_NAME = re.compile(r"[\[\]:*?/\\']"), 31  # of a sheet
MOST_ROWS = 1_048_575  # of a sheet, below its header
LOOKED_AT = 200  # rows that tell how wide a column is to be
FIRST = "xl/worksheets/sheet1.xml"
A4 = 9
MADE = datetime(2026, 9, 1, tzinfo=UTC)  # always the same, so that equal tables are equal files


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
            self._widths = sheet_xml.widths([self._header, *rows[:LOOKED_AT]])
            self._open_sheet()
        while rows:
            if self._rows == self._most_rows:
                self._close_sheet()
                self._open_sheet()
            now = rows[: self._most_rows - self._rows]
            self._put(now)
            rows = rows[len(now) :]

    def _put(self, rows: Sequence[Row]) -> None:
        self._sheet.write(sheet_xml.of(rows, self._rows + 2, self._pattern, self._widths))
        self._rows += len(rows)

    def _open_sheet(self) -> None:
        self._sheets, self._rows = self._sheets + 1, 0
        name = f"xl/worksheets/sheet{self._sheets}.xml"
        frame = self._frame()[name]
        before, self._after, self._pattern = sheet_xml.around(frame, len(self._header))
        self._sheet: IO[bytes] = self._zip.open(_entry(name), "w", force_zip64=True)
        self._sheet.write(before)

    def _frame(self) -> dict[str, bytes]:
        return _frame(self._title, self._header, self._widths, self._sheets)

    def _close_sheet(self) -> None:
        self._sheet.write(self._after)
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
    for column, width in enumerate(wide or sheet_xml.widths(rows)):
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
    """A workbook of one sheet: a tenth of the work, for the frame of such a table is packed."""
    header, *below = rows
    wide = sheet_xml.widths(rows[: LOOKED_AT + 1])
    packed, before, after, pattern = _packed(title, tuple(header), wide)
    data = BytesIO(packed)
    with ZipFile(data, "a") as parts:
        sheet = before + sheet_xml.of(below, 2, pattern, wide) + after
        parts.writestr(_entry(FIRST), sheet)
    return data.getvalue()


@lru_cache(maxsize=64)
def _packed(
    title: str, header: tuple[str, ...], wide: tuple[int, ...]
) -> tuple[bytes, bytes, bytes, str]:
    """All of a workbook but its sheet, compressed, with what stands around the sheet's rows."""
    frame, data = _frame(title, header, wide, 1), BytesIO()
    with ZipFile(data, "w") as parts:
        for name, part in frame.items():
            if name != FIRST:
                parts.writestr(_entry(name), part)
    return data.getvalue(), *sheet_xml.around(frame[FIRST], len(header))
