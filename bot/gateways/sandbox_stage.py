"""Who is there in the sandbox: classes, people, their cards, and where each may write."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NotRequired, Protocol, TypedDict

from bot.messages import Address, Platform

BOT = "bot"
_WORDS = tomllib.loads(Path(__file__).with_name("sandbox.toml").read_text("utf-8"))


class Room(TypedDict):
    """A class and the id of its group."""

    id: str
    name: str
    group: str


class Person(TypedDict):
    """Somebody whom a page can be. `card` is one string, or one per group id.

    `about` says in a few words who that is, like 外公 of whom; only the page shows it.
    """

    account: str
    card: str | dict[str, str]
    role: Literal["teacher", "guardian", "stranger"]
    groups: list[str]
    about: NotRequired[str]


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody whom a page can be, and the bot's name."""

    classes: list[Room]
    people: list[Person]
    bot_name: str

    def person(self, account: str) -> Person | None:
        return next((one for one in self.people if one["account"] == account), None)


class Stage(Protocol):
    """What the sandbox asks the school."""

    async def cast(self) -> Cast: ...

    async def tally(self) -> Mapping[str, object] | None:
        """What the panel beside the group shows, ready for JSON; None when nothing is open."""


def chat_of(address: Address) -> str:
    """The chat's name on the page: the group's id, or private:<account>."""
    return address.id if address.is_group else private_chat(address.id)


def private_chat(account: str) -> str:
    """The name of the chat between this account and the bot."""
    return f"private:{account}"


def address_of(chat: str, person: Person) -> Address | None:
    """The chat of this name as `person` sees it; None where he has no business."""
    if chat in person["groups"]:
        return Address(Platform.SANDBOX, chat, is_group=True)
    own = chat == private_chat(person["account"])
    return Address(Platform.SANDBOX, person["account"]) if own else None


def card_of(person: Person, chat: str) -> str:
    """The person's name in this chat."""
    card = person["card"]
    if isinstance(card, str):
        return card
    return card.get(chat) or next(iter(card.values()), person["account"])


def mentioned(text: str, chat: str, cast: Cast) -> tuple[str, ...]:
    """The accounts whose card stands behind an @, BOT and "all", each once, as written.

    Of two cards of which one begins the other, the longer one is meant.
    """
    names = {card_of(one, chat): one["account"] for one in cast.people if chat in one["groups"]}
    names |= dict.fromkeys(_WORDS["everyone"], "all") | {cast.bot_name: BOT}
    longest_first = sorted(filter(None, names), key=len, reverse=True)
    found = re.findall("@(" + "|".join(map(re.escape, longest_first)) + ")", text)
    return tuple(dict.fromkeys(names[name] for name in found))
