"""Short private answers of a guardian: 1, 2, 都 belong to the list or doubt that is open."""

import storage.tables as t
from bot.parsing import answers
from bot.services.asking import leaves
from bot.services.counting import receipts
from bot.services.line import Line
from bot.services.replying import matching, replies
from bot.services.replying.matching import Target
from bot.services.scene import Scene
from storage import changes as c

NAMING = 8  # characters of words that only say which one


def hangs_in_the_air(scene: Scene, line: Line) -> bool:
    """A short answer, and nothing is open that it could belong to."""
    text = line.message.text.strip()
    if answers.VERDICT.match(text):
        return True
    if not (answers.ALL.match(text) or answers.places(text)):
        return False
    own = matching.own_children(scene, line)
    return not any(matching.is_open(scene, t_) for t_ in matching.targets(scene, own))


def answer(scene: Scene, line: Line) -> bool:
    """Settle what a short answer settles. False where nothing of its type is open."""
    asks = scene.picture.asks.get(line.person, [])
    text = line.message.text.strip()
    days = [a for a in asks if a.kind == "leave_day"]
    if days and leaves.name_day(scene, line, days[-1]):
        return True
    whose = [a for a in asks if a.kind == "leave_child"]
    if whose and leaves.name_child(scene, line, whose[-1]):
        return True
    lists = [a for a in asks if a.kind == "which"]
    doubts = [a for a in asks if a.kind == "doubt"]
    latest = max((a for a in (*lists, *doubts)), key=lambda a: a.id, default=None)
    if latest is None:
        return False
    if latest.kind == "doubt":
        return _settle_doubt(scene, line, latest)
    if answers.ALL.match(text):
        return _settle_list(scene, line, latest, range(len(latest.facts["items"])))
    named = _by_matter(scene, line, latest) if len(text) <= NAMING else []
    return _settle_list(scene, line, latest, answers.places(text) or named)


def _by_matter(scene: Scene, line: Line, ask: t.Ask) -> list[int]:
    """发票的: the line of the list whose matter the words name, and nothing else."""
    if not answers.NAMES_ONE.search(line.message.text):
        return []
    listed = [scene.picture.notices.get(number) for number, _ in ask.facts["items"]]
    about = matching.by_matter(line, [Target(notice, ()) for notice in listed if notice])
    return [listed.index(about.notice)] if about else []


def _settle_doubt(scene: Scene, line: Line, ask: t.Ask) -> bool:
    """1 or 收到: it was meant so."""
    notice = scene.picture.notices.get(ask.no or 0)
    if not line.plain or notice is None:
        return False
    _confirm(scene, line, Target(notice, tuple(ask.facts["children"])))
    scene.happened(c.AskClosed(ask.id, scene.now))
    return True


def _settle_list(scene: Scene, line: Line, ask: t.Ask, chosen: object) -> bool:
    """The list keeps its numbers until all its lines are settled."""
    items = ask.facts["items"]
    numbers = [i for i in chosen if 0 <= i < len(items)]  # type: ignore[attr-defined]
    if not numbers:
        return False
    for i in numbers:
        number, children = items[i]
        if notice := scene.picture.notices.get(number):
            value = ask.facts.get("values", [None] * len(items))[i]
            _confirm(scene, line, Target(notice, tuple(children)), value)
    if all(_settled(scene, *item) for item in items):
        scene.happened(c.AskClosed(ask.id, scene.now))
    return True


def _confirm(scene: Scene, line: Line, target: Target, value: object = None) -> None:
    """The value said before; else a 收到 settles an ack, and merely shows the others as seen."""
    settles = value is not None or target.notice.kind == "ack"
    says, via = "answer" if settles else answers.SEEN.says, replies.via(line)
    for child in target.children:
        receipts.give(scene, target.notice, child, line.person, says, answer=value, via=via)


def _settled(scene: Scene, number: int, children: list[str]) -> bool:
    return all(scene.picture.receipt(number, c_).status != "none" for c_ in children)
