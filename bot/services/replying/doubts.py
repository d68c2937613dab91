"""What is not sure: nobody is confirmed, and the writer is asked once, privately."""

from collections.abc import Mapping, Sequence

from bot import texts
from bot.parsing import clauses, dates
from bot.services.counting import receipts
from bot.services.replying.matching import Target
from bot.services.scene import Scene
from storage.views import Notice

SETTLED = frozenset({"confirmed", "conflict"})
NOTHING: Mapping[int, object] = {}


def suspect(
    scene: Scene,
    target: Target,
    person: str,
    why: str,
    *,
    via: str,
    words: str,
    says: str = "suspected",
) -> None:
    """Mark the writer's own children as suspected, and ask the writer unless asked before."""
    number = target.notice.no
    doubtful = [
        child
        for child in target.children
        if scene.picture.receipt(number, child).status not in SETTLED
    ]
    for child in doubtful:
        receipts.give(scene, target.notice, child, person, says, via=via, words=words)
    if doubtful and not asked(scene, person, "doubt", number):
        brief = in_brief(scene, target.notice)
        scene.tell(person, f"doubt.{why}", no=number, brief=brief)
        scene.ask(person, "doubt", number, children=list(target.children))


def asked(scene: Scene, person: str, kind: str, number: int | None) -> bool:
    return any(a.kind == kind and a.no == number for a in scene.picture.asks.get(person, ()))


def ask_once(scene: Scene, person: str, what: str, notice: Notice, **facts: object) -> None:
    """Ask privately for what an answer leaves open, once for each notice and thing."""
    if not asked(scene, person, what, notice.no):
        scene.tell(person, f"doubt.{what}", no=notice.no, title=notice.title, **facts)
        scene.ask(person, what, notice.no)


def unsure(scene: Scene, person: str, notice: Notice) -> None:
    """Undecided words are kept as seen; that they do not count is said once."""
    ask_once(scene, person, "unsure", notice, how=texts.find(f"nudge.how.{notice.kind}"))


def which(
    scene: Scene, person: str, choices: Sequence[Target], said: Mapping[int, object] = NOTHING
) -> None:
    """Several notices can be meant: ask once, numbered, oldest first, and remember the numbers.

    `said` is what the words answer to each; empty for a 收到.
    """
    items = [[t.notice.no, list(t.children)] for t in choices]
    values = [said.get(t.notice.no) for t in choices]
    if any(_asked_family(scene, who, items, values) for who in _family(scene, person, choices)):
        return
    lines = [
        texts.say("doubt.which_line", i=i, no=t.notice.no, about=about(scene, t))
        for i, t in enumerate(choices, 1)
    ]
    numbers = texts.find("marks.comma").join(str(i) for i in range(1, len(choices) + 1))
    facts = {"count": len(choices), "lines": "\n".join(lines), "numbers": numbers}
    spoken = dict.fromkeys(receipts.spoken(value) for value in said.values())
    key = "doubt.which_said" if said else "doubt.which"
    scene.tell(person, key, said=texts.find("marks.or").join(spoken), **facts)
    scene.ask(person, "which", None, items=items, values=values)


def _family(scene: Scene, person: str, choices: Sequence[Target]) -> list[str]:
    """The writer, and the other guardians of the same children."""
    found = [person]
    for child in {c for t in choices for c in t.children}:
        room = scene.room(scene.child(child).classroom)
        found += [w.person for w in room.guardians[child] if w.speaks]
    return list(dict.fromkeys(found))


def _asked_family(
    scene: Scene, person: str, items: list[list[object]], values: list[object]
) -> bool:
    lists = [a.facts for a in scene.picture.asks.get(person, ()) if a.kind == "which"]
    blank = [None] * len(items)
    return any(x["items"] == items and x.get("values", blank) == values for x in lists)


def about(scene: Scene, target: Target) -> str:
    children = texts.find("marks.and").join(scene.child(c).label for c in target.children)
    room = scene.room(scene.child(target.children[0]).classroom).name
    title = target.notice.title
    return texts.say("doubt.about", room=room, title=title, children=children)


def in_brief(scene: Scene, notice: Notice, most: int = 40) -> str:
    """A notice in few words: its own first sentence, cut short."""
    first = clauses.first_sentence(notice.body)
    brief = first if len(first) <= most else first[: most - 1] + "…"
    when = dates.speak(notice.deadline, scene.now) if notice.deadline else ""
    return texts.say("doubt.brief_until", brief=brief, when=when) if when else brief
