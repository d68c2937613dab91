"""A pasted or exported log, read as if it had arrived live: the same decisions, nothing is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

import storage.tables as t
from bot.messages import Address, Inbound, Platform
from bot.parsing import cards, chatlogs
from bot.parsing.chatlogs import Log, LogLine
from bot.router import Router
from bot.services import roster
from bot.services.school import Room, School
from storage import finds, writes
from storage import roster as stored

PASTED = Platform.PASTED.value


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a log: lines read, nicknames that nobody knows, lines that could not be read."""

    format: str
    lines: int
    fresh: int
    unknown: tuple[str, ...]
    unread: tuple[tuple[int, str], ...]


@dataclass
class Pasting:
    """One log into one class. The caller's transaction decides whether it counts."""

    router: Router
    connection: AsyncConnection
    now: datetime

    async def take(self, room_id: str, log: Log) -> Report:
        """Read every line that was not read before."""
        school = await self.router.cache.school(self.connection)
        await roster.know_rooms(self.connection, school, [room_id])
        room = school.rooms[room_id]
        await self._open_chat(room)
        await self._know_senders(school, room, log.lines)
        self.router.cache.forget()
        messages = [
            self._heard(room, line, key)
            for line, key in zip(log.lines, chatlogs.line_keys(log.lines), strict=True)
        ]
        fresh = await self.router.take(self.connection, messages, self.now)
        unknown = await self._unknown(room_id, log.lines)
        return Report(log.format, len(log.lines), fresh, unknown, log.unread)

    async def match(self, room_id: str, card: str, student_id: str, relation: str) -> None:
        """The teacher says whose nickname this is; it is remembered."""
        await self._join(account_of(room_id, card), card, student_id, relation)
        self.router.cache.forget()

    async def _open_chat(self, room: Room) -> None:
        group = t.Group(platform=PASTED, id=chat_of(room.id), classroom_id=room.id)
        await writes.put(self.connection, group)

    async def _unknown(self, room_id: str, lines: Sequence[LogLine]) -> tuple[str, ...]:
        """The nicknames that belong to no family of the class and to no member of staff."""
        school = await self.router.cache.school(self.connection)
        await roster.know_rooms(self.connection, school, [room_id])
        room = school.rooms[room_id]
        accounts = {line.sender_id or account_of(room_id, line.card): line.card for line in lines}
        rows = await stored.persons_of_accounts(self.connection, list(accounts))
        known = {id_ for _, id_, who in rows if who in room.wards or who in school.staff}
        return tuple(card for account, card in accounts.items() if card and account not in known)

    async def _know_senders(self, school: School, room: Room, lines: Sequence[LogLine]) -> None:
        """Tie every sender to a person once."""
        senders = {line.sender_id or account_of(room.id, line.card): line for line in lines}
        rows = await stored.persons_of_accounts(self.connection, list(senders))
        known = {id_: person for _, id_, person in rows}
        have = {id_ for platform, id_, _ in rows if platform == PASTED}
        for account, line in senders.items():
            if account in have or not line.card:
                continue
            person = known.get(account) or _by_card(school, room, line.card)
            if person:
                await self._tie(account, person)
            else:
                await self._by_child(room, account, line.card)

    async def _by_child(self, room: Room, account: str, card: str) -> None:
        """A card that names one child and a relation speaks for itself."""
        read = cards.read(card, room.index, room.name)
        if read.child is None or read.relation is None:
            return
        for child in read.children or (read.child,):
            fitting = [w.person for w in room.guardians[child.id] if w.relation == read.relation]
            if len(fitting) == 1:
                await self._tie(account, fitting[0])
            else:
                await self._join(account, card, child.id, read.relation)

    async def _tie(self, account: str, person: str) -> None:
        await writes.put(self.connection, t.Account(platform=PASTED, id=account, person_id=person))

    async def _join(self, account: str, card: str, student_id: str, relation: str) -> None:
        """A guardian who is known by nickname alone."""
        person = f"{PASTED}:{account}"
        if await finds.person(self.connection, person) is None:
            await writes.put(self.connection, t.Person(id=person, card=card))
        await self._tie(account, person)
        row = t.Guardianship(person_id=person, student_id=student_id, relation=relation)
        await writes.put(self.connection, row)
        await writes.write(self.connection, [writes.c.RosterChanged()])

    def _heard(self, room: Room, line: LogLine, key: str) -> Inbound:
        sender = line.sender_id or account_of(room.id, line.card)
        return Inbound(
            id=line.id or key,
            bot="",
            chat=Address(Platform.PASTED, chat_of(room.id), is_group=True),
            sender=sender,
            text=line.text,
            sent_at=line.at or self.now,
            kind=line.kind,
            card=line.card,
            name=line.name,
            quote=line.quote,
        )


def chat_of(room_id: str) -> str:
    """The name of a class's pasted group: no live group is called so."""
    return f"{PASTED}:{room_id}"


def account_of(room_id: str, card: str) -> str:
    """Where a log has no ids the card is the person."""
    return f"{room_id}:{card}"


def _by_card(school: School, room: Room, card: str) -> str | None:
    """Staff by name, a guardian by the card that only one of the class bears."""
    staff = [s.id for s in school.staff.values() if s.name and s.name in card and room.id in s.classes]
    bearers = [p.id for p in room.people.values() if p.card == card]
    found = staff or bearers
    return found[0] if len(found) == 1 else None


