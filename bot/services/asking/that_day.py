"""那天请假: the day of the notice that the words answer."""

from datetime import date

from bot import texts
from bot.parsing import dates, leave_talk
from bot.services.line import Line
from bot.services.replying import matching
from bot.services.scene import Scene
from storage.views import Notice


def spelled(scene: Scene, line: Line, own: tuple[str, ...], words: str) -> str:
    """The words with the notice's day for 那天; "" where another is named, or none is sure."""
    if not leave_talk.THAT_DAY.search(words) or dates.named_days(words, scene.now):
        return ""
    day = _day(scene, _notice(scene, line, own))
    if day is None:
        return ""
    said = texts.say("leave.day", month=day.month, day=day.day)
    return leave_talk.THAT_DAY.sub(said, words)


def _notice(scene: Scene, line: Line, own: tuple[str, ...]) -> Notice | None:
    """The one that is quoted, called or spoken of, else the only one that is open, or out."""
    every = matching.targets(scene, own)
    found = matching.match(scene, line, every)
    waiting = [t for t in every if matching.is_open(scene, t)]
    if found.target and (found.sure or len(waiting or every) == 1):
        return found.target.notice
    if found.choices or every:
        return None
    rooms = frozenset(scene.child(child).classroom for child in own)
    current = scene.picture.current(rooms)
    return current[0] if len(current) == 1 else None


def _day(scene: Scene, notice: Notice | None) -> date | None:
    """The only day to come that the notice names, its deadline apart."""
    if notice is None:
        return None
    named = dates.named_days(notice.body, notice.sent_at or notice.made_at)
    ahead = [day for day in named if day >= scene.today]
    return ahead[0] if len(ahead) == 1 else None
