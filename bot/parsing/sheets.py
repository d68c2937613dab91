"""The roster that tables of a school hold, as typed rows: classes, pupils, guardians, staff."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot import texts
from bot.errors import UserError
from bot.parsing import sheet_cells as cells
from bot.parsing import sheet_columns
from bot.parsing.sheet_columns import Cells, Columns
from bot.parsing.sheet_files import Table


@dataclass(frozen=True, slots=True)
class ClassRow:
    """`qq` and `wechat` are the ids of its groups."""

    cells: Cells
    name: str
    qq: tuple[str, ...] = ()
    wechat: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A pupil as a row names it; gender (男, 女) or number tell two of one name apart."""

    classroom: str
    name: str
    gender: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class PupilRow:
    """`tags` are ids of the vocabulary. `flat`: the row stands for one guardian of several."""

    cells: Cells
    pupil: Named
    tags: tuple[str, ...] = ()
    flat: bool = False


@dataclass(frozen=True, slots=True)
class Reached:
    """How somebody is reached; what is not known is ""."""

    qq: str = ""
    wechat: str = ""
    phone: str = ""

    @property
    def accounts(self) -> tuple[tuple[str, str], ...]:
        """(platform, id)"""
        found = (("qq", self.qq), ("wechat", self.wechat))
        return tuple((platform, id_) for platform, id_ in found if id_)


@dataclass(frozen=True, slots=True)
class GuardianRow:
    """right: full or view_only."""

    cells: Cells
    pupil: Named
    relation: str
    name: str
    reached: Reached
    right: str = "full"


@dataclass(frozen=True, slots=True)
class StaffRow:
    """`roles` are ids of the vocabulary; `deputy` helps the head teachers of the classes."""

    cells: Cells
    name: str
    roles: tuple[str, ...]
    deputy: bool
    classes: tuple[str, ...]
    subject: str
    reached: Reached


@dataclass(frozen=True, slots=True)
class Sheets:
    classes: tuple[ClassRow, ...] = ()
    pupils: tuple[PupilRow, ...] = ()
    guardians: tuple[GuardianRow, ...] = ()
    staff: tuple[StaffRow, ...] = ()


def understand(tables: Iterable[Table]) -> Sheets:
    """Tables of any names, order and further columns -> rows. Raises UserError, naming the cell."""
    found: dict[type, list[Any]] = {ClassRow: [], PupilRow: [], GuardianRow: [], StaffRow: []}
    known = False
    for table in tables:
        if (head := sheet_columns.find(table)) is not None:
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
