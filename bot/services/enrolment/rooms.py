"""The classes of a roster and their groups."""

from collections.abc import Iterable

import storage.tables as t
from bot.parsing.class_names import class_id, class_key
from bot.parsing.sheets import Cells, ClassRow, Sheets
from bot.services.enrolment.draft import Draft


class Rooms:
    """Finds the class that a cell names. `open`: a class that is not known yet is a new one."""

    def __init__(self, draft: Draft, sheets: Sheets) -> None:
        self._draft = draft
        self._known = {class_key(room.name): room.id for room in draft.all(t.Classroom)}
        for row in sheets.classes:
            self._add(row.name)
        self._open = not sheets.classes

    def _add(self, name: str) -> str:
        key = class_key(name)
        if key not in self._known:
            self._known[key] = class_id(name, self._known.values())
            self._draft.put(t.Classroom(id=self._known[key], name=name))
        return self._known[key]

    def id(self, cells: Cells, column: str, name: str) -> str:
        """Raises UserError for a class that neither the file nor the school has."""
        key = class_key(name)
        if key not in self._known and not (self._open and column == "classroom"):
            raise cells.wrong(column, "class_unknown")
        return self._add(name)

    def of(self, sheets: Sheets) -> set[str]:
        """The ids of all classes that the file names. They count."""
        named: Iterable[tuple[Cells, str, str]] = [
            *((row.cells, "classroom", row.name) for row in sheets.classes),
            *((row.cells, "classroom", row.pupil.classroom) for row in sheets.pupils),
            *((row.cells, "classroom", row.pupil.classroom) for row in sheets.guardians),
            *((row.cells, "classes", name) for row in sheets.staff for name in row.classes),
        ]
        ids = {self.id(*found) for found in named}
        for room in self._draft.all(t.Classroom):
            if room.id in ids:
                self._draft.counted(room)
        return ids


def enrol(draft: Draft, rooms: Rooms, rows: Iterable[ClassRow]) -> None:
    """Put the groups of the classes. Raises UserError."""
    lines: dict[str, int] = {}
    taken: dict[tuple[str, str], str] = {}
    for row in rows:
        id_ = rooms.id(row.cells, "classroom", row.name)
        if id_ in lines:
            raise row.cells.wrong("classroom", "class_twice", row=lines[id_])
        lines[id_] = row.cells.number
        _put_groups(draft, row, id_, taken)


def _put_groups(draft: Draft, row: ClassRow, room: str, taken: dict[tuple[str, str], str]) -> None:
    """A platform's groups of a class are those of the file, where the file names any."""
    for platform, ids in (("qq", row.qq), ("wechat", row.wechat)):
        for id_ in ids:
            if (platform, id_) in taken:
                raise row.cells.wrong(platform, "group_twice", classroom=taken[platform, id_])
            taken[platform, id_] = row.name
            old = draft.find(t.Group, platform, id_)
            kept = {"bot": old.bot, "name": old.name} if old else {}
            group = t.Group(platform=platform, id=id_, classroom_id=room, **kept)
            _belongs(draft, draft.put(group), room)
        for old in draft.all(t.Group) if ids else ():
            if (old.platform, old.classroom_id) == (platform, room) and old.id not in ids:
                draft.drop(old)
                _belongs(draft, old, room)


def _belongs(draft: Draft, group: t.Group, room: str) -> None:
    if classroom := draft.find(t.Classroom, room):
        draft.belongs(group, classroom)
