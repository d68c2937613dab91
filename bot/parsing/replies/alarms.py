"""How sure of an emergency the classifier has to be, by words of danger and words of calm."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.parsing import private_matters

_TABLE: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_DANGER, _RISK, _CALM, _ORDINARY, _TREATED, _GROWN = (
    re.compile("|".join(_TABLE[kind]))
    for kind in ("danger", "risk", "calm", "ordinary", "treated", "grown")
)


@dataclass(frozen=True, slots=True)
class Bars:
    """So likely in the whole; or so possible in the whole and so likely in one part."""

    told: float
    suspected: float
    cried: float

    def reached(self, whole: float, parts: list[float]) -> bool:
        """Whether a line tells of an emergency: as a whole, or clearly in one of its parts."""
        return whole >= self.told or (
            whole >= self.suspected and max(parts, default=0.0) >= self.cried
        )


# Chosen on lines by hands that the reader had not learnt from: about one false alarm in a hundred lines.
_FEW, _BRIEF = 12, 20  # Chinese letters or English words
_PLAIN = Bars(0.5, 0.25, 0.8)
_TERSE = Bars(0.9, 0.8, 0.95)  # a few letters, or a family parted, without any sign of danger
_CRY = Bars(0.1, 0.03, 0.3)  # danger, briefly, and nothing that takes it back
_DIRE = Bars(0.22, 0.08, 0.5)  # the same at length, or what may be danger, briefly
_CALMED = Bars(0.8, 0.6, 0.9)
_BESIDE_LEAVE = 0.35  # so likely in a part with words of danger, where another asks for leave
LOWEST = min(bars.suspected for bars in (_PLAIN, _CRY, _CALMED))


def bars(words: str, *, leave: bool = False) -> Bars:
    """How sure of an emergency one must be in a line of plain `words`.

    `leave`: more likely than not they ask for leave; of that illness is only the reason.
    """
    danger = bool(_DANGER.search(words))
    if _CALM.search(words) or (leave and not danger):
        return _CALMED
    risk, size = bool(_RISK.search(words)), len(words.split() if words.isascii() else words)
    if danger and not _ORDINARY.search(words):
        return _CRY if size < _BRIEF else _DIRE
    if risk and size < _BRIEF and not _ORDINARY.search(words):
        return _DIRE
    if danger or risk:
        return _PLAIN
    return _TERSE if size < _FEW or private_matters.PARTED.search(words) else _PLAIN


def beside_leave(words: str, parts: Iterable[tuple[str, float]]) -> bool:
    """Whether a part of a line that asks for leave tells by itself of danger: 误吞了药，明天请假.

    `parts`: each with the chance that it tells of an emergency.
    """
    if _CALM.search(words) or _TREATED.search(words):
        return False
    told = [(p, chance) for p, chance in parts if not _ORDINARY.search(p) and not _GROWN.search(p)]
    danger = any(_DANGER.search(part) for part, _ in told)
    return danger and any(chance >= _BESIDE_LEAVE for _, chance in told)
