"""A pasted or exported log, read as if it had arrived live: the same decisions, nothing is sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection

import storage.tables as t
from bot.messages import Address, Inbound, Platform
from bot.parsing import cards, chatlogs
from bot.parsing.chatlogs import Log, LogLine
from bot.router import Router
from bot.services import roster
from bot.services.counting.aim import aimed, was_out
from bot.services.counting.receipts import withdraw_message
from bot.services.desk import Desk
from bot.services.line import Line
from bot.services.scene import Scene
from bot.services.school import Room, School
from storage import finds, pasted, reads, writes
from storage import roster as stored
from storage.changes import RosterChanged
from storage.database import inside

PASTED = Platform.PASTED.value
AT_ONCE = 2_500  # lines in one batch: each reads anew what was decided before it


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
    """One log into one class. The caller's transaction decides whether it counts.

    `notice` is the number of the notice that the log answers, where the teacher says so: of
    several open ones it is meant, unless a line names another.
    """

    router: Router
    connection: AsyncConnection
    now: datetime
    notice: int | None = None

    async def take(self, room_id: str, log: Log) -> Report:
        """Read every line that was not read before."""
        room = await self._room(room_id)
        await self._open_chat(room)
        await self._know_senders(room, log.lines)
        fresh = await self._read(room, dict(zip(message_ids(log.lines), log.lines, strict=True)))
        known = await self.writers(room_id, log.lines)
        accounts = {account_in(room_id, line): line.card for line in log.lines}
        unknown = tuple(card for id_, card in accounts.items() if card and id_ not in known)
        return Report(log.format, len(log.lines), fresh, unknown, log.unread)

    async def match(
        self, room_id: str, card: str, student_id: str, relation: str, account: str = ""
    ) -> None:
        """The teacher says whose nickname this is; it is remembered. `account`: if told."""
        room = await self._room(room_id)
        account = account or account_of(room_id, card)
        await self._stands_for(room, account, card, student_id, relation)
        self.router.cache.forget()

    async def unmatch(self, room_id: str, card: str, account: str = "") -> None:
        """The teacher takes that back: nobody knows whose nickname it is."""
        account = account or account_of(room_id, card)
        person = f"{PASTED}:{account}"
        await pasted.untie(self.connection, room_id, person)
        await self._meet(person, card)
        await self._tie(account, person)
        await self._roster_changed()

    async def again(self, room_id: str, account: str, log: Log) -> int:
        """Read the lines of one account as if for the first time. Returns how many."""
        lines = zip(message_ids(log.lines), log.lines, strict=True)
        own = {id_: line for id_, line in lines if account_in(room_id, line) == account}
        await pasted.forget_stranger(self.connection, f"{PASTED}:{account}")
        return await self._again(room_id, own)

    async def move(self, room_id: str, log: Log) -> int:
        """What came after this notice but was read as answers to others is read again, for it.

        Returns how many lines count for it now.
        """
        lines = dict(zip(message_ids(log.lines), log.lines, strict=True))
        signs = await pasted.signs_of(self.connection, chat_of(room_id), list(lines))
        notice = (await reads.notices(self.connection, [self.notice or 0]))[self.notice or 0]
        here = {sign.message_id for sign in signs if sign.notice_no == notice.no}
        after = {sign.message_id for sign in signs if was_out(notice, sign.at)} - here
        await self._again(room_id, {id_: lines[id_] for id_ in lines if id_ in after})
        now = await pasted.signs_of(self.connection, chat_of(room_id), list(after))
        return len({sign.message_id for sign in now if sign.notice_no == notice.no})

    async def writers(self, room_id: str, lines: Iterable[LogLine]) -> dict[str, str]:
        """account -> person, of the writers who are of a family of the class or of the staff."""
        room = await self._room(room_id)
        accounts = {account_in(room_id, line) for line in lines}
        rows = await stored.persons_of_accounts(self.connection, accounts)
        staff = (await self.router.cache.school(self.connection)).staff
        return {id_: who for _, id_, who in rows if who in room.wards or who in staff}

    async def _room(self, room_id: str) -> Room:
        school = await self.router.cache.school(self.connection)
        await roster.know_rooms(self.connection, school, [room_id])
        return school.rooms[room_id]

    async def _open_chat(self, room: Room) -> None:
        group = t.Group(platform=PASTED, id=chat_of(room.id), classroom_id=room.id)
        await writes.put(self.connection, group)

    async def _read(self, room: Room, lines: dict[str, LogLine]) -> int:
        """Read lines by their ids, in their order. Returns how many were new."""
        self.router.cache.forget()
        router = self.router if self.notice is None else replace(self.router, handle=self._aimed)
        messages = [self._heard(room, line, id_) for id_, line in lines.items()]
        fresh = 0
        for i in range(0, len(messages), AT_ONCE):
            work = partial(router.take, messages=messages[i : i + AT_ONCE], now=self.now)
            fresh += (await inside(self.connection, work)).new
        return fresh

    def _aimed(self, scene: Scene, line: Line) -> None:
        with aimed(scene, line, self.notice or 0):
            self.router.handle(scene, line)

    async def _again(self, room_id: str, lines: dict[str, LogLine]) -> int:
        await self._withdraw(chat_of(room_id), list(lines))
        await pasted.forget_messages(self.connection, room_id, chat_of(room_id), list(lines))
        return await self._read(await self._room(room_id), lines)

    async def _withdraw(self, chat: str, ids: Sequence[str]) -> None:
        """What these messages said stands no longer."""
        scene = await self.router.quiet_scene(self.connection, self.now)
        scene.platform = Platform.PASTED
        signs = await pasted.signs_of(self.connection, chat, ids)
        for number in {sign.notice_no for sign in signs}:
            await Desk(scene, self.connection).notice(number)
        for id_ in dict.fromkeys(sign.message_id for sign in signs):
            withdraw_message(scene, chat, id_, [s for s in signs if s.message_id == id_])
        await writes.write(self.connection, scene.changes)

    async def _know_senders(self, room: Room, lines: Sequence[LogLine]) -> None:
        """Tie every sender to a person once."""
        school = await self.router.cache.school(self.connection)
        senders = {account_in(room.id, line): line for line in lines}
        rows = await stored.persons_of_accounts(self.connection, list(senders))
        known = {id_: person for _, id_, person in rows}
        have = {id_ for platform, id_, _ in rows if platform == PASTED}
        ties: list[t.Account] = []
        for account, line in senders.items():
            if account in have or not line.card:
                continue
            if person := known.get(account) or _by_card(school, room, line.card):
                ties.append(t.Account(platform=PASTED, id=account, person_id=person))
            else:
                await self._by_child(room, account, line.card)
        await writes.put_all(self.connection, ties)

    async def _by_child(self, room: Room, account: str, card: str) -> None:
        """A card that names one child and a relation speaks for itself."""
        read = cards.read(card, room.index, room.name)
        if read.child is None or read.relation is None:
            return
        for child in read.children or (read.child,):
            await self._stands_for(room, account, card, child.id, read.relation)

    async def _stands_for(
        self, room: Room, account: str, card: str, student_id: str, relation: str
    ) -> None:
        """The only guardian of that relation, else a new one who is known by nickname alone."""
        fitting = [w.person for w in room.guardians[student_id] if w.relation == relation]
        if len(fitting) == 1:
            await self._tie(account, fitting[0])
        else:
            await self._join(account, card, student_id, relation)

    async def _tie(self, account: str, person: str) -> None:
        await writes.put(self.connection, t.Account(platform=PASTED, id=account, person_id=person))

    async def _join(self, account: str, card: str, student_id: str, relation: str) -> None:
        """A guardian who is known by nickname alone."""
        person = f"{PASTED}:{account}"
        await self._meet(person, card)
        await self._tie(account, person)
        row = t.Guardianship(person_id=person, student_id=student_id, relation=relation)
        await writes.put(self.connection, row)
        await self._roster_changed()

    async def _meet(self, person: str, card: str) -> None:
        if await finds.person(self.connection, person) is None:
            await writes.put(self.connection, t.Person(id=person, card=card))

    async def _roster_changed(self) -> None:
        await writes.write(self.connection, [RosterChanged()])
        self.router.cache.forget()

    def _heard(self, room: Room, line: LogLine, id_: str) -> Inbound:
        return Inbound(
            id=id_,
            bot="",
            chat=Address(Platform.PASTED, chat_of(room.id), is_group=True),
            sender=account_in(room.id, line),
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


def account_in(room_id: str, line: LogLine) -> str:
    """The account that wrote a line."""
    return line.sender_id or account_of(room_id, line.card)


def message_ids(lines: Sequence[LogLine]) -> list[str]:
    """The id of each line: its own, else one by sender, time and words."""
    keys = chatlogs.line_keys(lines)
    return [line.id or key for line, key in zip(lines, keys, strict=True)]


def _by_card(school: School, room: Room, card: str) -> str | None:
    """Staff by name, a guardian by the card that only one of the class bears."""
    here = [s for s in school.staff.values() if room.id in s.classes]
    staff = [s.id for s in here if s.name and s.name in card]
    bearers = [p.id for p in room.people.values() if p.card == card]
    found = staff or bearers
    return found[0] if len(found) == 1 else None
