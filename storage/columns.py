"""The columns of each table, for queries: `of.Outbox.state`."""

from typing import Any

import storage.tables as t


def _columns(model: Any) -> Any:
    return model.__table__.c


Account = _columns(t.Account)
Ask = _columns(t.Ask)
Audit = _columns(t.Audit)
Classroom = _columns(t.Classroom)
Contact = _columns(t.Contact)
Counter = _columns(t.Counter)
Draft = _columns(t.Draft)
Due = _columns(t.Due)
FollowUp = _columns(t.FollowUp)
Group = _columns(t.Group)
Guardianship = _columns(t.Guardianship)
Inbox = _columns(t.Inbox)
Incident = _columns(t.Incident)
Leave = _columns(t.Leave)
Meeting = _columns(t.Meeting)
Notice = _columns(t.Notice)
NoticeClass = _columns(t.NoticeClass)
Outbox = _columns(t.Outbox)
Person = _columns(t.Person)
Question = _columns(t.Question)
Receipt = _columns(t.Receipt)
School = _columns(t.School)
Sign = _columns(t.Sign)
Staff = _columns(t.Staff)
Staffing = _columns(t.Staffing)
Stranger = _columns(t.Stranger)
Student = _columns(t.Student)
Topic = _columns(t.Topic)
