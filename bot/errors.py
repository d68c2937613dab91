"""The tree of errors. Expected trouble carries facts; its Chinese words stand in texts.toml.

BotError
├── UserError          the person can mend it: one Chinese line, exit code 1
└── GatewayError       a network refused or failed
    └── Unreachable    this chat cannot be written to now
WiringError            a mistake of ours, found at start
"""

from typing import ClassVar


class BotError(Exception):
    """Expected trouble. `code` names the text, `facts` fill its placeholders."""

    code: ClassVar[str] = "failed"

    def __init__(self, code: str = "", **facts: object) -> None:
        self.name, self.facts = code or self.code, facts
        super().__init__(self.name)


class UserError(BotError):
    """What the person asked cannot be done as asked; nothing was changed."""


class GatewayError(BotError):
    """The network refused the message: it is certain that it was not delivered."""

    code = "gateway_failed"


class Unreachable(GatewayError):
    """The chat cannot be written to. facts: reason = unreachable | muted | removed | offline."""

    code = "unreachable"


class WiringError(Exception):
    """The program is put together wrongly; it never reaches a chat."""
