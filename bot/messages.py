"""The words between a chat network and the school: frozen, and free of any platform's terms."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Platform(StrEnum):
    QQ = "qq"
    WECHAT = "wechat"
    SANDBOX = "sandbox"
    PASTED = "pasted"  # a log that was copied or exported: nobody can be answered there


class Kind(StrEnum):
    """What kind of line arrived."""

    TEXT = "text"
    VOICE = "voice"
    STICKER = "sticker"
    IMAGE = "image"
    FILE = "file"
    FORWARD = "forward"
    RECALL = "recall"
    JOIN = "join"
    LEAVE = "leave"
    CARD = "card"
    SYSTEM = "system"
    GAP = "gap"  # nothing was heard from `text` on (ISO 8601; "": since the last run) until now


class State(StrEnum):
    """How far an outgoing message came. UNKNOWN is never sent again blindly."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Address:
    """A chat on one network: a group, or the private chat with one account."""

    platform: Platform
    id: str
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """What a network calls things whose ids do not last: a group's name, and what the bot's own
    account calls the writer. `handle` is an id that people know, `shared` says that the network
    shows several groups of this name."""

    chat: str = ""
    remark: str = ""
    handle: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Inbound:
    """One line as it arrived. `id` is the platform's own and makes handling idempotent.

    `bot` is the bot's own account that heard it; `card` is the sender's name in this chat;
    `name` a file's name; `quote` the id of the message quoted or, for a recall, taken back;
    `mentions` are account ids, "bot" and "all"; `rows` the cells of a table file. `quoted` are
    the words quoted, where a network tells them; `chain` is a chain in the network's own form.
    """

    id: str
    bot: str
    chat: Address
    sender: str
    text: str
    sent_at: datetime
    kind: Kind = Kind.TEXT
    card: str = ""
    name: str = ""
    quote: str = ""
    mentions: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    quoted: str = ""
    chain: str = ""
    names: Names | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to send: a table (`rows` per sheet name), a document (`text`), or a picture.

    `picture` is a drawing as SVG that leaves as PNG; `text` says then what is to be seen.
    """

    name: str
    sheets: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = ()
    text: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Outbound:
    """One message to send; `id` is its outbox row. `recall` takes an own message back instead.

    `through` is a group by which somebody can be written to who is no friend of the account.
    """

    id: int
    bot: str
    to: Address
    text: str
    mentions: tuple[str, ...] = ()
    quote: str = ""
    file: Attachment | None = None
    recall: str = ""
    through: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """How a send ended. `reason`: unreachable, muted, removed, offline, capped or a code."""

    id: int
    state: State
    platform_id: str = ""
    reason: str = ""
