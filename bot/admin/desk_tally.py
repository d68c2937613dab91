"""The tally as the paste desk shows it: the number, then child by child what to do and why."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot import texts
from bot.admin.web import TEXTS
from bot.messages import Kind
from bot.parsing import clauses, dates
from bot.parsing.chatlogs import LogLine
from bot.services.counting import deskwork, receipts, tally
from bot.services.counting.tally import Row
from bot.services.scene import Scene
from bot.services.school import Child, Room
from storage.views import Notice, Sign

Fact = dict[str, Any]
WORDS: Fact = TEXTS["desk"]
STATES: list[dict[str, str]] = TEXTS["sandbox"]["words"]["states"]
BY_WORDS = frozenset({"suspected", "question", "pending"})  # states that rest on what was written
ACTS = {
    "suspected": ("count", "drop"),
    "question": ("answered",),
    "manual": ("count", "drop"),
    "conflict": ("count", "drop"),
    "pending": ("count",),
    "none": ("phone", "paper"),
    "confirmed": (),
}


def tally_of(scene: Scene, notice: Notice, room: Room, lines: Mapping[str, LogLine]) -> Fact:
    """Everything beside the log. `lines`: the log by message id, to say what was heard."""
    rows = [r for r in tally.rows(scene, notice) if r.child.classroom == room.id]
    groups = [_group(scene, notice, state, rows, lines) for state in STATES]
    shown = [group for group in groups if group["children"]]
    done = sum(row.status == "confirmed" for row in rows)
    when = dates.speak(notice.deadline, scene.now) if notice.deadline else ""
    return {
        "no": notice.no,
        "title": notice.title,
        "ask": WORDS["asks"][notice.kind],
        "until": WORDS["until"].format(when=when) if when else WORDS["no_deadline"],
        "answers": _answers(notice, rows),
        "done": done,
        "of": len(rows),
        "groups": shown,
        "bar": _bar(shown, len(rows)),
        "open": _open_list(notice, shown, done, len(rows)),
    }


def _answers(notice: Notice, rows: Sequence[Row]) -> list[str]:
    """How many answered what, where the answer is a choice."""
    counts = dict.fromkeys(deskwork.choices(notice), 0)
    for row in rows:
        answer = receipts.spoken(row.receipt.answer)
        if row.status == "confirmed" and answer in counts:
            counts[answer] += 1
    return [WORDS["answers"].format(answer=answer, count=n) for answer, n in counts.items()]


def _bar(groups: Sequence[Fact], total: int) -> Fact:
    """The parts of the bar, confirmed first; who has not answered is the rest of it."""
    ordered = sorted(groups, key=lambda group: group["status"] != "confirmed")
    parts, at = [], 0
    for group in ordered:
        size = len(group["children"])
        if group["status"] != "none":
            parts.append({"status": group["status"], "at": at, "size": size})
        at += size
    words = (WORDS["bar"].format(count=len(g["children"]), word=g["word"]) for g in ordered)
    return {"parts": parts, "total": max(total, 1), "label": texts.find("marks.comma").join(words)}


def _group(
    scene: Scene,
    notice: Notice,
    state: Mapping[str, str],
    rows: Sequence[Row],
    lines: Mapping[str, LogLine],
) -> Fact:
    own = [row for row in rows if row.status == state["status"]]
    return {**state, "children": [_child(scene, notice, row, lines) for row in own]}


def _child(scene: Scene, notice: Notice, row: Row, lines: Mapping[str, LogLine]) -> Fact:
    words = _evidence(scene, row, lines)
    return {
        "id": row.child.id,
        "name": row.child.label,
        "words": words,
        "quoted": row.status in BY_WORDS and not deskwork.of_press(row.signs) and bool(words),
        "answer": receipts.spoken(row.receipt.answer) if row.status == "confirmed" else "",
        "press": deskwork.of_press(row.signs),
        "acts": [act for does in ACTS[row.status] for act in _act(notice, does)],
    }


def _act(notice: Notice, does: str) -> list[Fact]:
    """The buttons of an act: one, or one for each of two choices; `asks` opens a small form."""
    act: Fact = {"deed": "count" if does == "paper" else does, "answer": "", "asks": False}
    choices, fields = deskwork.choices(notice), deskwork.asked_fields(notice)
    if does in {"drop", "answered"} or not (choices or fields):
        return [{**act, "label": WORDS["acts"][does]}]
    if does == "count" and 0 < len(choices) <= 2:  # noqa: PLR2004  two buttons stand in a row
        return [{**act, "label": choice, "answer": choice} for choice in choices]
    asks = {"asks": True, "choices": choices, "fields": fields}
    return [{**act, "label": WORDS["acts"][does], **asks}]


def _evidence(scene: Scene, row: Row, lines: Mapping[str, LogLine]) -> str:
    """The words that a state rests on, or what is known instead."""
    if row.status == "manual":
        return _heard(scene, row, lines)
    if row.status == "conflict":
        return _differing(scene, row)
    if row.status == "confirmed":
        return _by_hand(row)
    if row.status == "pending" and deskwork.of_press(row.signs):
        return str(WORDS["waits"])
    if row.status == "none":
        return _put_aside(row, lines) or _contacts(scene, row)
    return _written([sign for sign in row.signs if sign.says == row.status], lines)


def _written(signs: Sequence[Sign], lines: Mapping[str, LogLine]) -> str:
    """The last words as they stand in the log, where it is there: the store keeps them cleaned."""
    for sign in reversed(signs):
        line = lines.get(sign.message_id)
        if words := clauses.MENTION.sub("", line.text).strip() if line else sign.words:
            return words
    return ""


def _put_aside(row: Row, lines: Mapping[str, LogLine]) -> str:
    """The words that the teacher judged not to count, if that is why a child stands open."""
    words = _written([back for mark in row.signs for back in deskwork.aside(mark)], lines)
    return str(WORDS["was_aside"].format(words=words)) if words else ""


def _by_hand(row: Row) -> str:
    """How a child that a press settled was settled; "" where the family wrote itself."""
    if not deskwork.of_press(row.signs):
        return ""
    return str(WORDS["by_phone"] if row.receipt.via == "phone" else WORDS["by_paper"])


def _heard(scene: Scene, row: Row, lines: Mapping[str, LogLine]) -> str:
    """外公的语音 12": whose line it is that a person must listen to or look at."""
    sign = next(s for s in reversed(row.signs) if s.says == "manual")
    line = lines.get(sign.message_id)
    what = media(line) if line and line.kind is not Kind.TEXT else sign.words or WORDS["waiting"]
    return str(WORDS["heard"].format(who=_relation(scene, row.child, sign.person_id), what=what))


def media(line: LogLine) -> str:
    """A line that is no text, in words: 语音 12", 文件 假条.pdf."""
    said = WORDS["media"].get(line.kind.value, "{words}")
    return str(said.format(words=line.text or line.name)).strip()


def _relation(scene: Scene, child: Child, person: str) -> str:
    return scene.room(child.classroom).relation(person, child.id) or str(WORDS["somebody"])


def _differing(scene: Scene, row: Row) -> str:
    """What each of them said last: 妈妈：参加 / 爸爸：不参加."""
    last: dict[str, Sign] = {s.person_id: s for s in row.signs if s.says in {"answer", "deny"}}
    said = (
        WORDS["guardian"].format(
            relation=_relation(scene, row.child, person),
            card=WORDS["denied"] if sign.says == "deny" else receipts.spoken(sign.answer),
        )
        for person, sign in last.items()
    )
    return " / ".join(said)


def _contacts(scene: Scene, row: Row) -> str:
    """Whom one could call."""
    room = scene.room(row.child.classroom)
    wards = [ward for ward in room.guardians[row.child.id] if ward.speaks]
    if not wards:
        return str(WORDS["nobody"])
    people = [(ward.relation, room.people[ward.person]) for ward in wards]
    join = texts.find("marks.and").join
    if all(person.phone_only for _, person in people):
        return str(WORDS["phone_only"].format(who=join(relation for relation, _ in people)))
    named = (
        WORDS["guardian"].format(relation=relation, card=person.card or person.name)
        for relation, person in people
    )
    return str(join(named))


def _open_list(notice: Notice, groups: Sequence[Fact], done: int, total: int) -> str:
    """Who is not confirmed, as text to paste elsewhere: the number first."""
    lines = [WORDS["list_head"].format(title=notice.title, done=done, of=total)]
    for group in groups:
        if group["status"] != "confirmed":
            noted = [_noted(group, child) for child in group["children"]]
            names = texts.find("marks.and").join(noted)
            said = WORDS["list_line"].format(word=group["word"], count=len(noted), names=names)
            lines.append(said)
    if len(lines) == 1:
        lines.append(WORDS["list_all"])
    return "\n".join(lines)


def _noted(group: Fact, child: Fact) -> str:
    if not child["words"] or group["status"] == "none":
        return str(child["name"])
    return str(WORDS["list_noted"].format(name=child["name"], note=child["words"][:24]))
