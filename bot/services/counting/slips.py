"""What stands on slips of paper as a teacher enters them: 周乐乐 120 22 否, 李子涵女 不参加."""

from collections.abc import Sequence
from typing import Any

from bot.parsing import forms
from bot.parsing.names import Mention
from bot.services.line import Line
from bot.services.people import naming
from bot.services.replying import filled, meant
from bot.services.scene import Scene
from storage.views import Notice

FILLED = frozenset({"signup", "form"})


def read(
    scene: Scene, line: Line, notice: Notice, children: Sequence[str], words: str
) -> dict[str, Any]:
    """The answer for each child beside whose name one stands.

    What a vote or an invitation is answered with may stand once, behind several names.
    """
    rooms = [scene.room(room) for room in {scene.child(child).classroom for child in children}]
    named = naming.mentions(rooms, words, children)
    ends = [mention.span[0] for mention in named[1:]] + [len(words)]
    found: dict[str, Any] = {}
    behind: Any = None
    for mention, end in reversed(list(zip(named, ends, strict=True))):
        told = _told(notice, line, mention, words[mention.span[1] : end])
        behind = told or (None if notice.kind in FILLED else behind)
        found |= {child: behind for child in mention.pupils if behind and child in children}
    return found


def _told(notice: Notice, line: Line, mention: Mention, words: str) -> Any:
    if notice.kind in FILLED:
        said = forms.entry(f"{mention.words}{words}", filled.form_of(notice), mention.words)
        return dict(said.values) or None
    answer = meant.read(notice, line.saying(words))
    return answer.value if answer.says == "answer" else None
