"""What a guardian's line means: its form, then the classifier, then the order of weight."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from bot.parsing import plain, whose
from bot.parsing.meaning import Intent, Meaning, OpenNotice, Pupil
from bot.parsing.replies import dialect, features, normalise, shapes, slots, topics
from bot.parsing.replies.classifier import Classifier
from bot.parsing.replies.features import Setting

WEIGHTS = Path(__file__).with_name("intents.bin")
_SENTENCE = re.compile(r"[^。!?;\n~…]+[!?]*")
_CLAUSE = re.compile(r"[^,。!?;\n~… ]+[!?]*")
_SHORTEST_PART, _LONGEST_PART, _MOST_PARTS = 2, 120, 8
_WEIGHT = {intent: place for place, intent in enumerate(Intent)}
_FORM_SHOWN = 100  # characters that show a command or a system line
_CERTAIN = 0.99
_ALARM = 0.35  # from here on an emergency is told, whatever else is likelier
_LIKELY, _POSSIBLE = 0.6, 0.05  # a sentence weighs more than the whole: so sure, so possible
_CLEAR, _THINKABLE = 0.85, 0.02  # a second intent: so sure in its part, so thinkable in the whole
_NO_SECOND = frozenset({Intent.OTHER, Intent.AD_SPAM, Intent.CHITCHAT, Intent.EMERGENCY})
_ALONE = frozenset({Intent.OTHER, Intent.AD_SPAM})
Chances = dict[Intent, float]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the intents of lines with one classifier."""

    classifier: Classifier

    def intents(self, text: str, card: str = "", notice: OpenNotice | None = None) -> Meaning:
        """The intents of a line, without slots."""
        line = normalise.read(text)
        around = features.setting(card, notice)
        shape = shapes.decided(line.words, normalise.plain(text[:_FORM_SHOWN]), around)
        if shape:
            return Meaning((shape[0],), confidence=_CERTAIN, evidence=(shape[1],))
        return self._weighed(line, around, names_in(card))

    def _weighed(self, line: normalise.Line, around: Setting, names: tuple[str, ...]) -> Meaning:
        words = dialect.standard(line.words)
        seen = features.features(words, around, names)
        whole = self._chances(seen)
        parts = [self._chances(features.features(p, around, names)) for p in _parts(words)]
        intents = _intents(whole, parts)
        why = self.classifier.reasons(seen, intents[0].value)
        cut = ["cut"] if line.cut else []
        return Meaning(intents, {}, round(whole[intents[0]], 3), (*why, *cut))

    def _chances(self, seen: list[str]) -> Chances:
        """Without commands: these are known by their form alone."""
        told = self.classifier.probabilities(seen)
        return {Intent(label): told[label] for label in told if label != Intent.COMMAND}


@lru_cache(maxsize=1)
def load() -> Reader:
    """The reader with the shipped weights. Call it once at start; later calls cost nothing."""
    topics.load()
    return Reader(Classifier.load(WEIGHTS))


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
    meaning = load().intents(text, card, notice)
    told = slots.read(meaning.intents, text, card=card, notice=notice, pupils=pupils, now=now)
    return Meaning(meaning.intents, told, meaning.confidence, meaning.evidence)


@lru_cache(maxsize=4096)
def names_in(card: str) -> tuple[str, ...]:
    """The names of the writer's child, which are masked before a line is classified."""
    child = whose.child_of(card)
    return tuple(name for name in (child, whose.given(child)) if name)


def _parts(words: str) -> list[str]:
    """The sentences of a line, or its clauses where it is one sentence; [] for one clause."""
    for cut in (_SENTENCE, _CLAUSE):
        parts = [part.strip()[:_LONGEST_PART] for part in cut.findall(words)]
        parts = [part for part in parts if len(part) >= _SHORTEST_PART]
        if len(parts) > 1:
            return parts[:_MOST_PARTS]
    return []


def _intents(whole: Chances, parts: list[Chances]) -> tuple[Intent, ...]:
    """The primary intent, then by weight what single parts say clearly besides."""
    said = [(max(part, key=part.__getitem__), part) for part in parts]
    primary = _primary(whole, said)
    if primary in _ALONE:
        return (primary,)
    also = {
        intent
        for intent, part in said
        if part[intent] >= _CLEAR and whole[intent] >= _THINKABLE and intent not in _NO_SECOND
    }
    return (primary, *sorted(also - {primary}, key=_WEIGHT.__getitem__))


def _primary(whole: Chances, said: list[tuple[Intent, Chances]]) -> Intent:
    """The likeliest; an emergency already when it is well possible; else the weightiest said."""
    likeliest = max(whole, key=whole.__getitem__)
    if whole[Intent.EMERGENCY] >= _ALARM:
        return Intent.EMERGENCY
    heavier = [
        intent for intent, part in said if part[intent] >= _LIKELY and whole[intent] >= _POSSIBLE
    ]
    return min([likeliest, *heavier], key=_WEIGHT.__getitem__)
