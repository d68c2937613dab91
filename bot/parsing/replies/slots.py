"""What else a line says besides its intent: who, when, how many, which, what about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.parsing import leave, whose
from bot.parsing.meaning import Intent, OpenNotice, Pupil
from bot.parsing.replies import children, choice, fields, headcount, normalise, numerals, topics

_ADULTS = ("志愿", "护学", "义工", "家委", "帮厨", "讲师", "进课堂", "护校")
Slots = dict[str, object]


@dataclass(frozen=True)
class Told:
    """A line with all that is known around it."""

    text: str
    card: str
    notice: OpenNotice
    pupils: Sequence[Pupil]
    now: datetime

    @cached_property
    def words(self) -> str:
        """The writer's own words, plain."""
        return normalise.read(self.text).words

    @cached_property
    def own(self) -> str:
        """The writer's own child, "" if unknown."""
        return children.own_child(self.card, self.words, self.pupils)

    @cached_property
    def children(self) -> list[str]:
        """The children the line is about."""
        named = children.about(self.text, self.card, self.pupils)
        return [name for name in named if name == self.own or name not in self.unsure]

    @cached_property
    def unsure(self) -> list[str]:
        """The children of the class of whom one may be meant."""
        return children.unsure(self.text, self.card, self.pupils)


def read(
    intents: Sequence[Intent],
    text: str,
    *,
    card: str = "",
    notice: OpenNotice | None = None,
    pupils: Sequence[Pupil] = (),
    now: datetime,
) -> Slots:
    """The slots of every intent of a line; those of the first intent win."""
    told = Told(text, card, notice or OpenNotice(), pupils, now)
    found: Slots = {}
    for intent in intents:
        if reader := _READERS.get(intent):
            found = {**reader(told), **found}
    return found


def _leave(told: Told) -> Slots:
    names = [*told.children, *(whose.given(name) for name in told.children)]
    asked = leave.read(told.text, told.now, names=[n for n in names if n])
    return {
        **_named(children.away(told.children, told.text)),
        **_candidates(told),
        "start": asked.start.isoformat(),
        "end": asked.end.isoformat(),
        "part": asked.part,
        **({"reason": asked.reason} if asked.reason else {}),
    }


def _students(told: Told) -> Slots:
    """student: the first; students where there are several. None if nobody knows."""
    return {**_named(told.children), **_candidates(told)}


def _candidates(told: Told) -> Slots:
    return {"candidates": told.unsure} if told.unsure else {}


def _named(names: list[str]) -> Slots:
    several: Slots = {"students": names} if len(names) > 1 else {}
    return {"student": names[0] if names else None, **several}


def _of_child(told: Told) -> Slots:
    return {key: value for key, value in _students(told).items() if value}


def _signup(told: Told) -> Slots:
    for_adults = any(word in told.notice.title for word in _ADULTS)
    names = [] if for_adults else told.children
    people = headcount.count(told.words, told.own)
    said: Slots = {"students": names} if names else {}
    return said | ({"count": people} if people else {})


def _vote(told: Told) -> Slots:
    chosen = choice.choose(told.text, told.notice.options)
    return {"choice": chosen[0] if len(chosen) == 1 else chosen} if chosen else {}


def _contact(told: Told) -> Slots:
    phone = numerals.phone(told.words)
    return {"phone": phone} if phone else {}


def _form(told: Told) -> Slots:
    given = fields.read(told.text, told.notice.title, told.notice.options, told.own)
    return {"fields": given} if given else {}


def _question(told: Told) -> Slots:
    return {"topic": topics.of(told.words)}


def _command(told: Told) -> Slots:
    words = normalise.plain(told.text).lstrip("/# ")
    pieces = words.split(maxsplit=1)
    named = pieces[1:] if pieces and pieces[0].startswith("@") else pieces
    return {"cmd": named[0].split()[0] if named and named[0].split() else ""}


_READERS: dict[Intent, Callable[[Told], Slots]] = {
    Intent.LEAVE_REQUEST: _leave,
    Intent.LATE: _of_child,
    Intent.DECLINE: _of_child,
    Intent.SIGNUP: _signup,
    Intent.VOTE: _vote,
    Intent.CONTACT_UPDATE: _contact,
    Intent.FORM_REPLY: _form,
    Intent.QUESTION: _question,
    Intent.COMMAND: _command,
}
