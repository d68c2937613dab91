"""What a time in a line is once it is understood, and what its reader may ask of a calendar."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal, Protocol

Part = Literal["full", "am", "pm"]
Days = tuple[date, date]


class DayRules(Protocol):
    """The school calendar, as far as words such as 节后 and 三天 need it."""

    def is_school_day(self, day: date) -> bool: ...


@dataclass(frozen=True, slots=True)
class Found:
    """One time in a text. Days are inclusive; `span` is its place in the text.

    `at` and `until` are moments in Chinese time where a clock time is named. `days` is set when
    the words name a length (三天, 半天: 0.5), which begins at `start` only for want of a better
    day. `implied`: no day is named. `slot` names the part of the day more finely than `part`.
    """

    start: date
    end: date
    part: Part
    time: time | None
    at: datetime | None
    span: tuple[int, int]
    words: str
    until: datetime | None = None
    days: float = 0
    implied: bool = False
    slot: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """From where days are counted.

    `before` is the day named before; `linked` the day that this one continues, as in 3号-5号;
    `week` a day of the coming week that the text speaks of; `named` the days found so far.
    """

    today: date
    hour: int
    before: date | None = None
    linked: date | None = None
    week: date | None = None
    named: tuple[date, ...] = ()
    calendar: DayRules | None = None
