"""Which children a line means, beside those of its writer: for certain, or those to be asked about.

The writer's own child settles what a name alone leaves open: 浩浩 of 王浩奶奶 is 王浩. Where name and
writer differ by no more than ears or fingers confuse, nobody is taken: both may be meant.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.parsing.names import context, sounds
from bot.parsing.names.aliases import COMPOUND, SURNAMES, Kind, parts
from bot.parsing.names.aliasing import Level
from bot.parsing.names.finding import Mention, NameIndex

_STARTS = r"(?:^|(?<=[\s,。!?:;@])|(?<=[请让和跟与是叫找替帮代]))"
_SURNAME = rf"{_STARTS}(?P<name>{'|'.join(sorted(COMPOUND))}|[{''.join(sorted(SURNAMES))}])"
_PUPIL = re.compile(rf"{_SURNAME}(?:同学|小朋友)(?![们会录])")
_PARENT = re.compile(rf"{_SURNAME}(?:妈妈?|爸爸?)(?=$|[\s,。!?:;]|[你您在说加发帮请家]|麻烦)")
_CALLED = re.compile(
    rf"(?:^|(?<=[\s,。!?:;]))小(?P<name>[{''.join(sorted(SURNAMES))}])(?=[把的忘]|没带)"
)
_DOUBLED = re.compile(r"(?:^|(?<=[\s,。!?:;]))(?P<name>(?P<one>[\u4e00-\u9fff])(?P=one))(?!的)")
_SHORT_NAME, _LONGEST = 2, 3

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Meant:
    """Ids of the children a line names for certain, and of those of whom one may be meant."""

    children: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


def meant(index: NameIndex, text: str, own: Sequence[str] = ()) -> Meant:
    """Whom a text means whose writer speaks for the children `own` (ids; empty if unknown)."""
    found = [*index.find(text), *index.mixed(text)]
    named = {child for mention in found for child in mention.pupils if child in own}
    unnamed = [] if named else own  # his own by name as well: the other one is another
    heard = [_heard(index, mention, own, unnamed) for mention in found]
    for span, whom in _besides(index, sounds.simplified(text), own):
        if not any(m.span[0] < span[1] and span[0] < m.span[1] for m in found):
            heard.append(whom)
    children = dict.fromkeys(child for one in heard for child in one.children)
    doubts = dict.fromkeys(child for one in heard for child in one.candidates)
    return Meant(tuple(c for c in children if c not in doubts), tuple(doubts))


def _heard(index: NameIndex, mention: Mention, own: Sequence[str], unnamed: Sequence[str]) -> Meant:
    """Whom a name means: of several the writer's own; nobody where it is all but his own.

    `unnamed` are his own unless the text names them besides.
    """
    if mine := tuple(child for child in own if child in mention.pupils):
        return Meant(mine)
    near = tuple(child for child in unnamed if any(_alike(index, child, p) for p in mention.pupils))
    if near or len(mention.pupils) > 1:
        return Meant(candidates=(*mention.pupils, *near))
    if unnamed and _is_pet(index, mention):
        return Meant(candidates=(*mention.pupils, *unnamed))
    return Meant(mention.pupils)


def _is_pet(index: NameIndex, mention: Mention) -> bool:
    """Whether it is a pet name, which children of other families have as well."""
    hit = index.resolve(mention.words)
    return hit is not None and hit.kind is Kind.PET


def _alike(index: NameIndex, one: str, other: str) -> bool:
    """Whether two names are taken for each other: by sound, or as one begins the other."""
    first, second = (sounds.simplified(index.pupils[child].name) for child in (one, other))
    if first in second or second in first or sounds.sound(first) == sounds.sound(second):
        return True
    given, others = parts(first).given, parts(second).given
    return len(given) > 1 and sounds.sound(given) == sounds.sound(others)


def _besides(index: NameIndex, plain: str, own: Sequence[str]) -> Iterator[tuple[Span, Meant]]:
    """What is no name by itself: a surname with 同学 or 妈妈, and what the writer calls his own."""
    for match in _PUPIL.finditer(plain):
        bearers = index.of_surname(match["name"])
        mine = tuple(child for child in own if child in bearers)
        yield match.span(), _one_of(mine or bearers)
    for match in _PARENT.finditer(plain):
        yield match.span(), _one_of(index.of_surname(match["name"]))
    for match in _CALLED.finditer(plain):
        yield match.span(), Meant(candidates=index.of_surname(match["name"]))
    for child in own:
        yield from ((span, Meant((child,))) for span in _own_places(index, plain, child))
    if len(own) == 1:
        yield from ((span, Meant(tuple(own))) for span in _strange_pets(index, plain))


def _one_of(pupils: tuple[str, ...]) -> Meant:
    return Meant(pupils) if len(pupils) == 1 else Meant(candidates=pupils)


def _own_places(index: NameIndex, plain: str, child: str) -> Iterator[Span]:
    """Where the writer's own child is called by words that from others are none: 圆圆的毛衣."""
    name = sounds.simplified(index.pupils[child].name)
    for match in re.finditer(rf"(?:^|(?<=[\s,。!?:;])){re.escape(name)}", plain):
        if not context.names_another(plain, *match.span()):
            yield match.span()
    for start in range(len(plain) - 1):
        for end in range(start + _SHORT_NAME, min(len(plain), start + _LONGEST) + 1):
            hit = index.resolve(plain[start:end])
            said = hit and child in hit.pupils and _well_said(hit.level, hit.kind)
            if said and context.begins_a_clause(plain, start, end):
                yield start, end


def _well_said(level: Level, kind: Kind) -> bool:
    written = level is Level.WRITTEN and kind <= Kind.PET
    return written or (level is Level.SAME and kind is Kind.FULL)


def _strange_pets(index: NameIndex, plain: str) -> Iterator[Span]:
    """Pet names that fit nobody of the class: 豆豆今天肚子疼."""
    for match in _DOUBLED.finditer(plain):
        hit = index.resolve(match["name"])
        fits = hit is not None and hit.kind <= Kind.PET
        if not fits and context.begins_a_clause(plain, *match.span()):
            yield match.span()
