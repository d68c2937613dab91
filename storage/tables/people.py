"""Who is who: classes and their groups, pupils, persons and their accounts, who may speak for whom.

A class and a person have keys of their own; a platform's ids are replaceable.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import LargeBinary, false
from sqlmodel import Field

from storage.tables.base import NO_ROWID, Base, Json


class School(Base, table=True):
    """One row. Whoever changes roster, bindings or groups adds 1 to `version`."""

    id: int = Field(default=1, primary_key=True)
    name: str = ""
    version: int = 0


class Counter(Base, table=True):
    """The next number of a series: notice, question, draft, leave, followup, incident."""

    name: str = Field(primary_key=True)
    next: int = 1


class Classroom(Base, table=True):
    id: str = Field(primary_key=True)
    name: str = Field(index=True)
    head_teacher: str | None = None
    deputy: str | None = None


class Group(Base, table=True):
    """A group on a platform; `bot` is the bot's own account that sits in it.

    `name` is what the network called it last, where ids do not last.
    """

    __table_args__ = (NO_ROWID,)
    platform: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    classroom_id: str = Field(foreign_key="classroom.id", index=True)
    bot: str = ""
    name: str = Field(default="", sa_column_kwargs={"server_default": ""})


class Student(Base, table=True):
    """`gender` is 男, 女 or empty; `tags` are ids of the vocabulary; `left_at` ends it."""

    id: str = Field(primary_key=True)
    name: str = Field(index=True)
    classroom_id: str = Field(foreign_key="classroom.id", index=True)
    gender: str = ""
    number: str = ""
    tags: list[str] = Field(default_factory=list, sa_type=Json)
    left_at: datetime | None = None


class Person(Base, table=True):
    """A guardian, a member of staff, or somebody nobody knows yet. `phone` is encrypted.

    `unreachable`: private messages to them came back. They may wish for one `digest` a day, and
    for `plain` words.
    """

    id: str = Field(primary_key=True)
    name: str = ""
    card: str = ""
    phone: bytes | None = Field(default=None, sa_type=LargeBinary)
    phone_only: bool = False
    unreachable: bool = False
    digest: bool = False
    plain: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class Account(Base, table=True):
    """`name`: what the bot's own account or the roster calls its owner, where ids do not last."""

    __table_args__ = (NO_ROWID,)
    platform: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    name: str = Field(default="", sa_column_kwargs={"server_default": ""})


class Guardianship(Base, table=True):
    """A person may speak (`full`) or only look (`view_only`) for a child, once approved."""

    __table_args__ = (NO_ROWID,)
    person_id: str = Field(primary_key=True, foreign_key="person.id")
    student_id: str = Field(primary_key=True, foreign_key="student.id", index=True)
    relation: str = ""
    right: str = "full"
    status: str = "approved"
    approved_by: str | None = None
    asked_at: datetime | None = None


class Staff(Base, table=True):
    """`roles` are ids of the vocabulary."""

    person_id: str = Field(primary_key=True, foreign_key="person.id")
    roles: list[str] = Field(default_factory=list, sa_type=Json)
    subject: str = ""
    settings: dict[str, Any] = Field(default_factory=dict, sa_type=Json)


class Staffing(Base, table=True):
    __table_args__ = (NO_ROWID,)
    person_id: str = Field(primary_key=True, foreign_key="person.id")
    classroom_id: str = Field(primary_key=True, foreign_key="classroom.id", index=True)
