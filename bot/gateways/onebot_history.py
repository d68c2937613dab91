"""What was said in the groups while no link was there: read from the implementation's history."""

import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from bot.clock import Clock
from bot.gateways.onebot import MalformedEvent, identity, moment, to_inbound
from bot.gateways.onebot_link import Link
from bot.gateways.onebot_out import Call, number
from bot.gateways.onebot_segments import Json
from bot.messages import Inbound

log = logging.getLogger(__name__)
Heard = Callable[[str], Awaitable[Mapping[str, datetime]]]
PAGE, PAGES = 50, 10
FURTHEST = timedelta(days=2)  # what is older nobody expects to be answered
OVERLAP = timedelta(minutes=2)  # messages of one moment come in any order
NEEDED = {"message_id", "time"}
UNREADABLE = (TimeoutError, LookupError, TypeError, ValueError, OverflowError, OSError)


class History:
    """`heard` tells until when each group of an account was heard; other groups are left alone.

    `patience` is how many seconds an answer may take.
    """

    def __init__(self, heard: Heard, clock: Clock, patience: float) -> None:
        self._heard, self._clock, self._patience = heard, clock, patience

    async def missed(self, link: Link) -> list[Inbound]:
        """What may have been missed, oldest first; some of it was heard before.

        A group whose history cannot be read is left out: many refuse an empty one.
        """
        found: list[Inbound] = []
        for group, until in (await self._heard(link.account)).items():
            since = max(until - OVERLAP, self._clock() - FURTHEST)
            with suppress(*UNREADABLE):
                events = await self._events(link, group, since)
                found += _messages(events, link.account, group, since)
        log.info("history: %d messages", len(found))
        return sorted(found, key=lambda message: message.sent_at)

    async def _events(self, link: Link, group: str, since: datetime) -> Iterable[Json]:
        """Page by page from the newest back to `since`, as far as the pages go on."""
        found: dict[str, Json] = {}
        at: Json = {}
        for _ in range(PAGES):
            page = {identity(e["message_id"]): e for e in await self._page(link, group, at)}
            if page.keys() <= found.keys():
                break
            found |= page
            oldest = min(page.values(), key=_time)
            if _time(oldest) <= since:
                break
            at = _from(oldest)
        return found.values()

    async def _page(self, link: Link, group: str, at: Json) -> list[Json]:
        asked = {"group_id": number(group), "count": PAGE, **at}
        answer = await link.call(Call("get_group_msg_history", asked), self._patience)
        return [e for e in answer["data"]["messages"] if isinstance(e, dict) and e.keys() >= NEEDED]


def _from(oldest: Json) -> Json:
    """Where the next page ends: implementations differ in what they want to know."""
    id_ = oldest["message_id"]
    return {"message_seq": oldest.get("message_seq", id_), "message_id": id_}


def _time(event: Json) -> Any:
    return moment(event["time"])


def _messages(
    events: Iterable[Json], account: str, group: str, since: datetime
) -> Iterator[Inbound]:
    """A history leaves out what goes without saying; a bad line in it costs that line."""
    told = {"post_type": "message", "message_type": "group", "self_id": account}
    for event in events:
        with suppress(MalformedEvent):
            message = to_inbound({**told, "group_id": group, **event})
            if message and message.sent_at >= since:
                yield message
