"""A guardian's words, in the group or in private."""

from bot.messages import Kind
from bot.services.asking import requests, untaken
from bot.services.line import Line
from bot.services.publishing import topics
from bot.services.replying import replies, shorts, signups
from bot.services.safety import incidents
from bot.services.scene import Scene


def is_theirs(scene: Scene, line: Line) -> bool:
    """Somebody who is known as a guardian wrote words."""
    worded = line.message.kind in {Kind.TEXT, Kind.STICKER, Kind.IMAGE}
    return worded and bool(line.person) and line.person not in scene.picture.school.staff


def words(scene: Scene, line: Line) -> None:
    """What they want is done; a private line that came to nothing goes to the head teacher."""
    before = len(scene.changes)
    _take(scene, line)
    if line.private and not line.plain and len(scene.changes) == before:
        untaken.hand_on(scene, line)


def _take(scene: Scene, line: Line) -> None:
    """A short answer to an open ask, a request of its own kind, or a reply to a notice."""
    if line.private and shorts.answer(scene, line):
        return
    if line.private and shorts.hangs_in_the_air(scene, line):
        scene.tell(line.person, "doubt.nothing_open")
        return
    if line.room and not line.plain and signups.is_chain(line):
        signups.begin_or_step(scene, line, line.room)
        return
    if line.room and topics.contribute(scene, scene.room(line.room), line.message.text):
        return
    if not line.plain and requests.take(scene, line):
        return
    if line.room and incidents.alarmed(scene, line.chat, line.room):
        if replies.is_sure(scene, line):
            replies.reply(scene, line)
        else:
            incidents.doubts(scene, line, scene.room(line.room))
        return
    replies.reply(scene, line)
