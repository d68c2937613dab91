"""What a group nickname says: which child, how related, which class, which telephone number."""

from bot.parsing.cards.reading import CardReading, read

__all__ = ["CardReading", "read"]
