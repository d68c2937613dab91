"""A network that was away for a while: who must know that something may be missing hears it."""

from collections import defaultdict
from datetime import datetime, timedelta

from bot import texts
from bot.parsing import dates
from bot.services.desk import Desk
from storage import finds

LEAST = timedelta(minutes=1)


async def tell(desk: Desk) -> None:
    """Each head teacher with a group there, once for all her classes."""
    scene, message = desk.scene, desk.scene.message
    if message is None:
        return
    since = datetime.fromisoformat(message.text)
    if message.sent_at - since < LEAST:
        return
    heads: dict[str, list[str]] = defaultdict(list)
    for room, head in await finds.heads_on(desk.connection, message.chat.platform.value):
        heads[head].append(room)
    for head, rooms in heads.items():
        named = texts.find("marks.and").join(rooms)
        when = [dates.speak(moment, scene.now) for moment in (since, message.sent_at)]
        scene.tell(head, "gap.told", rooms=named, since=when[0], until=when[1])
