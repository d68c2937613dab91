"""How duties are told: a short private message with clause and numbers, or the whole table."""

from collections.abc import Iterable, Sequence

from bot import texts
from bot.messages import Attachment
from bot.services.duties.duty_list import CHILDREN, DAY, PEOPLE, Duty
from bot.services.scene import Scene
from bot.services.school import Room
from schedules.regulations.rules import WINDOW, Preset

MOST, MOST_NAMES = 7, 3


def still_open(scene: Scene, duties: Sequence[Duty], sources: Iterable[Preset]) -> str:
    """What is open, at most a screen: duties first, then advice. "" where nothing is open."""
    lacking = [duty for duty in duties if not duty.met]
    if not lacking:
        return ""
    head = texts.say("duty.head", count=len(lacking), day=texts.day(scene.today))
    more = texts.say("duty.more", count=len(lacking) - MOST) if len(lacking) > MOST else ""
    lines = [head, *_lines(scene, lacking), more, _sources(sources), _foot(lacking[:MOST])]
    return "\n".join(filter(None, lines))


def _foot(duties: Iterable[Duty]) -> str:
    """How to say that something for the whole class was done, where there is such a thing."""
    clause = next((duty.clause[0] for duty in duties if not duty.by_child), "")
    return texts.say("duty.foot", clause=clause) if clause else ""


def progress(scene: Scene, duties: Sequence[Duty], sources: Iterable[Preset]) -> str:
    """How far everything has come, met or not; the table holds the rest."""
    done = sum(duty.met for duty in duties)
    facts = {"of": len(duties), "done": done, "day": texts.day(scene.today)}
    head = texts.say("duty.progress", **facts)
    more = texts.say("duty.in_table", count=len(duties) - MOST) if len(duties) > MOST else ""
    return "\n".join(filter(None, [head, *_lines(scene, duties), more, _sources(sources)]))


def overview(
    scene: Scene, classes: Sequence[tuple[Room, Sequence[Duty]]], sources: Iterable[Preset]
) -> str:
    """One line a class, those that lack most first; the table holds the rest."""
    counted = [(sum(d.met for d in duties), len(duties), room.name) for room, duties in classes]
    counted.sort(key=lambda one: (one[0] - one[1], one[2]))
    lines = [
        texts.say("duty.of_class", done=done, of=of, room=room) for done, of, room in counted[:MOST]
    ]
    rest = len(counted) - len(lines)
    more = texts.say("duty.classes_in_table", count=rest) if rest else ""
    head = texts.say("duty.overview", count=len(classes), day=texts.day(scene.today))
    return "\n".join(filter(None, [head, *lines, more, _sources(sources)]))


def _sources(presets: Iterable[Preset]) -> str:
    titles = (texts.say("duty.source", id=one.id.upper(), title=one.title) for one in presets)
    return texts.say("duty.sources", titles=texts.find("marks.and").join(titles))


def _lines(scene: Scene, duties: Sequence[Duty]) -> list[str]:
    """The most urgent; advice stands apart."""
    shown = duties[:MOST]
    several = len({duty.group for duty in duties if duty.group in scene.picture.rooms}) > 1
    must = [_line(scene, duty, several=several) for duty in shown if not duty.should]
    should = [_line(scene, duty, several=several) for duty in shown if duty.should]
    apart = [texts.find("duty.should")] if should else []
    return [*must, *apart, *should]


def _line(scene: Scene, duty: Duty, *, several: bool) -> str:
    room = scene.picture.rooms.get(duty.group) if several else None
    return texts.say(
        "duty.line",
        room=room.name if room else "",
        when=when(duty),
        what=duty.says,
        done=duty.done,
        need=duty.need,
        of=counted(duty),
        names=_names(scene, duty),
        clause=texts.find("marks.and").join(duty.clause),
    )


def when(duty: Duty) -> str:
    """本学期, 本周 …; 9月15日 周二前."""
    if duty.per == DAY:
        return texts.say("duty.by", day=texts.day(duty.last))
    kind = "window" if duty.per.startswith(WINDOW) else duty.per
    return str(texts.find(f"duty.periods.{kind}"))


def counted(duty: Duty) -> str:
    """What is counted: times, people, or people so many times each."""
    if duty.each not in PEOPLE:
        return str(texts.find("duty.counted.times"))
    key = "each" if duty.times > 1 else "people"
    return texts.say(f"duty.counted.{key}", times=duty.times)


def _names(scene: Scene, duty: Duty) -> str:
    """Who is lacking, where these are few and all of them are needed."""
    few = 0 < len(duty.open) <= MOST_NAMES and duty.each in CHILDREN
    if not few or len(duty.open) > duty.need - duty.done:
        return ""
    names = (scene.child(unit).label for unit in duty.open)
    return texts.say("duty.names", names=texts.find("marks.and").join(names))


def table(scene: Scene, duties: Sequence[Duty]) -> Attachment:
    """All of them, a row a duty."""
    head = tuple(texts.find("duty.columns"))
    rows = tuple(_cells(scene, duty) for duty in duties)
    name = texts.say("duty.file", day=f"{scene.today:%Y%m%d}")
    return Attachment(name, ((texts.find("duty.sheet"), (head, *rows)),))


def _cells(scene: Scene, duty: Duty) -> tuple[str, ...]:
    room = scene.picture.rooms.get(duty.group)
    names = [scene.child(unit).label for unit in duty.open if duty.each in CHILDREN]
    return (
        room.name if room else "",
        texts.find("marks.and").join(duty.clause),
        duty.says,
        when(duty),
        str(duty.done),
        str(duty.need),
        counted(duty).strip(),
        texts.find(f"duty.levels.{duty.level}"),
        "" if duty.met else texts.find("marks.and").join(names),
    )
