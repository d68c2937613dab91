"""One piece of a line at a time: what gives no value, and the bare value in the rest."""

import re

from bot.parsing import clauses, siblings
from bot.parsing.chains.words import without_emoji
from bot.parsing.forms import fetchers, words
from bot.parsing.forms.asked import Form
from bot.parsing.whose import KIN

PIECE = re.compile(r"[^\s,，。;；!！?？、|+:：]+")
BETWEEN = re.compile(r"[\s,，。;；/、|+:：!！]+")
GAP = "，"  # stands where words were taken away
_TURNS = re.compile(r"^.*?(?:改(?!天|日|时|明)|换)(?:成|为|到)?")


def tidy(text: str) -> str:
    """Without emoji, addresses, apologies, excuses, and clauses that give no value."""
    line = words.EXCUSES.sub(GAP, fetchers.ADDRESS.sub(GAP, without_emoji(text)))
    line = words.COUNT_ME.sub(GAP, words.MISTAKEN.sub(words.TURNED, line))
    return PIECE.sub(lambda m: GAP if _idle(m[0]) else m[0], line).strip()


def _idle(piece: str) -> bool:
    idle = words.WRONG.match(piece) or words.LATER.search(piece) or clauses.ANY.search(piece)
    return bool(idle or words.CIVIL.fullmatch(piece) or words.COMING.fullmatch(piece))


def is_kin(piece: str) -> bool:
    """妹妹, 爸爸: who comes along."""
    return bool(KIN.fullmatch(piece) or siblings.KIN.fullmatch(piece))


def cleaned(text: str, form: Form) -> list[tuple[str, bool]]:
    """The bare values in the pieces of a text, each with whether a word shows that it is chosen."""
    found = [_cleaned(piece) for piece in BETWEEN.split(text) if not form.declines(piece)]
    return [piece for piece in found if piece[0]]


def _cleaned(piece: str) -> tuple[str, bool]:
    chosen = bool(words.CHOOSES.search(piece))
    turned = _TURNS.sub("", piece)
    bare = words.TAILS.sub("", words.LEADS.sub("", turned))
    return "" if words.IDLE.match(bare) else bare, chosen
