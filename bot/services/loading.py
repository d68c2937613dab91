"""Reads the picture of a batch: a few queries over all its lines, however many they are."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.config import Manners
from bot.messages import Inbound, Kind
from bot.services import roster
from bot.services.line import Line
from bot.services.picture import Picture
from bot.services.school import School
from storage import finds, reads
from storage.views import Notice, Sign

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
            m,
            school.persons.get((m.chat.platform.value, m.sender), ""),
            school.chats.get((m.chat.platform.value, m.chat.id)) if m.chat.is_group else None,
        )
        for m in messages
    ]
    await roster.know_classes(connection, school, {f.person for f in found if f.person})
    rooms = {f.room for f in found if f.room}
    await roster.know_rooms(connection, school, rooms | _classes(school, found))
    return found


def _classes(school: School, found: Iterable[Line]) -> set[str]:
    """The classes of those who write privately, and of staff wherever they write."""
    return {
        classroom
        for line in found
        if line.person and (line.private or not line.plain or line.person in school.staff)
        for classroom in school.classes_of.get(line.person, ())
    }


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
    children = {
        child
        for line in found
        for room in ([line.room] if line.room else school.classes_of.get(line.person, ()))
        for child in school.rooms[room].own(line.person)
    }
    await know_receipts(connection, made, list(made.notices), children)
    families = {
        ward.person
        for child in children
        for ward in school.rooms[school.children[child].classroom].guardians[child]
    }
    await _know_asks(connection, made, families | {f.person for f in found if f.person})
    closely = [f for f in found if not f.plain or f.message.quote]
    if closely:
        await _know_words(connection, made, closely, now)
    return made


async def know_receipts(
    connection: AsyncConnection,
    made: Picture,
    numbers: Sequence[int],
    children: Iterable[str] | None,
) -> None:
    """Read the receipts and standing signs of these notices: of these children, or of all."""
    among = None if children is None else list(children)
    if not numbers or among == []:
        return
    for receipt in await reads.receipts(connection, numbers, among):
        made.receipts[receipt.notice_no, receipt.student_id] = receipt
    found: dict[tuple[int, str], list[Sign]] = {}
    for sign in await reads.signs(connection, numbers, among):
        found.setdefault((sign.notice_no, sign.student_id), []).append(sign)
    made.signs |= found


async def know_notice(connection: AsyncConnection, made: Picture, number: int) -> Notice | None:
    """Read one notice whole: its classes, receipts and signs. None if there is none."""
    found = await reads.notices(connection, [number])
    if number not in found:
        return None
    made.notices[number] = found[number]
    await roster.know_rooms(connection, made.school, found[number].classes)
    await know_receipts(connection, made, [number], None)
    made.strangers |= set(await reads.strangers(connection, [number]))
    return found[number]


async def _know_asks(connection: AsyncConnection, made: Picture, persons: set[str]) -> None:
    for ask in await reads.open_asks(connection, persons):
        made.asks.setdefault(ask.person_id, []).append(ask)


async def _know_words(
    connection: AsyncConnection, made: Picture, closely: list[Line], now: datetime
) -> None:
    """Questions, echoes and quotes: only lines that say more than 收到 can touch them."""
    for question in await reads.questions_of(connection, list(made.notices), []):
        made.questions[question.no] = question
    if keys := {(f.chat, f.fingerprint) for f in closely if f.fingerprint}:
        for chat, words, sender, at in await reads.same_words(connection, keys):
            made.echoes.setdefault((chat, words), []).append((sender, at))
    groups = {f.chat for f in closely if f.room}
    made.incidents = await finds.open_incidents(connection, groups, now - A_DAY)
    await _know_quotes(connection, made, closely)
    if tagged := {f.room for f in closely if f.room and f.message.text.lstrip()[:1] in "#＃"}:
        made.topics = await finds.posted_topics(connection, tagged)
    await _know_recalled(connection, made, [f for f in closely if f.message.kind is Kind.RECALL])


async def _know_quotes(connection: AsyncConnection, made: Picture, closely: list[Line]) -> None:
    if quotes := {(f.chat, f.message.quote) for f in closely if f.message.quote}:
        made.quoted = await reads.spoken_about(connection, quotes)


async def _know_recalled(connection: AsyncConnection, made: Picture, found: list[Line]) -> None:
    """The signs of messages that were taken back, with the receipts they may change."""
    for line in found:
        last = line.message.quote
        if not last:
            last = await reads.last_message(connection, line.chat, line.person or line.message.sender)
        signs = await reads.signs_of_messages(connection, [(line.chat, last)])
        made.recalled[line.chat, line.message.id] = (last, signs)
        for number in {sign.notice_no for sign in signs} - made.notices.keys():
            await know_notice(connection, made, number)
        children = {sign.student_id for sign in signs}
        await know_receipts(connection, made, list({s.notice_no for s in signs}), children)


async def know_open(
    connection: AsyncConnection, made: Picture, person: str, manners: Manners, now: datetime
) -> None:
    """Read the current notices of a person's classes, with the receipts of the own children."""
    classes = made.school.classes_of[person]
    since = now - timedelta(days=manners.open_days)
    made.notices |= await reads.current_notices(connection, classes, since)
    own = [child for room in classes for child in made.school.rooms[room].own(person)]
    await know_receipts(connection, made, list(made.notices), own)
