"""Which column of a table is what, however a school names and orders its columns."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot import texts
from bot.errors import UserError
from bot.parsing.sheets.cells import WORDS, plain
from bot.parsing.sheets.files import Table

KINDS = ("classes", "pupils", "guardians", "staff")
HEAD_ROWS = 10  # the header stands in one of the first: a title may stand above it
GUARDIAN = ("relation", "name", "qq", "wechat", "phone", "right")
NOTE = re.compile(r"[(\[【].*?[)\]】]|[\s*:_]")
CLASS_SHEET = re.compile(r".+班")


def header(text: str) -> str:
    """A column's name without blanks, stars and notes in brackets."""
    return NOTE.sub("", plain(text)).casefold()


def _split(words: Mapping[str, str]) -> dict[str, list[str]]:
    return {key: [header(word) for word in said.split()] for key, said in words.items()}


TABLES = _split(WORDS["tables"])
COLUMNS = {kind: _split(WORDS["columns"][kind]) for kind in KINDS}
REQUIRED: dict[str, list[str]] = WORDS["required"]
FAMILIES = {
    f"{person}{word}": (relation, name)
    for relation, persons in _split(WORDS["families"]).items()
    for person in persons
    for name, words in _split(WORDS["families_columns"]).items()
    for word in words
} | {
    person: (relation, "name")
    for relation, persons in _split(WORDS["families"]).items()
    for person in persons
}


@dataclass(frozen=True, slots=True)
class Columns:
    """`of` is field -> number of its column; `families` the same for each guardian of a row."""

    sheet: str
    kind: str
    head: tuple[str, ...]
    of: Mapping[str, int]
    families: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def flat(self) -> bool:
        """Do the rows of pupils name their guardians too?"""
        return self.kind == "pupils" and bool(self.families or self.of.keys() & set(GUARDIAN))


@dataclass(frozen=True, slots=True)
class Cells:
    """One row. It reads its cells, and names the cell in which something is wrong."""

    columns: Columns
    number: int  # as the spreadsheet counts
    texts: tuple[str, ...]
    family: str = ""

    @property
    def blank(self) -> bool:
        return not any(map(self.text, self._fields))

    @property
    def _fields(self) -> Mapping[str, int]:
        return self.columns.families[self.family] if self.family else self.columns.of

    def text(self, name: str) -> str:
        at = self._fields.get(name, len(self.texts))
        return self.texts[at] if at < len(self.texts) else ""

    def wrong(self, name: str, why: str, **facts: object) -> UserError:
        """The error that names this cell; `why` is a key of roster.why."""
        at = self._fields.get(name)
        default = texts.find("roster.columns").get(name, name)
        return UserError(
            "roster_cell",
            sheet=self.columns.sheet,
            row=self.number,
            column=default if at is None else self.columns.head[at],
            value=self.text(name),
            why=texts.say(f"roster.why.{why}", **facts),
        )


def find(table: Table) -> tuple[Columns, int] | None:
    """The columns of a table and the number of its header's row; None for other tables.

    Raises UserError where a sheet of ours lacks a column.
    """
    named = next((kind for kind in KINDS if header(table.name) in TABLES[kind]), None)
    kinds = [named] if named else ["staff", "pupils", "classes"]
    for number, row in enumerate(table.rows[:HEAD_ROWS]):
        for kind in kinds:
            columns = _columns(table.name, kind, row)
            if not _missing(columns):
                return columns, number
    if named and any(map(any, table.rows)):
        raise _lacking(table, named)
    return None


def _columns(sheet: str, kind: str, head: Sequence[str]) -> Columns:
    names = [header(text) for text in head]
    of: dict[str, int] = {}
    for name, words in COLUMNS[kind].items():
        found = next((word for word in words if word in names), None)
        if found is not None and names.index(found) not in of.values():
            of[name] = names.index(found)
    families: dict[str, dict[str, int]] = {}
    for number, text in enumerate(names):
        if kind == "pupils" and text in FAMILIES:
            relation, name = FAMILIES[text]
            families.setdefault(relation, {})[name] = number
    return Columns(sheet, kind, tuple(head), of, families)


def _missing(columns: Columns) -> list[str]:
    """Required fields without a column. A sheet named after a class needs none for it."""
    own = columns.kind == "pupils" and CLASS_SHEET.fullmatch(columns.sheet)
    return [
        name
        for name in REQUIRED[columns.kind]
        if name not in columns.of and not (own and name == "classroom")
    ]


def _lacking(table: Table, kind: str) -> UserError:
    """Names the first column that the likeliest header lacks."""
    heads = [_columns(table.name, kind, row) for row in table.rows[:HEAD_ROWS]]
    best = max(heads, key=lambda columns: len(columns.of))
    column = texts.find("roster.columns")[_missing(best)[0]]
    return UserError("roster_sheet", sheet=table.name, column=column)
