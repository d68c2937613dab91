"""The bare limit: a WebSocket, orjson and one writer thread with group commit; nothing is decided.

Environment: PORT, TOKEN, DB.
"""

import asyncio
import hmac
import os
import queue
import sqlite3
import threading
from collections.abc import Callable
from typing import Any

import orjson
from aiohttp import WSMsgType, web

from bench.peers.job import COMMAND, INDEX, INSERT, SCHEMA, kind_of

Row = tuple[Any, ...]
Answer = Callable[[], None]
STATUS = f"/{COMMAND}"


class Writer:
    """What arrives while a commit runs is the next batch; answers leave after the commit."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._rows: list[Row] = []
        self._answers: list[Answer] = []
        self._busy = False
        self._batches: queue.SimpleQueue[tuple[list[Row], list[Answer]]] = queue.SimpleQueue()
        threading.Thread(target=self._run, daemon=True).start()

    def add(self, row: Row, answer: Answer | None) -> None:
        self._rows.append(row)
        if answer:
            self._answers.append(answer)
        if not self._busy:
            self._busy = True
            self._loop.call_soon(self._hand_over)

    def _hand_over(self) -> None:
        self._batches.put((self._rows, self._answers))
        self._rows, self._answers = [], []

    def _run(self) -> None:
        db = _open()
        while True:
            rows, answers = self._batches.get()
            db.execute("BEGIN IMMEDIATE")
            db.executemany(INSERT, rows)
            db.execute("COMMIT")
            self._loop.call_soon_threadsafe(self._stored, answers)

    def _stored(self, answers: list[Answer]) -> None:
        for answer in answers:
            answer()
        if self._rows:
            self._hand_over()
        else:
            self._busy = False


def _open() -> sqlite3.Connection:
    db = sqlite3.connect(os.environ["DB"], isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=4000"):
        db.execute(f"PRAGMA {pragma}")
    db.execute(SCHEMA)
    db.execute(INDEX)
    return db


def hear(frame: str, socket: web.WebSocketResponse, writer: Writer) -> None:
    """Keep one group message, and answer it if it is a command."""
    event = orjson.loads(frame)
    if event.get("message_type") != "group":
        return
    text = "".join(s["data"]["text"] for s in event["message"] if s["type"] == "text")
    keys = ("message_id", "self_id", "group_id", "user_id", "time")
    row = (*(event[key] for key in keys), kind_of(text), text)
    writer.add(row, _answer(event, text, socket) if text.startswith(STATUS) else None)


def _answer(event: dict[str, Any], text: str, socket: web.WebSocketResponse) -> Answer:
    message = [{"type": "text", "data": {"text": text.removeprefix(STATUS).strip()}}]
    params = {"group_id": event["group_id"], "message": message}
    call = {"action": "send_group_msg", "echo": str(event["message_id"]), "params": params}
    frame = orjson.dumps(call)
    return lambda: _send(socket, frame)


def _send(socket: web.WebSocketResponse, frame: bytes) -> None:
    task = asyncio.ensure_future(socket.send_frame(frame, WSMsgType.TEXT))
    FLYING.add(task)
    task.add_done_callback(FLYING.discard)


FLYING: set[asyncio.Future[None]] = set()


async def attend(request: web.Request) -> web.WebSocketResponse:
    if not hmac.compare_digest(
        request.headers.get("Authorization", ""), f"Bearer {os.environ['TOKEN']}"
    ):
        raise web.HTTPUnauthorized
    socket = web.WebSocketResponse(compress=False)
    await socket.prepare(request)
    async for message in socket:
        hear(message.data, socket, request.app[WRITER])
    return socket


WRITER = web.AppKey("writer", Writer)


async def application() -> web.Application:
    app = web.Application()
    app[WRITER] = Writer()
    app.router.add_get("/onebot/v11/ws", attend)
    return app


if __name__ == "__main__":
    web.run_app(
        application(), host="127.0.0.1", port=int(os.environ["PORT"]), print=None, access_log=None
    )
