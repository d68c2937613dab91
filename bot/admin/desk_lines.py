"""The log as the paste desk shows it: each line with what it did to the tally."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot import texts
from bot.admin.desk_tally import STATES, WORDS, Fact, media
from bot.clock import china
from bot.messages import Kind
from bot.parsing import cards, clauses, dates
from bot.parsing.chatlogs import LogLine
from bot.pasting import account_in
from bot.services.counting import deskwork
from bot.services.counting.aim import was_out
from bot.services.scene import Scene
from bot.services.school import Room
from storage.views import Notice, Sign

MOST = 5_000  # lines that are listed
SPEAKING = frozenset({Kind.TEXT, Kind.STICKER, Kind.VOICE, Kind.IMAGE, Kind.FORWARD, Kind.FILE})
SIGNS = {state["status"]: state["sign"] for state in STATES}
SAYS = {"answer": "confirmed", "deny": "conflict"}
WORDED = frozenset({Kind.TEXT, *(set(Kind) - SPEAKING)})  # shown as they are
NOTHING = {"status": "", "sign": "", "label": "", "soft": "", "doubt": False, "whose": False}


@dataclass
class Reading:
    """What is known to say of every line what it did. `signs` are those of the log's messages.

    `writers`: account -> person, of families and staff; the others are to be matched.
    """

    scene: Scene
    notice: Notice
    room: Room
    signs: Mapping[str, list[Sign]]
    writers: Mapping[str, str]
    matched: Mapping[str, str]
    aside: dict[str, str] = field(default_factory=dict)  # message -> what it said before a press
    seen: set[str] = field(default_factory=set)  # children that an earlier line confirmed
    words: dict[str, str] = field(default_factory=dict)  # fingerprint -> who wrote it first
    met: set[str] = field(default_factory=set)  # accounts that were listed before

    def __post_init__(self) -> None:
        pictured = self.scene.picture.signs.items()
        own = [sign for (no, _), signs in pictured if no == self.notice.no for sign in signs]
        backs = [back for mark in own for back in deskwork.aside(mark)]
        self.aside |= {back.message_id: back.says for back in backs}


def rows(reading: Reading, lines: Mapping[str, LogLine]) -> Iterator[Fact]:
    """A row for every line; a day stands where another one than today begins."""
    day: date | None = china(reading.scene.now).date()
    for id_, line in lines.items():
        at = china(line.at) if line.at else None
        begins = at is not None and at.date() != day
        day = at.date() if at else day
        yield {
            "day": _day(reading, at) if at and begins else "",
            "time": f"{at:%H:%M}" if at else "",
            "card": line.card,
            "text": line.text if line.kind in WORDED else f"[{media(line)}]",
            **_came_to(reading, id_, line),
        }


def _day(reading: Reading, at: datetime) -> str:
    """今天（11月25日 周三）, without the hour."""
    return dates.speak(at, reading.scene.now).removesuffix(f"{at:%H:%M}").strip()


def _came_to(reading: Reading, id_: str, line: LogLine) -> Fact:
    """What a line did: a `status` with its sign, a soft word, or `whose` where nobody knows."""
    account = account_in(reading.room.id, line)
    here = [s for s in reading.signs.get(id_, ()) if s.notice_no == reading.notice.no]
    told = _signed(reading, line, here) if here else _unsigned(reading, id_, line, account)
    first = account not in reading.met and line.kind in SPEAKING
    if first:
        reading.met.add(account)
    if line.kind is Kind.TEXT and (words := clauses.fingerprint(line.text)):
        reading.words.setdefault(words, account)
    matched = reading.matched.get(account, "") if first else ""
    return {**NOTHING, **told, "account": account, "first": first, "matched": matched}


def _signed(reading: Reading, line: LogLine, signs: list[Sign]) -> Fact:
    """It said something for a child."""
    says = signs[0].says
    children = dict.fromkeys(sign.student_id for sign in signs)
    names = texts.find("marks.and").join(reading.scene.child(child).label for child in children)
    if says == "answer":
        return _answered(reading, line, list(children), names)
    if all(_settled(reading, child) for child in children):
        return _by_now(reading, list(children), names)
    label = _doubt(reading, line) if says == "suspected" else names
    return _state(SAYS.get(says, says), label, doubt=says == "suspected")


def _answered(reading: Reading, line: LogLine, children: list[str], names: str) -> Fact:
    new = [child for child in children if child not in reading.seen]
    reading.seen.update(children)
    if any(_status(reading, child) == "conflict" for child in children):
        return _state("conflict", names)
    if not new:
        return {"soft": WORDS["same_child"]}
    asks = line.kind is Kind.TEXT and bool(clauses.read(line.text).questions)
    return _state("confirmed", WORDS["asks_too"].format(names=names) if asks else names)


def _by_now(reading: Reading, children: list[str], names: str) -> Fact:
    """A doubtful line whose child is confirmed by now: by the teacher's hand, or by other words."""
    signs = reading.scene.picture.signs.get((reading.notice.no, children[0]), ())
    if deskwork.of_press(signs):
        return _state("confirmed", names)
    return {"soft": WORDS["same_child"]}


def _status(reading: Reading, child: str) -> str:
    return reading.scene.picture.receipt(reading.notice.no, child).status


def _settled(reading: Reading, child: str) -> bool:
    return _status(reading, child) == "confirmed"


def _doubt(reading: Reading, line: LogLine) -> str:
    """Why it was not taken for the writer's own answer."""
    if line.kind is not Kind.TEXT or clauses.read(line.text).gesture:
        return str(WORDS["gesture"])
    writer = account_in(reading.room.id, line)
    first = reading.words.get(clauses.fingerprint(line.text), writer)
    return str(WORDS["other_child"] if first == writer else WORDS["copied_words"])


def _state(status: str, label: str, *, doubt: bool = False) -> Fact:
    return {"status": status, "sign": SIGNS[status], "label": label, "doubt": doubt}


def _unsigned(reading: Reading, id_: str, line: LogLine, account: str) -> Fact:
    """It said nothing for a child: why."""
    if line.kind not in SPEAKING:
        return {}
    if said := reading.aside.get(id_):
        return {"soft": WORDS["acts"]["answered" if said == "question" else "drop"]}
    if other := reading.signs.get(id_):
        return {"soft": WORDS["in_other"].format(no=other[0].notice_no)}
    person = reading.writers.get(account, "")
    if line.own or person in reading.scene.picture.school.staff:
        return {"soft": _of_staff(reading, line)}
    if not person and line.card:
        return {"whose": True, "doubt": True}
    before = line.at is not None and not was_out(reading.notice, line.at)
    return {"soft": WORDS["before" if before else "not_counted"]}


def _of_staff(reading: Reading, line: LogLine) -> str:
    notice = reading.notice
    is_it = line.kind is Kind.TEXT and same_words(line.text, notice.body)
    return str(WORDS["the_notice"].format(no=notice.no) if is_it else WORDS["teacher"])


def same_words(one: str, other: str) -> bool:
    """Are these the same words, whatever stands between them?"""
    words = clauses.bare_words(one)
    return bool(words) and words == clauses.bare_words(other)


def likely(card: str, room: Room) -> Fact:
    """Whom a nickname may mean: the children to put on top of the choice, and the relation."""
    read = cards.read(card, room.index, room.name)
    found = read.children or read.candidates or ((read.child,) if read.child else ())
    return {"children": [pupil.id for pupil in found], "relation": read.relation or ""}


def unknown(lines: Iterable[LogLine], room: Room, writers: Mapping[str, str]) -> dict[str, str]:
    """account -> card of those who spoke and are of no family and no staff."""
    return {
        account: line.card
        for line in lines
        if line.kind in SPEAKING and line.card and not line.own
        if (account := account_in(room.id, line)) not in writers
    }


def between(lines: Iterable[LogLine]) -> str:
    """From when to when a log goes: hours of one day, else days; "" where it has no times."""
    moments = [china(line.at) for line in lines if line.at]
    if not moments:
        return ""
    first, last = min(moments), max(moments)
    form = "%H:%M" if first.date() == last.date() else "%m-%d"
    return str(WORDS["between"].format(first=first.strftime(form), last=last.strftime(form)))


def elsewhere(signs: Mapping[str, list[Sign]], notice: Notice) -> Fact | None:
    """How many lines after this notice count for another alone, and for which most of them do."""
    other = Counter(
        own[0].notice_no
        for own in signs.values()
        if all(sign.notice_no != notice.no and was_out(notice, sign.at) for sign in own)
    )
    return {"count": other.total(), "no": other.most_common(1)[0][0]} if other else None
