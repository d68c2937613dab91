"""All SQL for the rarer look-ups of commands, pages and due deeds."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

import storage.tables as t
from storage import columns as of
from storage import reads
from storage.keys import Keys
from storage.many import Asked
from storage.models import row_of

IN_CHAT = Keys(of.Incident.chat)
OPEN_INCIDENTS = Asked(
    select(*of.Incident)
    .where(IN_CHAT.among(), of.Incident.status == "open", of.Incident.at >= bindparam("since"))
    .order_by(of.Incident.no),
    row_of(t.Incident),
)


async def question(connection: AsyncConnection, number: int) -> t.Question | None:
    found = await reads.rows(connection, t.Question, of.Question.no == number)
    return found[0] if found else None


async def questions_about(connection: AsyncConnection, notice: int) -> list[t.Question]:
    return await reads.rows(
        connection, t.Question, of.Question.notice_no == notice, order=of.Question.id
    )


async def next_due(connection: AsyncConnection) -> datetime | None:
    """When the next thing is to be done or may leave."""
    due = await connection.scalar(select(func.min(of.Due.at)).where(of.Due.done_at.is_(None)))
    leaves = await connection.scalar(
        select(func.min(of.Outbox.not_before)).where(of.Outbox.state == "queued")
    )
    return min((m for m in (due, leaves) if m), default=None)


async def due(connection: AsyncConnection, now: datetime, most: int = 200) -> list[t.Due]:
    """What is to be done by now, in the order of its time."""
    where = and_(of.Due.at <= now, of.Due.done_at.is_(None))
    return await reads.rows(connection, t.Due, where, order=of.Due.at, limit=most)


async def nudged(connection: AsyncConnection, notice: int) -> list[datetime]:
    """When families were reminded of a notice, by hand or by itself."""
    query = select(of.Due.done_at).where(
        of.Due.kind == "nudged", of.Due.key.startswith(f"nudged:{notice}:", autoescape=True)
    )
    return list(await connection.scalars(query.order_by(of.Due.done_at)))


async def person(connection: AsyncConnection, id_: str) -> t.Person | None:
    found = await reads.rows(connection, t.Person, of.Person.id == id_)
    return found[0] if found else None


async def classrooms(connection: AsyncConnection) -> list[t.Classroom]:
    return await reads.rows(connection, t.Classroom, order=of.Classroom.id)


async def digest_readers(connection: AsyncConnection) -> list[str]:
    """Persons who asked for one digest a day."""
    query = select(of.Person.id).where(of.Person.digest.is_(True)).order_by(of.Person.id)
    return list(await connection.scalars(query))


async def receipts_counted(connection: AsyncConnection, person_id: str) -> int:
    query = select(func.count()).select_from(t.Receipt).where(of.Receipt.by == person_id)
    return await connection.scalar(query) or 0


async def leave(connection: AsyncConnection, number: int) -> t.Leave | None:
    found = await reads.rows(connection, t.Leave, of.Leave.no == number)
    return found[0] if found else None


async def topic(connection: AsyncConnection, classroom: str, month: str) -> t.Topic | None:
    where = and_(of.Topic.classroom_id == classroom, of.Topic.month == month)
    found = await reads.rows(connection, t.Topic, where)
    return found[0] if found else None


async def topic_titles(connection: AsyncConnection, classroom: str) -> set[str]:
    """What this class has talked about."""
    query = select(of.Topic.title).where(of.Topic.classroom_id == classroom)
    return set(await connection.scalars(query))


async def posted_topics(connection: AsyncConnection, classrooms: Collection[str]) -> list[t.Topic]:
    where = and_(of.Topic.classroom_id.in_(classrooms), of.Topic.status == "posted")
    return await reads.rows(connection, t.Topic, where)


async def meeting(connection: AsyncConnection, id_: str) -> t.Meeting | None:
    found = await reads.rows(connection, t.Meeting, of.Meeting.id == id_)
    return found[0] if found else None


async def meetings_after(connection: AsyncConnection, now: datetime) -> list[t.Meeting]:
    return await reads.rows(connection, t.Meeting, of.Meeting.at > now, order=of.Meeting.at)


async def person_of(connection: AsyncConnection, platform: str, account: str) -> t.Person | None:
    """Whose account this is."""
    ids = select(of.Account.person_id).where(
        of.Account.platform == platform, of.Account.id == account
    )
    found = await reads.rows(connection, t.Person, of.Person.id.in_(ids))
    return found[0] if found else None


async def classroom_of_group(connection: AsyncConnection, platform: str, group: str) -> str:
    """The name of the class whose group this is."""
    query = (
        select(of.Classroom.name)
        .join(t.Group, of.Group.classroom_id == of.Classroom.id)
        .where(of.Group.platform == platform, of.Group.id == group)
    )
    return await connection.scalar(query) or group


async def drafts(connection: AsyncConnection, numbers: Collection[int]) -> list[t.Draft]:
    where = of.Draft.no.in_(numbers)
    return await reads.rows(connection, t.Draft, where, order=of.Draft.no)


async def open_absences(connection: AsyncConnection) -> list[t.FollowUp]:
    """Telephone tasks that are open."""
    where = and_(of.FollowUp.kind == "absence", of.FollowUp.status == "open")
    return await reads.rows(connection, t.FollowUp, where)


async def last_meeting(connection: AsyncConnection, by: str) -> t.Contact | None:
    """The parents' meeting that this person wrote down last."""
    where = and_(of.Contact.kind == "parent_meeting", of.Contact.attendance.is_not(None))
    found = await reads.rows(connection, t.Contact, where, order=of.Contact.id.desc(), limit=20)
    return next((row for row in found if by in row.staff), None)


async def contacts_between(
    connection: AsyncConnection,
    classroom: str,
    kinds: Collection[str],
    since: datetime,
    until: datetime,
) -> list[t.Contact]:
    """Contacts of these kinds with families of a class in [since, until), tried ones too."""
    where = and_(
        of.Contact.classroom_id == classroom,
        of.Contact.kind.in_(kinds),
        of.Contact.time >= since,
        of.Contact.time < until,
    )
    return await reads.rows(connection, t.Contact, where)


async def open_incidents(
    connection: AsyncConnection, chats: Collection[str], since: datetime
) -> list[t.Incident]:
    given = {**IN_CHAT.all_of(chats), "since": since}
    return await OPEN_INCIDENTS.all(connection, given)


async def questions_counted(connection: AsyncConnection, person_id: str) -> int:
    """How many questions this person asked."""
    rows = await reads.rows(connection, t.Question)
    return sum(person_id in row.askers for row in rows)


async def waiting_topics(connection: AsyncConnection) -> list[t.Topic]:
    """Topics that are still to be posted or closed."""
    return await reads.rows(
        connection, t.Topic, of.Topic.status.in_(["proposed", "scheduled", "posted"])
    )


async def running_leaves(connection: AsyncConnection, students: Collection[str]) -> list[t.Leave]:
    """Leaves of these children that are asked for or approved, newest first."""
    where = and_(
        of.Leave.student_id.in_(students), of.Leave.status.in_(["asked", "requested", "approved"])
    )
    return await reads.rows(connection, t.Leave, where, order=of.Leave.no.desc())


async def leaves_on(
    connection: AsyncConnection, students: Collection[str], day: date
) -> list[t.Leave]:
    """Approved leaves of that day."""
    where = and_(
        of.Leave.student_id.in_(students),
        of.Leave.status == "approved",
        of.Leave.start <= day,
        of.Leave.end >= day,
    )
    return await reads.rows(connection, t.Leave, where, order=of.Leave.no)


async def saved_drafts(connection: AsyncConnection, by: str) -> list[t.Draft]:
    """The drafts that this person saved, the newest first."""
    where = and_(of.Draft.by == by, of.Draft.status == "saved")
    return await reads.rows(connection, t.Draft, where, order=of.Draft.no.desc(), limit=20)


async def contact_of(
    connection: AsyncConnection, by: str, students: Collection[str]
) -> t.Contact | None:
    """The newest dictated contact of this person about these children."""
    where = of.Contact.source == "dictation"
    found = await reads.rows(connection, t.Contact, where, order=of.Contact.id.desc(), limit=50)
    return next((r for r in found if by in r.staff and set(r.students) == set(students)), None)


async def follow_up_of(
    connection: AsyncConnection, owner: str, students: Collection[str]
) -> t.FollowUp | None:
    """The newest open follow-up of this person for these children."""
    where = and_(
        of.FollowUp.owner == owner, of.FollowUp.kind == "follow_up", of.FollowUp.status == "open"
    )
    found = await reads.rows(connection, t.FollowUp, where, order=of.FollowUp.no.desc())
    return next((r for r in found if set(r.students) == set(students)), None)
