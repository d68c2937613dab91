"""The forward client: dials an OneBot implementation, and again whenever it is lost."""

import asyncio
import logging
import random
from collections.abc import Callable
from typing import Literal

from aiohttp import ClientError, ClientSession, ClientWebSocketResponse, ClientWSTimeout
from yarl import URL

from bot.gateways.onebot_accounts import Accounts
from bot.gateways.onebot_link import Link, Role
from bot.gateways.onebot_server import BIGGEST_FRAME, FAREWELL, PING_EVERY, Attend

_HANDSHAKE = 10.0
_LONGEST_PAUSE = 60.0
Backoff = Callable[[int], float]
log = logging.getLogger(__name__)


def backoff(failures: int) -> float:
    """Seconds to wait after so many failures in a row: 1, 2, 4 ... 60, less up to a half."""
    return float(min(_LONGEST_PAUSE, 2.0 ** min(failures, 6))) * random.uniform(0.5, 1.0)


class Client:
    """Keeps one link to `url`, and stands by while the account has another link."""

    def __init__(
        self,
        url: str,
        token: str,
        attend: Attend,
        accounts: Accounts,
        *,
        pause: Backoff,
        grace: float,
    ) -> None:
        self._url = URL(url)
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._attend = attend
        self._accounts = accounts
        self._pause = pause
        self._grace = grace

    async def run(self) -> None:
        """Dial until cancelled. A link counts as a success when its account became known."""
        failures = 0
        async with ClientSession() as session:
            while True:
                account = await self._visit(session)
                failures = 0 if account else failures + 1
                await self._accounts.until(account, connected=False)
                await asyncio.sleep(self._pause(failures))

    async def _visit(self, session: ClientSession) -> str:
        socket = await self._connect(session)
        if socket is None:
            return ""
        link = Link(socket, Role.named(self._url.name), grace=self._grace)
        try:
            await self._attend(link)
        finally:
            await socket.close()
        return link.account

    async def _connect(
        self, session: ClientSession
    ) -> ClientWebSocketResponse[Literal[False]] | None:
        try:
            async with asyncio.timeout(_HANDSHAKE):
                return await session.ws_connect(
                    self._url,
                    headers=self._headers,
                    heartbeat=PING_EVERY,
                    max_msg_size=BIGGEST_FRAME,
                    decode_text=False,
                    timeout=ClientWSTimeout(ws_close=FAREWELL),
                )
        except (ClientError, OSError, TimeoutError, ValueError) as error:
            log.warning("cannot reach %s: %s", self._url.host, type(error).__name__)
            return None
