"""Reads what a network tells beside the words: who wrote a line of a chain, what was quoted."""

from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.services import roster
from bot.services.line import SHORT, Line
from bot.services.school import School
from storage import reads, sent

About = tuple[int | None, int | None]  # notice, question
Quote = tuple[str, str]  # chat, id


async def know_writers(connection: AsyncConnection, school: School, lines: Iterable[Line]) -> None:
    """Fill in whose the accounts are that wrote in a chain."""
    accounts = {
        (line.message.chat.platform.value, entry.writer)
        for line in lines
        if line.message.chain
        for entry in line.chain.entries
        if entry.writer
    }
    if accounts:
        await roster.know_chats(connection, school, (), accounts)


async def quotes(connection: AsyncConnection, lines: Iterable[Line]) -> dict[Quote, About]:
    """What the messages of the bot that are quoted are about."""
    told = {(line.chat, line.message.quote): line.message.quoted for line in lines}
    told = {key: words for key, words in told.items() if key[1]}
    found = await reads.spoken_about(connection, told) if told else {}
    for key, words in told.items():
        if words and key not in found:
            found |= await _by_words(connection, key, words)
    return found


async def _by_words(connection: AsyncConnection, key: Quote, quoted: str) -> dict[Quote, About]:
    """A quote whose id nobody knows: the only thing said of late that begins with its words."""
    words = "".join(quoted.split())
    said = await sent.lately_said(connection, key[0])
    fitting = {about for text, about in said if "".join(text.split()).startswith(words)}
    return {key: fitting.pop()} if len(words) >= SHORT and len(fitting) == 1 else {}
