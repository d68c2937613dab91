"""The roster while it is being read in: as it is stored, and as it will be."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import storage.tables as t
from storage import models

Model = TypeVar("Model", bound=t.Base)
Key = tuple[type[t.Base], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Report:
    """Classes, pupils, guardians and staff of the file: new ones, changed ones, and who is gone."""

    added: int
    changed: int
    left: int


def _key(row: t.Base) -> Key:
    columns = type(row).__table__.primary_key  # type: ignore[attr-defined]
    return type(row), tuple(getattr(row, column.name) for column in columns)


class Draft:
    """Rows by their keys. Nothing is written here: `rows` and `gone` tell what is to be."""

    def __init__(self) -> None:
        self._stored: dict[Key, t.Base] = {}
        self._now: dict[type[t.Base], dict[Key, t.Base]] = defaultdict(dict)
        self._parts: dict[Key, set[Key]] = defaultdict(set)
        self.left = 0

    def know(self, rows: Iterable[t.Base]) -> None:
        for row in rows:
            key = _key(row)
            self._stored[key] = self._now[key[0]][key] = row

    def find(self, model: type[Model], *key: Any) -> Model | None:
        found = self._now[model].get((model, key))
        return found if isinstance(found, model) else None

    def all(self, model: type[Model]) -> list[Model]:
        return [row for row in self._now[model].values() if isinstance(row, model)]

    def put(self, row: Model) -> Model:
        key = _key(row)
        self._now[key[0]][key] = row
        return row

    def change(self, row: Model, **values: Any) -> Model:
        """The row with other values; the old one stays as it was."""
        return self.put(models.made(type(row), row.model_dump() | values))

    def drop(self, row: t.Base) -> None:
        key = _key(row)
        del self._now[key[0]][key]

    def belongs(self, part: t.Base, to: t.Base) -> None:
        """A change of the part is a change of the whole, if the report counts that."""
        if _key(to) in self._parts:
            self._parts[_key(to)].add(_key(part))

    def counted(self, row: Model) -> Model:
        """The file has this row: the report counts it."""
        self._parts[_key(row)].add(_key(row))
        return row

    @property
    def rows(self) -> list[t.Base]:
        """New and changed ones."""
        return [row for key, row in self._all().items() if self._differs(key)]

    @property
    def gone(self) -> list[t.Base]:
        now = self._all()
        return [row for key, row in self._stored.items() if key not in now]

    def report(self) -> Report:
        added = [key for key in self._parts if key not in self._stored]
        others = (parts for key, parts in self._parts.items() if key in self._stored)
        changed = [parts for parts in others if any(map(self._differs, parts))]
        return Report(len(added), len(changed), self.left)

    def _all(self) -> dict[Key, t.Base]:
        return {key: row for rows in self._now.values() for key, row in rows.items()}

    def _differs(self, key: Key) -> bool:
        stored, now = self._stored.get(key), self._now[key[0]].get(key)
        if stored is None or now is None:
            return stored is not now
        return stored is not now and stored.model_dump() != now.model_dump()
