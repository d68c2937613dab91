"""What guardians write: intents and slots of a line."""

from bot.parsing.replies.reading import Reader, load, read

__all__ = ["Reader", "load", "read"]
