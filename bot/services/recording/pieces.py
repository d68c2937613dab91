"""A dictated line cut into families: one call to one family is one row, with its own words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.parsing import attempts, callings, contact_kinds, past, whose
from bot.parsing.names import Mention
from bot.services.people import naming
from bot.services.school import Room


@dataclass
class Piece:
    """The words about one family's children, with the kin who were spoken to.

    `named` are kin that stand beside a child's name, each with the words behind it.
    """

    room: Room
    children: list[str]
    words: str
    named: list[tuple[str, str]] = field(default_factory=list)

    @property
    def kin(self) -> tuple[str, ...]:
        """Who was reached, where some were and some were not."""
        if not self.named:
            return kin_of(self.words)
        there = [kin for kin, words in self.named if attempts.reached(words)]
        return tuple(dict.fromkeys(there or [kin for kin, _ in self.named]))

    @property
    def guardians(self) -> list[str]:
        return naming.guardians(self.room, self.children, self.kin)


@dataclass
class _Group:
    """Names that stand together; `begin` is where their words begin."""

    names: list[Mention]
    begin: int = 0

    @property
    def start(self) -> int:
        return self.names[0].span[0]

    @property
    def end(self) -> int:
        return self.names[-1].span[1]


def kin_of(words: str) -> tuple[str, ...]:
    """Who of the family was spoken to: not who was merely mentioned, or away."""
    found = list(whose.KIN.finditer(words))
    there = [m for m in found if not callings.AWAY.match(words[m.end() :])]
    spoken = [m for m in there if callings.THERE.match(words[m.end() :])] or there[:1]
    return tuple(dict.fromkeys(whose.plain_kin(m) for m in spoken))


def ambiguous(rooms: Sequence[Room], text: str, chosen: Collection[str] = ()) -> Mention | None:
    """A name that several children bear, where it is the name of a family spoken to."""
    names = naming.spoken_to(rooms, text, chosen)
    groups = _groups(names, text) if names else []
    every = (mention for group in groups for mention in group.names)
    return next((mention for mention in every if len(mention.pupils) > 1), None)


def cut(rooms: Sequence[Room], text: str, chosen: Collection[str] = ()) -> list[Piece]:
    """The families of a line with their words, in the order in which they are named."""
    names = naming.spoken_to(rooms, text, chosen)
    groups = _groups(names, text) if names else []
    pieces: list[Piece] = []
    ends = [*(group.begin for group in groups[1:]), len(text)]
    for group, end in zip(groups, ends, strict=False):
        _add(pieces, rooms, group, text, end)
        _add_siblings(pieces, names, group.end, end)
    return _shared(pieces)


def _groups(names: list[Mention], text: str) -> list[_Group]:
    """The names of families spoken to, together where they are told together."""
    listed = _joined(names, text)
    groups = [g for g in listed if any(_is_head(m, text) for m in g.names) and _says(g, text)]
    groups = groups or [g for g in listed if not _is_topic(g.names[0], text)][:1] or listed[:1]
    for before, group in pairwise(groups):
        group.begin = _begin(text, before.end, group.start)
    return groups


def _joined(names: list[Mention], text: str) -> list[_Group]:
    groups: list[_Group] = []
    for mention in names:
        between = text[groups[-1].end : mention.span[0]] if groups else " "
        if groups and callings.JOINS.match(between):
            groups[-1].names.append(mention)
        else:
            groups.append(_Group([mention]))
    return groups


def _is_topic(mention: Mention, text: str) -> bool:
    return bool(callings.TOPIC_BEFORE.search(text[: mention.span[0]]))


def _is_head(mention: Mention, text: str) -> bool:
    """Is this a family that was spoken to, by what stands before or behind the name?"""
    before, behind = text[: mention.span[0]], text[mention.span[1] :]
    if _is_topic(mention, text):
        return False
    if callings.ATTACHED.match(behind) or callings.SPACED.match(behind):
        return True
    if callings.WITH.search(before):
        return False
    alone = not before.strip() or before[-1] in callings.MARKS
    answers = alone and callings.ANSWERS.match(behind)
    return bool(answers or callings.HOME.match(behind) or callings.DEED_BEFORE.search(before))


def _says(group: _Group, text: str) -> bool:
    """Something was done or said with them, beside the name."""
    behind = text[group.end : group.end + 40]
    return bool(callings.SAYS.search(behind) or callings.DEED_BEFORE.search(text[: group.start]))


def _begin(text: str, after: int, start: int) -> int:
    """Where the words of a group begin: with its clause, or with what leads in to its name."""
    clause = max(text.rfind(mark, after, start) for mark in callings.MARKS)
    if clause >= 0:
        return clause + 1
    lead = callings.LEAD_IN.search(text[after:start])
    return after + lead.start() if lead else start


def _add(pieces: list[Piece], rooms: Sequence[Room], group: _Group, text: str, end: int) -> None:
    """The words of a group go to each of its families, to one that is known already as more."""
    words = text[group.begin : end]
    called = _called(group, text, end)
    for mention, kin in called:
        child = mention.pupils[0]
        room = next(room for room in rooms if child in room.children)
        piece = _of_family(pieces, room, child, words)
        if piece is None:
            piece = Piece(room, [], "")
            pieces.append(piece)
        if child not in piece.children:
            piece.children.append(child)
        if not piece.words.endswith(words):
            piece.words = f"{piece.words} {words}".strip()
        piece.named += [(one, words) for one in kin]


def _called(group: _Group, text: str, end: int) -> list[tuple[Mention, list[str]]]:
    """Each name with the kin beside it; one without any has that of the next name."""
    found: list[tuple[Mention, list[str]]] = []
    kin: list[str] = []
    for mention in reversed(group.names):
        behind = text[mention.span[1] : end]
        beside = callings.ATTACHED.match(behind) or callings.SPACED.match(behind)
        if beside and not callings.AWAY.match(behind[beside.end() :]):
            kin = naming.kin_in(beside[0])
        found.append((mention, kin))
    return found[::-1]


def _of_family(pieces: list[Piece], room: Room, child: str, words: str) -> Piece | None:
    """The piece of the same family, unless these words tell of another kind of contact."""
    kind = contact_kinds.explicit(words)
    for piece in pieces:
        if any(naming.kin_between(room, child, other) for other in piece.children):
            before = contact_kinds.explicit(piece.words)
            return piece if kind is None or before in (None, kind) else None
    return None


def _add_siblings(pieces: list[Piece], names: list[Mention], begin: int, end: int) -> None:
    """A brother or sister spoken of in a family's words belongs to its row."""
    inside = [m for m in names if begin <= m.span[0] < end and len(m.pupils) == 1]
    for mention in inside:
        child = mention.pupils[0]
        for piece in pieces[-1:]:
            kin = any(naming.kin_between(piece.room, child, one) for one in piece.children)
            if kin and child not in piece.children:
                piece.children.append(child)


def together(pieces: list[Piece]) -> list[Piece]:
    """What all of them were at is one row."""
    for piece in pieces[1:]:
        pieces[0].children += piece.children
        if piece.words not in pieces[0].words:
            pieces[0].words = f"{pieces[0].words} {piece.words}"
        pieces[0].named += piece.named
    return pieces[:1]


def _shared(pieces: list[Piece]) -> list[Piece]:
    """都聊了睡觉时间 behind the last of several families was said of all of them."""
    if len(pieces) > 1:
        clauses = past.split(pieces[-1].words)
        for_all = [part for part in clauses if callings.FOR_ALL.match(part)]
        for piece in pieces[:-1]:
            piece.words = " ".join([piece.words, *(p for p in for_all if p not in piece.words)])
    return pieces
