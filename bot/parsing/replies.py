"""What a guardian's line means: its form, then the classifier, then the order of weight."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from bot.parsing import dialect, features, normalise, plain, shapes, slots, whose
from bot.parsing.classifier import Classifier
from bot.parsing.features import Setting
from bot.parsing.meaning import Intent, Meaning, OpenNotice, Pupil

_WEIGHTS = Path(__file__).with_name("replies.bin")
_CLAUSE = re.compile(r"[^,。!?;\n~…]+[!?]*")
_LONGEST_PART, _SHORTEST_PART, _MOST_PARTS = 200, 2, 12
_WEIGHT = {intent: place for place, intent in enumerate(Intent)}
_ALARM = 0.35
_ALSO = 0.80
_NEVER_SECOND = frozenset({Intent.OTHER, Intent.AD_SPAM, Intent.COMMAND, Intent.CHITCHAT})
_ALONE = _NEVER_SECOND - {Intent.CHITCHAT}


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads lines with one classifier."""

    classifier: Classifier

    def intents(
        self, text: str, card: str = "", notice: OpenNotice | None = None, names: Sequence[str] = ()
    ) -> Meaning:
        """The intents of a line, without slots. `names` are children's names to overlook."""
        line = normalise.read(text)
        around = features.setting(card, notice)
        shape = shapes.decided(line.words, normalise.plain(text[:100]), around)
        if shape:
            return Meaning((shape[0],), confidence=0.99, evidence=(shape[1],))
        return self._weighed(dialect.standard(line.words), around, tuple(names))

    def _weighed(self, words: str, around: Setting, names: tuple[str, ...]) -> Meaning:
        seen = features.features(words, around, names)
        chances = self._chances(seen)
        primary = max(chances, key=lambda intent: chances[intent])
        if chances[Intent.EMERGENCY] >= _ALARM:
            primary = Intent.EMERGENCY
        also = self._also(words, around, names, primary)
        intents = tuple(sorted({primary, *also}, key=_WEIGHT.__getitem__)) if also else (primary,)
        why = tuple(self.classifier.reasons(seen, primary.value))
        return Meaning(intents, confidence=round(chances[primary], 3), evidence=why)

    def _chances(self, seen: list[str]) -> dict[Intent, float]:
        told = self.classifier.probabilities(seen)
        return {Intent(label): chance for label, chance in told.items() if label != "command"}

    def _also(
        self, words: str, around: Setting, names: tuple[str, ...], primary: Intent
    ) -> set[Intent]:
        """What single clauses say clearly besides the primary intent."""
        parts = [p.strip() for p in _CLAUSE.findall(words)]
        parts = [p for p in parts if len(p) >= _SHORTEST_PART][:_MOST_PARTS]
        if len(parts) < 2 or primary in _ALONE:
            return set()
        return {intent for part in parts if (intent := self._clearly(part, around, names))} - {primary}

    def _clearly(self, part: str, around: Setting, names: tuple[str, ...]) -> Intent | None:
        chances = self._chances(features.features(part[:_LONGEST_PART], around, names))
        intent = max(chances, key=lambda i: chances[i])
        clear = chances[intent] >= _ALSO and intent not in _NEVER_SECOND
        return intent if clear else None


@lru_cache(maxsize=1)
def load() -> Reader:
    """The reader with the shipped weights. Call it once at start; later calls cost nothing."""
    return Reader(Classifier.load(_WEIGHTS))


def read(
    text: str,
    *,
    card: str = "",
    notice: OpenNotice | None = None,
    pupils: Sequence[Pupil] = (),
    now: datetime,
) -> Meaning:
    """Intents with the primary first, slots, confidence 0..1, and what it rests on."""
    if plain.is_plain_ack(text) and (notice is None or notice.kind in {"ack", "none"}):
        return Meaning((Intent.ACK,), evidence=("plain",))
    child = whose.child_of(card)
    names = [n for n in (child, whose.given(child)) if n]
    meaning = load().intents(text, card, notice, names)
    told = slots.read(meaning.intents, text, card=card, notice=notice, pupils=pupils, now=now)
    return Meaning(meaning.intents, told, meaning.confidence, meaning.evidence)
