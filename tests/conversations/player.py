"""Plays a short conversation through the rehearsal and answers questions about what came of it."""

import copy
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.replay.play import Play
from bot.replay.script import parse

Row = dict[str, Any]
WORLD: Row = tomllib.loads((Path(__file__).parent / "world.toml").read_text("utf-8"))
DAY = "2027-03-09"
GROUP = "g65"
CHILDREN = frozenset(s["id"] for s in WORLD["students"] if s["class"] == "k65")
NAMES = frozenset(s["name"] for s in WORLD["students"])


def moment(at: str) -> str:
    """An ISO moment: "15:20" is on Tuesday 9 March, "03-10 08:00" on a day of 2027."""
    day, clock = f"2027-{at[:5]}" if " " in at else DAY, at.rsplit(" ", maxsplit=1)[-1]
    return f"{day}T{clock if clock.count(':') == 2 else clock + ':00'}+08:00"


class Outcome:
    """What the bot said, and the state at the end. `since` is inclusive, `until` exclusive."""

    def __init__(self, lines: list[Row]) -> None:
        self.lines = lines
        self.state: Row = lines[-1]["state"]
        self.states: list[Row] = [line["state"] for line in lines[:-1] if "state" in line]
        self.sent = [line for line in lines if "chat" in line and "recall" not in line]

    def messages(self, chat: str = "", since: str = "", until: str = "12-31 23:59") -> list[Row]:
        """What reached `chat`; without it what reached anybody."""
        first, end = moment(since) if since else "", moment(until)
        return [
            m
            for m in self.sent
            if chat in ("", m["chat"]) and first <= m["at"] < end and "undelivered" not in m
        ]

    def to(self, who: str, since: str = "", until: str = "12-31 23:59") -> list[str]:
        """The texts that a person got privately."""
        return [m["text"] for m in self.messages(f"private:{who}", since, until)]

    def group(self, since: str = "", until: str = "12-31 23:59", chat: str = GROUP) -> list[str]:
        """The texts that stood in a group."""
        return [m["text"] for m in self.messages(chat, since, until)]

    def told(self, since: str = "", until: str = "12-31 23:59") -> set[str]:
        """The accounts that got something privately."""
        chats = (m["chat"] for m in self.messages("", since, until))
        return {chat.removeprefix("private:") for chat in chats if chat.startswith("private:")}

    def silent(self, since: str, until: str = "12-31 23:59") -> bool:
        return not self.messages("", since, until)

    def rows(self, name: str, **where: object) -> list[Row]:
        """The rows of a list of the state whose fields have these values."""
        found: list[Row] = self.state[name]
        return [row for row in found if all(row.get(key) == want for key, want in where.items())]

    def row(self, name: str, **where: object) -> Row:
        """The one row that fits."""
        (found,) = self.rows(name, **where)
        return found

    def notice(self, no: int = 40) -> Row:
        return self.row("notices", no=no)

    def receipt(self, child: str, no: int = 40) -> Row:
        found: Row = self.notice(no)["receipts"][child]
        return found

    def status(self, child: str, no: int = 40) -> str:
        return str(self.receipt(child, no)["status"])

    def those(self, status: str, no: int = 40) -> set[str]:
        """The children whose receipt has this status."""
        receipts: Mapping[str, Row] = self.notice(no)["receipts"]
        return {child for child, receipt in receipts.items() if receipt["status"] == status}


class Talk:
    """A conversation in the making: a world, and events in order of time."""

    def __init__(self, folder: Path, now: str = "08:00") -> None:
        self.world: Row = copy.deepcopy(WORLD)
        self.world["now"] = moment(now)
        self._folder, self._events = folder, list[Row]()

    def set(self, **settings: object) -> None:
        """Change settings of the world."""
        self.world["settings"].update(settings)

    def begin(self, now: str) -> None:
        """Let the file begin at another moment."""
        self.world["now"] = moment(now)

    def event(self, at: str, **row: object) -> None:
        self._events.append({"at": moment(at), **row})

    def private(self, at: str, who: str, text: str, **more: object) -> None:
        self.event(at, chat="private", text=text, **{"from": who}, **more)

    def group(self, at: str, who: str, text: str, chat: str = GROUP, **more: object) -> None:
        self.event(at, chat=chat, text=text, **{"from": who}, **more)

    def tick(self, at: str, *, down: bool = False) -> None:
        self.event(at, tick=True, down=down)

    def look(self, at: str) -> None:
        """Ask for the state at this moment."""
        self.event(at, state=True)

    @property
    def lines(self) -> list[str]:
        """The file, line by line."""
        rows = [{"world": self.world}, *self._events]
        return [json.dumps(row, ensure_ascii=False) for row in rows]

    async def play(self) -> Outcome:
        return Outcome(await Play(parse(self.lines), self._folder).run())
