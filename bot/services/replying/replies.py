"""A guardian's words: what they settle, what is doubtful, what is asked."""

import re

from bot.messages import Kind
from bot.parsing import answers, lookup, meant_numbers, outside, siblings
from bot.parsing.answers import Answer
from bot.services.asking import questions, worries
from bot.services.counting import receipts
from bot.services.line import Line
from bot.services.replying import apart, doubts, free_lines, matching, meant, several
from bot.services.replying.matching import Match, Target
from bot.services.replying.meant import AFFIRMED, read
from bot.services.scene import Scene
from storage.views import Notice

WORDS = frozenset({Kind.TEXT, Kind.STICKER})  # the caption of a picture answers nothing
TELLING = 16  # characters of an answer that two families would hardly give in the same words


def reply(scene: Scene, line: Line) -> None:
    """The one door for what a guardian writes."""
    own = matching.own_children(scene, line)
    if not own:
        return
    every = matching.targets(scene, own)
    asked = not line.plain and meant.asked_for(line, every)
    if not line.plain and not asked and (rest := worries.take(scene, line, own)) is not None:
        line = line.saying(rest)
        if not line.read.parts:
            return
    for piece in several.split(scene, line, every) or [line]:
        _reply(scene, piece, own, every)


def _reply(scene: Scene, line: Line, own: tuple[str, ...], every: tuple[Target, ...]) -> None:
    """What is said to one notice."""
    found = meant.choose(scene, line, every)
    if line.plain:
        _affirm(scene, line, found)
    elif not _says_nothing(line, found):
        _closely(scene, line, found, own)


def is_sure(scene: Scene, line: Line) -> bool:
    """Does the line name its notice by quote, number or matter?"""
    own = matching.own_children(scene, line)
    return matching.match(scene, line, matching.targets(scene, own), strictly=True).sure


def via(line: Line) -> str:
    return "private" if line.private else "chat"


def _affirm(scene: Scene, line: Line, found: Match) -> None:
    """A bare 收到: of the notice that is open, if exactly one is."""
    if found.target:
        _answer(scene, line, found.target, _bare(found.target.notice, line))
    elif found.choices:
        doubts.which(scene, line.person, found.choices)


def _bare(notice: Notice, line: Line) -> Answer:
    """What a bare token says to a notice of this kind: 1 is an option, or was agreed on."""
    if notice.kind == "ack":
        return AFFIRMED
    said = read(notice, line)
    return said if said.says == "answer" else answers.SEEN


def _answer(scene: Scene, line: Line, target: Target, answer: Answer, words: str = "") -> None:
    for child in target.children:
        receipts.give(
            scene,
            target.notice,
            child,
            line.person,
            answer.says,
            answer=answer.value,
            via=via(line),
            words=words,
        )


def _closely(scene: Scene, line: Line, found: Match, own: tuple[str, ...]) -> None:
    named = _named(scene, line, own)
    mine = () if line.taken else tuple(child for child in own if child in named)
    target = _narrowed(found, mine)
    foreign = bool(named) and not named & set(own)
    if target and (why := _doubtful(scene, line, target, foreign=foreign)):
        doubts.suspect(scene, target, line.person, why, via=via(line), words=line.read.text)
        return
    if target is None and found.choices and not foreign:
        if line.read.bare and meant_numbers.all_of(line.read.text) == len(found.choices):
            for choice in found.choices:
                _answer(scene, line, choice, _bare(choice.notice, line))
            return
        said = meant.asked_back(line, found.choices)
        if said and answers.BOTH.search(line.read.text):
            for choice in found.choices:
                _take(scene, line, choice, found, mine or own)
            return
        if line.read.bare or said:
            doubts.which(scene, line.person, found.choices, said)
            return
    _take(scene, line, target, found, mine or own)


def _says_nothing(line: Line, found: Match) -> bool:
    """No answer, no question and no gesture, to notices that want 收到 alone."""
    words = line.read
    if words.affirms or words.questions or words.unclear or words.gesture:
        return False
    about = (found.target,) if found.target else found.choices
    return all(target.notice.kind == "ack" for target in about)


def _named(scene: Scene, line: Line, own: tuple[str, ...]) -> set[str]:
    """The children whom the words name: of this class, or of all the writer's classes."""
    rooms = {scene.child(child).classroom for child in own}
    text = siblings.KIN.sub(_blank, line.read.text)
    found = (m for room in rooms for m in scene.room(room).index.find(text))
    return {child for mention in found for child in mention.pupils}


def _blank(found: re.Match[str]) -> str:
    """小子 and 大宝 are words for any child, not somebody's pet name."""
    return " " * len(found[0])


def _narrowed(found: Match, mine: tuple[str, ...]) -> Target | None:
    """Where the words name some of the writer's children, it is about them alone."""
    target = found.target
    if target is None and mine:
        about = [t for t in found.choices if set(t.children) & set(mine)]
        target = about[0] if len(about) == 1 else None
    if target is None or not mine:
        return target
    return Target(target.notice, tuple(c for c in target.children if c in mine) or target.children)


def _doubtful(scene: Scene, line: Line, target: Target, *, foreign: bool) -> str:
    """Why these words may not be the writer's own answer; "" where they may."""
    if line.read.gesture:
        quoted = (line.chat, line.message.quote) in scene.picture.quoted
        return "" if quoted or not _is_open(scene, target) else "gesture"
    if _copied(scene, line, target.notice) and (line.read.affirms or _answers(target.notice, line)):
        return "copied"
    return "other_child" if foreign and _answers(target.notice, line) else ""


def _is_open(scene: Scene, target: Target) -> bool:
    return matching.is_open(scene, target)


def _copied(scene: Scene, line: Line, notice: Notice) -> bool:
    """Did another family write these very words here? Civil words are nobody's own.

    Short values and votes are alike in many families.
    """
    if not line.telling or (notice.kind != "ack" and len(line.read.text) < TELLING):
        return False
    mine = set(matching.own_children(scene, line))
    earlier = scene.picture.echoes.get((line.chat, line.fingerprint), ())
    room = scene.room(line.room) if line.room else None
    return room is not None and any(
        sender != line.person and not mine & set(room.own(sender)) for sender in earlier
    )


def _answers(notice: Notice, line: Line) -> bool:
    return read(notice, line).says in {"answer", "pending"}


def _take(
    scene: Scene, line: Line, target: Target | None, found: Match, own: tuple[str, ...]
) -> None:
    """Keep what a line answers, and take up what it asks."""
    notice = target.notice if target and _belongs(scene, line, target, found) else None
    if target and line.message.kind in WORDS:
        _sign(scene, line, target, found.target or target, about=notice is not None)
    if line.read.questions:
        room = scene.room(scene.child(own[0]).classroom)
        questions.ask(scene, line, notice or _spoken_of(scene, line), room, own[0])
    elif line.read.unclear and notice and target:
        again = doubts.in_brief(scene, notice, most=70)
        scene.tell(line.person, "question.plain", no=notice.no, brief=again)


def _sign(scene: Scene, line: Line, target: Target, wide: Target, *, about: bool) -> None:
    """`wide` are all of the writer's children whom the notice concerns, named or not.

    `about`: what the line asks is about this notice.
    """
    answer = meant.beside_others(scene, line, target, read(target.notice, line))
    if target.notice.kind in {"signup", "form"}:
        free_lines.say(scene, line, wide)
    elif (told := apart.told(scene, line, wide)) is None:
        _answer(scene, line, wide, answers.SEEN)
        apart.ask(scene, line, wide)
    elif told:
        for child, own in told.items():
            _answer(scene, line, Target(target.notice, (child,)), own)
    elif answer.says:
        words = " ".join(p for p in line.read.statements) if line.read.taunts else ""
        _answer(scene, line, target, answer, words)
        if answer.undecided and not line.read.unclear:
            doubts.unsure(scene, line.person, target.notice)
    asking = about and line.read.questions and not answers.hedges(line.read)
    if answer.says != "answer" and (asking or line.read.unclear):
        _answer(scene, line, target, Answer("question"), line.read.text)


def _belongs(scene: Scene, line: Line, target: Target, found: Match) -> bool:
    """Is this question about that notice? It answers it, names it, or the notice is young."""
    if found.sure or line.read.affirms or read(target.notice, line).says:
        return True
    about = lookup.shared(line.matters, target.notice.title, target.notice.body)
    sent = target.notice.sent_at
    if not about and questions.is_of_its_own(scene, line, target.notice):
        return False
    return bool(about) or (sent is not None and (scene.now - sent).days < 1)


def _spoken_of(scene: Scene, line: Line) -> Notice | None:
    """A notice that wants no reply may be asked about, too: by quote, number or its matter."""
    number, _ = scene.picture.quoted.get((line.chat, line.message.quote), (None, None))
    rooms = frozenset([line.room] if line.room else scene.picture.school.classes_of[line.person])
    current = scene.picture.current(rooms)
    number = number or line.read.number
    if named := next((n for n in current if n.no == number), None):
        return named
    scored = [(lookup.shared(line.matters, n.title, n.body), n.no, n) for n in current]
    best = max(scored, default=(0, 0, None), key=lambda s: s[:2])
    return best[2] if best[0] else _of_own_will(scene, line, current)


def _of_own_will(scene: Scene, line: Line, current: list[Notice]) -> Notice | None:
    """截图发哪 is about the street's task of today, though none of its words stand in it."""
    young = [n for n in current if n.sent_at and (scene.now - n.sent_at).days < 1]
    voluntary = [n for n in young if n.kind == "voluntary"]
    return voluntary[-1] if voluntary and outside.ASKED_OF.search(line.read.text) else None
