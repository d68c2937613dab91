"""The rows of a workbook's sheet as XML, and cells that no spreadsheet runs."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, zip_longest
from xml.sax.saxutils import escape

import xlsxwriter

Row = Sequence[str]
RISKY = "=+-@＝＋－＠\t\r\n \u3000"  # what begins a formula, or hides one behind it
CUT = "\0"  # stands between two cells
RISKY_CELL = re.compile(rf"{CUT}(?=[{re.escape(RISKY)}])")
NO_XML = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LONGEST = 32_767  # characters of a cell in a workbook
NARROWEST, WIDEST = 6, 44  # characters of a column; longer words go on below
SHORT = WIDEST // 2  # Chinese characters that one line of the widest column takes
LINE, MOST_LINES = 15, 27  # points; a row cannot be higher than 409
STYLE = re.compile(rb'<col [^>]*style="(\d+)"')
ROWS_END = b"</sheetData>"


def safe(cells: Iterable[str], escaped: Callable[[str], str]) -> tuple[str, ...]:
    """The cells, escaped; one that a spreadsheet would run stands behind an apostrophe."""
    cells = list(cells)
    if not cells:
        return ()
    text = CUT + CUT.join(cells)
    if text.count(CUT) > len(cells):
        text = CUT + CUT.join([cell.replace(CUT, "") for cell in cells])
    return tuple(escaped(RISKY_CELL.sub(f"{CUT}'", text)).split(CUT)[1:])


def around(sheet: bytes, columns: int) -> tuple[bytes, bytes, str]:
    """What stands before and behind the rows of a sheet, and the pattern of a row."""
    before, after = sheet.split(ROWS_END)
    before = re.sub(rb"<dimension[^>]*/>", b"", before)  # it tells of one row
    style = STYLE.search(before)
    pattern = _pattern(columns, style[1].decode() if style else "0")
    return before, ROWS_END + after, pattern


def of(rows: Sequence[Row], first: int, pattern: str, wide: Sequence[int]) -> bytes:
    """The rows of a sheet from the row of this number on; 1 is the header."""
    numbers = map(str, range(first, first + len(rows)))
    patterns = [pattern.replace("#", number) for number in numbers]
    for at, row in enumerate(rows):
        if max(map(len, row)) > SHORT:
            patterns[at] = patterns[at].replace(">", _tall(row, wide), 1)
    cells = safe(map(_short, chain.from_iterable(rows)), _xml)
    return ("".join(patterns) % cells).encode("utf-8", "replace")


def widths(rows: Iterable[Row]) -> tuple[int, ...]:
    """How many characters wide each column is to be; a Chinese one is as wide as two others."""
    columns = map(set, zip_longest(*rows, fillvalue=""))
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
