"""What a line says to a notice, and which notice it is about where more than one can be meant."""

from collections.abc import Sequence
from dataclasses import replace

from bot.parsing import answers, attend, forms, signals, votes
from bot.parsing.answers import Answer
from bot.services.line import Line
from bot.services.replying import filled, free_lines, matching
from bot.services.replying.matching import Match, Target
from bot.services.scene import Scene
from storage.views import Notice

AFFIRMED = Answer("answer")
OFFERING = frozenset({"attend", "poll"})


def read(notice: Notice, line: Line) -> Answer:
    """What a line says to a notice of this kind."""
    words = line.read
    if words.gesture and notice.kind == "ack":
        return AFFIRMED
    if notice.kind == "ack":
        return AFFIRMED if words.affirms and not words.unclear else answers.NOTHING
    coded = signals.coded(notice.body, words.text) if notice.kind in OFFERING else answers.NOTHING
    if coded.says:
        return coded
    if notice.kind == "attend":
        return attend.attend(words)
    if notice.kind == "poll":
        return votes.choose(words, tuple(notice.options))
    return free_lines.read(notice, words)


def beside_others(scene: Scene, line: Line, target: Target, answer: Answer) -> Answer:
    """What keeps one adult away speaks against another's word that they come."""
    number = target.notice.no
    signs = (s for child in target.children for s in scene.picture.signs.get((number, child), ()))
    others = (s.answer for s in signs if s.person_id != line.person)
    return Answer("deny") if answer.kept and attend.COMES in others else answer


def asked_for(line: Line, every: Sequence[Target]) -> bool:
    """Does it tell what a form asks, by the field's name? An allergy asked for is no worry."""
    notices = (t.notice for t in every if t.notice.kind == "form")
    return any(forms.mentions(line.read.text, filled.form_of(n)) for n in notices)


def choose(scene: Scene, line: Line, every: tuple[Target, ...]) -> Match:
    """The notice of a line: the one it names, else the one whose answer it is, open or settled.

    A changed mind belongs to what was answered before, though something else is open by now.
    """
    found = matching.match(scene, line, every)
    if line.plain or found.named or not found.targets:
        return found
    answered = [t for t in found.targets if _answers(scene, line, t)]
    if not answered:
        return found
    whole = [t for t in answered if read(t.notice, line).says == "answer"]
    answered = whole or answered  # C is a whole vote, and at most a scrap of a form
    about = matching.by_matter(line, (found.target,) if found.target else found.choices)
    if about and about not in answered and read(about.notice, line).says:
        return found
    return _among(scene, line, found, answered)


def _answers(scene: Scene, line: Line, target: Target) -> bool:
    """Are the words an answer of this notice's own kind, and news where it has one?"""
    said = read(target.notice, line)
    if target.notice.kind == "ack" or not said.says or said.says == "deny":
        return False
    if said.kept:
        return True
    if said.says == "pending" and said.value is None:
        return not line.read.affirms and matching.is_open(scene, target)
    before = (scene.picture.receipt(target.notice.no, child).answer for child in target.children)
    return said.value is None or any(answer != said.value for answer in before)


def _among(scene: Scene, line: Line, found: Match, answered: list[Target]) -> Match:
    """Of those that it answers the one of its matter, the only one, or the only open one."""
    if about := matching.by_matter(line, answered):
        return replace(found, target=about, sure=True)
    waiting = [t for t in answered if matching.is_open(scene, t)] or answered
    if len(waiting) == 1:
        return replace(found, target=waiting[0])
    return replace(found, target=None, choices=tuple(waiting))


def asked_back(line: Line, choices: tuple[Target, ...]) -> dict[int, object]:
    """What the words answer to each of several notices, if they answer every one of them."""
    said = {t.notice.no: read(t.notice, line).value for t in choices}
    return said if all(said.values()) else {}
