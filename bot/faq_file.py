"""The school's own questions and answers, out of its file: a workbook, csv or JSON lines."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.errors import UserError
from bot.parsing import clauses, sheets
from bot.parsing.faq import Faq, FaqEntry
from bot.parsing.sheets.columns import header

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
COLUMNS = {name: list(map(header, words.split())) for name, words in _WORDS["columns"].items()}
HEAD_ROWS = 10  # a title may stand above the header
BETWEEN = re.compile(_WORDS["between"])  # two ways of asking the same
Row = tuple[int, dict[str, str]]  # as the spreadsheet counts


def load(path: Path) -> Faq:
    """Everything in the file, ready to be asked. Raises UserError, naming file and row."""
    return Faq(entries(path))


def entries(path: Path) -> list[FaqEntry]:
    try:
        data = path.read_bytes()
    except OSError:
        raise UserError("no_file", path=path) from None
    rows = _lines(path, data) if path.suffix.lower() in {".jsonl", ".json"} else _table(path, data)
    found, asked = list[FaqEntry](), dict[str, int]()
    for number, row in rows:
        found.append(_entry(path, number, row))
        words = clauses.fingerprint(row["question"]) or row["question"]
        if before := asked.setdefault(words, number) - number:
            raise UserError("faq_twice", path=path, row=number, before=number + before)
    return found


def _entry(path: Path, number: int, row: dict[str, str]) -> FaqEntry:
    if not row.get("question") or not row.get("answer"):
        raise UserError("faq_row", path=path, row=number)
    similar = tuple(filter(None, map(str.strip, BETWEEN.split(row.get("similar", "")))))
    return FaqEntry(str(number), row["question"], similar, row["answer"])


def _table(path: Path, data: bytes) -> Iterator[Row]:
    """The rows of every sheet that has both columns; empty ones are left out."""
    tables = [(table.rows, _head(table.rows)) for table in sheets.read([(path.name, data)])]
    if not any(head for _, head in tables):
        raise UserError("faq_columns", path=path)
    for rows, head in tables:
        if head:
            at, columns = head
            yield from _rows(rows[at + 1 :], columns, at + 2)


def _head(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]] | None:
    """Where the header stands, and which column is what."""
    for at, row in enumerate(rows[:HEAD_ROWS]):
        cells = list(map(header, row))
        found = {
            name: next((cells.index(word) for word in words if word in cells), -1)
            for name, words in COLUMNS.items()
        }
        if found["question"] >= 0 and found["answer"] >= 0:
            return at, {name: column for name, column in found.items() if column >= 0}
    return None


def _rows(rows: Iterable[Sequence[str]], columns: dict[str, int], first: int) -> Iterator[Row]:
    for number, row in enumerate(rows, first):
        cells = {name: row[at].strip() for name, at in columns.items() if at < len(row)}
        if any(cells.values()):
            yield number, cells


def _lines(path: Path, data: bytes) -> Iterator[Row]:
    """{"question", "similar": [...], "answer"}, a line each."""
    try:
        for number, line in enumerate(data.decode("utf-8-sig").splitlines(), 1):
            if line.strip():
                yield number, _texts(json.loads(line))
    except (ValueError, AttributeError, TypeError):
        raise UserError("not_json", path=path) from None


def _texts(row: Any) -> dict[str, str]:
    similar = "\n".join(map(str, row.get("similar") or ()))
    told = {name: str(row.get(name) or "").strip() for name in ("question", "answer")}
    return {**told, "similar": similar}
