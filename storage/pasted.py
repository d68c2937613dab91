"""All SQL that takes back what was read out of a pasted log, so that it can be read again."""

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import columns as of
from storage import reads, views
from storage.tables import Contact, Guardianship, Inbox, Stranger

IDS = 5_000  # in one statement


async def signs_of(connection: AsyncConnection, chat: str, ids: Sequence[str]) -> list[views.Sign]:
    """The standing signs of a chat's messages, however many they are."""
    found: list[views.Sign] = []
    for some in _portions(ids):
        found += await reads.signs_of_messages(connection, [(chat, id_) for id_ in some])
    return found


async def forget_messages(
    connection: AsyncConnection, classroom: str, chat: str, ids: Sequence[str]
) -> None:
    """As if these messages had never been heard. Their signs must have been withdrawn before."""
    for some in _portions(ids):
        heard = delete(Inbox).where(of.Inbox.chat == chat, of.Inbox.message_id.in_(some))
        await connection.execute(heard)
        await forget_contacts(connection, classroom, some)


async def forget_contacts(
    connection: AsyncConnection, classroom: str, messages: Collection[str]
) -> None:
    """The contacts that the receipts of these messages came to."""
    made = delete(Contact).where(
        of.Contact.classroom_id == classroom,
        of.Contact.kind == "notice_letter",
        of.Contact.message_id.in_(messages),
    )
    await connection.execute(made)


async def forget_stranger(connection: AsyncConnection, person: str) -> None:
    """Nobody unknown any more: what was counted for them apart is dropped."""
    await connection.execute(delete(Stranger).where(of.Stranger.person_id == person))


async def untie(connection: AsyncConnection, classroom: str, person: str) -> None:
    """A person who stands for no child of a class any more."""
    children = select(of.Student.id).where(of.Student.classroom_id == classroom)
    await connection.execute(
        delete(Guardianship).where(
            of.Guardianship.person_id == person, of.Guardianship.student_id.in_(children)
        )
    )


def _portions(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[i : i + IDS] for i in range(0, len(ids), IDS))
