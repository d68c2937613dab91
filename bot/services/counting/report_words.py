"""A report in words, as a picture, and as the private table of who answered when."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot import pictures, texts
from bot.clock import china
from bot.messages import Attachment
from bot.parsing import dates
from bot.pictures import Chart, Level, Mark, State
from bot.services.counting.reports import Report, Share
from bot.services.counting.tally import Row
from bot.services.scene import Scene

STATES = ("confirmed", "suspected", "question", "manual", "conflict", "pending", "none")
HOUR, DAY = 60, 24 * 60  # minutes


def spoken(scene: Scene, report: Report) -> str:
    """The numbers alone: how many, how fast, what was done about it."""
    notice = report.notice
    head = texts.say("tally.head", no=notice.no, title=notice.title, done=report.done, of=report.of)
    return "\n".join([head, *(_share(scene, report, s) for s in report.shares), *_events(report)])


def _share(scene: Scene, report: Report, share: Share) -> str:
    name = texts.find(f"report.shares.{share.percent}")
    if share.at is None:
        return texts.say("report.open", share=name, count=share.need - report.done)
    when = dates.speak(share.at, scene.now)
    return texts.say("report.reached", share=name, length=length(report.after(share.at)), when=when)


def _events(report: Report) -> Iterator[str]:
    if report.nudged:
        yield texts.say("report.nudged", count=len(report.nudged))
    if report.notice.deadline:
        yield texts.say("report.until", when=_clock(report, report.notice.deadline))


def length(time: timedelta) -> str:
    """18 分钟, 2 小时 5 分钟, 1 天 3 小时: the two largest units."""
    minutes = round(time.total_seconds() / 60)
    if minutes < 1:
        return str(texts.find("report.at_once"))
    days, hours = divmod(minutes // HOUR, 24)
    parts = {"days": days, "hours": hours, "minutes": 0 if days else minutes % HOUR}
    said = (texts.say(f"report.lengths.{unit}", count=n) for unit, n in parts.items() if n)
    return str(texts.find("marks.space")).join(said)


def _clock(report: Report, at: datetime) -> str:
    """The hour, with the day where it is another one than that of the notice."""
    there = china(at)
    if there.date() == china(report.began).date():
        return f"{there:%H:%M}"
    return texts.say("report.moment", month=there.month, day=there.day, clock=f"{there:%H:%M}")


def chart(scene: Scene, report: Report, where: str) -> Chart:
    """The picture's numbers and words: no names. `where` is the class, or several."""
    notice = report.notice
    title = texts.say(
        "tally.head", no=notice.no, title=notice.title, done=report.done, of=report.of
    )
    sent = texts.say("report.sent", room=where, when=dates.speak(report.began, scene.now))
    return Chart(
        title=title,
        subtitle=sent,
        label=spoken(scene, report).replace("\n", str(texts.find("marks.space"))),
        of=report.of,
        begin=report.began,
        now=report.now,
        steps=report.steps,
        levels=tuple(_level(report, share) for share in report.shares if share.need),
        marks=tuple(_marks(report)),
        states=tuple(_states(report)),
    )


def _level(report: Report, share: Share) -> Level:
    name = texts.find(f"report.shares.{share.percent}")
    if share.at is None:
        lacks = share.need - report.done
        return Level(share.need, texts.say("report.level_open", share=name, count=lacks))
    told = texts.say("report.level", share=name, length=length(report.after(share.at)))
    return Level(share.need, told, share.at)


def _marks(report: Report) -> Iterator[Mark]:
    for at in report.nudged:
        yield Mark(at, texts.say("report.mark_nudge", when=_clock(report, at)))
    if until := report.notice.deadline:
        yield Mark(until, texts.say("report.mark_until", when=_clock(report, until)))


def _states(report: Report) -> Iterator[State]:
    for status in STATES:
        if count := sum(row.status == status for row in report.rows):
            facts = {"sign": texts.find(f"signs.{status}"), "word": texts.find(f"status.{status}")}
            yield State(status, texts.say("report.state", count=count, **facts), count)


def picture(scene: Scene, report: Report, where: str) -> Attachment:
    """The chart as an image to send."""
    drawn = chart(scene, report, where)
    return Attachment(
        _name(scene, report, where, "png"), text=drawn.label, picture=pictures.draw(drawn)
    )


def table(scene: Scene, report: Report, where: str) -> Attachment:
    """A row a child: state, who answered and how, when, and how long after the notice."""
    head = tuple(texts.find("report.columns"))
    rows = (head, *cells(scene, report))
    name = _name(scene, report, where, "xlsx")
    return Attachment(name, ((str(texts.find("report.sheet")), rows),))


def cells(scene: Scene, report: Report, *, short: bool = False) -> list[tuple[str, ...]]:
    """The rows of the table, first come first; who has not answered stands last.

    `short` times leave out the day of the notice.
    """
    late = report.now + timedelta(days=1)
    ordered = sorted(report.rows, key=lambda r: (r.status != "confirmed", r.receipt.at or late))
    return [_cells(scene, report, row, short=short) for row in ordered]


def _cells(scene: Scene, report: Report, row: Row, *, short: bool) -> tuple[str, ...]:
    receipt, room = row.receipt, scene.room(row.child.classroom)
    ways, at = texts.find("export.words.ways"), receipt.at
    when = "" if at is None else _clock(report, at) if short else f"{china(at):%Y-%m-%d %H:%M}"
    return (
        room.name,
        row.child.label,
        str(texts.find(f"status.{row.status}")),
        room.relation(receipt.by, row.child.id),
        str(ways.get(receipt.via, "")),
        when,
        length(report.after(at)) if at else "",
    )


def _name(scene: Scene, report: Report, where: str, ending: str) -> str:
    day = f"{scene.today:%Y%m%d}"
    return texts.say("report.file", no=report.notice.no, room=where, day=day, ending=ending)
