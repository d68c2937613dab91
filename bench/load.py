# ruff: noqa: C901, E501, PLR0911, PLR0912, PLR0915, PTH110, PTH123, SIM105, UP031
# mypy: ignore-errors
"""A black-box OneBot v11 load driver (the *implementation* side).

It plays one or more QQ clients (NapCat / Lagrange / go-cqhttp style): every connection is one
bot account that opens a reverse WebSocket (client role "Universal") to the server under test,
pushes group-message events and answers every API action it receives.  The server is treated as
a black box: nothing but the OneBot v11 wire protocol, its pid (CPU / RSS through psutil) and,
optionally, one SQLite query that counts the rows it stored.

    python -m bench.load --port 8080 --token secret --events 20000 --mode closed --window 4
    python -m bench.load --port 8080 --token secret --events 6000  --mode open --rate 200
    python -m bench.load --port 8080 --rows-sqlite bot.db --rows-sql 'select count(*) from contact'

The LAST line on stdout is one JSON object with the result; everything else goes to stderr.

What is measured
  closed  Send as fast as the server takes it (TCP back-pressure).  `--window W` bounds the number
          of unanswered commands per connection (a real closed loop: with 3 % commands, W=4 means
          about 130 events in flight); `--window 0` is a flood.  throughput = events / (t_end - t0),
          where t_end is the LATEST of: the reply to the final barrier command of every connection,
          the reply to every other command, and (if --rows-sqlite) the moment the store holds one
          row per event.  A server that answers first and stores later gains nothing.
  open    Fixed offered rate; event i has an intended time t0 + i/rate (or Poisson arrivals).
          Latency = reply received - INTENDED time, so a stalled server (or driver) is charged for
          every event it delayed (coordinated-omission safe).  `send_lag` tells how late the driver
          itself was: if its p99 is not small, do not trust the percentiles.
  kill    `--kill9-after S` (with open mode) sends SIGKILL to the server after S seconds and then
          reports what was answered, what was sent, and what the store holds (durability probe).

Who writes: the first `--users`/`--groups` accounts of a group are its guardians, two to a child, and
`{name}` is their own child (see `child_name`).  With `--teacher-base` commands come from the one
teacher account of their group instead, and `{number}` in `--command` is the group's number from 1.

Matching a reply to its command, in this order: a `reply` segment / [CQ:reply,id=..] quoting the
message id; the command's nonce inside the text; else the oldest open command of that group or, for a
private message, of that account - there only for texts that `--answers` (a regular expression) finds.

Single thread, no asyncio: one select() loop with microsecond timers and its own small RFC 6455
client (pre-masked frames), so the driver costs about 2-4 us per event and is not the bottleneck.
Needs: python >= 3.9.  Uses orjson and psutil when they are installed.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import heapq
import json
import os
import pathlib
import random
import re
import select
import signal
import socket
import sqlite3
import sys
import time
import tomllib
from collections import deque

try:
    import orjson

    dumps, loads = orjson.dumps, orjson.loads
except ImportError:  # pragma: no cover

    def dumps(o):
        return json.dumps(o, ensure_ascii=False, separators=(",", ":")).encode()

    loads = json.loads
try:
    import psutil
except ImportError:  # pragma: no cover
    psutil = None

now = time.perf_counter

# --------------------------------------------------------------------------- workload
WORDS = tomllib.loads(pathlib.Path(__file__).with_name("words.toml").read_text("utf-8"))
WORDINGS, SURNAMES, GIVEN = WORDS["wordings"], WORDS["surnames"], WORDS["given"]
NONCE = re.compile(r"zq[0-9a-f]{8}")
CQ_REPLY = re.compile(r"\[CQ:reply,[^\]]*?id=(-?\d+)")
SENDS = {"send_group_msg", "send_msg", "send_group_forward_msg", "send_private_msg"}


def child_name(group: int, child: int) -> str:
    """The name of a child by its place; the seed uses it, too. Distinct for 200 children of a class."""
    k = (child * 37 + group) % (len(SURNAMES) * len(GIVEN))
    return SURNAMES[k % len(SURNAMES)] + GIVEN[k // len(SURNAMES)]


def parse_mix(text: str) -> dict[str, float]:
    mix = {}
    for part in text.split(","):
        k, v = part.split("=")
        mix[k.strip()] = float(v)
    return mix


def mask_frame(payload: bytes, opcode: int = 1) -> bytes:
    """One final client->server frame (client frames must be masked)."""
    n = len(payload)
    if n < 126:
        head = bytes((0x80 | opcode, 0x80 | n))
    elif n < 65536:
        head = bytes((0x80 | opcode, 0xFE)) + n.to_bytes(2, "big")
    else:
        head = bytes((0x80 | opcode, 0xFF)) + n.to_bytes(8, "big")
    if not n:
        return head + b"\0\0\0\0"
    key = os.urandom(4)
    pad = (key * (n // 4 + 1))[:n]
    body = (int.from_bytes(payload, "little") ^ int.from_bytes(pad, "little")).to_bytes(n, "little")
    return head + key + body


class Event:
    __slots__ = ("frame", "group", "intended", "mid", "nonce", "sent", "user")

    def __init__(self, frame, nonce, mid, group, user):
        self.frame, self.nonce, self.mid, self.group, self.user = frame, nonce, mid, group, user
        self.intended = self.sent = 0.0


def build_events(a, conns) -> list[tuple[Conn, Event]]:
    """All events, pre-serialised and pre-masked (about 1 KB each), round-robin over connections.
    The last event of each connection is its barrier: a command that must be answered."""
    rng = random.Random(a.seed)
    mix = parse_mix(a.mix)
    kinds, weights = list(mix), list(mix.values())
    picks = rng.choices(kinds, weights, k=a.events)
    mid = a.message_id_base or random.SystemRandom().randrange(1, (1 << 31) - 1 - a.events)
    ts = int(time.time())
    out = []
    n_conn = len(conns)
    per_group = max(1, a.users // a.groups)
    per_conn_groups = max(1, a.groups // n_conn) if a.split_groups else a.groups
    for i in range(a.events):
        conn = conns[i % n_conn]
        kind = picks[i]
        if i >= a.events - n_conn:
            kind = "command"
        gi = rng.randrange(per_conn_groups) + (
            conn.index * per_conn_groups if a.split_groups else 0
        )
        group = a.group_base + gi
        place = rng.randrange(per_group)
        user = a.user_base + gi * per_group + place  # a guardian is in one class group
        name = child_name(gi, place // 2)
        if kind == "command" and a.teacher_base:
            user = a.teacher_base + gi
        mid += 1
        nonce = None
        if kind == "command":
            nonce = "zq%08x" % (mid & 0xFFFFFFFF)
            text = a.command.format(nonce=nonce, number=a.number_base + gi + 1)
        else:
            text = rng.choice(WORDINGS[kind]).replace("{name}", name)
        must = nonce is not None or kind in a.reply_kinds
        payload = dumps(
            {
                "time": ts,
                "self_id": conn.self_id,
                "post_type": "message",
                "message_type": "group",
                "sub_type": "normal",
                "message_id": mid,
                "real_id": mid,
                "message_seq": mid,
                "group_id": group,
                "user_id": user,
                "anonymous": None,
                "font": 14,
                "message": [{"type": "text", "data": {"text": text}}],
                "raw_message": text,
                "message_format": "array",
                "sender": {
                    "user_id": user,
                    "nickname": "家长%d" % (user % 1000),
                    "card": name + WORDS["relations"][user % 2],
                    "sex": "unknown",
                    "age": 0,
                    "area": "",
                    "level": "1",
                    "role": "member",
                    "title": "",
                },
            }
        )
        ev = Event(
            mask_frame(payload), nonce or (("m%d" % mid) if must else None), mid, group, user
        )
        out.append((conn, ev))
    return out


# --------------------------------------------------------------------------- connection
class Closed(Exception):
    pass


class Conn:
    """One bot account: a blocking handshake, then a non-blocking socket driven by the main loop."""

    def __init__(self, a, index: int):
        self.a, self.index = a, index
        self.self_id = a.self_id_base + index
        self.sock: socket.socket | None = None
        self.inbuf, self.outbuf = bytearray(), bytearray()
        self.frag = bytearray()
        self.open: dict[str, Event] = {}  # nonce -> command waiting for its reply
        self.by_mid: dict[int, str] = {}
        self.by_group: dict[int, deque] = {}
        self.by_user: dict[int, deque] = {}
        self.wants_write = False

    def connect(self):
        a = self.a
        s = socket.create_connection((a.host, a.port), timeout=a.connect_timeout)
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        key = base64.b64encode(os.urandom(16)).decode()
        head = [
            f"GET {a.path} HTTP/1.1",
            f"Host: {a.host}:{a.port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
            f"X-Self-ID: {self.self_id}",
            f"X-Client-Role: {a.role}",
            "User-Agent: OneBot/11 load.py",
        ]
        if a.token:
            head.append(f"Authorization: Bearer {a.token}")
        s.sendall(("\r\n".join(head) + "\r\n\r\n").encode())
        buf = b""
        while b"\r\n\r\n" not in buf:
            part = s.recv(65536)
            if not part:
                raise Closed(f"closed during handshake: {buf[:200]!r}")
            buf += part
        head, _, rest = buf.partition(b"\r\n\r\n")
        if b" 101 " not in head.split(b"\r\n", 1)[0] + b" ":
            raise Closed(f"handshake refused: {head[:300]!r}")
        want = base64.b64encode(
            hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()
        )
        if want not in head:
            raise Closed("bad Sec-WebSocket-Accept")
        s.setblocking(False)
        self.sock = s
        self.inbuf += rest
        self.send_json(
            {
                "time": int(time.time()),
                "self_id": self.self_id,
                "post_type": "meta_event",
                "meta_event_type": "lifecycle",
                "sub_type": "connect",
            }
        )
        return self

    # -- sending
    def send_json(self, obj):
        self.outbuf += mask_frame(dumps(obj))
        self.flush()

    def flush(self):
        if not self.outbuf:
            return
        try:
            n = self.sock.send(self.outbuf)
            del self.outbuf[:n]
        except BlockingIOError:
            pass
        except OSError as e:
            raise Closed(str(e)) from None

    def push(self, ev: Event, t: float):
        """Queue one event and, if it must be answered, register it."""
        ev.sent = t
        if ev.nonce:
            self.open[ev.nonce] = ev
            self.by_mid[ev.mid] = ev.nonce
            self.by_group.setdefault(ev.group, deque()).append(ev.nonce)
            self.by_user.setdefault(ev.user, deque()).append(ev.nonce)
        self.outbuf += ev.frame

    # -- receiving
    def recv(self) -> list[bytes]:
        try:
            part = self.sock.recv(262144)
        except BlockingIOError:
            return []
        except OSError as e:
            raise Closed(str(e)) from None
        if not part:
            raise Closed("server closed the connection")
        self.inbuf += part
        return self.frames()

    def frames(self) -> list[bytes]:
        buf, pos, out = self.inbuf, 0, []
        end = len(buf)
        while end - pos >= 2:
            b0, b1 = buf[pos], buf[pos + 1]
            n, head = b1 & 0x7F, 2
            if n == 126:
                if end - pos < 4:
                    break
                n, head = int.from_bytes(buf[pos + 2 : pos + 4], "big"), 4
            elif n == 127:
                if end - pos < 10:
                    break
                n, head = int.from_bytes(buf[pos + 2 : pos + 10], "big"), 10
            if b1 & 0x80:
                raise Closed("server sent a masked frame")
            if end - pos < head + n:
                break
            data = bytes(buf[pos + head : pos + head + n])
            pos += head + n
            op = b0 & 0x0F
            if op == 8:
                raise Closed(f"server sent close {data[:2].hex()} {data[2:60]!r}")
            if op == 9:
                self.outbuf += mask_frame(data, 10)
            elif op in (0, 1, 2):
                if b0 & 0x80 and not self.frag:
                    out.append(data)
                else:
                    self.frag += data
                    if b0 & 0x80:
                        out.append(bytes(self.frag))
                        self.frag.clear()
        del buf[:pos]
        return out

    def match(self, action: str, params: dict, stats: dict) -> Event | None:
        msg = params.get("message", params.get("messages"))
        text = msg if isinstance(msg, str) else None
        nonce = None
        if isinstance(msg, list):
            parts = []
            for seg in msg:
                if not isinstance(seg, dict):
                    continue
                data = seg.get("data") or {}
                if seg.get("type") == "reply" and nonce is None:
                    try:
                        nonce = self.by_mid.get(int(data.get("id")))
                    except (TypeError, ValueError):
                        pass
                elif seg.get("type") == "text":
                    parts.append(str(data.get("text", "")))
            text = "".join(parts)
        elif text:
            m = CQ_REPLY.search(text)
            if m:
                nonce = self.by_mid.get(int(m.group(1)))
        how = "quote"
        if nonce is None and text:
            m = NONCE.search(text)
            if m and m.group() in self.open:
                nonce, how = m.group(), "nonce"
        if nonce is None:
            nonce, how = self.oldest(params, text or ""), "fifo"
        ev = self.open.pop(nonce, None) if nonce else None
        stats[how if ev else "unmatched"] = stats.get(how if ev else "unmatched", 0) + 1
        if ev:
            self.by_mid.pop(ev.mid, None)
        return ev

    def oldest(self, params: dict, text: str) -> str | None:
        """The oldest open command of the group or account that is written to."""
        if params.get("group_id") is not None:
            queue = self.by_group.get(int(params["group_id"]))
        elif self.a.answers.search(text):
            queue = self.by_user.get(int(params.get("user_id") or 0))
        else:
            return None
        while queue and queue[0] not in self.open:
            queue.popleft()
        return queue[0] if queue else None


def action_data(a, conn: Conn, action: str, params: dict, counter: list):
    """A plausible `data` for the actions bots call; unknown actions get null."""
    action = action.removesuffix("_async").removesuffix("_rate_limited")
    if action in SENDS:
        counter[0] += 1
        return {"message_id": counter[0]}
    if action == "get_login_info":
        return {"user_id": conn.self_id, "nickname": "load"}
    if action == "get_status":
        return {"online": True, "good": True}
    if action == "get_version_info":
        return {"app_name": "load.py", "app_version": "1.0", "protocol_version": "v11"}
    if action in ("can_send_image", "can_send_record"):
        return {"yes": True}
    gid = int(params.get("group_id") or a.group_base)
    group = {
        "group_id": gid,
        "group_name": f"班级{gid}",
        "member_count": a.users,
        "max_member_count": 500,
    }
    if action == "get_group_info":
        return group
    if action == "get_group_list":
        return [
            dict(group, group_id=a.group_base + i, group_name=f"班级{i}") for i in range(a.groups)
        ]

    def member(uid):
        return {
            "group_id": gid,
            "user_id": uid,
            "nickname": f"家长{uid % 1000}",
            "card": "",
            "sex": "unknown",
            "age": 0,
            "area": "",
            "join_time": 0,
            "last_sent_time": 0,
            "level": "1",
            "role": "member",
            "unfriendly": False,
            "title": "",
            "title_expire_time": 0,
            "card_changeable": True,
        }

    if action == "get_group_member_info":
        return member(int(params.get("user_id") or a.user_base))
    if action == "get_group_member_list":
        per = max(1, a.users // a.groups)
        return [member(a.user_base + (gid - a.group_base) * per + i) for i in range(per)]
    if action in ("get_friend_list", "get_guild_list"):
        return []
    if action == "get_stranger_info":
        uid = int(params.get("user_id") or a.user_base)
        return {"user_id": uid, "nickname": f"家长{uid % 1000}", "sex": "unknown", "age": 0}
    return None


# --------------------------------------------------------------------------- server observation
def find_pid(port: int) -> int | None:
    if psutil is None:
        return None
    try:
        for c in psutil.net_connections("tcp"):
            if c.status == psutil.CONN_LISTEN and c.laddr.port == port and c.pid:
                return c.pid
    except psutil.Error:
        pass
    return None


class Server:
    """CPU seconds and RSS of the server's process tree."""

    def __init__(self, pid: int | None):
        self.pid = pid
        self.proc = psutil.Process(pid) if (psutil and pid) else None

    def tree(self):
        try:
            return [self.proc, *self.proc.children(recursive=True)]
        except psutil.Error:
            return []

    def cpu(self) -> tuple[float, float]:
        u = s = 0.0
        for p in self.tree() if self.proc else []:
            try:
                t = p.cpu_times()
                u, s = u + t.user, s + t.system
            except psutil.Error:
                pass
        return u, s

    def _status(self, field: str) -> float | None:
        if not self.proc:
            return None
        total = 0
        for p in self.tree():
            try:
                with open(f"/proc/{p.pid}/status") as f:
                    for line in f:
                        if line.startswith(field):
                            total += int(line.split()[1])
            except OSError:
                pass
        return round(total / 1024, 1)

    def rss_mib(self):
        return self._status("VmRSS:")

    def peak_mib(self):
        return self._status("VmHWM:")

    def reset_peak(self):
        for p in self.tree() if self.proc else []:
            try:
                with open(f"/proc/{p.pid}/clear_refs", "w") as f:
                    f.write("5")
            except OSError:
                pass


class Rows:
    """The store's row count, read through a second read-only connection."""

    def __init__(self, path: str | None, sql: str):
        self.path, self.sql = path, sql

    def count(self) -> int | None:
        if not self.path or not os.path.exists(self.path):
            return 0 if self.path else None
        try:
            db = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=1)
            try:
                return int(db.execute(self.sql).fetchone()[0])
            finally:
                db.close()
        except sqlite3.Error:
            return None


def pct(sorted_values: list[float], q: float) -> float | None:
    if not sorted_values:
        return None
    i = min(len(sorted_values) - 1, max(0, int(q * len(sorted_values) + 0.999999) - 1))
    return round(sorted_values[i] * 1000, 3)


def summary(values: list[float]) -> dict:
    v = sorted(values)
    return {
        "n": len(v),
        "p50_ms": pct(v, 0.50),
        "p95_ms": pct(v, 0.95),
        "p99_ms": pct(v, 0.99),
        "max_ms": pct(v, 1.0),
    }


# --------------------------------------------------------------------------- the run
class Run:
    def __init__(self, a):
        self.a = a
        self.conns = [Conn(a, i) for i in range(a.connections)]
        self.match_stats: dict[str, int] = {}
        self.actions: dict[str, int] = {}
        self.lat_intended: list[float] = []
        self.lat_sent: list[float] = []
        self.send_lag: list[float] = []
        self.counter = [1_000_000]
        self.delayed: list = []  # (due, seq, conn, bytes) answers held back by --action-delay
        self.last_reply = 0.0
        self.answered_mids: list[int] = []
        self.error: str | None = None

    # one pass of the select loop
    def poll(self, timeout: float):
        if self.delayed:
            timeout = min(timeout, max(0.0, self.delayed[0][0] - now()))
        socks = {c.sock: c for c in self.conns}
        w = [c.sock for c in self.conns if c.outbuf]
        r, w, _ = select.select(list(socks), w, [], max(0.0, timeout))
        for s in w:
            socks[s].flush()
        for s in r:
            c = socks[s]
            for raw in c.recv():
                self.on_frame(c, raw)
            if c.outbuf:
                c.flush()
        while self.delayed and self.delayed[0][0] <= now():
            _, _, c, data = heapq.heappop(self.delayed)
            c.outbuf += data
            c.flush()

    def on_frame(self, c: Conn, raw: bytes):
        t = now()
        try:
            obj = loads(raw)
        except ValueError:
            self.actions["<bad json>"] = self.actions.get("<bad json>", 0) + 1
            return
        if not isinstance(obj, dict) or "action" not in obj:
            return
        action, params = obj["action"], obj.get("params") or {}
        self.actions[action] = self.actions.get(action, 0) + 1
        if action.removesuffix("_async").removesuffix("_rate_limited") in SENDS:
            ev = c.match(action, params, self.match_stats)
            if ev:
                self.last_reply = t
                self.lat_intended.append(t - (ev.intended or ev.sent))
                self.lat_sent.append(t - ev.sent)
                self.answered_mids.append(ev.mid)
        resp = {
            "status": "ok",
            "retcode": 0,
            "data": action_data(self.a, c, action, params, self.counter),
        }
        if "echo" in obj:
            resp["echo"] = obj["echo"]
        data = mask_frame(dumps(resp))
        if self.a.action_delay > 0:
            heapq.heappush(self.delayed, (t + self.a.action_delay / 1000, self.counter[0], c, data))
        else:
            c.outbuf += data

    def closed_loop(self, plan):
        """Per connection: push until `window` commands are open or 256 KiB are queued."""
        a = self.a
        queues = {c: deque() for c in self.conns}
        for c, ev in plan:
            queues[c].append(ev)
        deadline = now() + a.timeout
        pending = len(plan)
        while pending and now() < deadline:
            progressed = False
            for c, q in queues.items():
                t = now()
                while q and len(c.outbuf) < 262144 and not (a.window and len(c.open) >= a.window):
                    c.push(q.popleft(), t)
                    pending -= 1
                    progressed = True
                c.flush()
            self.poll(0.0 if progressed else 0.05)
        return pending

    def open_loop(self, plan):
        a = self.a
        t0 = now() + 0.01
        if a.arrivals == "poisson":
            rng, t, due = random.Random(a.seed + 1), 0.0, []
            for _ in plan:
                t += rng.expovariate(a.rate)
                due.append(t0 + t)
        else:
            due = [t0 + i / a.rate for i in range(len(plan))]
        self.t0 = t0
        i, n = 0, len(plan)
        kill_at = t0 + a.kill9_after if a.kill9_after else None
        deadline = due[-1] + a.timeout
        while i < n:
            t = now()
            if kill_at and t >= kill_at:
                os.kill(self.server.pid, signal.SIGKILL)
                self.sent = i
                self.killed = True
                return n - i
            touched = set()
            while i < n and due[i] <= t:
                c, ev = plan[i]
                ev.intended = due[i]
                self.send_lag.append(t - due[i])
                c.push(ev, t)
                touched.add(c)
                i += 1
            for c in touched:
                c.flush()
            if t > deadline:
                break
            self.poll((due[i] if i < n else t) - now() if i < n else 0.0)
        return n - i

    def go(self) -> dict:
        a = self.a
        limit = now() + a.connect_timeout
        for c in self.conns:
            while True:  # the server may still be starting
                try:
                    c.connect()
                    break
                except ConnectionRefusedError:
                    if now() > limit:
                        raise
                    time.sleep(0.1)
        pid = a.pid or find_pid(a.port)
        self.server = server = Server(pid)
        t = now()  # let the server finish its greeting calls
        while now() - t < a.settle:
            self.poll(0.02)
        if a.warmup:
            self.warmup(a.warmup)
        rows = Rows(a.rows_sqlite, a.rows_sql)
        rows0 = rows.count()
        plan = build_events(a, self.conns)
        must = sum(1 for _, e in plan if e.nonce)
        self.killed = False
        self.sent = len(plan)
        if a.reset_peak:
            server.reset_peak()
        rss0, cpu0, own0 = server.rss_mib(), server.cpu(), time.process_time()
        wall0 = time.time()
        self.t0 = now()
        unsent = 0
        try:
            unsent = self.open_loop(plan) if a.mode == "open" else self.closed_loop(plan)
            t_sent = now()
            quiet = now() + a.timeout
            while not self.killed and now() < quiet and any(c.open or c.outbuf for c in self.conns):
                before = len(self.lat_sent)
                self.poll(0.05)
                if len(self.lat_sent) != before:
                    quiet = now() + a.timeout
        except Closed as e:
            self.error = str(e)
            t_sent = now()
        t_end = max(self.last_reply, t_sent)
        own1 = time.process_time()
        # the store: one row per event (commands and barrier included)
        rows_delta, rows_ok = None, None
        if rows.path and not self.killed:
            limit = now() + a.rows_timeout
            while True:
                n = rows.count()
                if n is not None and rows0 is not None:
                    rows_delta = n - rows0
                    if rows_delta >= (self.sent - unsent) * a.rows_per_event:
                        rows_ok = True
                        if now() - t_end > 0.05:
                            t_end = now()
                        break
                if now() > limit:
                    rows_ok = False
                    break
                try:
                    self.poll(0.02)
                except Closed as e:
                    self.error = self.error or str(e)
                    time.sleep(0.02)
        cpu1 = server.cpu()
        missing = sum(len(c.open) for c in self.conns)
        wall = t_end - self.t0
        sent = self.sent - unsent
        user, sys_ = cpu1[0] - cpu0[0], cpu1[1] - cpu0[1]
        res = {
            "tool": "load.py",
            "label": a.label,
            "mode": a.mode,
            "events": sent,
            "commands": must,
            "connections": a.connections,
            "groups": a.groups,
            "users": a.users,
            "window": a.window,
            "rate": a.rate if a.mode == "open" else None,
            "wall_s": round(wall, 4),
            "events_per_s": round(sent / wall, 1) if wall > 0 else None,
            "replied": len(self.lat_sent),
            "missing_replies": missing,
            "latency": summary(self.lat_intended),
            "latency_from_send": summary(self.lat_sent),
            "send_lag": summary(self.send_lag),
            "matched_by": self.match_stats,
            "actions": self.actions,
            "rows": rows_delta,
            "rows_expected": sent * a.rows_per_event if rows.path else None,
            "rows_ok": rows_ok,
            "server_pid": pid,
            "server_cpu_s": round(user + sys_, 3),
            "server_cpu_user_s": round(user, 3),
            "server_cpu_sys_s": round(sys_, 3),
            "server_cpu_us_per_event": round((user + sys_) / sent * 1e6, 1) if sent else None,
            "server_rss_before_mib": rss0,
            "server_rss_after_mib": server.rss_mib(),
            "server_rss_peak_mib": server.peak_mib(),
            "driver_cpu_us_per_event": round((own1 - own0) / sent * 1e6, 2) if sent else None,
            "loadavg": os.getloadavg()[0],
            "started": wall0,
            "error": self.error,
        }
        if self.killed:
            res["kill9"] = self.after_kill(rows, plan, rows0)
        for c in self.conns:
            try:
                c.flush()
                c.sock.close()
            except (OSError, Closed):
                pass
        return res

    def warmup(self, n: int):
        """A short closed run that is not measured."""
        a = self.a
        saved = a.events, a.seed, a.message_id_base
        a.events, a.seed = max(n, len(self.conns)), a.seed + 7919
        if a.message_id_base:
            a.message_id_base += 50_000_000
        plan = build_events(a, self.conns)
        a.events, a.seed, a.message_id_base = saved
        rows = Rows(a.rows_sqlite, a.rows_sql)
        r0 = rows.count()
        w, a.window = a.window, a.window or 8
        self.closed_loop(plan)
        a.window = w
        limit = now() + a.timeout
        while now() < limit and any(c.open for c in self.conns):
            self.poll(0.05)
        while rows.path and now() < limit:
            n = rows.count()
            if n is not None and r0 is not None and n - r0 >= len(plan) * a.rows_per_event:
                break
            self.poll(0.05)
        for lst in (self.lat_intended, self.lat_sent, self.send_lag, self.answered_mids):
            lst.clear()
        self.match_stats.clear()
        self.actions.clear()
        for c in self.conns:
            c.open.clear()
            c.by_mid.clear()
            c.by_group.clear()
            c.by_user.clear()

    def after_kill(self, rows: Rows, plan, rows0) -> dict:
        time.sleep(0.3)
        sent = self.sent
        out = {"sent_before_kill": sent, "answered": len(self.answered_mids)}
        if rows.path:
            n = rows.count()
            out["rows"] = None if n is None or rows0 is None else n - rows0
            out["sent_but_not_stored"] = None if out["rows"] is None else sent - out["rows"]
            if self.a.rows_ids_sql:
                db = sqlite3.connect(rows.path)
                have = {str(r[0]) for r in db.execute(self.a.rows_ids_sql)}
                db.close()
                out["answered_but_not_stored"] = sum(
                    1 for m in self.answered_mids if str(m) not in have
                )
        return out


def parse_args(argv=None):
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--host", default="127.0.0.1")
    p.add_argument("--port", type=int, required=True)
    p.add_argument("--path", default="/onebot/v11/ws")
    p.add_argument("--token", default="")
    p.add_argument("--role", default="Universal", help="X-Client-Role")
    p.add_argument(
        "--self-id-base",
        type=int,
        default=10001,
        help="bot account of connection 0; connection i adds i",
    )
    p.add_argument("--connections", type=int, default=1, help="at most 1000")
    p.add_argument("--events", type=int, default=10000, help="total over all connections")
    p.add_argument("--groups", type=int, default=50)
    p.add_argument("--users", type=int, default=2000, help="shared out evenly over the groups")
    p.add_argument("--group-base", type=int, default=700_000_000)
    p.add_argument("--user-base", type=int, default=2_000_000_000)
    p.add_argument(
        "--split-groups",
        action="store_true",
        help="each connection gets its own share of the groups",
    )
    p.add_argument("--mode", choices=("closed", "open"), default="closed")
    p.add_argument(
        "--rate", type=float, default=200.0, help="open: offered events/s over all connections"
    )
    p.add_argument("--arrivals", choices=("uniform", "poisson"), default="uniform")
    p.add_argument(
        "--window", type=int, default=4, help="closed: open commands per connection; 0 = flood"
    )
    p.add_argument(
        "--mix",
        default="ack=80,chat=10,question=7,command=3",
        help="weights; kinds: ack chat question leave command",
    )
    p.add_argument(
        "--number-base",
        type=int,
        default=0,
        help="what {number} of the first group follows",
    )
    p.add_argument(
        "--teacher-base",
        type=int,
        default=0,
        help="commands come from this account plus the group's place",
    )
    p.add_argument(
        "--command",
        default="/status {nonce}",
        help="command text; {nonce} is a unique token, {number} the group's",
    )
    p.add_argument(
        "--answers",
        type=re.compile,
        default=re.compile(""),
        help="private texts that answer a command",
    )
    p.add_argument(
        "--reply-kinds", default="", help="further kinds that must be answered, e.g. question,leave"
    )
    p.add_argument(
        "--action-delay", type=float, default=0.0, help="ms before an API action is answered"
    )
    p.add_argument(
        "--message-id-base",
        type=int,
        default=0,
        help="0: random 31-bit, so that repeated runs do not collide",
    )
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--warmup", type=int, default=0, help="events sent first, not measured")
    p.add_argument(
        "--settle", type=float, default=0.5, help="seconds to serve API calls before the run"
    )
    p.add_argument(
        "--pid", type=int, default=0, help="server pid; default: whoever listens on --port"
    )
    p.add_argument("--reset-peak", action="store_true", help="reset the peak RSS before the run")
    p.add_argument("--rows-sqlite", default=None, help="SQLite file to count stored rows in")
    p.add_argument("--rows-sql", default="select count(*) from contact")
    p.add_argument(
        "--rows-ids-sql", default="", help="with --kill9-after: message ids that survived"
    )
    p.add_argument("--rows-per-event", type=int, default=1)
    p.add_argument("--rows-timeout", type=float, default=30.0)
    p.add_argument(
        "--timeout", type=float, default=60.0, help="give up after this long without a reply"
    )
    p.add_argument("--connect-timeout", type=float, default=10.0)
    p.add_argument(
        "--kill9-after",
        type=float,
        default=0.0,
        help="open mode: SIGKILL the server after S seconds",
    )
    p.add_argument("--label", default="")
    a = p.parse_args(argv)
    a.reply_kinds = {k for k in a.reply_kinds.split(",") if k}
    if not 1 <= a.connections <= 1000:
        p.error("--connections must be 1..1000")
    a.events = max(a.events, a.connections)
    return a


def main(argv=None) -> int:
    run = Run(parse_args(argv))
    try:
        res = run.go()
    except (Closed, OSError) as e:
        print(json.dumps({"tool": "load.py", "error": f"{type(e).__name__}: {e}"}), flush=True)
        return 2
    print(json.dumps(res, ensure_ascii=False), flush=True)
    bad = res["error"] or res["missing_replies"] or res["rows_ok"] is False
    return 1 if bad and not run.killed else 0


if __name__ == "__main__":
    sys.exit(main())
