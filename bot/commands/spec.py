"""What a command is: the words that call it, who may use it, and what it runs."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.errors import UserError
from bot.services.desk import Desk
from bot.services.line import Line
from bot.services.school import Staff

PREFIX = re.compile(r"^\s*(?:[@＠]\S+\s+)?[/／#＃]\s*")
CALLED = re.compile(r"^\s*[@＠]\S+\s+")


@dataclass(frozen=True, slots=True)
class Call:
    """A command that was called: by whom, in which line, and what its words matched."""

    line: Line
    staff: Staff
    words: re.Match[str]

    @property
    def text(self) -> str:
        """The words behind the command, as they were written."""
        return (self.words.groupdict().get("rest") or "").strip()

    @property
    def number(self) -> int | None:
        found = self.words.groupdict().get("no")
        return int(found) if found else None


Run = Callable[[Desk, Call], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Command:
    """`name` is how help and docs call it; `pattern` matches the text without its prefix.

    `at_hand`: with its number it needs nothing of the store but that notice.
    """

    name: str
    pattern: re.Pattern[str]
    run: Run
    in_group: bool = False  # may be called in a group without a prefix
    staffs_alone: bool = False  # words that nobody else would write by chance
    of_notice: bool = False  # its number is that of a notice, and more stands behind it
    at_hand: bool = False


def plain(text: str) -> str:
    """A command's text without `/` or `#`."""
    return CALLED.sub("", PREFIX.sub("", text, count=1), count=1).strip()


def prefixed(text: str) -> bool:
    return bool(PREFIX.match(text))


def find(commands: Sequence[Command], text: str) -> tuple[Command, re.Match[str]] | None:
    """The first command that these words call."""
    words = plain(text)
    for command in commands:
        if found := command.pattern.match(words):
            return command, found
    return None


class Refused(UserError):
    """A command that cannot be done as asked. `code` names a text under [refuse]."""
