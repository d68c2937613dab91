"""Which children a line means, beside those of its writer: for certain, or those to be asked about.

The writer's own child settles what a name alone leaves open: 浩浩 of 王浩奶奶 is 王浩. Where name and
writer differ by no more than ears or fingers confuse, nobody is taken: both may be meant.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.parsing.names import context, sounds, strangers
from bot.parsing.names.aliases import COMPOUND, SURNAMES, Kind, parts, pets_of
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
_HOUSE = re.compile(
    rf"(?P<name>{'|'.join(sorted(COMPOUND))}|[{''.join(sorted(SURNAMES))}])家"
    r"(?:的|那个?|他)*(?:小?男|小?女|孩|娃|儿子|闺女|小子|丫头)"
)
_LETTERS = re.compile(r"(?:^|(?<=[\s,。!?:;]))(?P<name>[a-z]{2,5})(?![a-z])")
_NO_INITIALS = frozenset(["ok", "hi", "qq", "wx", "am", "pm", "id", "no", "vs", "tv", "pe", "app"])
_BOTH = re.compile(r"老大老二|双胞胎|龙凤胎|[俩两]个?(?:孩子|娃|宝)|[兄姐][弟妹][俩两]")
_SHORT_NAME, _LONGEST = 2, 3

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Meant:
    """Ids of the children a line names for certain, and of those of whom one may be meant."""

    children: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


def meant(index: NameIndex, text: str, own: Sequence[str] = (), room: str = "") -> Meant:
    """Whom a text means whose writer speaks for the children `own` (ids; empty if unknown).

    `room` is the name of the class: children of another one are nobody of this.
    """
    plain = sounds.simplified(text)
    mentions = [*index.find(text), *index.mixed(text)]
    found = [m for m in mentions if not _strange(plain, m.span, room, m.pupils, own)]
    named = {child for mention in found for child in mention.pupils if child in own}
    unnamed = [] if named else own  # his own by name as well: the other one is another
    joined = {mention.span[0] for mention in found}
    heard = [
        _heard(index, mention, own, unnamed, whole=_ends(plain, mention, joined))
        for mention in found
    ]
    for span, whom in _besides(index, plain, own):
        taken = any(m.span[0] < span[1] and span[0] < m.span[1] for m in mentions)
        if not taken and not _strange(plain, span, room, whom.children, own):
            heard.append(whom)
    children = dict.fromkeys(child for one in heard for child in one.children)
    doubts = dict.fromkeys(child for one in heard for child in one.candidates)
    return Meant(tuple(c for c in children if c not in doubts), tuple(doubts))


def _strange(plain: str, span: Span, room: str, pupils: Sequence[str], own: Sequence[str]) -> bool:
    """Whether a name is somebody's outside the class; the writer's own child may have kin."""
    if strangers.another_class(plain[: span[0]], room) or strangers.in_a_task(plain, span[0]):
        return True
    if any(child in own for child in pupils):
        return False
    return strangers.is_kin(plain, *span) or strangers.is_a_sum(plain)


def _heard(
    index: NameIndex,
    mention: Mention,
    own: Sequence[str],
    unnamed: Sequence[str],
    *,
    whole: bool,
) -> Meant:
    """Whom a name means: of several the writer's own; nobody where it is all but his own.

    `unnamed` are his own unless the text names them besides; a name that is not `whole` may be
    the beginning of a stranger's.
    """
    pupils = mention.pupils if mention.exact else _with_pets(index, mention)
    if mine := tuple(child for child in own if child in pupils):
        return Meant(mine)
    near = tuple(child for child in unnamed if any(_alike(index, child, p) for p in pupils))
    if near or len(pupils) > 1 or not whole:
        return Meant(candidates=(*pupils, *near))
    if unnamed and _is_pet(index, mention):
        return Meant(candidates=(*pupils, *unnamed))
    return Meant(pupils)


def _ends(plain: str, mention: Mention, joined: Collection[int]) -> bool:
    """Whether a name ends where it seems to: another follows, or what is told of children."""
    end = mention.span[1]
    return end in joined or context.goes_no_further(plain, end)


def _with_pets(index: NameIndex, mention: Mention) -> tuple[str, ...]:
    """乐乐 is the given name of one and may be the pet name of another."""
    words = sounds.simplified(mention.words)
    pets = (pupil.id for pupil in index.pupils.values() if words in pets_of(pupil))
    return tuple(dict.fromkeys((*mention.pupils, *pets)))


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
    for match in (*_CALLED.finditer(plain), *_HOUSE.finditer(plain)):
        yield match.span(), Meant(candidates=index.of_surname(match["name"]))
    yield from _initials(index, plain, own)
    for child in own:
        yield from ((span, Meant((child,))) for span in _own_places(index, plain, child))
    if len(own) == 1:
        yield from ((span, Meant(tuple(own))) for span in _strange_pets(index, plain))
    elif both := _BOTH.search(plain):
        yield both.span(), Meant(tuple(own))


def _initials(index: NameIndex, plain: str, own: Sequence[str]) -> Iterator[tuple[Span, Meant]]:
    """lx请假: the writer's own, else those whom the letters fit; letters alone are never sure."""
    for match in _LETTERS.finditer(plain):
        hit = None if match["name"] in _NO_INITIALS else index.spelled(match["name"])
        if hit is None or not context.stands_alone(plain, *match.span()):
            continue
        mine = tuple(child for child in own if child in hit.pupils)
        yield match.span(), Meant(mine) if mine else Meant(candidates=hit.pupils)


def _one_of(pupils: tuple[str, ...]) -> Meant:
    return Meant(pupils) if len(pupils) == 1 else Meant(candidates=pupils)


def _own_places(index: NameIndex, plain: str, child: str) -> Iterator[Span]:
    """Where the writer's own child is called by words that from others are none: 圆圆的毛衣."""
    name = sounds.simplified(index.pupils[child].name)
    short = name[1:] if parts(name).surname in COMPOUND else name  # 阳子涵: the first was lost
    written = f"(?:{re.escape(name)}|{re.escape(short)})"
    for match in re.finditer(rf"(?:^|(?<=[\s,。!?:;])){written}", plain):
        if not context.names_another(plain, *match.span()):
            yield match.span()
    for start in range(len(plain) - 1):
        for end in range(start + _SHORT_NAME, min(len(plain), start + _LONGEST) + 1):
            hit = index.resolve(plain[start:end])
            said = hit and child in hit.pupils and _well_said(hit.level, hit.kind)
            if said and context.stands_alone(plain, start, end):
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
