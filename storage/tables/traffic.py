"""What came in and what goes out, what is due when, and what was asked of whom."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, Index, text

from storage.tables.base import NO_ROWID, Base, BigId, Json, Words


class Inbox(Base, table=True):
    """Every message once: the key keeps a second delivery from counting.

    Of its words only a fingerprint is kept, to notice a line copied from another family.
    """

    __table_args__ = (Index("ix_inbox_words", "chat", "words"), NO_ROWID)
    chat: str = Field(primary_key=True)
    message_id: str = Field(primary_key=True)
    sender: str
    words: str = ""
    at: datetime
    failed: str = ""


class Outbox(Base, table=True):
    """All that leaves: replies, broadcasts, reminders, files, recalls."""

    __table_args__ = (
        Index(
            "ix_outbox_waiting",
            "not_before",
            sqlite_where=text("state IN ('queued', 'sending')"),
            postgresql_where=text("state IN ('queued', 'sending')"),
        ),
        Index("ix_outbox_chat", "chat", "id"),
        Index("ix_outbox_sent", "chat", "platform_id"),
    )
    id: int = Field(primary_key=True, sa_type=BigId)
    platform: str
    bot: str = ""
    chat: str
    is_group: bool
    text: str = Field(sa_type=Words)
    mentions: list[str] = Field(default_factory=list, sa_type=Json)
    quote: str = ""
    file: dict[str, Any] | None = Field(default=None, sa_type=Json)
    recall: str = ""
    notice_no: int | None = Field(default=None, index=True)
    question_no: int | None = None
    report_to: str = ""
    any_hour: bool = False
    state: str = "queued"
    reason: str = ""
    platform_id: str = ""
    made_at: datetime
    not_before: datetime
    sent_at: datetime | None = None


class Due(Base, table=True):
    """Something to do at a time. The key makes planning it twice harmless."""

    __table_args__ = (
        Index(
            "ix_due_waiting",
            "at",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
    )
    key: str = Field(primary_key=True)
    kind: str
    at: datetime
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    done_at: datetime | None = None


class Ask(Base, table=True):
    """An open question of the bot to one person, and what a short answer to it settles."""

    __table_args__ = (
        Index(
            "ix_ask_open",
            "person_id",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )
    id: int = Field(primary_key=True, sa_type=BigId)
    person_id: str
    kind: str
    no: int | None = None
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    made_at: datetime
    closed_at: datetime | None = None


class Audit(Base, table=True):
    """Append-only: who did what, on whose behalf, and why."""

    id: int = Field(primary_key=True, sa_type=BigId)
    at: datetime
    by: str
    action: str
    target: str = ""
    reason: str = Field(default="", sa_type=Words)
    rows: int | None = None
