"""Free lines to a signup or a form: values, changes, refusals and half answers without a chain."""

from collections.abc import Mapping

from bot import texts
from bot.parsing import forms, siblings
from bot.parsing.answers import NOTHING, SEEN, Answer
from bot.parsing.chains import answers as chain_answers
from bot.parsing.chains import fields as chain_fields
from bot.parsing.clauses import Clauses
from bot.parsing.forms import Said
from bot.services import doubts, household, receipts
from bot.services.line import Line
from bot.services.matching import Target
from bot.services.scene import Scene
from bot.services.signups import drop, give, joined
from storage.views import Notice, Sign


def read(notice: Notice, words: Clauses) -> Answer:
    """What ordinary words say to a signup or a form, as far as they can be told without names."""
    fields = tuple(notice.fields)
    said = forms.answer(words.text, fields)
    if said.loose:
        return SEEN if words.affirms else NOTHING
    if said.joins and notice.kind == "signup":
        return Answer("answer", joined(notice))
    told = said.says == "answer" or forms.alters(words.text, fields, said.values)
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
    said = forms.answer(line.read.text, tuple(target.notice.fields))
    if said.refuses or (said.says == "pending" and not said.values):
        for child in target.children:
            _keep(scene, line, target.notice, child, said)
    elif said.says or said.joins:
        _pending(scene, line, target.notice, target.children, {})
        names = texts.find("marks.and").join(scene.child(child).label for child in target.children)
        doubts.ask_once(scene, line.person, "whose", target.notice, names=names)


def _one(scene: Scene, line: Line, notice: Notice, child: str, words: str) -> None:
    signs = scene.picture.signs.get((notice.no, child), ())
    own = _last(signs, line.person)
    old = own.answer if own and own.says == "answer" and isinstance(own.answer, dict) else None
    half = own.answer if own and own.says == "pending" and isinstance(own.answer, dict) else None
    fields = tuple(notice.fields)
    if old is None and any(s.says == "answer" and s.person_id != line.person for s in signs):
        _beside(scene, line, notice, child, words)
        return
    bare = _nameless(scene, child, words)
    said = forms.answer(bare, fields, old=old, half=half)
    if old and not said.says and (new := chain_answers.correction(words, fields, old)):
        said = Said("answer", {**old, **new})
    if said.says != "answer" or not said.loose or bare != words or not _among_others(line, notice):
        _keep(scene, line, notice, child, said)


def _keep(scene: Scene, line: Line, notice: Notice, child: str, said: Said) -> None:
    """Who joins and names none of the fields asked for has answered the half of it."""
    if said.joins and notice.kind == "signup" and chain_fields.names_some(tuple(notice.fields)):
        said = Said("pending", {}, chain_fields.asked(tuple(notice.fields)))
    if said.says == "answer":
        give(scene, notice, child, line.person, dict(said.values), _via(line))
    elif said.joins and notice.kind == "signup":
        give(scene, notice, child, line.person, joined(notice), _via(line))
    elif said.says == "withdrawn":
        drop(scene, notice, child)
    elif said.says == "pending":
        _pending(scene, line, notice, (child,), said.values)
        if said.missing:
            fields = texts.find("marks.comma").join(said.missing)
            doubts.ask_once(scene, line.person, "missing", notice, fields=fields)


def _last(signs: tuple[Sign, ...] | list[Sign], person: str) -> Sign | None:
    """The newest sign by this person that holds values."""
    own = [s for s in signs if s.person_id == person and s.says in {"answer", "pending"}]
    told = [s for s in own if s.says == "answer" or s.answer]
    return told[-1] if told else None


def _beside(scene: Scene, line: Line, notice: Notice, child: str, words: str) -> None:
    """Another guardian has answered: what this one found is kept beside it."""
    fields = tuple(notice.fields)
    said = forms.answer(_nameless(scene, child, words), fields)
    told = dict(said.values) if not said.loose else {}
    if new := told or chain_answers.measured(words, fields):
        give(scene, notice, child, line.person, new, _via(line))


def _pending(
    scene: Scene, line: Line, notice: Notice, children: tuple[str, ...], half: Mapping[str, str]
) -> None:
    for child in children:
        told = dict(half) or None
        receipts.give(scene, notice, child, line.person, "pending", answer=told, via=_via(line))


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
    return not line.private and len(chain_fields.asked(tuple(notice.fields))) == 1


def _via(line: Line) -> str:
    return "private" if line.private else "chat"
