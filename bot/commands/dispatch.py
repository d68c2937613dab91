"""Finds what a line of staff calls: a short answer to an open ask, or a command."""

from collections.abc import Awaitable, Callable
from functools import partial

from bot import texts
from bot.commands import COMMANDS, verdicts
from bot.commands.spec import Call, Command, Refused, find as find_command, prefixed
from bot.messages import Kind
from bot.services import signups
from bot.services.desk import Desk
from bot.services.line import Line
from bot.services.scene import Scene

Run = Callable[[Desk], Awaitable[None]]


def find(scene: Scene, line: Line) -> Run | None:
    """What this line runs; None where it is no command."""
    if line.message.kind is not Kind.TEXT or scene.muted:
        return None
    staff = scene.staff(line.person)
    if staff is None:
        return _guardian(scene, line)
    text = line.message.text.strip()
    if line.private and (short := verdicts.find(scene.picture.asks.get(staff.id, []), text)):
        deed, ask, words = short
        return partial(_answer, deed=deed, call=Call(line, staff, words), ask=ask)
    if not line.private and not _called(line):
        return None
    found = find_command(COMMANDS, text)
    if found:
        command, words = found
        return partial(_run, command=command, call=Call(line, staff, words))
    return partial(_not_understood, person=staff.id) if line.private else None


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
        desk.scene.tell(call.staff.id, f"refuse.{error.name}", **error.facts)


async def _answer(desk: Desk, deed: Callable[..., Awaitable[None]], call: Call, ask: object) -> None:
    await deed(desk, call, ask)


async def _not_understood(desk: Desk, person: str) -> None:
    desk.scene.write(person, texts.say("refuse.not_understood"))


def _guardian(scene: Scene, line: Line) -> Run | None:
    """A guardian who writes a staff command gets one private line; it is written down."""
    text = line.message.text
    found = find_command(COMMANDS, text) if line.person and prefixed(text) else None
    if found is None or found[0].name == "帮助":
        return None
    return partial(_refuse, person=line.person, name=found[0].name)


async def _refuse(desk: Desk, person: str, name: str) -> None:
    desk.scene.tell(person, "refuse.staff_only")
    desk.scene.audit(person, "refused", name)
