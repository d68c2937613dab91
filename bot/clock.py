"""The only place that asks what time it is. Everything else is told."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
CHINA = ZoneInfo("Asia/Shanghai")


def system_clock() -> datetime:
    """The machine's time, aware, in UTC."""
    return datetime.now(UTC)


class StoppedClock:
    """A clock that somebody else moves: rehearsals and tests."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def __call__(self) -> datetime:
        return self._now

    def move_to(self, now: datetime) -> None:
        self._now = max(self._now, now)

    def advance(self, by: timedelta) -> None:
        self.move_to(self._now + by)


def china(moment: datetime) -> datetime:
    """The same moment on a Chinese clock."""
    return moment.astimezone(CHINA)
