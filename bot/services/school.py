"""Who is who, as plain values: the staff, and a class with its children and people."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from bot.messages import Address, Platform
from bot.parsing.meaning import Pupil
from bot.parsing.names import Mention, NameIndex
from bot.parsing.names.meant import Meant, meant

PASTED = Platform.PASTED.value
SCHOOL_WIDE = frozenset({"leader", "school", "dean", "admin"})


class Person(NamedTuple):
    """`accounts` are (platform, id) pairs. A `phone_only` person cannot be written to.

    Some wish for one `digest` a day, some for `plain` words.
    """

    id: str
    name: str = ""
    card: str = ""
    accounts: tuple[tuple[str, str], ...] = ()
    phone_only: bool = False
    unreachable: bool = False
    digest: bool = False
    plain: bool = False
    has_phone: bool = False

    @property
    def writes(self) -> bool:
        """Has an account at which an answer arrives."""
        return any(platform != PASTED for platform, _ in self.accounts)

    @property
    def reads(self) -> bool:
        """What is written to this person arrives."""
        return self.writes and not self.phone_only and not self.unreachable


@dataclass(frozen=True, slots=True)
class Staff:
    person: Person
    roles: frozenset[str]
    subject: str = ""
    classes: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        return self.person.id

    @property
    def name(self) -> str:
        return self.person.name

    def may_post_in(self, classroom: str) -> bool:
        return classroom in self.classes or bool(self.roles & SCHOOL_WIDE)


class Child(NamedTuple):
    """`label` is the name, with the gender where the class has two of that name."""

    id: str
    name: str
    classroom: str
    gender: str = ""
    label: str = ""
    tags: frozenset[str] = frozenset()


class Ward(NamedTuple):
    """What a person is to a child. right: full or view_only; status: pending, approved …"""

    person: str
    child: str
    relation: str
    right: str
    status: str

    @property
    def speaks(self) -> bool:
        return self.status == "approved" and self.right == "full"

    @property
    def known(self) -> bool:
        return self.status == "approved"


@dataclass(frozen=True, slots=True)
class Group:
    address: Address
    bot: str = ""


@dataclass
class Room:
    """A class: its groups, its children, and everybody who has to do with them."""

    id: str
    name: str
    head_teacher: str | None = None
    deputy: str | None = None
    groups: tuple[Group, ...] = ()
    children: dict[str, Child] = field(default_factory=dict)
    wards: dict[str, tuple[Ward, ...]] = field(default_factory=dict)  # person -> wards
    people: dict[str, Person] = field(default_factory=dict)

    @cached_property
    def index(self) -> NameIndex:
        return NameIndex(self.pupils)

    @cached_property
    def pupils(self) -> tuple[Pupil, ...]:
        return tuple(Pupil(c.id, c.name, c.gender) for c in self.children.values())

    @cached_property
    def guardians(self) -> dict[str, tuple[Ward, ...]]:
        """child -> those who may speak or look, in a fixed order."""
        found: dict[str, tuple[Ward, ...]] = dict.fromkeys(self.children, ())
        for wards in self.wards.values():
            for ward in wards:
                if ward.known:
                    found[ward.child] += (ward,)
        return found

    @cached_property
    def reached(self) -> frozenset[str]:
        """The children one of whose full guardians reads what is written to them."""
        return frozenset(
            child
            for child, wards in self.guardians.items()
            if any(ward.speaks and self.people[ward.person].reads for ward in wards)
        )

    def meant(self, text: str, own: tuple[str, ...] = ()) -> Meant:
        """Whom words in chat mean, for certain or perhaps; the writer speaks for `own`."""
        mine = tuple(child for child in own if child in self.children)
        return meant(self.index, text, mine, self.name)

    def called(self, text: str) -> list[tuple[str, tuple[str, ...]]]:
        """Whom words name that are asked to name children: (words, all whom they fit)."""
        return [(m.words, m.pupils) for m in self.named(text)]

    def named(self, text: str) -> list[Mention]:
        """Every place where words that are to name children do so, from left to right.

        A full name is always one, also where it is a word of the language; so is one that is
        half typed in Latin letters.
        """
        found = [*self.index.find(text), *self.index.mixed(text)]
        heard = {child for mention in found for child in mention.pupils}
        for name in dict.fromkeys(c.name for c in self.children.values() if c.name in text):
            bearers = tuple(c.id for c in self.children.values() if c.name == name)
            if not heard & set(bearers):
                places = re.finditer(re.escape(name), text)
                found += [Mention(bearers, place.span(), name, exact=True) for place in places]
        return sorted(found, key=lambda mention: mention.span)

    def own(self, person: str) -> tuple[str, ...]:
        """The children this person may speak for."""
        return self._own.get(person, ())

    @cached_property
    def _own(self) -> dict[str, tuple[str, ...]]:
        return {p: tuple(w.child for w in wards if w.speaks) for p, wards in self.wards.items()}

    def relation(self, person: str, child: str) -> str:
        return next((w.relation for w in self.wards.get(person, ()) if w.child == child), "")


@dataclass
class School:
    """All staff, and which account belongs to whom. Kept while the roster's version holds."""

    version: int
    staff: dict[str, Staff] = field(default_factory=dict)
    persons: dict[tuple[str, str], str] = field(default_factory=dict)  # account -> person
    chats: dict[tuple[str, str], str] = field(default_factory=dict)  # group -> class
    classes_of: dict[str, frozenset[str]] = field(default_factory=dict)  # person -> classes
    rooms: dict[str, Room] = field(default_factory=dict)
    children: dict[str, Child] = field(default_factory=dict)  # of the rooms that are known
    people: dict[str, Person] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # class -> name, all of the school
    called: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)  # told by networks

    def account(self, address: Address) -> tuple[str, str]:
        return (address.platform.value, address.id)


def private_address(person: Person, prefer: Platform) -> Address | None:
    """Where this person can be written to; the network they write on first."""
    own = [account for account in person.accounts if account[0] != PASTED]
    if not own:
        return None
    platform, id_ = next((account for account in own if account[0] == prefer.value), own[0])
    return Address(Platform(platform), id_)
