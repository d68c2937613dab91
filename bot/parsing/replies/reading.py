"""What a guardian's line means: its form, then the classifier, then the order of weight."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path

from bot.parsing import plain, whose
from bot.parsing.meaning import Intent, Meaning, OpenNotice, Pupil
from bot.parsing.remembered import MOST, remembered
from bot.parsing.replies import alarms, dialect, features, normalise, settled, shapes, slots, topics
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
_EVEN = 0.5
_NO_SECOND = frozenset({Intent.OTHER, Intent.AD_SPAM, Intent.CHITCHAT, Intent.EMERGENCY})
_ALONE = frozenset({Intent.OTHER, Intent.AD_SPAM})
Chances = dict[Intent, float]
Said = tuple[Intent, Chances, str]  # what a part says before all, all that it may say, its words


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
        line, around, names = normalise.read(text), features.setting(card, notice), names_in(card)
        if told := _by_form(line, around):
            return told
        words = dialect.standard(line.words)
        seen = features.features(words, around, names)
        whole = self._chances(seen)
        intents = _intents(whole, self._said(words, around, names), _bars(words, whole), words)
        why = self.classifier.reasons(seen, intents[0]) if explain else ()
        evidence = (*why, *(("cut",) if line.cut else ()))
        return Meaning(intents, confidence=round(whole[intents[0]], 3), evidence=evidence)

    def primary(self, text: str, card: str = "", notice: OpenNotice | None = None) -> Meaning:
        """The primary intent alone. Single parts are read only where they could change it."""
        line, words = _plain(text)
        names = tuple(name for name in names_in(card) if name in words)
        return self._primary(line, words, features.setting(card, notice), names)

    @cached_property
    def _primary(self) -> Callable[[normalise.Line, str, Setting, tuple[str, ...]], Meaning]:
        """The families of a school write the same few lines."""
        return lru_cache(MOST)(self._primary_of)

    def _primary_of(
        self, line: normalise.Line, words: str, around: Setting, names: tuple[str, ...]
    ) -> Meaning:
        if told := _by_form(line, around):
            return told
        whole = self._chances(features.features(words, around, names))
        bars = _bars(words, whole)
        said = self._said(words, around, names) if _may_change(whole, bars) else []
        intent = settled.settle(_before_all(whole, said, bars, words), words)
        return Meaning((intent,), confidence=round(whole[intent], 3))

    def _said(self, words: str, around: Setting, names: tuple[str, ...]) -> list[Said]:
        """What each part of a line says, were it said alone."""
        every = [(p, self._chances(features.features(p, around, names))) for p in _parts(words)]
        return [(max(said, key=said.__getitem__), said, part) for part, said in every]

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


@remembered
def _plain(text: str) -> tuple[normalise.Line, str]:
    """A line made plain, and its words in standard ones."""
    line = normalise.read(text)
    return line, dialect.standard(line.words)


@remembered
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


def _by_form(line: normalise.Line, around: Setting) -> Meaning | None:
    shape = shapes.decided(line.words, line.whole, around)
    return Meaning((shape[0],), confidence=_CERTAIN, evidence=(shape[1],)) if shape else None


def _bars(words: str, whole: Chances) -> alarms.Bars | None:
    """How sure of an emergency one must be; None where it is none, as when a thing is lost."""
    likely = whole[Intent.EMERGENCY]
    if likely < alarms.LOWEST or (likely < _BEYOND_DOUBT and shapes.lost_thing(words)):
        return None
    return alarms.bars(words, leave=_asks_leave(whole))


def _asks_leave(whole: Chances) -> bool:
    return whole[Intent.LEAVE_REQUEST] > _EVEN


def _leave_beside(whole: Chances, said: list[Said]) -> bool:
    """Whether a line asks for leave apart from its danger."""
    rest = 1 - whole[Intent.EMERGENCY]
    asked = any(intent is Intent.LEAVE_REQUEST for intent, _, _ in said)
    return _asks_leave(whole) or (asked and whole[Intent.LEAVE_REQUEST] > _EVEN * rest)


def _may_change(whole: Chances, bars: alarms.Bars | None) -> bool:
    """Could a part of the line change what the whole says before all?"""
    if (bars and whole[Intent.EMERGENCY] >= bars.suspected) or _asks_leave(whole):
        return True
    weight = _WEIGHT[_calm(whole)]
    return any(chance >= _POSSIBLE and _WEIGHT[i] < weight for i, chance in whole.items())


def _intents(
    whole: Chances, said: list[Said], bars: alarms.Bars | None, words: str
) -> tuple[Intent, ...]:
    """The primary intent, then by weight what single parts say clearly besides."""
    primary = settled.settle(_before_all(whole, said, bars, words), words)
    if primary in _ALONE:
        return (primary,)
    also = {
        intent
        for intent, part, _ in said
        if part[intent] >= _CLEAR and whole[intent] >= _THINKABLE and intent not in _NO_SECOND
    }
    if primary is Intent.EMERGENCY and _leave_beside(whole, said):
        also.add(Intent.LEAVE_REQUEST)
    return (primary, *sorted(also - {primary}, key=_WEIGHT.__getitem__))


def _before_all(whole: Chances, said: list[Said], bars: alarms.Bars | None, words: str) -> Intent:
    """The likeliest; an emergency already when it is well possible; else the weightiest said."""
    alarming = [(part, chances[Intent.EMERGENCY]) for _, chances, part in said]
    if bars and bars.reached(whole[Intent.EMERGENCY], [chance for _, chance in alarming]):
        return Intent.EMERGENCY
    if _asks_leave(whole) and alarms.beside_leave(words, alarming):
        return Intent.EMERGENCY
    heavier = [
        intent
        for intent, part, _ in said
        if part[intent] >= _LIKELY and whole[intent] >= _POSSIBLE
        if intent is not Intent.EMERGENCY
    ]
    return min([_calm(whole), *heavier], key=_WEIGHT.__getitem__)


def _calm(whole: Chances) -> Intent:
    """The likeliest intent but an emergency."""
    likeliest = max(whole, key=whole.__getitem__)
    if likeliest is not Intent.EMERGENCY:
        return likeliest
    return max((i for i in whole if i is not Intent.EMERGENCY), key=whole.__getitem__)
