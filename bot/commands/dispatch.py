"""Finds what a line of staff calls: a short answer to an open ask, or a command."""

import re
from collections.abc import Awaitable, Callable
from functools import partial

import storage.tables as t
from bot.commands import COMMANDS, handover, own_data, spoken, verdicts
from bot.commands.spec import Call, Command, Refused, plain, prefixed
from bot.commands.spec import find as find_command
from bot.messages import Kind
from bot.parsing import clauses
from bot.parsing.forms.values import COUNTER
from bot.parsing.meaning import Pupil
from bot.parsing.names import pointing
from bot.services.asking import leaves
from bot.services.desk import Desk, Order
from bot.services.line import Line
from bot.services.replying import matching, replies, signups
from bot.services.scene import Scene
from bot.services.school import Staff

ANY = re.compile(r"(?P<rest>.*)", re.DOTALL)
NUMBER = re.compile(r"\d")
# 更正3 with more behind it; in 更正3份 and 更正3. 张三 the number counts something.
NUMBERED = re.compile(rf"\D*\d+(?!\d|\s*{COUNTER}|\s*[.、．)）/\-])")
# Orders that no guardian writes by chance; in private the second kind is as clear.
ORDERED = re.compile(r"\s*(?P<name>(?:群?发|发布)(?:个|条|一条)?通知|群发)[\s:：]")
PRIVATELY = re.compile(
    r"\s*(?P<name>纸质(?=收到|回执|回条|\s)|接龙汇总|(?:我的)?待办(?=\W*$)|答(?=\s*\d+\s+\S)|更正(?=\s*\d)|记(?=\s)|导出(?!错)|自拟(?=《))"
)
HANDED = frozenset({Kind.FILE, Kind.FORWARD})


def find(scene: Scene, line: Line) -> Order | None:
    """What this line runs; None where it is no command."""
    staff = scene.staff(line.person)
    if staff and line.private and line.message.kind in HANDED:
        return Order(partial(handover.take, call=_whole(line, staff)))
    if line.message.kind is not Kind.TEXT or scene.muted:
        return None
    return _of_staff(scene, line, staff) if staff else _guardian(scene, line)


def _whole(line: Line, staff: Staff) -> Call:
    """A call whose words are the whole line."""
    words = ANY.match(line.message.text)
    assert words is not None  # it matches anything
    return Call(line, staff, words)


def _of_staff(scene: Scene, line: Line, staff: Staff) -> Order | None:
    """A short answer to an open ask, a command, or words that go on with what was begun."""
    text = line.message.text.strip()
    if line.private and (short := verdicts.find(scene, staff, text)):
        deed, asks, words = short
        return Order(partial(_answer, deed=deed, call=Call(line, staff, words), asks=asks))
    if not line.private and not _called(line):
        return None
    found = find_command(COMMANDS, text)
    if found:
        command, call = found[0], Call(line, staff, found[1])
        at_hand = command.at_hand and call.number is not None
        return Order(partial(_run, command=command, call=call), looks_up=not at_hand)
    return Order(partial(_hear, call=_whole(line, staff)))


async def _hear(desk: Desk, call: Call) -> None:
    """Words that call nothing: they belong to a draft, tell of a contact, or are not understood."""
    await spoken.hear(desk, call, plain(call.line.message.text))


def _called(line: Line) -> bool:
    """In a group words are a command only behind a prefix or a call of the bot, or in strict form."""
    text = line.message.text
    if prefixed(text) and not signups.is_chain(line):
        return True
    if "bot" in line.message.mentions:
        return True
    found = find_command(COMMANDS, text)
    return bool(found and found[0].in_group)


async def _run(desk: Desk, command: Command, call: Call) -> None:
    try:
        await command.run(desk, call)
    except Refused as error:
        if error.name in {"not_yours", "not_your_class"}:
            desk.scene.audit(call.staff.id, "refused", command.name)
        desk.scene.tell(call.staff.id, f"refuse.{error.name}", **error.facts)


async def _answer(
    desk: Desk, deed: Callable[..., Awaitable[None]], call: Call, asks: list[t.Ask]
) -> None:
    for ask in asks:
        await deed(desk, call, ask)


def _guardian(scene: Scene, line: Line) -> Order | None:
    """A guardian who writes a staff command gets one private line; it is written down."""
    text = line.message.text
    if line.plain and line.room:
        return None
    if line.person and leaves.ends(text):
        return Order(partial(_end_leave, line=line))
    if line.private and line.person and (own := _own(scene, line)):
        return Order(own)
    name = (_ordered(line) or _called_by(scene, line)) if line.person else ""
    return Order(partial(_refuse, person=line.person, name=name)) if name else None


def _called_by(scene: Scene, line: Line) -> str:
    """The staff command that a line calls by its prefix, or by its number."""
    text = line.message.text
    found = find_command(COMMANDS, text) if _may_call(line) else None
    if found is None or found[0].name == "帮助":
        return ""
    command, words = found
    clear = words.groupdict().get("no") and (
        command.in_group or (command.of_notice and _names_notice(scene, text, words))
    )
    if not prefixed(text) and not clear and not (line.private and command.staffs_alone):
        return ""
    return command.name


def _names_notice(scene: Scene, text: str, words: re.Match[str]) -> bool:
    """Is it the number of a notice that is out? 更正12收到 only acknowledges it."""
    known = int(words["no"]) in scene.picture.notices and NUMBERED.match(text)
    return bool(known) and not clauses.read(words["rest"]).affirms


def _ordered(line: Line) -> str:
    """The staff command that a line orders beyond doubt, though it has no prefix."""
    text = line.message.text
    found = ORDERED.match(text) or (PRIVATELY.match(text) if line.private else None)
    return found["name"] if found else ""


def _may_call(line: Line) -> bool:
    """Most that is said in a group calls nothing: it has no prefix and no number."""
    text = line.message.text
    return line.private or prefixed(text) or bool(NUMBER.search(text))


def _own(scene: Scene, line: Line) -> Callable[[Desk], Awaitable[None]] | None:
    """What a guardian may ask of his own data."""
    words = plain(line.message.text)
    asks = [a for a in scene.picture.asks.get(line.person, []) if a.kind == "erase"]
    if asks and own_data.YES.match(words):
        return partial(own_data.erase, line=line, ask=asks[-1])
    if own_data.MINE.match(words):
        return partial(own_data.show, line=line)
    return partial(own_data.ask_back, line=line) if own_data.ERASE.match(words) else None


async def _end_leave(desk: Desk, line: Line) -> None:
    """A guardian ends a leave of an own child; words that end none are read as any other."""
    own = [desk.scene.child(child) for child in matching.own_children(desk.scene, line)]
    pupils = [Pupil(one.id, one.name, one.gender) for one in own]
    named = pointing.called(line.read.text, pupils) or [one.id for one in own]
    if not await leaves.end(desk, line.person, line.read.text, set(named), staff=False):
        replies.reply(desk.scene, line)


async def _refuse(desk: Desk, person: str, name: str) -> None:
    desk.scene.tell(person, "refuse.staff_only")
    desk.scene.audit(person, "refused", name)
