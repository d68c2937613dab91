"""What has to be known to decide on the lines of a batch, and what each change does to it.

It is read inside the transaction of the batch and thrown away with it: nothing to invalidate.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any

import storage.tables as t
from bot.services.school import Room, School
from storage import changes as c
from storage import models
from storage.views import Notice, Receipt, Sign

Key = tuple[int, str]  # notice number, child


@dataclass(slots=True)
class Picture:
    school: School
    notices: dict[int, Notice] = field(default_factory=dict)
    receipts: dict[Key, Receipt] = field(default_factory=dict)
    signs: dict[Key, list[Sign]] = field(default_factory=dict)
    strangers: set[tuple[int, str]] = field(default_factory=set)
    asks: dict[str, list[t.Ask]] = field(default_factory=dict)  # person -> open asks
    questions: dict[int, t.Question] = field(default_factory=dict)
    echoes: dict[tuple[str, str], set[str]] = field(default_factory=dict)  # words -> senders
    quoted: dict[tuple[str, str], tuple[int | None, int | None]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    topics: list[t.Topic] = field(default_factory=list)
    incidents: dict[str, list[t.Incident]] = field(default_factory=dict)  # by chat
    due: set[str] = field(default_factory=set)
    recalled: dict[tuple[str, str], tuple[str, list[Sign]]] = field(default_factory=dict)
    _asked: dict[tuple[int | None, str], dict[int, t.Question]] = field(default_factory=dict)
    _numbers: dict[str, list[int]] = field(default_factory=dict)  # class -> its notices
    _indexed: dict[int, Notice] | None = None  # the notices that are in it, and how many
    _index_of: int = 0

    @property
    def rooms(self) -> dict[str, Room]:
        return self.school.rooms

    def receipt(self, notice: int, child: str) -> Receipt:
        return self.receipts.get((notice, child)) or Receipt(notice, child)

    def current(self, classes: frozenset[str]) -> list[Notice]:
        """What was sent to these classes and still stands, oldest first."""
        if self._indexed is not self.notices or self._index_of != len(self.notices):
            self._index()
        numbers = {no for room in classes for no in self._numbers.get(room, ())}
        found = (self.notices[no] for no in sorted(numbers))
        return [notice for notice in found if notice.status == "sent"]

    def know_question(self, question: t.Question) -> None:
        """A question was read, is new, or changed."""
        same = self._asked.setdefault((question.notice_no, question.words), {})
        same[question.id] = self.questions[question.id] = question

    def asked(self, notice: int | None, words: str) -> Iterable[t.Question]:
        """What was asked about a notice in these words (their fingerprint), oldest first."""
        return self._asked.get((notice, words), {}).values()

    def changed(self, notice: Notice) -> None:
        """A notice is new, or went to other classes."""
        self.notices[notice.no] = notice
        self._indexed = None

    def _index(self) -> None:
        self._indexed, self._index_of, self._numbers = self.notices, len(self.notices), {}
        for notice in self.notices.values():
            for room in notice.classes:
                self._numbers.setdefault(room, []).append(notice.no)


def apply(picture: Picture, change: c.Change) -> None:
    """Bring the picture up to date. What no later decision asks about changes nothing here."""
    if effect := EFFECTS.get(type(change)):
        effect(picture, change)


def _heard(picture: Picture, change: c.MessageHeard) -> None:
    if change.words:
        picture.echoes.setdefault((change.chat, change.words), set()).add(change.sender)


def _sign(picture: Picture, change: c.SignGiven) -> None:
    sign = change.sign
    picture.signs.setdefault((sign.notice_no, sign.student_id), []).append(sign)


def _withdrawn(picture: Picture, change: c.SignsWithdrawn) -> None:
    for key, signs in picture.signs.items():
        picture.signs[key] = [
            s for s in signs if (s.chat, s.message_id) != (change.chat, change.message_id)
        ]


def _outdated(picture: Picture, change: c.SignsOutdated) -> None:
    for child in change.students:
        picture.signs[change.notice_no, child] = []


def _receipt(picture: Picture, change: c.ReceiptChanged) -> None:
    receipt = change.receipt
    picture.receipts[receipt.notice_no, receipt.student_id] = receipt


def _opened(picture: Picture, change: c.ReceiptsOpened) -> None:
    for child in change.students:
        picture.receipts.setdefault((change.notice_no, child), Receipt(change.notice_no, child))


def _notice(picture: Picture, change: c.NoticeStored) -> None:
    picture.changed(change.notice)


def _stranger(picture: Picture, change: c.StrangerAnswered) -> None:
    picture.strangers.add((change.notice_no, change.person_id))


def _asked(picture: Picture, change: c.AskMade) -> None:
    values = {f.name: getattr(change, f.name) for f in fields(change)}
    ask = models.made(t.Ask, {**values, "closed_at": None})
    picture.asks.setdefault(change.person_id, []).append(ask)


def _closed(picture: Picture, change: c.AskClosed) -> None:
    for asks in picture.asks.values():
        asks[:] = [ask for ask in asks if ask.id != change.id]


def _number(picture: Picture, change: c.NumberTaken) -> None:
    picture.numbers[change.name] = change.next


def _planned(picture: Picture, change: c.DuePlanned) -> None:
    picture.due.add(change.key)


def _met(picture: Picture, change: c.PersonMet) -> None:
    picture.school.persons[change.platform, change.account] = change.person_id


def _stored(picture: Picture, change: c.Stored) -> None:
    if isinstance(change.row, t.Question):
        picture.know_question(change.row)
    elif isinstance(change.row, t.Incident):
        known = picture.incidents.setdefault(change.row.chat, [])
        if all(incident.no != change.row.no for incident in known):
            known.append(change.row)


EFFECTS: dict[type, Any] = {
    c.MessageHeard: _heard,
    c.SignGiven: _sign,
    c.SignsWithdrawn: _withdrawn,
    c.SignsOutdated: _outdated,
    c.ReceiptChanged: _receipt,
    c.ReceiptsOpened: _opened,
    c.NoticeStored: _notice,
    c.StrangerAnswered: _stranger,
    c.AskMade: _asked,
    c.AskClosed: _closed,
    c.NumberTaken: _number,
    c.DuePlanned: _planned,
    c.PersonMet: _met,
    c.Stored: _stored,
}
