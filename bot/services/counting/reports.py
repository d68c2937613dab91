"""The report of a notice: how the confirmations came in, and when half and nine in ten were there.

The child is what is counted; its family has answered once a guardian has.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter

from bot.services.counting import tally
from bot.services.counting.tally import Row
from bot.services.scene import Scene
from storage.views import Notice, Receipt

SHARES = (50, 90)  # percent
Step = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Share:
    """So many percent of the children are `need`; `at` is when these were confirmed, or None."""

    percent: int
    need: int
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Report:
    """`steps`: (moment, how many were confirmed from then on); `nudged`: when it was reminded."""

    notice: Notice
    began: datetime
    now: datetime
    rows: tuple[Row, ...]
    steps: tuple[Step, ...]
    nudged: tuple[datetime, ...]

    @property
    def of(self) -> int:
        return len(self.rows)

    @property
    def done(self) -> int:
        return sum(row.status == "confirmed" for row in self.rows)

    @property
    def shares(self) -> tuple[Share, ...]:
        return tuple(_share(percent, self.of, self.steps) for percent in SHARES)

    def after(self, at: datetime) -> timedelta:
        """How long after the notice this was."""
        return max(at - self.began, timedelta())


def make(
    scene: Scene, notice: Notice, nudged: Sequence[datetime], room: str | None = None
) -> Report:
    """The report as it stands now; `room` is the class whose children alone it is about."""
    rows = [r for r in tally.rows(scene, notice) if room in (None, r.child.classroom)]
    began = notice.sent_at or notice.made_at
    return Report(notice, began, scene.now, tuple(rows), tuple(_steps(rows, began)), tuple(nudged))


def _steps(rows: Sequence[Row], began: datetime) -> Iterator[Step]:
    moves = sorted((move for row in rows for move in _moves(row.receipt, began)), key=itemgetter(0))
    count = 0
    for at, together in groupby(moves, key=itemgetter(0)):
        count += sum(by for _, by in together)
        yield at, count


def _moves(receipt: Receipt, began: datetime) -> Iterator[Step]:
    """When a child became confirmed (1), and when it was asked again (-1).

    What was said and taken back leaves no trace: a receipt that stands for nothing has no time.
    """
    if receipt.status != "none":
        counted, at = False, began
        for moment, status in (*_history(receipt), (receipt.at, receipt.status)):
            at = max(at, moment or at)
            if (status == "confirmed") is not counted:
                counted = not counted
                yield at, 1 if counted else -1


def _history(receipt: Receipt) -> Iterator[tuple[datetime | None, str]]:
    for past in receipt.history:
        at = past.get("at")
        yield datetime.fromisoformat(at) if at else None, past["status"]


def _share(percent: int, of: int, steps: Sequence[Step]) -> Share:
    need = -(-of * percent // 100)
    at = next((at for at, count in steps if count >= need), None) if need else None
    return Share(percent, need, at)
