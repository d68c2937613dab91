"""What is judged: contacts that were made, and events that call for one. Read from plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.clock import CHINA, china

Units = Mapping[str, Sequence[str]]
DONE = "done"


class FactError(ValueError):
    """A fact that cannot be read. `key` names what is wrong with it."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact or act. `units` are those it is about, by their kind; `staff` took part.

    `roles` are those that its staff have for these units. `told` holds what conditions ask
    about: mode, minutes, booked, confirmed, delivered, reached, audience, sample, topic, to,
    scope, form, reps. `counts` is false for what is planned or incomplete. `id` is the record's
    own number where somebody wants to know what a judgement rests on.
    """

    kind: str
    time: datetime
    units: Units = field(default_factory=dict)
    staff: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    ref: str = ""
    counts: bool = True
    told: Mapping[str, object] = field(default_factory=dict)
    id: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that calls for a contact. An `anchor` of the calendar concerns every unit."""

    kind: str
    id: str
    time: datetime
    units: Units = field(default_factory=dict)
    anchor: bool = False


def read(row: object) -> Contact | Event:
    """A line of a file of facts. Raises FactError."""
    if not isinstance(row, Mapping):
        raise FactError("not_object")
    match row.get("fact"):
        case "contact":
            return _contact(row)
        case "event":
            return _event(row)
    raise FactError("fact")


def _contact(row: Mapping[str, object]) -> Contact:
    staff, roles = _staff(row.get("staff") or ())
    return Contact(
        kind=_text(row, "kind"),
        time=_moment(row),
        units=_units(row),
        staff=staff,
        roles=roles,
        ref=str(row.get("ref") or ""),
        counts=row.get("state", DONE) == DONE and row.get("complete", True) is True,
        told=row,
    )


def _event(row: Mapping[str, object]) -> Event:
    anchor = row.get("anchor") is True
    return Event(_text(row, "kind"), _text(row, "id"), _moment(row), _units(row), anchor)


def _text(row: Mapping[str, object], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value:
        raise FactError(key)
    return value


def _moment(row: Mapping[str, object]) -> datetime:
    """On a Chinese clock, which a time without offset shows already."""
    try:
        moment = datetime.fromisoformat(_text(row, "time"))
    except ValueError:
        raise FactError("time") from None
    return china(moment) if moment.tzinfo else moment.replace(tzinfo=CHINA)


def _units(row: Mapping[str, object]) -> Units:
    units = row.get("units") or {}
    if not isinstance(units, dict):
        raise FactError("units")
    for ids in units.values():
        if not isinstance(ids, list) or set(map(type, ids)) - {str}:
            raise FactError("units")
    return units


def _staff(value: object) -> tuple[frozenset[str], frozenset[str]]:
    """Who took part, and the roles that one of them has."""
    staff, roles = set[str](), set[str]()
    try:
        for person, own in value:  # type: ignore[attr-defined]
            staff.add(person)
            if not isinstance(own, list):
                raise FactError("staff")
            roles.update(own)
    except (TypeError, ValueError):
        raise FactError("staff") from None
    return frozenset(staff), frozenset(roles)
