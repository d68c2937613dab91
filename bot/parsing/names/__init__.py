"""Children named in a text: full names, nicknames, sounds alike. Several that fit are all named."""

from bot.parsing.names.finding import Mention, NameIndex

__all__ = ["Mention", "NameIndex"]
