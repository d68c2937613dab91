"""The tables, one module per subject."""

from storage.tables.base import Base
from storage.tables.notices import Notice, NoticeClass, Receipt, Sign, Stranger
from storage.tables.people import (
    Account,
    Classroom,
    Counter,
    Group,
    Guardianship,
    Person,
    School,
    Staff,
    Staffing,
    Student,
)
from storage.tables.records import (
    Contact,
    Draft,
    FollowUp,
    Incident,
    Leave,
    Meeting,
    Question,
    Topic,
)
from storage.tables.traffic import Ask, Audit, Due, Inbox, Outbox

__all__ = [
    "Account",
    "Ask",
    "Audit",
    "Base",
    "Classroom",
    "Contact",
    "Counter",
    "Draft",
    "Due",
    "FollowUp",
    "Group",
    "Guardianship",
    "Inbox",
    "Incident",
    "Leave",
    "Meeting",
    "Notice",
    "NoticeClass",
    "Outbox",
    "Person",
    "Question",
    "Receipt",
    "School",
    "Sign",
    "Staff",
    "Staffing",
    "Stranger",
    "Student",
    "Topic",
]
