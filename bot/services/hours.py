"""Quiet hours, and how long until they end. Times are decided on a Chinese clock."""

from datetime import datetime, time, timedelta
from typing import Any

from bot.clock import CHINA, china
from bot.messages import Attachment

Hours = tuple[time, time]


def is_quiet(moment: datetime, quiet: Hours) -> bool:
    start, end = quiet
    clock = china(moment).time()
    return (start <= clock or clock < end) if start > end else start <= clock < end


def end_of_quiet(moment: datetime, quiet: Hours) -> datetime | None:
    """When the quiet hours around this moment end, or None outside of them."""
    return next_at(moment, quiet[1]) if is_quiet(moment, quiet) else None


def next_at(moment: datetime, clock: time) -> datetime:
    """The next time after this moment when the clock shows this."""
    local = china(moment)
    at = datetime.combine(local.date(), clock, CHINA)
    return at if at > local else at + timedelta(days=1)


def stamp(moment: datetime) -> str:
    """A moment in the same words, whether it was just read out of a text or from the store."""
    return china(moment).isoformat()


def as_row(file: Attachment | None) -> dict[str, Any] | None:
    """An attachment as the outbox keeps it."""
    if file is None:
        return None
    row = {"name": file.name, "sheets": file.sheets, "text": file.text}
    return row | {"picture": file.picture} if file.picture else row
