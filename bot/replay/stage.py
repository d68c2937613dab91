"""The channel of a rehearsal: it can do everything, and writes down what it was given to send."""

from collections.abc import Mapping
from typing import Any

from bot.clock import Clock, china
from bot.errors import Unreachable
from bot.gateway import Capabilities, Receive
from bot.messages import Attachment, Outbound, Platform
from bot.sheet_xml import safe


class Stage:
    """Keeps every message as one line of output, and knows its own ids for quotes and recalls."""

    platform = Platform.SANDBOX
    capabilities = Capabilities(
        private=True, at_all=True, recall=True, files=True, members=True, history=True
    )

    def __init__(self, clock: Clock, unreachable: frozenset[str]) -> None:
        self._clock, self._unreachable = clock, unreachable
        self.lines: list[dict[str, Any]] = []
        self.files: list[Attachment] = []
        self._said = 0

    async def run(self, receive: Receive) -> None:
        """Nobody speaks here by himself: the script does."""

    async def send(self, message: Outbound) -> str:
        chat = message.to.id if message.to.is_group else f"private:{message.to.id}"
        at = china(self._clock()).isoformat()
        if message.recall:
            self.lines.append({"at": at, "chat": chat, "recall": message.recall})
            return ""
        self._said += 1
        id_ = f"b{self._said}"
        line = {"at": at, "id": id_, "chat": chat, "text": message.text, **_more(message)}
        self.lines.append(line)
        if message.file:
            self.files.append(message.file)
        if not message.to.is_group and message.to.id in self._unreachable:
            line["undelivered"] = "unreachable"
            raise Unreachable(reason="unreachable")
        return id_


def _more(message: Outbound) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if message.mentions:
        found["mentions"] = list(message.mentions)
    if message.quote:
        found["quote"] = message.quote
    if message.file:
        found["file"] = _file(message.file)
    return found


def _file(file: Attachment) -> Mapping[str, Any]:
    if file.sheets:
        rows = (row for _, rows in file.sheets for row in rows)
        return {"name": file.name, "cells": [list(safe(row, str)) for row in rows]}
    return {"name": file.name, "text": file.text}
