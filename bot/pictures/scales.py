"""From moments and counts to places on the paper, and the moments that are written below it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import china
from bot.pictures.chart import Chart

SHORTEST = timedelta(minutes=10)
BEYOND = 0.04  # of the time is left free behind what came last
STEPS = [
    *(timedelta(minutes=n) for n in (2, 5, 10, 15, 30)),
    *(timedelta(hours=n) for n in (1, 2, 3, 6, 12)),
    *(timedelta(days=n) for n in (1, 2, 7, 14, 30, 90)),
]
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Plane:
    """A part of the paper, in units of the drawing, and what lies at its edges."""

    left: float
    top: float
    right: float
    bottom: float
    begin: datetime
    end: datetime
    most: int

    def x(self, at: datetime) -> float:
        share = (at - self.begin) / (self.end - self.begin)
        return round(self.left + min(max(share, 0), 1) * (self.right - self.left), 1)

    def y(self, count: int) -> float:
        return round(self.bottom - count / max(self.most, 1) * (self.bottom - self.top), 1)


def end_of(chart: Chart) -> datetime:
    """Behind the last thing that is shown; the time in which nothing came is cut off."""
    moments = [chart.begin, *(at for at, _ in chart.steps), *(mark.at for mark in chart.marks)]
    span = max(max(moments) - chart.begin, SHORTEST)
    return chart.begin + span * (1 + BEYOND)


def ticks(begin: datetime, end: datetime, most: int) -> list[tuple[datetime, str]]:
    """At most so many round moments of a Chinese clock, each with what is written there."""
    step = next((s for s in STEPS if (end - begin) / s <= most), STEPS[-1])
    return [(at, _written(at, step)) for at in _round_moments(begin, end, step)]


def _round_moments(begin: datetime, end: datetime, step: timedelta) -> Iterator[datetime]:
    midnight = china(begin).replace(hour=0, minute=0, second=0, microsecond=0)
    at = midnight + step * -((midnight - begin) // step)
    while at <= end:
        yield at
        at += step


def _written(at: datetime, step: timedelta) -> str:
    local = china(at)
    starts_day = step >= DAY or not (local.hour or local.minute)
    return f"{local.month}-{local.day}" if starts_day else f"{local:%H:%M}"


def path(plane: Plane, steps: Sequence[tuple[datetime, int]], until: datetime) -> str:
    """The steps as a line: flat until something comes, then straight up."""
    parts = [f"M{plane.left} {plane.y(0)}"]
    for at, count in steps:
        parts.append(f"H{plane.x(at)}V{plane.y(count)}")
    return "".join([*parts, f"H{plane.x(min(until, plane.end))}"])
