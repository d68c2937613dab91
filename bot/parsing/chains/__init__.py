"""Chains (接龙): reading a message, its entries and fields, and merging the versions of many hands."""

from bot.parsing.chains.reading import (
    Chain,
    Entry,
    assemble,
    is_chain,
    is_example,
    read,
    without_mark,
)

__all__ = ["Chain", "Entry", "assemble", "is_chain", "is_example", "read", "without_mark"]
