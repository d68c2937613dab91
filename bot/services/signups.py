"""Chains and forms: lines of a 接龙 become answers with fields, child by child."""

from bot.parsing import answers
from bot.parsing.answers import Answer
from bot.parsing.clauses import Clauses
from bot.services import receipts
from bot.services.line import Line
from bot.services.matching import Target
from bot.services.scene import Scene
from storage.views import Notice


def read(notice: Notice, words: Clauses) -> Answer:
    """What ordinary words say to a signup or a form."""
    if answers.undecided(words):
        return answers.SEEN
    return answers.SEEN if words.affirms else answers.NOTHING


def say(scene: Scene, line: Line, target: Target, answer: Answer) -> None:
    via = "private" if line.private else "chat"
    for child in target.children:
        receipts.give(
            scene, target.notice, child, line.person, answer.says, answer=answer.value, via=via
        )
