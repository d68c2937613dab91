"""The QQ network over OneBot v11: dialled by an implementation, dialling one, or both."""

import asyncio
from collections.abc import Callable

from bot.clock import Clock
from bot.errors import GatewayError, UserError
from bot.gateway import Capabilities, Receive
from bot.gateways.onebot_accounts import Accounts, AccountStatus
from bot.gateways.onebot_client import Backoff, Client, backoff
from bot.gateways.onebot_history import Heard, History
from bot.gateways.onebot_listener import Listener
from bot.gateways.onebot_out import Call, message_id, to_calls
from bot.gateways.onebot_server import Server
from bot.messages import Attachment, Outbound, Platform

Render = Callable[[Attachment], bytes]


class QQ:
    """Serves at `host` and `port` (None: not at all) and dials `url` ("": nobody).

    `render` makes the bytes of a file, `patience` is how many seconds an answer may take,
    `pause` how long to wait before dialling again after so many failures, `grace` how many
    heartbeats may be missing. `heard` tells until when each group of an account was heard: what was
    said since is read from the history after each new link. Raises UserError("token_missing") for
    a server without a token.
    """

    platform = Platform.QQ
    capabilities = Capabilities(
        private=True, at_all=True, recall=True, files=True, history=True, through_group=True
    )

    def __init__(
        self,
        clock: Clock,
        render: Render,
        *,
        token: str,
        host: str = "127.0.0.1",
        port: int | None = 8080,
        url: str = "",
        patience: float = 30.0,
        pause: Backoff = backoff,
        grace: float = 2.5,
        heard: Heard | None = None,
    ) -> None:
        if port is not None and not token:
            raise UserError("token_missing")
        self.host, self.port = host, port
        self.listening = asyncio.Event()
        self.accounts = Accounts(clock)
        self._clock, self._render = clock, render
        self._token, self._url = token, url
        self._history = History(heard, clock, patience) if heard else None
        self._patience, self._pause, self._grace = patience, pause, grace

    async def run(self, receive: Receive) -> None:
        """Serve and dial until cancelled; `port` 0 becomes the one that was free.

        Raises UserError("port_in_use" or "cannot_listen", host, port).
        """
        listener = Listener(self.accounts, self._clock, receive, self._patience, self._history)
        server = await self._serve(listener)
        self.listening.set()
        try:
            await self._dial(listener)
        finally:
            self.listening.clear()
            listener.close()
            if server is not None:
                await server.stop()

    async def send(self, message: Outbound) -> str:
        """Send and return the platform's id ("" where it gives none); a recall gives "".

        Raises GatewayError for a definite refusal (Unreachable: muted, removed, offline,
        unreachable), TimeoutError when nobody can know: no answer, a vague one, a link lost in
        the middle, or a file that arrived without its words.
        """
        data = await asyncio.to_thread(self._render, message.file) if message.file else b""
        calls = to_calls(message, data)
        if not calls:
            raise GatewayError(reason="empty")
        sent = await self._say(message.bot, calls[0])
        for call in calls[1:]:
            try:
                sent = await self._say(message.bot, call)
            except GatewayError as error:
                raise TimeoutError("only a part was sent") from error
        return sent

    def status(self) -> tuple[AccountStatus, ...]:
        """Every account ever connected, whether it is now, and when it was last heard."""
        return self.accounts.status()

    async def _say(self, account: str, call: Call) -> str:
        link = await self.accounts.speaking(account, self._patience)
        answer = await link.call(call, self._patience)
        return message_id(answer)

    async def _serve(self, listener: Listener) -> Server | None:
        if self.port is None:
            return None
        server = Server(self.host, self.port, self._token, listener.attend, self._grace)
        await server.start()
        self.port = server.port
        return server

    async def _dial(self, listener: Listener) -> None:
        if not self._url:
            await asyncio.Event().wait()
        client = Client(
            self._url,
            self._token,
            listener.attend,
            self.accounts,
            pause=self._pause,
            grace=self._grace,
        )
        await client.run()
