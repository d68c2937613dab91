"""How well lines were read: accuracy, macro-F1, slots, alarms, against lines read by people."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.parsing.meaning import Intent, Meaning

Example = Mapping[str, Any]
_LEAVE = ("start", "end", "part")


@dataclass
class Score:
    """Counts over the lines read so far."""

    lines: int = 0
    right: int = 0
    told: Counter[str] = field(default_factory=Counter)
    meant: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)
    emergencies: int = 0
    alarms: int = 0
    false_alarms: int = 0
    leaves: int = 0
    leaves_right: int = 0

    def add(self, example: Example, meaning: Meaning) -> None:
        """Count one line."""
        gold, said = example["intent"], meaning.primary.value
        self.lines += 1
        self.right += gold == said
        self.told[said] += 1
        self.meant[gold] += 1
        self.hits[gold] += gold == said
        self._add_alarm(example, alarm=Intent.EMERGENCY in meaning.intents)
        if gold == Intent.LEAVE_REQUEST:
            self.leaves += 1
            self.leaves_right += gold == said and _leave_right(example, meaning.slots)

    def _add_alarm(self, example: Example, *, alarm: bool) -> None:
        told_of = example.get("intents") or [example["intent"]]
        if Intent.EMERGENCY in told_of:
            self.emergencies += 1
            self.alarms += alarm
        elif Intent.EMERGENCY not in example.get("alt_intents", ()):
            self.false_alarms += alarm

    @property
    def accuracy(self) -> float:
        """The share of lines whose primary intent is right."""
        return self.right / max(1, self.lines)

    @property
    def macro_f1(self) -> float:
        """The mean over the 21 intents of the harmonic mean of precision and recall."""
        return sum(self.f1s()) / len(Intent)

    def f1s(self) -> Iterator[float]:
        """F1 of each intent, in the order of weight."""
        for intent in Intent:
            both = self.told[intent] + self.meant[intent]
            yield 2 * self.hits[intent] / both if both else 0.0

    def row(self, name: str) -> str:
        """One line of a table for people."""
        alarms = f"{self.alarms}/{self.emergencies}"
        leaves = f"{self.leaves_right}/{self.leaves}"
        return (
            f"{name:<16}{self.lines:>6}{self.accuracy:>10.3f}{self.macro_f1:>10.3f}"
            f"{alarms:>12}{self.false_alarms:>8}{leaves:>12}"
        )


HEAD = (
    f"{'read':<16}{'lines':>6}{'accuracy':>10}{'macro-F1':>10}"
    f"{'alarms':>12}{'false':>8}{'leaves':>12}"
)


def score(examples: Sequence[Example], meanings: Sequence[Meaning]) -> Score:
    """The score of `meanings`, which are of `examples` in the same order."""
    total = Score()
    for example, meaning in zip(examples, meanings, strict=True):
        total.add(example, meaning)
    return total


def _leave_right(example: Example, slots: Mapping[str, object]) -> bool:
    gold, other = example["slots"], example.get("slots_alt", {})
    if _children(gold) != _children(slots):
        return False
    return all(slots.get(k) in (gold.get(k), *other.get(k, ())) for k in _LEAVE)


def _children(slots: Mapping[str, Any]) -> set[str]:
    return set(slots.get("students") or filter(None, [slots.get("student")]))
