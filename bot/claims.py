"""What is taken out of the outbox, and how it ended, until that is written down."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import CHINA, Clock, china
from bot.gateway import Gateway
from bot.messages import Platform
from bot.voices import Voices
from storage import changes as c
from storage import outbox, paths, writes
from storage.views import Outgoing


class Claim(NamedTuple):
    """What a transaction took, and what it wrote down. Both count from its commit."""

    rows: Sequence[Outgoing] = ()
    settled: Sequence[c.MessageSettled] = ()


class Claims:
    """Claims rows in any transaction, as long as somebody sends them.

    `held` are those that were claimed and not begun; `more` says that some were left.
    """

    def __init__(self, gateways: Mapping[Platform, Gateway], clock: Clock, voices: Voices) -> None:
        self._gateways, self._clock, self._voices = gateways, clock, voices
        self._sent: dict[int, c.MessageSettled] = {}
        self.held: set[int] = set()
        self.more = False

    @property
    def unwritten(self) -> Sequence[c.MessageSettled]:
        """What was sent and is not yet written down."""
        return tuple(self._sent.values())

    def sent(self, row: Outgoing, platform_id: str) -> None:
        """It arrived."""
        at = self._clock()
        self._sent[row.id] = c.MessageSettled(row.id, "sent", platform_id, "", at)

    def committed(self, claim: Claim) -> None:
        """What this one wrote down is in the store."""
        for settled in claim.settled:
            self._sent.pop(settled.id, None)

    async def claim(self, connection: AsyncConnection) -> Claim:
        """Write down what was sent meanwhile, and take what may leave now."""
        settled, now = self.unwritten, self._clock()
        await writes.write(connection, settled)
        await self._count(connection, now)
        full = self._voices.full()
        names = [platform.value for platform in self._gateways]
        rows = await outbox.claim(connection, names, now, full)
        self.held.update(row.id for row in rows)
        self.more = bool(full) or len(rows) == outbox.MOST
        return Claim(await paths.through_groups(connection, rows, self._roundabout()), settled)

    async def _count(self, connection: AsyncConnection, now: datetime) -> None:
        """On a new day, and after a start: how much each account has said on it."""
        if self._voices.is_new(today := china(now).date()):
            midnight = datetime.combine(today, time(), CHINA)
            self._voices.begin(today, await outbox.said_since(connection, midnight))

    def _roundabout(self) -> list[str]:
        """The networks on which a private message may need a group to go through."""
        return [p.value for p, g in self._gateways.items() if g.capabilities.through_group]

    async def let_go(self, connection: AsyncConnection) -> None:
        """The end: write down what was sent; what was not begun is for the next start."""
        await writes.write(connection, self.unwritten)
        await outbox.let_go(connection, sorted(self.held))
