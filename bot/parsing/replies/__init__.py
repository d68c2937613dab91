"""What guardians write: intents and slots of a line."""

from bot.parsing.replies.reading import Reader, load, names_in, read

__all__ = ["Reader", "load", "names_in", "read"]
