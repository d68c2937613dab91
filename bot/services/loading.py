"""Reads the picture of a batch: a few queries over all its lines, however many they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.config import Manners
from bot.messages import Inbound, Kind
from bot.parsing import quotes
from bot.services import loading_told, roster
from bot.services.line import Line
from bot.services.picture import Picture
from bot.services.school import School
from storage import finds, reads
from storage.views import Notice, Receipt, Sign

A_DAY = timedelta(days=1)


async def lines(
    connection: AsyncConnection, school: School, messages: Sequence[Inbound]
) -> list[Line]:
    """Whose lines these are and in which class they were written; fills in what is not known."""
    accounts = {(m.chat.platform.value, m.sender) for m in messages}
    chats = {(m.chat.platform.value, m.chat.id) for m in messages if m.chat.is_group}
    await roster.know_chats(connection, school, chats, accounts)
    found = [
        Line(
            _of_its_writer(m),
            school.persons.get((m.chat.platform.value, m.sender), ""),
            school.chats.get((m.chat.platform.value, m.chat.id)) if m.chat.is_group else None,
        )
        for m in messages
    ]
    await loading_told.know_writers(connection, school, found)
    await roster.know_classes(connection, school, {f.person for f in _beyond(school, found)})
    rooms = {f.room for f in found if f.room}
    await roster.know_rooms(connection, school, rooms | _classes(school, found))
    if any(_is_new(school, line) for line in found):
        await roster.know_rooms(connection, school, school.names)
    return found


def _of_its_writer(message: Inbound) -> Inbound:
    """The message without what a program copied above it of another's words."""
    own = quotes.own(message.text)
    return message if own is message.text else replace(message, text=own)


def _is_new(school: School, line: Line) -> bool:
    """Nobody's guardian yet writes privately: whose family it is can be any of the school."""
    if not line.private or line.person in school.staff:
        return False
    classes = school.classes_of.get(line.person, ())
    return not any(w.known for c in classes for w in school.rooms[c].wards.get(line.person, ()))


def _classes(school: School, found: Iterable[Line]) -> set[str]:
    """The classes of those who write privately, and of staff wherever they write."""
    return {
        classroom
        for line in _beyond(school, found)
        for classroom in school.classes_of.get(line.person, ())
    }


def _beyond(school: School, found: Iterable[Line]) -> list[Line]:
    """The lines that may concern other classes than the one they were written in."""
    return [
        line
        for line in found
        if line.person and (line.private or not line.plain or line.person in school.staff)
    ]


async def picture(
    connection: AsyncConnection,
    school: School,
    found: Sequence[Line],
    manners: Manners,
    now: datetime,
) -> Picture:
    """What the decisions on these lines may ask about."""
    made = Picture(school, numbers=await reads.counters(connection))
    touched = {f.room for f in found if f.room} | _classes(school, found)
    since = now - timedelta(days=manners.open_days)
    made.notices = await reads.current_notices(connection, touched, since)
    own = _own(school, found)
    await _know_receipts(connection, made, _keys(made.notices.values(), own))
    await _know_asks(connection, made, _families(school, own) | {f.person for f in found})
    closely = [f for f in found if not f.plain or f.message.quote]
    groups = {f.chat for f in found if f.room}
    for incident in await finds.open_incidents(connection, groups, now - A_DAY):
        made.incidents.setdefault(incident.chat, []).append(incident)
    if closely:
        await _know_words(connection, made, closely)
    return made


def _rooms(school: School, line: Line) -> Iterable[str]:
    """The classes a line can be about: where it was written, in private all of the writer's."""
    return [line.room] if line.room else school.classes_of.get(line.person, ())


def _named_in(school: School, line: Line) -> Iterable[str]:
    """The classes whose children a line may speak for: 收到 alone names nobody elsewhere."""
    return _rooms(school, line) if line.plain else school.classes_of.get(line.person, ())


def _own(school: School, found: Iterable[Line]) -> dict[str, set[str]]:
    """class -> the children in it for whom one of the writers may speak"""
    own: dict[str, set[str]] = {}
    for line in found:
        for room in {*_rooms(school, line), *_named_in(school, line)}:
            own.setdefault(room, set()).update(school.rooms[room].own(line.person))
    return own


def _keys(notices: Iterable[Notice], own: Mapping[str, Iterable[str]]) -> list[tuple[int, str]]:
    """(notice, child) for each of these children whose class has the notice."""
    return [
        (notice.no, child)
        for notice in notices
        for room in notice.classes
        for child in own.get(room, ())
    ]


def _families(school: School, own: Mapping[str, Iterable[str]]) -> set[str]:
    return {
        ward.person
        for room, children in own.items()
        for child in children
        for ward in school.rooms[room].guardians[child]
    }


async def _know_receipts(
    connection: AsyncConnection, made: Picture, keys: Sequence[tuple[int, str]]
) -> None:
    """Read these receipts and the standing signs under them."""
    if keys:
        receipts, signs = (
            await reads.receipts_of(connection, keys),
            await reads.signs_of(connection, keys),
        )
        _put_receipts(made, receipts, signs)


def _put_receipts(made: Picture, receipts: Iterable[Receipt], signs: Iterable[Sign]) -> None:
    for receipt in receipts:
        made.receipts[receipt.notice_no, receipt.student_id] = receipt
    found: dict[tuple[int, str], list[Sign]] = {}
    for sign in signs:
        found.setdefault((sign.notice_no, sign.student_id), []).append(sign)
    made.signs |= found


async def know_notice(connection: AsyncConnection, made: Picture, number: int) -> Notice | None:
    """Read one notice whole: its classes, receipts and signs. None if there is none."""
    notice = made.notices.get(number) or (await reads.notices(connection, [number])).get(number)
    if notice is None:
        return None
    made.notices[number] = notice
    await roster.know_rooms(connection, made.school, notice.classes)
    known = made.receipts.keys()  # and what this batch did to them is not stored yet
    receipts = [
        one
        for one in await reads.receipts(connection, [number])
        if (number, one.student_id) not in known
    ]
    signs = [s for s in await reads.signs(connection, [number]) if s[:2] not in known]
    _put_receipts(made, receipts, signs)
    made.strangers |= set(await reads.strangers(connection, [number]))
    return notice


async def _know_asks(connection: AsyncConnection, made: Picture, persons: set[str]) -> None:
    for ask in await reads.open_asks(connection, persons):
        made.asks.setdefault(ask.person_id, []).append(ask)


async def _know_words(connection: AsyncConnection, made: Picture, closely: list[Line]) -> None:
    """Questions, echoes and quotes: only lines that say more than 收到 can touch them."""
    await _know_questions(connection, made, closely)
    if keys := {(f.chat, f.fingerprint) for f in closely if f.telling}:
        for chat, words, sender in await reads.same_words(connection, keys):
            made.echoes.setdefault((chat, words), set()).add(sender)
    made.quoted = await loading_told.quotes(connection, closely)
    if tagged := {f.room for f in closely if f.room and f.message.text.lstrip()[:1] in "#＃"}:
        made.topics = await finds.posted_topics(connection, tagged)
    await _know_recalled(connection, made, [f for f in closely if f.message.kind is Kind.RECALL])


async def _know_questions(
    connection: AsyncConnection, made: Picture, closely: Iterable[Line]
) -> None:
    """What was asked before in the classes of those who ask now or take back."""
    rooms = {
        room
        for line in closely
        if line.message.kind is Kind.RECALL or line.read.questions or line.read.taunts
        for room in (*_rooms(made.school, line), *made.school.classes_of.get(line.person, ()))
    }
    numbers = [n.no for n in made.notices.values() if not rooms.isdisjoint(n.classes)]
    if rooms:
        for question in await reads.questions_of(connection, numbers):
            made.know_question(question)


async def _know_recalled(connection: AsyncConnection, made: Picture, found: list[Line]) -> None:
    """The signs of messages that were taken back, with the receipts they may change."""
    for line in found:
        last = line.message.quote
        if not last:
            last = await reads.last_message(
                connection, line.chat, line.person or line.message.sender
            )
        signs = await reads.signs_of_messages(connection, [(line.chat, last)])
        made.recalled[line.chat, line.message.id] = (last, signs)
        for number in {sign.notice_no for sign in signs} - made.notices.keys():
            await know_notice(connection, made, number)
        await _know_receipts(connection, made, [(s.notice_no, s.student_id) for s in signs])


async def know_open(
    connection: AsyncConnection, made: Picture, person: str, manners: Manners, now: datetime
) -> None:
    """Read the current notices of a person's classes, with the receipts of the own children."""
    classes = made.school.classes_of[person]
    since = now - timedelta(days=manners.open_days)
    made.notices |= await reads.current_notices(connection, classes, since)
    own = {room: made.school.rooms[room].own(person) for room in classes}
    await _know_receipts(connection, made, _keys(made.notices.values(), own))
