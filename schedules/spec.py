"""What a schedule is: a name, why it runs, and when."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Schedule:
    """Either every so many seconds, or at an hour of each day (Asia/Shanghai)."""

    name: str
    why: str
    seconds: int = 0
    hour: int = 0
    minute: int = 0
