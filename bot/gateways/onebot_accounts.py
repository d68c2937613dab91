"""Which QQ accounts are connected, through which links, and how they fare."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from bot.clock import Clock
from bot.errors import Unreachable
from bot.gateways.onebot_link import Link, Part
from bot.gateways.onebot_segments import Json


@dataclass(frozen=True, slots=True)
class AccountStatus:
    """One account for a status page. `online`: QQ itself has not logged it out."""

    account: str
    connected: bool
    online: bool
    last_seen: datetime | None


@dataclass(slots=True)
class _Account:
    links: dict[Part, Link] = field(default_factory=dict)
    online: bool = True
    seen: datetime | None = None


class Accounts:
    """The newest link of an account wins; the one that it replaces is retired."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._accounts: dict[str, _Account] = {}
        self._changed = asyncio.Event()

    def adopt(self, link: Link, account: str) -> None:
        """Let `link` serve `account`, unless a newer one does."""
        if link.account != account:
            self.drop(link)
        link.account = account
        entry = self._accounts.setdefault(account, _Account())
        for part in link.role.value:
            _take(entry.links, part, link)
        if link in entry.links.values():
            entry.online = True
            self._tell()
        else:
            link.retire("replaced")

    def drop(self, link: Link) -> None:
        """Forget a link that has ended. A newer one in its place stays."""
        entry = self._accounts.get(link.account)
        if entry is None or link not in entry.links.values():
            return
        entry.links = {part: kept for part, kept in entry.links.items() if kept is not link}
        entry.seen = link.seen or entry.seen
        self._tell()

    def speaker(self, account: str) -> Link:
        """The link that takes calls. Raises Unreachable(reason="offline")."""
        entry = self._accounts.get(account)
        link = entry.links.get(Part.API) if entry is not None and entry.online else None
        if link is None or not link.alive:
            raise Unreachable(reason="offline")
        return link

    async def speaking(self, account: str, patience: float) -> Link:
        """The same; waits `patience` (s) for it: after a start an account has yet to dial."""
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self.until(account, connected=True)
        return self.speaker(account)

    def note(self, link: Link, event: Json) -> None:
        """Learn from a heartbeat or a notice how the account fares."""
        if event.get("meta_event_type") == "heartbeat":
            link.expect(_seconds(event.get("interval")))
            status = event.get("status")
            online = status.get("online") if isinstance(status, dict) else None
            self._set_online(link.account, online)
        elif event.get("notice_type") == "bot_offline":
            self._set_online(link.account, False)

    async def until(self, account: str, *, connected: bool) -> None:
        """Wait until the account has a link that takes calls, or has none."""
        while self.connected(account) is not connected:
            await self._changed.wait()

    def connected(self, account: str) -> bool:
        entry = self._accounts.get(account)
        link = entry.links.get(Part.API) if entry is not None else None
        return link is not None and link.alive

    def status(self) -> tuple[AccountStatus, ...]:
        """Every account that was ever heard of, in the order of its id."""
        return tuple(self._status(account) for account in sorted(self._accounts))

    def links(self) -> set[Link]:
        """Every link in use."""
        return {link for entry in self._accounts.values() for link in entry.links.values()}

    def _status(self, account: str) -> AccountStatus:
        entry = self._accounts[account]
        seen = [link.seen for link in entry.links.values() if link.seen]
        last = max(seen, default=entry.seen)
        return AccountStatus(account, self.connected(account), entry.online, last)

    def _set_online(self, account: str, online: object) -> None:
        if isinstance(online, bool) and account in self._accounts:
            self._accounts[account].online = online

    def _tell(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()


def _take(links: dict[Part, Link], part: Part, link: Link) -> None:
    old = links.get(part)
    if old is None:
        links[part] = link
    elif old.number < link.number:
        links[part] = link
        old.fail()
        if old not in links.values():
            old.retire("replaced")


def _seconds(interval: object) -> float:
    return interval / 1000 if isinstance(interval, int | float) else 0.0
