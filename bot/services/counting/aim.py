"""Which notice a pasted passage answers: the one that the teacher names, unless a line does."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from bot.parsing import lookup
from bot.services.counting.receipts import ASKING
from bot.services.line import Line
from bot.services.scene import Scene
from storage.views import Notice

Notices = dict[int, Notice]


@contextmanager
def aimed(scene: Scene, line: Line, number: int) -> Iterator[None]:
    """While a line is decided on, the picture holds only the notices that it can answer."""
    whole = scene.picture.notices
    scene.picture.notices = _answerable(scene, line, number)
    try:
        yield
    finally:
        scene.picture.notices = whole | scene.picture.notices


def _answerable(scene: Scene, line: Line, number: int) -> Notices:
    """What was out by then; of several that want a reply the one that is aimed at."""
    out = {n.no: n for n in scene.picture.notices.values() if was_out(n, scene.now)}
    aim = out.get(number)
    others = [n for n in out.values() if n.kind in ASKING and n is not aim]
    if aim is None or not others or _elsewhere(line, aim, others):
        return out
    return {n.no: n for n in out.values() if n not in others}


def was_out(notice: Notice, at: datetime) -> bool:
    """Did it stand in the group by then? Logs tell times to the minute."""
    return notice.sent_at is None or notice.sent_at.replace(second=0, microsecond=0) <= at


def _elsewhere(line: Line, aim: Notice, others: list[Notice]) -> bool:
    """Do the words name another notice, or speak of its matter more than of this one's?"""
    if line.plain:
        return False
    if line.read.number is not None:
        return any(notice.no == line.read.number for notice in others)
    return any(_touches(line, notice) > _touches(line, aim) for notice in others)


def _touches(line: Line, notice: Notice) -> int:
    return lookup.shared(line.matters, notice.title, notice.body)
