"""Voice, pictures, files and forwarded words: never counted unheard, a person looks at them."""

from bot.messages import Kind
from bot.services.counting import receipts
from bot.services.line import Line
from bot.services.replying import doubts, matching, replies
from bot.services.scene import Scene

WAITING = frozenset({Kind.VOICE, Kind.FORWARD, Kind.IMAGE, Kind.FILE})


def is_media(scene: Scene, line: Line) -> bool:
    guardian = bool(line.person) and line.person not in scene.picture.school.staff
    return guardian and line.message.kind in WAITING


def wait_for_person(scene: Scene, line: Line) -> None:
    """It stands as `manual` for the one notice it can be about."""
    if line.message.text and line.message.kind is Kind.IMAGE:
        replies.reply(scene, line)
        return
    own = matching.own_children(scene, line)
    found = matching.match(scene, line, matching.targets(scene, own))
    if found.target is None or not matching.is_open(scene, found.target):
        return
    if line.message.kind is Kind.FORWARD:
        why, via = "forward", replies.via(line)
        doubts.suspect(scene, found.target, line.person, why, via=via, words="", says="manual")
        return
    for child in found.target.children:
        receipts.give(
            scene,
            found.target.notice,
            child,
            line.person,
            "manual",
            via=replies.via(line),
            words=line.message.text if line.message.kind is Kind.VOICE else line.message.name,
        )
