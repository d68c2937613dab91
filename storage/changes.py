"""What decisions come to: changes, named in the past tense. Their fields are named as columns are.

The frequent ones are values of their own; the rare ones are `Stored` with the whole new row.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

import storage.tables as t
from storage.views import Notice, Receipt, Sign


@dataclass(frozen=True, slots=True)
class MessageHeard:
    chat: str
    message_id: str
    sender: str
    words: str
    at: datetime
    failed: str = ""


@dataclass(frozen=True, slots=True)
class SignGiven:
    """A message said something for a child."""

    sign: Sign


@dataclass(frozen=True, slots=True)
class SignsWithdrawn:
    """The signs of a message stand no longer."""

    chat: str
    message_id: str


@dataclass(frozen=True, slots=True)
class SignsOutdated:
    """What was answered to an older text of the notice stands no longer."""

    notice_no: int
    students: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReceiptChanged:
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class StrangerAnswered:
    notice_no: int
    person_id: str


@dataclass(frozen=True, slots=True)
class NoticeStored:
    """A notice was made or changed."""

    notice: Notice


@dataclass(frozen=True, slots=True)
class ReceiptsOpened:
    """Every child of the notice has a receipt from now on."""

    notice_no: int
    students: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactMade:
    """A contact that came about by itself: a notice, a counted receipt, a question."""

    kind: str
    time: datetime
    classroom_id: str
    staff: tuple[str, ...]
    students: tuple[str, ...]
    guardians: tuple[str, ...]
    notice_no: int | None
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class MessageQueued:
    """Something is to be said. It leaves after the commit, and not before `not_before`."""

    id: int
    platform: str
    bot: str
    chat: str
    is_group: bool
    text: str
    made_at: datetime
    not_before: datetime
    mentions: tuple[str, ...] = ()
    quote: str = ""
    file: dict[str, Any] | None = None
    recall: str = ""
    notice_no: int | None = None
    question_no: int | None = None
    report_to: str = ""
    any_hour: bool = False


@dataclass(frozen=True, slots=True)
class MessageSettled:
    """How a send ended."""

    id: int
    state: str
    platform_id: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DuePlanned:
    key: str
    kind: str
    at: datetime
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DueDone:
    key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AskMade:
    id: int
    person_id: str
    kind: str
    no: int | None
    facts: dict[str, Any]
    made_at: datetime


@dataclass(frozen=True, slots=True)
class AskClosed:
    id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class NumberTaken:
    name: str
    next: int


@dataclass(frozen=True, slots=True)
class Audited:
    at: datetime
    by: str
    action: str
    target: str = ""
    reason: str = ""
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class PersonMet:
    """An account that nobody knew wrote or joined."""

    person_id: str
    platform: str
    account: str
    card: str


@dataclass(frozen=True, slots=True)
class Preferred:
    """How a guardian wants to be written to: one `digest` a day, `plain` words; or no longer."""

    person_id: str
    how: Literal["digest", "plain"]
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class ReachChanged:
    """Private messages to a person came back, or arrive again."""

    person_id: str
    unreachable: bool


@dataclass(frozen=True, slots=True)
class PersonErased:
    """Name, card, telephone number and accounts of a person are gone."""

    person_id: str


@dataclass(frozen=True, slots=True)
class RosterChanged:
    """Bindings, groups or pupils changed: what is kept in memory of them is outdated."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A whole row, new or changed, of one of the rarer tables."""

    row: t.Base


Change = (
    MessageHeard
    | SignGiven
    | SignsWithdrawn
    | SignsOutdated
    | ReceiptChanged
    | StrangerAnswered
    | NoticeStored
    | ReceiptsOpened
    | ContactMade
    | MessageQueued
    | MessageSettled
    | DuePlanned
    | DueDone
    | AskMade
    | AskClosed
    | NumberTaken
    | Audited
    | PersonMet
    | Preferred
    | ReachChanged
    | PersonErased
    | RosterChanged
    | Stored
)
