"""The WeChat network through a Wechaty gateway: what it hears, says, and how the account fares."""

import asyncio
import logging
import re
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.errors import GatewayError, UserError
from bot.gateway import Capabilities, Receive
from bot.gateways import wechat_out, wechat_reading
from bot.gateways.wechat_book import Book
from bot.gateways.wechat_inbox import Inbox
from bot.gateways.wechat_link import Link, LinkState, LinkStatus, Rhythm
from bot.gateways.wechat_out import Pace
from bot.gateways.wechat_reading import Around
from bot.gateways.wechat_wire import Event, EventType, Puppet, Told
from bot.messages import Attachment, Inbound, Outbound, Platform

log = logging.getLogger(__name__)
_GAPS = 100  # are remembered for the page
_TOKEN = re.compile(r"[!-~]+")  # it travels where the name of a host would stand
_HEARD = frozenset(
    {EventType.MESSAGE, EventType.LOGIN, EventType.JOIN, EventType.LEAVE, EventType.TOPIC}
)


@dataclass(frozen=True, slots=True)
class Status:
    """For the bot's page. `gaps`: when nothing was heard; `lost`: messages that were announced
    and never told."""

    link: LinkStatus
    heard: datetime | None
    gaps: tuple[tuple[datetime, datetime], ...]
    lost: int


class WeChat:
    """`endpoint` is host:port. `patience`: seconds that a call may take, and that a message waits
    for a lost connection. `show` is given every login code.

    Raises UserError("wechat_token_missing").
    """

    platform = Platform.WECHAT
    capabilities = Capabilities(private=True, recall=True, files=True)

    def __init__(
        self,
        clock: Clock,
        render: Callable[[Attachment], bytes],
        *,
        endpoint: str,
        token: str,
        patience: float = 15.0,
        rhythm: Rhythm | None = None,
        pace: Pace | None = None,
        show: Callable[[str], None] = lambda _: None,
    ) -> None:
        if not _TOKEN.fullmatch(token):
            raise UserError("wechat_token_missing")
        self._clock, self._render, self._show = clock, render, show
        self._endpoint, self._token, self._patience = endpoint, token, patience
        self._pace = pace or Pace()
        self._rhythm = rhythm or Rhythm()
        self._link = Link(self._connect, self._hear, self._changed, clock, self._rhythm)
        self._book = Book(lambda: self._link.online(patience))
        self._inbox = Inbox(self._look_up)
        self._away: datetime | None = None  # since when nothing is heard, after it once was
        self._first = True  # until it is online for the first time
        self._gaps: deque[tuple[datetime, datetime]] = deque(maxlen=_GAPS)
        self._lost = 0
        self._account = ""

    async def run(self, receive: Receive) -> None:
        """Listen until cancelled. Raises UserError("wechat_missing") without the extra."""
        connection()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._inbox.run(receive))
            tasks.create_task(self._link.run())

    async def send(self, message: Outbound) -> str:
        """Send, and return the gateway's id ("" where it gives none); a recall gives "".

        Raises GatewayError when it was certainly not delivered (Unreachable: offline), TimeoutError
        or ConnectionError when nobody can know.
        """
        data = await asyncio.to_thread(self._render, message.file) if message.file else b""
        wechat_out.check(message, data)
        await self._pace.turn(message.to.id)
        puppet = await self._link.online(self._patience)
        return await wechat_out.send(puppet, self._book, message, data)

    def status(self) -> Status:
        return Status(self._link.status, self._link.heard, tuple(self._gaps), self._lost)

    def _connect(self) -> Puppet:
        return connection()(self._endpoint, self._token, self._patience)

    async def _hear(self, event: Event) -> None:
        self._book.hear(event)
        if event.type in _HEARD:
            await self._inbox.put(event)

    def _changed(self, before: LinkStatus, now: LinkStatus) -> None:
        if now.state is LinkState.ONLINE:
            self._account = now.account  # also for what was announced before a logout
            self._book.forget()
        elif before.state is LinkState.ONLINE:
            self._away = self._clock()
        if now.state is LinkState.SCAN:
            self._show(now.qr)

    # ------------------------------------------------------------ what an event comes to

    async def _look_up(self, event: Event) -> Sequence[Inbound]:
        """Never fails: what cannot be told is lost alone, and counted."""
        try:
            if event.type is EventType.MESSAGE:
                return await self._message(str(event.data["messageId"]))
            if event.type is EventType.LOGIN:
                return await self._announce()
            return await self._change(event)
        except Exception as error:  # noqa: BLE001  the others must go on
            self._lost += 1
            log.error("an event was lost: %s: %s", event.type.name, type(error).__name__)
            return ()

    async def _message(self, id_: str) -> Sequence[Inbound]:
        told = await self._told(id_)
        found = wechat_reading.to_inbound(told, await self._around(told.room, told.sender))
        return (found,) if found else ()

    async def _told(self, id_: str) -> Told:
        """A message may be announced before it can be asked for, or the link may break."""
        for pause in self._rhythm.again:
            try:
                return await (await self._link.online(self._patience)).message(id_)
            except (GatewayError, OSError):
                await asyncio.sleep(pause)
        return await (await self._link.online(self._patience)).message(id_)

    async def _around(self, room: str, who: str) -> Around:
        account = self._account
        card, names = await self._book.card(room, who), await self._book.names(room, who)
        own = (await self._book.card(room, account), await self._book.card("", account))
        return Around(account, self._clock(), card, names, own)

    async def _change(self, event: Event) -> Sequence[Inbound]:
        """Who came and went. That the bot itself came tells only how the room is called."""
        room, own = str(event.data["roomId"]), self._account
        found = []
        for who in wechat_reading.people(event) or [""]:
            known = Event(EventType.TOPIC, event.data) if who == own else event
            someone = "" if who == own else who
            found.append(wechat_reading.change(known, someone, await self._around(room, someone)))
        return found

    async def _announce(self) -> Sequence[Inbound]:
        """After a login: when nothing was heard, and how rooms and people are called."""
        here = Around(self._account, self._clock())
        found = self._gap(here)
        try:
            rooms, contacts = await self._book.read()
        except (GatewayError, OSError) as error:
            log.warning("the gateway lists no names: %s", type(error).__name__)
            return found
        named = [who for who in contacts if (await self._book.contact(who)).remark]
        found += [await self._called(room, "", here) for room in rooms]
        return [*found, *[await self._called("", who, here) for who in named]]

    def _gap(self, here: Around) -> list[Inbound]:
        since, self._away = self._away, None
        first, self._first = self._first, False
        if since is not None:
            self._gaps.append((since, here.now))
        return [wechat_reading.gap(since, here)] if since is not None or first else []

    async def _called(self, room: str, who: str, here: Around) -> Inbound:
        return wechat_reading.called(room, who, here, await self._book.names(room, who))


async def probe(endpoint: str, token: str, patience: float = 5.0) -> None:
    """Ask once whether a gateway answers to this token; nothing is begun.

    Raises UserError for a missing extra or token, TokenRefused, OSError or GatewayError.
    """
    if not _TOKEN.fullmatch(token):
        raise UserError("wechat_token_missing")
    puppet = connection()(endpoint, token, patience)
    try:
        await puppet.check()
    finally:
        puppet.close()


def connection() -> Callable[[str, str, float], Puppet]:
    """The maker of connections; only here the extra is loaded. Raises UserError."""
    try:
        from bot.gateways.wechat_puppet import Connection  # noqa: PLC0415  an extra
    except ImportError as error:
        raise UserError("wechat_missing", why=error.name or error) from None
    made: Callable[[str, str, float], Puppet] = Connection
    return made
