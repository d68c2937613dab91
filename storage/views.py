"""Plain values of the rows that decisions read most: table objects cost 100 times more."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple


@dataclass(slots=True)
class Notice:
    """As the table has it, with the ids of its classes."""

    no: int
    kind: str
    title: str
    body: str
    by: str
    status: str
    made_at: datetime
    options: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    tag: str = ""
    urgent: bool = False
    version: int = 1
    sent_at: datetime | None = None
    send_at: datetime | None = None
    deadline: datetime | None = None
    batch: str = ""
    chain: dict[str, Any] | None = None
    classes: tuple[str, ...] = ()


@dataclass(slots=True)
class Receipt:
    """How one child stands to one notice, and how it stood before (`history`, oldest first)."""

    notice_no: int
    student_id: str
    status: str = "none"
    answer: Any = None
    by: str = ""
    via: str = ""
    at: datetime | None = None
    history: list[dict[str, Any]] = field(default_factory=list)


class Sign(NamedTuple):
    """What one message said for one child.

    says: answer, deny, question, pending, manual, suspected, or aside (kept, not counted).
    """

    notice_no: int
    student_id: str
    person_id: str
    says: str
    answer: Any
    via: str
    chat: str
    message_id: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A row of the outbox with what is needed to send it, and to know what it was about.

    `through` is a group that a private message can go through; no column has it.
    """

    id: int
    platform: str
    bot: str
    chat: str
    is_group: bool
    text: str
    mentions: list[str]
    quote: str
    file: dict[str, Any] | None
    recall: str
    notice_no: int | None
    report_to: str
    not_before: datetime
    any_hour: bool = False
    through: str = ""
