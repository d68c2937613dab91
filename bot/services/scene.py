"""One piece of work being decided: what is known, what time it is, and what has come of it so far.

Decisions are functions of a scene. They read its picture and say what happened; a later one sees
what an earlier one decided, because every change is applied to the picture at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from bot import texts
from bot.clock import china
from bot.config import Manners
from bot.messages import Address, Attachment, Inbound, Platform
from bot.parsing.faq import Faq
from bot.services import hours
from bot.services.picture import Picture, apply
from bot.services.school import Child, Person, Room, Staff, private_address
from schedules.calendar import SchoolCalendar
from storage import changes as c
from storage.views import Notice

AT_ONCE = timedelta(minutes=2)


@dataclass
class Scene:
    """`platform` is where the work came from: it is preferred when somebody is written to."""

    picture: Picture
    manners: Manners
    calendar: SchoolCalendar
    now: datetime
    platform: Platform = Platform.SANDBOX
    message: Inbound | None = None
    faq: Faq | None = None
    changes: list[c.Change] = field(default_factory=list)

    @property
    def muted(self) -> bool:
        """Nobody is written to, asked or reminded because of a line of a pasted log."""
        return self.platform is Platform.PASTED

    @property
    def today(self) -> date:
        return china(self.now).date()

    def happened(self, change: c.Change) -> None:
        apply(self.picture, change)
        self.changes.append(change)

    def number(self, series: str) -> int:
        """Take the next number of a series."""
        number = self.picture.numbers.get(series, 1)
        self.happened(c.NumberTaken(series, number + 1))
        return number

    def fresh_id(self, table: str) -> int:
        number = self.picture.numbers.get(table, 1)
        self.picture.numbers[table] = number + 1
        return number

    # ------------------------------------------------------------ who

    def room(self, classroom: str) -> Room:
        return self.picture.rooms[classroom]

    def child(self, student: str) -> Child:
        return self.picture.school.children[student]

    def person(self, id_: str) -> Person:
        if id_ in self.picture.school.staff:
            return self.picture.school.staff[id_].person
        if known := self.picture.school.people.get(id_):
            return known
        accounts = [a for a, person in self.picture.school.persons.items() if person == id_]
        return Person(id_, accounts=tuple(accounts))

    def staff(self, id_: str) -> Staff | None:
        return self.picture.school.staff.get(id_)

    # ------------------------------------------------------------ saying

    def tell(self, person: str, key: str, **facts: object) -> None:
        """Write privately, in quiet hours only as an answer to the person's own private line."""
        self.write(person, texts.say(key, **facts))

    def alarm(self, person: str, key: str, **facts: object) -> None:
        """Write privately at any hour: danger, fraud, or a report about an urgent notice."""
        self.write(person, texts.say(key, **facts), at_any_hour=True)

    def write(
        self,
        person: str,
        text: str,
        *,
        file: Attachment | None = None,
        notice: int | None = None,
        at_any_hour: bool = False,
    ) -> None:
        someone = self.person(person)
        to = private_address(someone, self.platform)
        if to is None or someone.phone_only:
            return
        answers = self._answers(to)
        free = at_any_hour or answers
        self._queue(to, text, free=free, file=file, notice=notice)

    def post(self, room: Room, text: str, *, at_any_hour: bool = False, **more: Any) -> None:
        """Say it in every group of a class. more: mentions, notice, question, report_to."""
        for group in room.groups:
            self._queue(group.address, text, free=at_any_hour, bot=group.bot, **more)

    def take_back(self, chat: str, platform_id: str, notice: int) -> None:
        """Recall a message of the bot in a group."""
        to = Address(self.platform, chat, is_group=True)
        self._queue(to, "", free=True, recall=platform_id, notice=notice)

    def _answers(self, to: Address) -> bool:
        """Is this the answer to the person's own private line of just now?"""
        heard = self.message
        return (
            heard is not None
            and not heard.chat.is_group
            and heard.chat.id == to.id
            and self.now - heard.sent_at <= AT_ONCE
        )

    def _from_when(self, free: bool) -> datetime:
        """Now, or the end of the quiet hours for what may not go at any hour."""
        quiet_end = hours.end_of_quiet(self.now, self.manners.quiet_hours)
        return self.now if free or quiet_end is None else quiet_end

    def _queue(
        self,
        to: Address,
        text: str,
        *,
        free: bool,
        bot: str = "",
        file: Attachment | None = None,
        notice: int | None = None,
        question: int | None = None,
        **more: Any,
    ) -> None:
        if self.muted:
            return
        queued = c.MessageQueued(
            id=self.fresh_id("outbox"),
            platform=to.platform.value,
            bot=bot or (self.message.bot if self.message else ""),
            chat=to.id,
            is_group=to.is_group,
            text=text,
            made_at=self.now,
            not_before=self._from_when(free),
            file=hours.as_row(file),
            notice_no=notice,
            question_no=question,
            any_hour=free,
            **more,
        )
        self.happened(queued)

    # ------------------------------------------------------------ asking, planning, writing down

    def ask(self, person: str, kind: str, no: int | None = None, /, **facts: Any) -> None:
        """Remember that a short answer of this person settles this."""
        if self.muted:
            return
        id_ = self.fresh_id("ask")
        self.happened(c.AskMade(id_, person, kind, no, facts, self.now))

    def plan(self, key: str, kind: str, at: datetime, **facts: Any) -> None:
        if key not in self.picture.due and not self.muted:
            self.happened(c.DuePlanned(key, kind, at, facts))

    def audit(self, by: str, action: str, target: str = "", reason: str = "") -> None:
        self.happened(c.Audited(self.now, by, action, target, reason))

    def contact(
        self,
        kind: str,
        room: Room,
        students: Sequence[str],
        *,
        staff: Sequence[str] = (),
        guardians: Sequence[str] = (),
        notice: int | None = None,
    ) -> None:
        """A contact that comes about by itself leaves its record."""
        people = (tuple(staff), tuple(students), tuple(guardians))
        made = c.ContactMade(kind, self.now, room.id, *people, notice, self.message_id)
        self.happened(made)

    @property
    def message_id(self) -> str:
        return self.message.id if self.message else ""

    def audience(self, notice: Notice) -> list[Child]:
        """The children whom a notice concerns: those of its classes, or of its tag in them."""
        return [c for classroom in notice.classes for c in self.concerned(notice, classroom)]

    def concerned(self, notice: Notice, classroom: str) -> list[Child]:
        """The children of one class whom a notice concerns."""
        children = self.room(classroom).children.values()
        return [child for child in children if not notice.tag or notice.tag in child.tags]
