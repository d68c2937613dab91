"""A network that was away for a while: who must know that something may be missing hears it."""

from collections import defaultdict
from datetime import datetime, timedelta

from bot import texts
from bot.parsing import dates
from bot.services.desk import Desk
from storage import away

LEAST = timedelta(minutes=1)


async def tell(desk: Desk) -> None:
    """Each head teacher with a group there, once for all her classes.

    How long the program itself was not running nobody knows: then only those hear of it whose
    notices are being answered.
    """
    message = desk.scene.message
    if message is None:
        return
    platform, known = message.chat.platform.value, bool(message.text)
    last = await away.last_heard(desk.connection, platform)
    since = datetime.fromisoformat(message.text) if known else last
    if since is None or message.sent_at - since < LEAST:
        return
    heads: dict[str, list[str]] = defaultdict(list)
    for room, head in await away.heads_on(desk.connection, platform, None if known else since):
        heads[head].append(room)
    for head, rooms in heads.items():
        _tell(desk, head, rooms, "told" if known else "restarted", (since, message.sent_at))


def _tell(
    desk: Desk, head: str, rooms: list[str], key: str, when: tuple[datetime, datetime]
) -> None:
    since, until = (dates.speak(moment, desk.scene.now) for moment in when)
    named = texts.find("marks.and").join(rooms)
    desk.scene.tell(head, f"gap.{key}", rooms=named, since=since, until=until)
