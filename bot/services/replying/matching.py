"""Which notice a line is about: by quote, number or matter, else the one that is open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.parsing import lookup
from bot.services.counting.receipts import ASKING
from bot.services.line import Line
from bot.services.scene import Scene
from storage.views import Notice


@dataclass(frozen=True, slots=True)
class Target:
    """A notice with the writer's own children whom it concerns."""

    notice: Notice
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """`target` is what the line is about; `choices` are the open ones where that is not clear.

    `named`: by a quote or its number; `sure`: by its matter, too.
    `targets` are all current notices of the family that want a reply, oldest first.
    """

    target: Target | None
    sure: bool = False
    named: bool = False
    choices: tuple[Target, ...] = ()
    targets: tuple[Target, ...] = ()


def own_children(scene: Scene, line: Line) -> tuple[str, ...]:
    """The children the writer speaks for: in private all, in a group those of that class.

    A child of another class is one of them there where the words name it.
    """
    classes = sorted(scene.picture.school.classes_of.get(line.person, ()))
    here = [line.room] if line.room else classes
    found = [c for room in here for c in scene.room(room).own(line.person)]
    elsewhere = [] if line.plain else [room for room in classes if room not in here]
    if not elsewhere:
        return tuple(found)
    text = _without_names_of(scene, here, line.read.text)
    named = {c for room in elsewhere for c in _named_there(scene, line.person, room, text)}
    return (*found, *sorted(named))


def _without_names_of(scene: Scene, rooms: Iterable[str], text: str) -> str:
    """Who stands there by the full name is nobody else's pet name: 小鼠 in 娄小鼠."""
    full = [m.words for room in rooms for m in scene.room(room).index.find(text) if m.exact]
    for name in full:
        text = text.replace(name, " ")
    return text


def _named_there(scene: Scene, person: str, classroom: str, text: str) -> set[str]:
    room = scene.room(classroom)
    own = set(room.own(person))
    return {c for m in room.index.find(text) for c in m.pupils if c in own} if own else own


def targets(scene: Scene, own: tuple[str, ...]) -> tuple[Target, ...]:
    """The current notices that want a reply for these children."""
    classes = frozenset(scene.child(child).classroom for child in own)
    found = []
    for notice in scene.picture.current(classes):
        if notice.kind in ASKING:
            concerned = tuple(c for c in own if concerns(scene, notice, c))
            if concerned:
                found.append(Target(notice, concerned))
    return tuple(found)


def concerns(scene: Scene, notice: Notice, child: str) -> bool:
    one = scene.child(child)
    return one.classroom in notice.classes and (not notice.tag or notice.tag in one.tags)


def is_open(scene: Scene, target: Target) -> bool:
    """Is a child of it not confirmed yet?"""
    number = target.notice.no
    return any(scene.picture.receipt(number, c).status != "confirmed" for c in target.children)


def match(scene: Scene, line: Line, every: tuple[Target, ...], *, strictly: bool = False) -> Match:
    """Which of the writer's `targets`. `strictly`: also the only open one must be named."""
    number = _number(scene, line)
    named = next((t for t in every if t.notice.no == number), None)
    if named or _wants_nothing(scene, number):
        return Match(named, sure=True, named=True, targets=every)
    still_open = tuple(t for t in every if is_open(scene, t))
    if strictly:
        told = by_matter(line, still_open)
        return Match(told, sure=told is not None, targets=every)
    if len(still_open) == 1:
        return Match(still_open[0], targets=every)
    if not still_open:
        return Match(by_matter(line, every) or (every[-1] if every else None), targets=every)
    if told := by_matter(line, still_open):
        return Match(told, sure=True, targets=every)
    return Match(None, choices=still_open, targets=every)


def _wants_nothing(scene: Scene, number: int | None) -> bool:
    """收到 to a notice that asks for no reply is civil, and no word about another one."""
    notice = scene.picture.notices.get(number or 0)
    return notice is not None and notice.kind not in ASKING


def _number(scene: Scene, line: Line) -> int | None:
    """The notice that is named by a quote of the bot's message, or by its number."""
    number, _ = scene.picture.quoted.get((line.chat, line.message.quote), (None, None))
    if number is None and not line.plain:
        number = line.read.number
    return number


def by_matter(line: Line, among: Sequence[Target]) -> Target | None:
    """The only one whose matter the words touch more than any other's."""
    if line.plain or not among:
        return None
    scores = [lookup.shared(line.matters, t.notice.title, t.notice.body) for t in among]
    best = max(scores)
    return among[scores.index(best)] if best and scores.count(best) == 1 else None
