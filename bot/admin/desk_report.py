"""A notice's report as a page shows it: the drawing in two widths, the lines, the table."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from markupsafe import Markup

from bot import pictures, texts
from bot.services.counting import report_words, reports
from bot.services.scene import Scene
from bot.services.school import Room
from storage.views import Notice


def shown(scene: Scene, notice: Notice, room: Room, nudged: Sequence[datetime]) -> dict[str, Any]:
    """`lines` say what the drawings show; `rows` are the table below its `columns`."""
    report = reports.make(scene, notice, nudged, room.id)
    told = report_words.chart(scene, report, room.name)
    chart = replace(told, title="", subtitle="")
    return {
        "narrow": _drawn(pictures.draw(chart, pictures.NARROW)),
        "wide": _drawn(pictures.draw(chart, pictures.WIDE)),
        "done": report.done,
        "of": report.of,
        "sent": told.subtitle,
        "lines": report_words.spoken(scene, report).split("\n")[1:],
        "columns": texts.find("report.columns")[1:],
        "rows": [row[1:] for row in report_words.cells(scene, report, short=True)],
    }


def _drawn(svg: str) -> Markup:
    """It was escaped when it was drawn."""
    return Markup(svg)
