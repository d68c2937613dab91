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


_FEW = 12  # letters
_PLAIN = Bars(0.42, 0.15, 0.62)
_MILD = Bars(0.55, 0.25, 0.85)  # no word of danger at all
_TERSE = Bars(0.95, 0.9, 0.97)  # the same in a few letters, which tell the model little
_RISKY = Bars(0.3, 0.12, 0.5)  # what may be danger
_DIRE = Bars(0.12, 0.04, 0.35)  # danger and nothing that takes it back
_CALMED = Bars(0.75, 0.5, 0.9)
_BESIDE_LEAVE = 0.35  # so likely in a part with words of danger, where another asks for leave
LOWEST = min(bars.suspected for bars in (_PLAIN, _MILD, _DIRE, _CALMED))


def bars(words: str, *, leave: bool = False) -> Bars:
    """How sure of an emergency one must be in a line of plain `words`.

    `leave`: more likely than not they ask for leave; of that illness is only the reason.
    """
    if _CALM.search(words) or (leave and not _DANGER.search(words)):
        return _CALMED
    if not _DANGER.search(words):
        return _undangerous(words)
    return _PLAIN if _ORDINARY.search(words) else _DIRE


def beside_leave(words: str, parts: Iterable[tuple[str, float]]) -> bool:
    """Whether a part of a line that asks for leave tells by itself of danger: 误吞了药，明天请假.

    `parts`: each with the chance that it tells of an emergency.
    """
    if _CALM.search(words) or _TREATED.search(words):
        return False
    told = [(p, chance) for p, chance in parts if not _ORDINARY.search(p) and not _GROWN.search(p)]
    danger = any(_DANGER.search(part) for part, _ in told)
    return danger and any(chance >= _BESIDE_LEAVE for _, chance in told)


def _undangerous(words: str) -> Bars:
    """How sure without a word of danger: by what may be danger, by the home, and by the length."""
    if _RISK.search(words) and not _ORDINARY.search(words):
        return _RISKY
    if private_matters.PARTED.search(words):
        return _TERSE
    return _TERSE if len(words) < _FEW else _MILD
