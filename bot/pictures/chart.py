"""What a chart shows, in words and numbers: no names, no places on the paper."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Level:
    """A height that matters; `at` is when it was reached, None where it was not."""

    count: int
    label: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened, or will: a reminder, the deadline."""

    at: datetime
    label: str


@dataclass(frozen=True, slots=True)
class State:
    """So many children stand so; `status` picks the colour."""

    status: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Chart:
    """How a count grew. `steps` are (moment, count from then on), in order of time.

    A drawing without a `title` has no head: a page has one of its own.
    `now` ends the curve; `label` says it all to who cannot see it.
    """

    title: str
    subtitle: str
    label: str
    of: int
    begin: datetime
    now: datetime
    steps: tuple[tuple[datetime, int], ...]
    levels: tuple[Level, ...]
    marks: tuple[Mark, ...]
    states: tuple[State, ...]

    @property
    def done(self) -> int:
        return self.steps[-1][1] if self.steps else 0
