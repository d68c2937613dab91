"""A table of words and their meaning, played through the rehearsal: every row by a family of its own."""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from bot.replay.play import Play
from bot.replay.script import parse
from tests.conversations.player import moment

Row = dict[str, Any]
HERE = Path(__file__).parent
PEOPLE: Row = tomllib.loads((HERE / "people.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Case:
    """What one family writes, one message after another, and what it means."""

    number: int
    notice: Row
    says: tuple[str, ...]
    means: str

    @property
    def name(self) -> str:
        return f"{self.notice['kind']}: {' / '.join(self.says)}"


@dataclass(frozen=True)
class Came:
    """What came of a case: a receipt per notice and child, the questions, the private lines."""

    receipts: list[list[Row]]
    questions: list[Row]
    told: list[str]


def read(file: Path) -> list[Case]:
    """The rows of a table."""
    notices = tomllib.loads(file.read_text("utf-8"))["notice"]
    return [
        Case(number, notice, tuple(says.split(" / ")), means.strip())
        for number, notice in enumerate(notices)
        for says, means in (r.split(" | ") for r in notice["rows"].strip().splitlines())
    ]


def _child(number: int, name: str, gender: str) -> Row:
    return {"id": f"s{number}", "name": name, "class": "k1", "gender": gender, "tags": []}


def _families(pairs: bool) -> list[list[Row]]:
    """The children of each family."""
    if pairs:
        return [
            [_child(2 * i, boy, "男"), _child(2 * i + 1, girl, "女")]
            for i, (boy, girl) in enumerate(PEOPLE["two"])
        ]
    return [[_child(i, name, "男" if i % 2 else "女")] for i, name in enumerate(PEOPLE["one"])]


def _guardian(number: int, children: list[Row]) -> Row:
    relation = PEOPLE["relations"][number % len(PEOPLE["relations"])]
    card = PEOPLE["cards"][number % len(PEOPLE["cards"])]
    named = card.replace("{名}", children[0]["name"]).replace("{亲}", relation)
    ids = [c["id"] for c in children]
    return {"account": f"p{number}", "card": named, "relation": relation, "children": ids}


def world(families: list[list[Row]]) -> Row:
    """A school of one class with these children."""
    teacher = {"account": "t", "name": "邱老师", "roles": ["head_teacher"], "classes": ["k1"]}
    return {
        "now": moment("08:00"),
        "classes": [{"id": "k1", "name": "二(1)班", "group": "g1", "head_teacher": "t"}],
        "staff": [teacher],
        "students": list(chain.from_iterable(families)),
        "guardians": [_guardian(i, f) for i, f in enumerate(families)],
        "accounts": [],
        "faq": [],
        "settings": {"next": {"notice": 40, "question": 1}},
        "calendar": {"spans": {"term": [["2027-03-01", "2027-07-10"]]}, "holidays": []},
    }


def _named(words: str, children: list[Row]) -> str:
    keys = ["{男}", "{女}"] if len(children) > 1 else ["{名}"]
    for key, child in zip(keys, children, strict=True):
        words = words.replace(key, child["name"])
    return words


def _line(at: str, who: str, text: str, chat: str = "g1") -> Row:
    return {"at": moment(at), "chat": chat, "from": who, "text": text}


def _orders(notice: Row) -> Iterator[Row]:
    if "order" in notice:
        yield _line("09:00", "t", notice["order"], "private")
    for minute, key in enumerate(("chain", "second")):
        if key in notice:
            yield _line(f"09:0{minute}", "t", notice[key])


def _words(case: Case, number: int, children: list[Row]) -> Iterator[tuple[int, Row]]:
    for turn, said in enumerate(case.says):
        text = _named(said, children)
        if text.startswith("接:"):
            text = f"{case.notice['chain']}\n2. {text[2:]}"
        at = f"{10 + turn}:{number // 60:02d}:{number % 60:02d}"
        yield turn, _line(at, f"p{number}", text)


def _script(cases: list[Case], families: list[list[Row]]) -> list[Row]:
    said = [
        pair
        for number, (case, children) in enumerate(zip(cases, families, strict=False))
        for pair in _words(case, number, children)
    ]
    ordered = [row for _, row in sorted(said, key=lambda pair: pair[0])]
    end = {"at": moment("14:00"), "tick": True}
    return [{"world": world(families)}, *_orders(cases[0].notice), *ordered, end]


async def play(cases: list[Case], folder: Path) -> list[Came]:
    """What came of the cases of one notice."""
    families = _families(cases[0].notice.get("children") == 2)[: max(len(cases), 8)]
    lines = await Play(parse(list(map(_json, _script(cases, families)))), folder).run()
    state = lines[-1]["state"]
    return [_came(number, families[number], state, lines) for number in range(len(cases))]


def _came(number: int, children: list[Row], state: Row, lines: list[Row]) -> Came:
    who = f"p{number}"
    return Came(
        [[n["receipts"].get(c["id"], {"status": "-"}) for c in children] for n in state["notices"]],
        [q for q in state["questions"] if who in q["askers"]],
        [m["text"] for m in lines if m.get("chat") == f"private:{who}"],
    )


def _json(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False)


SPLIT = re.compile(r"\s+[&;]\s*")


def judge(case: Case, came: Came) -> str:
    """right, missed or wrong."""
    receipts = list(chain.from_iterable(came.receipts))
    wants = SPLIT.split(case.means)
    wants += wants[-1:] * (len(receipts) - len(wants))
    verdicts = [_one(w, r, came) for w, r in zip(wants, receipts, strict=True)]
    return max(verdicts, key=("right", "missed", "wrong").index)


def _one(want: str, receipt: Row, came: Came) -> str:
    answer, _, asked = want.partition(" +")
    confirmed = receipt["status"] == "confirmed"
    if answer[0] in "?-Q":
        fits = not confirmed and _unsettled(answer, receipt, came)
        return "right" if fits else "wrong" if confirmed else "missed"
    if not confirmed:
        return "missed"
    if not _same(answer.lstrip("= "), receipt.get("answer")):
        return "wrong"
    return "right" if _asked(asked, came) else "missed"


def _asked(want: str, came: Came) -> bool:
    sources = [q["source"] for q in came.questions]
    return {"": not sources, "Q": bool(sources), "Qn": "notice" in sources}[want]


def _unsettled(want: str, receipt: Row, came: Came) -> bool:
    if want.startswith("Q"):
        return _asked(want, came)
    return not came.questions and (want == "-" or receipt["status"] == "pending")


def _same(want: str, answer: object) -> bool:
    if isinstance(answer, dict):
        return all(_holds(part, answer) for part in want.split())
    if want.startswith("~"):
        return want[1:] in str(answer)
    return not want or want == answer


def _holds(part: str, answer: Row) -> bool:
    """Whether a field holds this value and hardly more."""
    if part.startswith("~"):
        return part[1:] in str(answer.values())
    name, _, value = part.partition(":")
    got = str(answer.get(name, ""))
    return bool(got) and (value == "*" or (value in got and len(got) <= len(value) + 4))
