"""Free lines to a signup or a form: values, changes, refusals and half answers without a chain."""

from bot import texts
from bot.parsing import forms, siblings
from bot.parsing.answers import NOTHING, SEEN, Answer
from bot.parsing.clauses import Clauses
from bot.parsing.forms import Said
from bot.services.line import Line
from bot.services.replying import doubts, filled, household
from bot.services.replying.matching import Target
from bot.services.scene import Scene
from storage.views import Notice, Sign


def read(notice: Notice, words: Clauses) -> Answer:
    """What ordinary words say to a signup or a form, as far as they can be told without names."""
    form = filled.form_of(notice)
    said = forms.answer(words.text, form)
    if said.loose:
        return SEEN if words.affirms else NOTHING
    if said.joins and notice.kind == "signup":
        return Answer("answer", filled.joined(notice))
    told = said.says == "answer" or forms.alters(words.text, form, said.values)
    return Answer(said.says, dict(said.values) if told and said.values else None)


def say(scene: Scene, line: Line, target: Target) -> None:
    """What a free line says to a signup or a form for each child that it is about."""
    if len(target.children) == 1:
        _one(scene, line, target.notice, target.children[0], line.read.text)
        return
    split = household.split(scene, line, target)
    words = dict(split.words) or dict.fromkeys(
        target.children, siblings.ALL.sub("", line.read.text)
    )
    if split.open or not (split.words or split.together):
        _whose(scene, line, target)
        return
    for child, said in words.items():
        _one(scene, line, target.notice, child, said)


def _whose(scene: Scene, line: Line, target: Target) -> None:
    """An answer that may be either child's is nobody's yet; a refusal is both's."""
    notice = target.notice
    said = forms.answer(line.read.text, filled.form_of(notice))
    if said.refuses or (said.says == "pending" and not said.values):
        for child in target.children:
            _keep(scene, line, notice, child, said)
    elif said.says or said.joins:
        filled.half(scene, notice, target.children, line.person, {}, _via(line))
        names = texts.find("marks.and").join(scene.child(child).label for child in target.children)
        doubts.ask_once(scene, line.person, "whose", notice, names=names)


def _one(scene: Scene, line: Line, notice: Notice, child: str, words: str) -> None:
    signs = scene.picture.signs.get((notice.no, child), ())
    own = _last(signs, line.person)
    old = own.answer if own and own.says == "answer" and isinstance(own.answer, dict) else None
    half = own.answer if own and own.says == "pending" and isinstance(own.answer, dict) else None
    if old is None and any(s.says == "answer" and s.person_id != line.person for s in signs):
        _beside(scene, line, notice, child, words)
        return
    bare = _nameless(scene, child, words)
    said = forms.answer(bare, filled.form_of(notice), old=old, half=half)
    if said.says != "answer" or not said.loose or bare != words or not _among_others(line, notice):
        _keep(scene, line, notice, child, said)


def _keep(scene: Scene, line: Line, notice: Notice, child: str, said: Said) -> None:
    ask = not line.read.questions  # who asks something himself is answered first
    filled.keep(scene, notice, child, line.person, said, via=_via(line), ask=ask)


def _last(signs: tuple[Sign, ...] | list[Sign], person: str) -> Sign | None:
    """The newest sign by this person that holds values."""
    own = [s for s in signs if s.person_id == person and s.says in {"answer", "pending"}]
    told = [s for s in own if s.says == "answer" or s.answer]
    return told[-1] if told else None


def _beside(scene: Scene, line: Line, notice: Notice, child: str, words: str) -> None:
    """Another guardian has answered: what this one found is kept beside it."""
    old = scene.picture.receipt(notice.no, child).answer
    words = _nameless(scene, child, words)
    new = forms.found(words, filled.form_of(notice), old if isinstance(old, dict) else {})
    if new:
        filled.give(scene, notice, child, line.person, new, _via(line))


def _nameless(scene: Scene, child: str, words: str) -> str:
    """The words without the child's name and what it is called."""
    index = scene.room(scene.child(child).classroom).index
    for mention in reversed(index.find(words)):
        if child in mention.pupils:
            start, end = mention.span
            words = f"{words[:start]} {words[end:]}"
    return words


def _among_others(line: Line, notice: Notice) -> bool:
    """Words that nothing ties to the notice: talk among others, in a group."""
    return not line.private and len(filled.form_of(notice).wanted) == 1


def _via(line: Line) -> str:
    return "private" if line.private else "chat"
