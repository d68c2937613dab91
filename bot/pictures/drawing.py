"""A chart as SVG: two widths, one template. Colours and fonts are what a page may override."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from unicodedata import east_asian_width

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.pictures import scales
from bot.pictures.chart import Chart, Level, Mark, State

NARROW, WIDE = 400, 720  # units: a phone, a desk
EDGE, TOP, HEAD, HIGH = 16, 36, 60, 170
SMALL = 13  # units: the height of a letter
LINE = 20
GAP = 14
PALETTE = {
    "paper": "#ffffff",
    "ink": "#1f2421",
    "soft": "#626863",
    "line": "#e5e2da",
    "confirmed": "#17794f",
    "suspected": "#8f5f00",
    "question": "#1f5fbf",
    "manual": "#7a3fa0",
    "conflict": "#b3261e",
    "pending": "#54606b",
    "none": "#6a6f6b",
}
NO_FONT_HAS = re.compile("[\U00010000-\U0001ffff\ufe0f\u200d]")  # pictures among the letters
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(str(files(__package__)))),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A text at a place; `status` or `ends` say more where they matter."""

    x: float
    y: float
    text: str
    status: str = ""
    width: float = 0
    ends: bool = False  # at x, instead of beginning there


def draw(chart: Chart, width: int = NARROW) -> str:
    """The chart as an SVG of so many units in width."""
    rows = _rows_of_marks(chart, width)
    first = TOP + (HEAD if chart.title else 0)
    top = first + LINE * max(rows.values(), default=0)
    bottom = top + HIGH
    right = width - EDGE
    plane = scales.Plane(
        EDGE, top, right, bottom, chart.begin, scales.end_of(chart), max(chart.of, 1)
    )
    states = _in_rows(chart.states, right, bottom + 72)
    return _TEMPLATES.get_template("chart.svg").render(
        chart=chart,
        colours=PALETTE,
        plane=plane,
        width=width,
        height=round(max((s.y for s in states), default=bottom + 48) + EDGE),
        curve=scales.path(plane, chart.steps, chart.now),
        tip=(plane.x(min(chart.now, plane.end)), plane.y(chart.done)),
        levels=[(level, plane.y(level.count), _beside(plane, level)) for level in _apart(chart)],
        marks=[(plane.x(mark.at), _above(plane, mark, first + LINE * rows[mark])) for mark in rows],
        ticks=_ticks(plane),
        bar=_bar(chart.states, plane),
        states=states,
        title=cut(NO_FONT_HAS.sub("", chart.title), right - EDGE, 17),
        subtitle=cut(NO_FONT_HAS.sub("", chart.subtitle), right - EDGE, SMALL),
    )


def wide(text: str, size: float = SMALL) -> float:
    """About how wide a text is, in units: a Chinese sign is as wide as it is high."""
    return sum(size if east_asian_width(sign) in "WFA" else size * 0.58 for sign in text)


def cut(text: str, most: float, size: float) -> str:
    """The text, shortened to what fits."""
    if wide(text, size) <= most:
        return text
    while text and wide(text, size) > most - size:
        text = text[:-1]
    return f"{text}…"


def _apart(chart: Chart) -> list[Level]:
    """Levels of the same height are one: the higher share is what is worth saying."""
    return list({level.count: level for level in chart.levels}.values())


def _beside(plane: scales.Plane, level: Level) -> Placed:
    """Under the curve, right of where it was reached; above its line where there is no room."""
    y = plane.y(level.count)
    x = plane.x(level.at) + GAP / 2 if level.at else plane.right
    fits = x + wide(level.label) <= plane.right
    return Placed(x, y + 16, level.label) if fits else Placed(plane.left, y - 5, level.label)


def _above(plane: scales.Plane, mark: Mark, y: float) -> Placed:
    """Right of its line, or left of it near the edge."""
    x = plane.x(mark.at)
    ends = x + 5 + wide(mark.label) > plane.right
    return Placed(x - 5 if ends else x + 5, y - 8, mark.label, ends=ends)


def _rows_of_marks(chart: Chart, width: int) -> dict[Mark, int]:
    """In which row above the curve each mark is written, so that none covers another."""
    plane = scales.Plane(EDGE, 0, width - EDGE, 1, chart.begin, scales.end_of(chart), 1)
    rows: dict[Mark, int] = {}
    ends: list[float] = []
    for mark in sorted(chart.marks, key=lambda one: one.at):
        placed = _above(plane, mark, 0)
        size = wide(mark.label)
        left = placed.x - size if placed.ends else placed.x
        free = (row for row, end in enumerate(ends) if end + GAP <= left)
        row = next(free, len(ends))
        ends[row : row + 1] = [left + size]
        rows[mark] = row
    return rows


def _ticks(plane: scales.Plane) -> list[Placed]:
    found = scales.ticks(plane.begin, plane.end, round((plane.right - plane.left) / 75))
    return [Placed(plane.x(at), plane.bottom + 18, text) for at, text in found]


def _bar(states: Sequence[State], plane: scales.Plane) -> list[Placed]:
    """The parts of the bar, each as wide as its share."""
    total, at, parts = max(sum(s.count for s in states), 1), plane.left, []
    for state in states:
        width = state.count / total * (plane.right - plane.left)
        parts.append(Placed(round(at, 1), plane.bottom + 34, "", state.status, round(width, 1)))
        at += width
    return parts


def _in_rows(states: Sequence[State], right: float, y: float) -> list[Placed]:
    """The words of the states, as many in a row as fit."""
    placed: list[Placed] = []
    x: float = EDGE
    for state in states:
        width = wide(state.label)
        if x > EDGE and x + width > right:
            x, y = EDGE, y + LINE
        placed.append(Placed(round(x, 1), y, state.label, state.status))
        x += width + GAP
    return placed
