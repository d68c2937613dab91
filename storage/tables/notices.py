"""A notice, what every child's receipt says, and the signs that the receipt rests on."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, Index, text

from storage.tables.base import NO_ROWID, Base, BigId, Json, Words


class Notice(Base, table=True):
    """`no` is its number in the school. `asked_at` is when its last call for answers left."""

    __table_args__ = (
        Index(
            "ix_notice_out",
            "sent_at",
            sqlite_where=text("status = 'sent'"),
            postgresql_where=text("status = 'sent'"),
        ),
    )
    no: int = Field(primary_key=True)
    kind: str
    title: str = Field(sa_type=Words)
    body: str = Field(sa_type=Words)
    options: list[str] = Field(default_factory=list, sa_type=Json)
    fields: list[str] = Field(default_factory=list, sa_type=Json)
    tag: str = ""
    by: str
    status: str
    urgent: bool = False
    version: int = 1
    made_at: datetime
    sent_at: datetime | None = None
    send_at: datetime | None = None
    deadline: datetime | None = None
    batch: str = ""
    chain: dict[str, Any] | None = Field(default=None, sa_type=Json)


class NoticeClass(Base, table=True):
    __table_args__ = (NO_ROWID,)
    classroom_id: str = Field(primary_key=True, foreign_key="classroom.id")
    notice_no: int = Field(primary_key=True, foreign_key="notice.no", index=True)


class Receipt(Base, table=True):
    """One row per child from the moment the notice is made. It is the fold of its signs."""

    __table_args__ = (
        Index(
            "ix_receipt_open",
            "student_id",
            "notice_no",
            sqlite_where=text("status <> 'confirmed'"),
            postgresql_where=text("status <> 'confirmed'"),
        ),
        NO_ROWID,
    )
    notice_no: int = Field(primary_key=True, foreign_key="notice.no")
    student_id: str = Field(primary_key=True, foreign_key="student.id")
    status: str = "none"
    answer: Any = Field(default=None, sa_type=Json, nullable=True)
    by: str = ""
    via: str = ""
    at: datetime | None = None
    history: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)


class Sign(Base, table=True):
    """What one message said for one child. A recalled or outdated one stands no longer.

    `says`: answer, deny, question, pending, manual, suspected. `words` are kept only where a
    person has to judge them.
    """

    __table_args__ = (
        Index("ix_sign_receipt", "notice_no", "student_id"),
        Index("ix_sign_message", "chat", "message_id"),
    )
    id: int = Field(primary_key=True, sa_type=BigId)
    notice_no: int = Field(foreign_key="notice.no")
    student_id: str = Field(foreign_key="student.id")
    person_id: str
    says: str
    answer: Any = Field(default=None, sa_type=Json, nullable=True)
    via: str
    chat: str
    message_id: str
    words: str = Field(default="", sa_type=Words)
    at: datetime
    standing: bool = True


class Stranger(Base, table=True):
    """An unknown account that wrote what would have answered."""

    __table_args__ = (NO_ROWID,)
    notice_no: int = Field(primary_key=True, foreign_key="notice.no")
    person_id: str = Field(primary_key=True)
