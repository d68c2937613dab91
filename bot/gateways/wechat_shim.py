"""Makes `import wechaty` 0.10.7 possible on today's Python, beside today's libraries.

Four things that it needs are gone; each is put back only where it is missing. Its own files
would land in the working directory, and its logger would write to the screen by itself.
Nothing is imported before `apply` is called: all of it belongs to the extra.
"""
# ruff: noqa: PLC0415

import os
import socket
import sys
import tempfile
from types import ModuleType


def apply() -> None:
    """Before the first import of the family. A second call changes nothing."""
    os.environ.setdefault("CACHE_DIR", tempfile.gettempdir())
    os.environ["WECHATY_LOG"] = "error"  # what it says more often holds the token
    _emitter()
    _host()
    _telnet()
    _options()


def _emitter() -> None:
    """pyee 12 moved it."""
    import pyee
    from pyee.asyncio import AsyncIOEventEmitter

    if not hasattr(pyee, "AsyncIOEventEmitter"):
        pyee.AsyncIOEventEmitter = AsyncIOEventEmitter


def _host() -> None:
    """urllib3 2 dropped it."""
    import urllib3
    from urllib3.util import parse_url

    def get_host(url: str) -> tuple[str, str | None, int | None]:
        found = parse_url(url)
        return found.scheme or "http", found.hostname, found.port

    if not hasattr(urllib3, "get_host"):
        urllib3.get_host = get_host


class _Telnet:
    """All that is asked of it is whether a port answers."""

    def open(self, host: str, port: int = 0, timeout: float | None = None) -> None:
        socket.create_connection((host, port), timeout).close()


def _telnet() -> None:
    """Python 3.13 dropped the module; before it, importing it warns."""
    stand_in = ModuleType("telnetlib")
    stand_in.Telnet = _Telnet  # type: ignore[attr-defined]
    sys.modules.setdefault("telnetlib", stand_in)


def _options() -> None:
    """Python 3.11 wants the default of a dataclass to be hashable."""
    from wechaty_puppet.schemas.puppet import PuppetOptions

    if PuppetOptions.__hash__ is None:
        PuppetOptions.__hash__ = object.__hash__
