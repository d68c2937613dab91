"""The cells of each export: ids become names, times Chinese time, codes Chinese words."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from bot import texts, vocab
from bot.parsing import privacy
from bot.services.exporting.export_names import Names

Cells = tuple[str, ...]
Stored = Iterable[Sequence[Any]]  # rows as storage.exports reads them
Words = Mapping[Any, str]
MOST = 50_000  # companies of people remembered
KINDS: Words = vocab.CONTACT_KINDS | vocab.ACTS


@cache
def _words(key: str) -> Words:
    """Code -> Chinese word."""
    found: Words = texts.find(f"export.words.{key}")
    return found


def _and(names: Iterable[str]) -> str:
    return str(texts.find("marks.and")).join(name for name in names if name)


def _clean(words: str) -> str:
    """What was kept before a rule hid it does not leave either."""
    return privacy.redacted(words) if words else words


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


class Contacts:
    """The same people come again and again: each company of them is spelled once."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._people: dict[str, tuple[str, str, str]] = {}

    async def spell(self, rows: Stored) -> list[Cells]:
        """One expression for a row, and no call in it that can be spared: there are millions."""
        present = {child for row in rows if row[7] for child in json.loads(row[7])}
        await self._learn({row[4] for row in rows}, present)
        people, rooms, kinds = self._people, self._names.classrooms, KINDS
        sources, yes, clean = _words("sources"), _yes(), privacy.redacted
        return [
            (
                str(i),
                time,
                rooms.get(room, ""),
                kinds.get(kind, kind),
                *people[who],
                yes[met],
                str(tries),
                self._attendance(json.loads(there)) if there else "",
                a and clean(a),
                b and clean(b),
                c and clean(c),
                d and clean(d),
                yes[shy or None],
                yes[full],
                sources.get(via, via),
                "" if no is None else str(no),
            )
            for i, time, room, kind, who, met, tries, there, a, b, c, d, shy, full, via, no in rows
        ]

    async def _learn(self, keys: set[str], present: set[str]) -> None:
        if len(self._people) > MOST:
            self._people = {}
        read = {
            key: [json.loads(ids) for ids in key.split("\n")] for key in keys - self._people.keys()
        }
        children = {child for own, _, _ in read.values() for child in own}
        persons = {id_ for _, guardians, staff in read.values() for id_ in (*guardians, *staff)}
        await self._names.learn(children | present, persons)
        for key, (own, guardians, staff) in read.items():
            self._people[key] = (
                _and(map(self._names.child, own)),
                _and(self._names.guardian(person, own) for person in guardians),
                _and(map(self._names.person, staff)),
            )

    def _attendance(self, attendance: dict[str, dict[str, str]]) -> str:
        """到会：张三、李四（舅舅）；缺席：王五"""
        said: dict[str, list[str]] = {}
        for child, how in attendance.items():
            name, by = self._names.child(child), how.get("by")
            named = texts.say("export.words.named", who=name, name=by) if by else name
            said.setdefault(how.get("status", ""), []).append(named)
        words = _words("attendance")
        parts = [
            texts.say("export.words.listed", what=words.get(status, status), names=_and(names))
            for status, names in said.items()
        ]
        return str(texts.find("export.words.then")).join(parts)


@cache
def _yes() -> dict[bool | None, str]:
    words = _words("yes")
    return {True: words["true"], False: words["false"], None: ""}


class Receipts:
    def __init__(self, names: Names) -> None:
        self._names = names

    async def spell(self, rows: Stored) -> list[Cells]:
        names = self._names
        await names.learn({row[5] for row in rows}, {row[8] for row in rows if row[8]})
        kinds, ways, states = _words("kinds"), _words("ways"), texts.find("status")
        return [
            (
                str(no),
                _clean(title),
                kinds.get(kind, kind),
                sent,
                deadline or "",
                names.room(child),
                names.child(child),
                states.get(status, status),
                _clean(_answer(answer)),
                names.guardian(by, [child]) if by else "",
                ways.get(via, via),
                at or "",
            )
            for no, title, kind, sent, deadline, child, status, answer, by, via, at in rows
        ]


def _answer(answer: Any) -> str:
    """One answer; the fields of a form; or the two of a conflict."""
    if isinstance(answer, dict):
        field, then = texts.find("export.words.field"), texts.find("export.words.then")
        return str(then).join(field.format(name=k, value=v) for k, v in answer.items())
    if isinstance(answer, list):
        return str(texts.find("export.words.or")).join(map(_answer, answer))
    return "" if answer is None else str(answer)


class Questions:
    def __init__(self, names: Names) -> None:
        self._names = names

    async def spell(self, rows: Stored) -> list[Cells]:
        names = self._names
        people = {person for row in rows for person in (*row[4], *row[7])}
        await names.learn({row[3] for row in rows if row[3]}, people)
        states, sources = _words("question_states"), _words("answered_by")
        return [
            (
                _number(no),
                at,
                names.classrooms.get(room, ""),
                names.child(child or ""),
                _and(names.guardian(person, [child or ""]) for person in askers),
                _clean(text),
                _number(notice),
                _and(map(names.person, to)),
                states.get(status, status),
                sources.get(source, source or ""),
                _clean(answer),
                due or "",
            )
            for no, at, room, child, askers, text, notice, to, status, source, answer, due in rows
        ]
