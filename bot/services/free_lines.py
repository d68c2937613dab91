"""Free lines to a signup or a form: values, corrections and refusals without a chain."""

from typing import Any

from bot.parsing import answers
from bot.parsing.answers import Answer
from bot.parsing.chains import answers as chain_answers
from bot.parsing.chains import fields as chain_fields
from bot.parsing.clauses import Clauses
from bot.services import receipts
from bot.services.line import Line
from bot.services.matching import Target
from bot.services.scene import Scene
from bot.services.signups import give, named
from storage.views import Notice

SHORT = 8  # characters of a clause that merely refuses
BRIEF = 24  # characters; a longer free line tells more than a value


def read(notice: Notice, words: Clauses) -> Answer:
    """What ordinary words say to a signup or a form, as far as they can be told without names."""
    if chain_answers.correction(words.text, tuple(notice.fields), {}) or _refuses(words):
        return Answer("answer")
    if answers.undecided(words):
        return answers.SEEN
    return answers.SEEN if words.affirms else answers.NOTHING


def _refuses(words: Clauses) -> bool:
    return any(chain_fields.refusal(part) for part in words.statements if len(part) <= SHORT)


def say(scene: Scene, line: Line, target: Target) -> None:
    """What a free line says to a signup: a value, a correction, another's measure, or only seen."""
    via = "private" if line.private else "chat"
    for child in target.children:
        if answer := _free(scene, line, target.notice, child):
            give(scene, target.notice, child, line.person, answer, via)
        else:
            says = read(target.notice, line.read)
            if says.says == "pending":
                receipts.give(scene, target.notice, child, line.person, "pending", via=via)


def _free(scene: Scene, line: Line, notice: Notice, child: str) -> dict[str, str] | None:
    """The fields that a free line gives, with what stood before under them."""
    fields, text = tuple(notice.fields), line.read.text
    signs = scene.picture.signs.get((notice.no, child), ())
    own = next((s.answer for s in reversed(signs) if _is(s, line.person, same=True)), None)
    if isinstance(own, dict):
        new = chain_answers.correction(text, fields, own)
        return {**own, **new} if new else None
    if any(_is(s, line.person, same=False) for s in signs):
        return chain_answers.measured(text, fields)
    return _fresh(scene, line, fields, child)


def _is(sign: Any, person: str, *, same: bool) -> bool:
    return bool(sign.says == "answer" and (sign.person_id == person) is same)


def _fresh(scene: Scene, line: Line, fields: tuple[str, ...], child: str) -> dict[str, str] | None:
    """A first answer without a chain: a refusal, or values beside the child's name or alone."""
    text, room = line.read.text, scene.room(scene.child(child).classroom)
    if line.read.questions or answers.undecided(line.read):
        return None
    if _refuses(line.read):
        return chain_answers.entry_answer(text, fields, "")
    who = named(room, text)
    brief = len(text) <= BRIEF and "\n" not in text
    if brief and (who or any(sign.isdigit() for sign in text)):
        name = who or scene.child(child).name
        labelled = any(field[-2:] in text for field in chain_fields.asked(fields))
        words = text if who or labelled else f"{name} {text}"
        return chain_answers.entry_answer(words, fields, name) or None
    return None
