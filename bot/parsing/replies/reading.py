"""What a guardian's line means: its form, then the classifier, then the order of weight."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path

from bot.parsing import plain, whose
from bot.parsing.meaning import Intent, Meaning, OpenNotice, Pupil
from bot.parsing.replies import alarms, dialect, features, normalise, shapes, slots, topics
from bot.parsing.replies.classifier import Classifier
from bot.parsing.replies.features import Setting

WEIGHTS = Path(__file__).with_name("intents.bin")
_SENTENCE = re.compile(r"[^。!?;\n~…]+[!?]*")
_CLAUSE = re.compile(r"[^,。!?;\n~… ]+[!?]*")
_SHORTEST_WHOLE, _SHORTEST_PART, _LONGEST_PART, _MOST_PARTS = 6, 2, 120, 8
_WEIGHT = {intent: place for place, intent in enumerate(Intent)}
_CERTAIN = 0.99
_BEYOND_DOUBT = 0.95  # so likely where only a thing is lost
_LIKELY, _POSSIBLE = 0.8, 0.1  # a sentence weighs more than the whole: so sure, so possible
_CLEAR, _THINKABLE = 0.88, 0.0005  # a second intent: so sure in its part, so thinkable in all
_NO_SECOND = frozenset({Intent.OTHER, Intent.AD_SPAM, Intent.CHITCHAT, Intent.EMERGENCY})
_ALONE = frozenset({Intent.OTHER, Intent.AD_SPAM})
Chances = dict[Intent, float]


@dataclass(frozen=True)
class Reader:
    """Reads the intents of lines with one classifier."""

    classifier: Classifier

    def intents(
        self,
        text: str,
        card: str = "",
        notice: OpenNotice | None = None,
        *,
        explain: bool = False,
    ) -> Meaning:
        """The intents of a line, without slots. `explain` also names the letters it rests on."""
        line = normalise.read(text)
        around = features.setting(card, notice)
        if shape := shapes.decided(line.words, line.whole, around):
            return Meaning((shape[0],), confidence=_CERTAIN, evidence=(shape[1],))
        meaning, seen = self._weighed(line, around, names_in(card))
        why = self.classifier.reasons(seen, meaning.primary) if explain else ()
        return replace(meaning, evidence=(*why, *(("cut",) if line.cut else ())))

    def _weighed(
        self, line: normalise.Line, around: Setting, names: tuple[str, ...]
    ) -> tuple[Meaning, set[str]]:
        words = dialect.standard(line.words)
        seen = features.features(words, around, names)
        whole = self._chances(seen)
        if shapes.lost_thing(words) and whole[Intent.EMERGENCY] < _BEYOND_DOUBT:
            whole[Intent.EMERGENCY] = 0.0
        parts = [self._chances(features.features(p, around, names)) for p in _parts(words)]
        intents = _intents(whole, parts, alarms.bars(words))
        return Meaning(intents, confidence=round(whole[intents[0]], 3)), seen

    def _chances(self, seen: set[str]) -> Chances:
        chances = self.classifier.probabilities(seen)
        return dict(zip(self._labels, chances, strict=True))

    @cached_property
    def _labels(self) -> tuple[Intent, ...]:
        return tuple(map(Intent, self.classifier.labels))


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
    explain: bool = False,
) -> Meaning:
    """Intents with the primary first, slots, confidence 0..1, and what it rests on."""
    if plain.is_plain_ack(text) and (notice is None or notice.kind in {"ack", "none"}):
        return Meaning((Intent.ACK,), evidence=("plain",))
    meaning = load().intents(text, card, notice, explain=explain)
    text = text[: normalise.LONGEST]
    told = slots.read(meaning.intents, text, card=card, notice=notice, pupils=pupils, now=now)
    return replace(meaning, slots=told)


@lru_cache(maxsize=4096)
def names_in(card: str) -> tuple[str, ...]:
    """The names of the writer's child, which are masked before a line is classified."""
    children = whose.children_of(card)
    return tuple(name for child in children for name in (child, whose.given(child)) if name)


def _parts(words: str) -> list[str]:
    """The sentences of a line, or its clauses where it is one sentence; [] for one clause."""
    if len(words) < _SHORTEST_WHOLE:
        return []
    for cut in (_SENTENCE, _CLAUSE):
        parts = [part.strip()[:_LONGEST_PART] for part in cut.findall(words)]
        parts = [part for part in parts if len(part) >= _SHORTEST_PART]
        if len(parts) > 1:
            return parts[:_MOST_PARTS]
    return []


def _intents(whole: Chances, parts: list[Chances], bars: alarms.Bars) -> tuple[Intent, ...]:
    """The primary intent, then by weight what single parts say clearly besides."""
    said = [(max(part, key=part.__getitem__), part) for part in parts]
    primary = _primary(whole, said, bars)
    if primary in _ALONE:
        return (primary,)
    also = {
        intent
        for intent, part in said
        if part[intent] >= _CLEAR and whole[intent] >= _THINKABLE and intent not in _NO_SECOND
    }
    return (primary, *sorted(also - {primary}, key=_WEIGHT.__getitem__))


def _primary(whole: Chances, said: list[tuple[Intent, Chances]], bars: alarms.Bars) -> Intent:
    """The likeliest; an emergency already when it is well possible; else the weightiest said."""
    if bars.reached(whole[Intent.EMERGENCY], [part[Intent.EMERGENCY] for _, part in said]):
        return Intent.EMERGENCY
    heavier = [
        intent
        for intent, part in said
        if part[intent] >= _LIKELY and whole[intent] >= _POSSIBLE
        if intent is not Intent.EMERGENCY
    ]
    calm = max((i for i in whole if i is not Intent.EMERGENCY), key=whole.__getitem__)
    return min([calm, *heavier], key=_WEIGHT.__getitem__)
