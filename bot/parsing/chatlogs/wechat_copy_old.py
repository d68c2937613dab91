"""The same from older WeChat clients: the card with a colon, the words below, no time at all."""

import re

from bot.parsing.chains.words import LEXICON, any_of
from bot.parsing.chatlogs import heads
from bot.parsing.chatlogs.heads import Head
from bot.parsing.chatlogs.lines import Log

_HEAD = re.compile(r"(?P<card>[^\s:：][^:：\n]{0,30})[:：]")
# Headings of a document end with a colon too; cards of a class group look like people's.
_PERSON = re.compile(rf"{any_of(LEXICON['relations'])}|老师|老師|阿姨|叔叔|班主任")


def read(text: str) -> Log | None:
    """Read the copied messages; None if it is something else.

    With so little to go by, it must begin with a card, and a card must come back or be
    somebody's (… 妈妈, … 老师).
    """
    source = text.split("\n")
    found = [
        Head(i, match["card"].strip(), None)
        for i, line in enumerate(source)
        if (match := _HEAD.fullmatch(line.rstrip())) and (i == 0 or not source[i - 1].strip())
    ]
    cards = [head.card for head in found]
    begins = bool(found) and not any(line.strip() for line in source[: found[0].at_line])
    known = len(set(cards)) < len(cards) or any(_PERSON.search(card) for card in cards)
    return heads.log("wechat_copy_old", source, found) if begins and known else None
