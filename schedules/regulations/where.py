"""Whether a contact is of the kind that a rule asks for: who made it, and how."""

from collections.abc import Callable, Collection, Iterable, Mapping

from schedules.regulations.facts import Contact
from schedules.regulations.rules import Quota, Timing, Where

FLAGS = ("booked", "confirmed", "delivered", "reached")
WORDS = ("sample", "topic", "to", "scope", "form")
MANY = (list, tuple, set, frozenset)
Condition = Callable[[Contact], bool]


def fits(rule: Quota | Timing) -> Condition:
    """What a rule asks of a contact as a whole: its staff, and conditions that no unit changes."""
    asked = (_staff(rule), *_conditions(rule.where))

    def check(contact: Contact) -> bool:
        return all(condition(contact) for condition in asked)

    return check


def flags(where: Where) -> tuple[tuple[str, bool], ...]:
    """The conditions that a record may fulfil for some units and not for others."""
    found = ((key, getattr(where, key)) for key in FLAGS)
    return tuple((key, wanted) for key, wanted in found if wanted is not None)


def fits_units(
    asked: tuple[tuple[str, bool], ...], contact: Contact, units: Collection[str]
) -> bool:
    """Whether the flags stand as asked for one of these units, or for all at once."""
    return all(_flag(contact.told.get(key), units) is wanted for key, wanted in asked)


def fitting(
    asked: tuple[tuple[str, bool], ...], contact: Contact, units: Iterable[str]
) -> Collection[str]:
    """Those of these units, each once, for whom the flags stand as asked."""
    found = set(units)
    for key, wanted in asked:
        value = contact.told.get(key)
        if isinstance(value, MANY):
            found = found.intersection(value) if wanted else found.difference(value)
        elif (value is True) is not wanted:
            return ()
    return found


def _flag(value: object, units: Collection[str]) -> bool:
    if isinstance(value, MANY):
        return not set(units).isdisjoint(value)
    return value is True


def _staff(rule: Quota | Timing) -> Condition:
    who, where = frozenset(rule.who), rule.where
    all_roles, least = frozenset(where.all_roles), where.min_staff or 0

    def check(contact: Contact) -> bool:
        roles = contact.roles
        return not who.isdisjoint(roles) and all_roles <= roles and len(contact.staff) >= least

    return check


def _conditions(where: Where) -> list[Condition]:
    found: list[Condition] = [
        _said(key, wanted) for key in WORDS if (wanted := getattr(where, key)) is not None
    ]
    if where.min_length:
        found.append(_lasts(where.min_length.minutes))
    if where.audience:
        found.append(_all_of("audience", frozenset(where.audience)))
    if where.mode:
        found.append(_one_of("mode", frozenset(where.mode)))
    if where.max_reps is not None:
        found.append(_at_most(where.max_reps))
    return found


def _said(key: str, wanted: str) -> Condition:
    return lambda contact: wanted in _words(contact.told, key)


def _all_of(key: str, wanted: frozenset[str]) -> Condition:
    return lambda contact: wanted <= _words(contact.told, key)


def _one_of(key: str, wanted: frozenset[str]) -> Condition:
    return lambda contact: not wanted.isdisjoint(_words(contact.told, key))


def _words(told: Mapping[str, object], key: str) -> frozenset[str]:
    """One word, or a list of them."""
    value = told.get(key)
    if isinstance(value, MANY):
        return frozenset(map(str, value))
    return frozenset() if value is None else frozenset({str(value)})


def _lasts(minutes: int) -> Condition:
    return lambda contact: _number(contact.told.get("minutes"), 0) >= minutes


def _at_most(reps: int) -> Condition:
    """How many were elected; where it is not told nothing speaks against it."""
    return lambda contact: 1 <= _number(contact.told.get("reps"), 1) <= reps


def _number(value: object, otherwise: float) -> float:
    return value if isinstance(value, int | float) else otherwise
