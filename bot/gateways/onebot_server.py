"""The reverse WebSocket server: OneBot implementations dial in here, if they know the token."""

import errno
import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Literal

from aiohttp import web

from bot.errors import UserError
from bot.gateways.onebot_link import Link, Role

PATH = "/onebot/v11/ws"
BIGGEST_FRAME = 50 * 1024 * 1024
PING_EVERY = 60.0  # finds half-open connections where an implementation has no heartbeat
FAREWELL = 1.0  # seconds that an implementation may take to say goodbye
Attend = Callable[[Link], Awaitable[None]]
log = logging.getLogger(__name__)


class Server:
    """Accepts at once and leaves all work to `attend`, which serves a link until it ends."""

    def __init__(self, host: str, port: int, token: str, attend: Attend, grace: float) -> None:
        self.host = host
        self.port = port
        self._token = token
        self._attend = attend
        self._grace = grace
        app = web.Application()
        app.router.add_get(PATH, self._accept)
        self._runner = web.AppRunner(
            app, handle_signals=False, access_log=None, shutdown_timeout=FAREWELL
        )

    async def start(self) -> None:
        """Listen; `port` 0 becomes the one that was free. Raises UserError("port_in_use")."""
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self.host, self.port).start()
        except OSError as error:
            await self._runner.cleanup()
            code = "port_in_use" if error.errno == errno.EADDRINUSE else "cannot_listen"
            raise UserError(code, host=self.host, port=self.port) from None
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        await self._runner.cleanup()

    async def _accept(self, request: web.Request) -> web.StreamResponse:
        if not shows(request, self._token):
            log.warning("refused a connection from %s: wrong token", request.remote)
            raise web.HTTPUnauthorized
        socket: web.WebSocketResponse[Literal[False]] = web.WebSocketResponse(
            timeout=FAREWELL,
            heartbeat=PING_EVERY,
            compress=False,
            max_msg_size=BIGGEST_FRAME,
            decode_text=False,
        )
        await socket.prepare(request)
        role = Role.named(request.headers.get("X-Client-Role", ""))
        account = request.headers.get("X-Self-ID", "").strip()
        await self._attend(Link(socket, role, account, self._grace))
        return socket


def shows(request: web.BaseRequest, token: str) -> bool:
    """Whether a request carries the token, in its header or its address; constant in time."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() not in ("bearer", "token") or not given.strip():
        given = request.query.get("access_token", "")
    return hmac.compare_digest(given.strip().encode(), token.encode())
