"""What the school keeps of its work with families: contacts, questions, leaves, topics."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, Index

from storage.tables.base import Base, BigId, Json, Words


class Contact(Base, table=True):
    """A home-school contact record. `measure` is also what was agreed."""

    __table_args__ = (Index("ix_contact_time", "classroom_id", "time"),)
    id: int | None = Field(default=None, primary_key=True, sa_type=BigId)
    kind: str
    time: datetime
    classroom_id: str | None = None
    staff: list[str] = Field(default_factory=list, sa_type=Json)
    students: list[str] = Field(default_factory=list, sa_type=Json)
    guardians: list[str] = Field(default_factory=list, sa_type=Json)
    reached: bool | None = None
    attempts: int = 1
    attendance: dict[str, Any] | None = Field(default=None, sa_type=Json)
    record: str = Field(default="", sa_type=Words)
    analysis: str = Field(default="", sa_type=Words)
    measure: str = Field(default="", sa_type=Words)
    feedback: str = Field(default="", sa_type=Words)
    sensitive: bool = False
    complete: bool = True
    source: str = "bot"
    notice_no: int | None = Field(default=None, index=True)
    message_id: str = ""


class Question(Base, table=True):
    """The same words about the same notice are one question with several askers.

    It has a number (`no`) when it goes to somebody; what notice or FAQ answers needs none.
    `heard`: the messages that ask it ("chat id"), each with its asker.
    """

    __table_args__ = (Index("ix_question_notice", "notice_no", "words"),)
    id: int = Field(primary_key=True, sa_type=BigId)
    no: int | None = Field(default=None, index=True)
    text: str = Field(sa_type=Words)
    words: str
    askers: list[str] = Field(default_factory=list, sa_type=Json)
    heard: dict[str, str] = Field(
        default_factory=dict, sa_type=Json, sa_column_kwargs={"server_default": "{}"}
    )
    chat: str = ""
    student_id: str | None = None
    notice_no: int | None = None
    to: list[str] = Field(default_factory=list, sa_type=Json)
    status: str = "open"
    source: str | None = None
    answer: str = Field(default="", sa_type=Words)
    private: bool = False
    at: datetime
    due: datetime | None = None


class Leave(Base, table=True):
    no: int = Field(primary_key=True)
    student_id: str = Field(foreign_key="student.id", index=True)
    kind: str = "other"
    start: date
    end: date
    part: str = "full"
    days: int = 1
    status: str = "requested"
    by: str
    approved_by: str | None = None
    returned: date | None = None
    at: datetime


class Draft(Base, table=True):
    no: int = Field(primary_key=True)
    kind: str
    by: str
    students: list[str] = Field(default_factory=list, sa_type=Json)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    status: str = "open"
    at: datetime


class FollowUp(Base, table=True):
    no: int = Field(primary_key=True)
    kind: str
    students: list[str] = Field(default_factory=list, sa_type=Json)
    due: date | None = None
    owner: str
    visible: str = "owner"
    status: str = "open"
    at: datetime


class Incident(Base, table=True):
    no: int = Field(primary_key=True)
    kind: str
    at: datetime
    chat: str
    accounts: list[str] = Field(default_factory=list, sa_type=Json)
    messages: list[str] = Field(default_factory=list, sa_type=Json)
    students: list[str] = Field(default_factory=list, sa_type=Json)
    status: str = "open"


class Topic(Base, table=True):
    classroom_id: str = Field(primary_key=True, foreign_key="classroom.id")
    month: str = Field(primary_key=True)
    title: str = ""
    tag: str = ""
    candidates: list[dict[str, str]] = Field(default_factory=list, sa_type=Json)
    status: str = "proposed"
    post_at: datetime | None = None
    posted_at: datetime | None = None
    contributions: int = 0


class Meeting(Base, table=True):
    id: str = Field(primary_key=True)
    kind: str
    title: str
    at: datetime
    place: str = Field(default="", sa_column_kwargs={"server_default": ""})
    classes: list[str] = Field(default_factory=list, sa_type=Json)
    people: list[str] = Field(default_factory=list, sa_type=Json)
    remind: list[str] = Field(default_factory=list, sa_type=Json)
    reminded: list[dict[str, str]] = Field(default_factory=list, sa_type=Json)
