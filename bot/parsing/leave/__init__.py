"""A request for leave: from when to when, which half of the day, and why."""

from bot.parsing.leave.reading import LeaveSlots, read

__all__ = ["LeaveSlots", "read"]
