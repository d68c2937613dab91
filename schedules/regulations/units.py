"""Whom the rules are about: the units of a school, their tags, and the groups they belong to."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from schedules.calendar import SchoolCalendar

SCHOOL = "school"
Table = Mapping[str, object]


@dataclass(frozen=True)
class School:
    """`units`: kind -> ids. `tags`: unit -> tags. `groups`: kind of group -> unit -> its groups."""

    calendar: SchoolCalendar
    units: Mapping[str, Sequence[str]] = field(default_factory=dict)
    tags: Mapping[str, Collection[str]] = field(default_factory=dict)
    groups: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Read {"calendar", "units", "tags", "groups"}. Raises ValueError that begins with the key.

        Only the calendar given counts: there are no national holidays in it.
        """
        table = _table(data, "school")
        groups = _table(table.get("groups", {}), "groups")
        return cls(
            SchoolCalendar.from_json(_table(table.get("calendar", {}), "calendar")),
            _lists(table.get("units", {}), "units"),
            _lists(table.get("tags", {}), "tags"),
            {kind: _lists(units, f"groups.{kind}") for kind, units in groups.items()},
        )

    def tagged(self, unit: str, tags: Collection[str]) -> bool:
        """Whether a unit bears one of these tags; always, where none is asked for."""
        return not tags or not set(tags).isdisjoint(self.tags.get(unit, ()))

    def among(self, kind: str, tags: Collection[str]) -> list[str]:
        """The units of a kind that bear one of these tags."""
        return [unit for unit in self.units.get(kind, ()) if self.tagged(unit, tags)]

    def grouped(self, kind: str, tags: Collection[str], by: str) -> dict[str, list[str]]:
        """Group -> its units of a kind, in the order of the school. A unit may be in several."""
        found: dict[str, list[str]] = {}
        for unit in self.among(kind, tags):
            for group in self._groups_of(unit, kind, by):
                found.setdefault(group, []).append(unit)
        return found

    def _groups_of(self, unit: str, kind: str, by: str) -> Iterable[str]:
        """Those that are given; else a unit is its own group, or belongs to the only school."""
        if given := self.groups.get(by, {}).get(unit):
            return dict.fromkeys(given)
        if kind == by:
            return (unit,)
        schools = self.units.get(SCHOOL, ())
        if by != SCHOOL:
            return ()
        return schools if len(schools) == 1 else (SCHOOL,)


def _table(value: object, key: str) -> Table:
    if not isinstance(value, Mapping):
        raise ValueError(f"{key}: not a table")
    return value


def _lists(value: object, key: str) -> dict[str, list[str]]:
    return {name: _ids(ids, f"{key}.{name}") for name, ids in _table(value, key).items()}


def _ids(value: object, key: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError(f"{key}: not a list of ids")
    return value
