"""The files of a roster: a workbook, a csv, or csv files in a zip, as tables of plain texts."""

import csv
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import PurePath
from typing import Any
from zipfile import BadZipFile, ZipFile

from bot.errors import UserError

ZIP, BOOK = b"PK\x03\x04", "xl/workbook.xml"
ENCODINGS = ("utf-8-sig", "gb18030")
MARKS_16 = (b"\xff\xfe", b"\xfe\xff")
MOST_BYTES = 200_000_000  # unpacked
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u2060"))
BROKEN = (BadZipFile, KeyError, ValueError, TypeError, AttributeError, OSError, SyntaxError)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet or a csv file; `rows[0]` is its first line, whatever stands there."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def read(files: Iterable[tuple[str, bytes]]) -> list[Table]:
    """(file name, content) of one or several files -> their tables. Raises UserError."""
    return [table for name, data in files for table in _read(name, data)]


def _read(name: str, data: bytes) -> Iterator[Table]:
    try:
        if not data.startswith(ZIP):
            yield Table(PurePath(name).stem, _csv(data))
            return
        with ZipFile(BytesIO(data), metadata_encoding="gb18030") as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_BYTES:
                raise ValueError(name)
            if BOOK in parts.namelist():
                yield from _book(data)
            else:
                yield from _folder(parts)
    except (*BROKEN, csv.Error):
        raise UserError("roster_unreadable", path=name) from None


def _folder(parts: ZipFile) -> Iterator[Table]:
    for name in parts.namelist():
        path = PurePath(name)
        if path.suffix.lower() == ".csv" and "__MACOSX" not in path.parts:
            yield Table(path.stem, _csv(parts.read(name)))


def _csv(data: bytes) -> tuple[tuple[str, ...], ...]:
    text = _decoded(data)
    if "\0" in text:
        raise ValueError("no text")
    head = text.partition("\n")[0]
    delimiter = max(",\t;", key=head.count)
    return tuple(
        tuple(map(_text, row))
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    )


def _decoded(data: bytes) -> str:
    """Excel writes UTF-8 with a mark, GBK, or UTF-16, as it is told."""
    if data.startswith(MARKS_16):
        return data.decode("utf-16")
    try:
        return data.decode(ENCODINGS[0])
    except UnicodeDecodeError:
        return data.decode(ENCODINGS[1])


def _book(data: bytes) -> Iterator[Table]:
    """The visible sheets."""
    from openpyxl import load_workbook  # noqa: PLC0415  large, and exports do without

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # extensions that do not concern us
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                sheet.reset_dimensions()
                rows = sheet.iter_rows(values_only=True)
                yield Table(sheet.title, tuple(tuple(map(_text, row)) for row in rows))


def _text(value: Any) -> str:
    """What a person sees in the cell."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).translate(INVISIBLE).strip()
