"""Reads tables into rows: classes, pupils, guardians, staff."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from bot import texts
from bot.errors import UserError
from bot.parsing.sheets import cells
from bot.parsing.sheets.columns import Cells, Columns, find
from bot.parsing.sheets.files import Table
from bot.parsing.sheets.rows import (
    ClassRow,
    GuardianRow,
    Named,
    PupilRow,
    Reached,
    Sheets,
    StaffRow,
)


def understand(tables: Iterable[Table]) -> Sheets:
    """Tables of any names, order and further columns -> rows. Raises UserError, naming the cell."""
    found: dict[type, list[Any]] = {ClassRow: [], PupilRow: [], GuardianRow: [], StaffRow: []}
    known = False
    for table in tables:
        if (head := find(table)) is not None:
            known = True
            for row in _rows(table, *head):
                found[type(row)].append(row)
    if not known:
        names = texts.find("roster")
        raise UserError("roster_sheet", sheet=names["pupils"], column=names["columns"]["pupil"])
    return Sheets(*(tuple(rows) for rows in found.values()))


def _rows(table: Table, columns: Columns, head: int) -> Iterator[Any]:
    for number, row in enumerate(table.rows[head + 1 :], head + 2):
        line = Cells(columns, number, row)
        if not line.blank:
            yield from READERS[columns.kind](line)


def _classroom(line: Cells) -> Iterator[ClassRow]:
    qq, wechat = _read(line, "qq", cells.groups), _read(line, "wechat", cells.wechat_groups)
    yield ClassRow(line, _needed(line, "classroom", cells.classroom), qq, wechat)


def _pupil(line: Cells) -> Iterator[PupilRow | GuardianRow]:
    """A pupil, and the guardians whom a flat table names in the same row."""
    pupil, flat = _named(line), line.columns.flat
    yield PupilRow(line, pupil, _read(line, "tags", cells.tags), flat)
    if flat:
        own = (
            [_guardian_of(line, pupil)] if _reached(line) != Reached() or line.text("name") else []
        )
        yield from own
        for relation in line.columns.families:
            member = Cells(line.columns, line.number, line.texts, relation)
            if not member.blank:
                name = _read(member, "name", cells.name)
                yield GuardianRow(member, pupil, relation, name, _reached(member))


def _guardian(line: Cells) -> Iterator[GuardianRow]:
    yield _guardian_of(line, _named(line))


def _guardian_of(line: Cells, pupil: Named) -> GuardianRow:
    relation = _read(line, "relation", cells.relation) or texts.find("roster.guardian")
    name, right = _read(line, "name", cells.name), _read(line, "right", cells.right)
    return GuardianRow(line, pupil, relation, name, _reached(line), right)


def _staff(line: Cells) -> Iterator[StaffRow]:
    roles = _needed(line, "roles", cells.roles)
    deputy = "deputy" in roles
    ids = tuple(role for role in roles if role != "deputy") or ("subject_teacher",)
    name, subject = _needed(line, "name", cells.name), _read(line, "subject", cells.subject)
    classes = _read(line, "classes", cells.classes)
    yield StaffRow(line, name, ids, deputy, classes, subject, _reached(line))


READERS: dict[str, Callable[[Cells], Iterator[Any]]] = {
    "classes": _classroom,
    "pupils": _pupil,
    "guardians": _guardian,
    "staff": _staff,
}


def _named(line: Cells) -> Named:
    name, gender, number = _needed(line, "pupil", cells.person)
    in_sheet = "classroom" not in line.columns.of
    classroom = line.columns.sheet if in_sheet else _needed(line, "classroom", cells.classroom)
    own_gender, own_number = (
        _read(line, "gender", cells.gender),
        _read(line, "number", cells.number),
    )
    return Named(classroom, name, own_gender or gender, own_number or number)


def _reached(line: Cells) -> Reached:
    qq, wechat = _read(line, "qq", cells.qq), _read(line, "wechat", cells.wechat)
    return Reached(qq, wechat, _read(line, "phone", cells.phone))


def _needed(line: Cells, name: str, reader: Callable[[str], Any]) -> Any:
    if not line.text(name):
        raise line.wrong(name, "empty")
    return _read(line, name, reader)


def _read(line: Cells, name: str, reader: Callable[[str], Any]) -> Any:
    try:
        return reader(line.text(name))
    except ValueError as reason:
        raise line.wrong(name, str(reason)) from None
