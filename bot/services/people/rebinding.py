"""Groups and people whose ids changed are known again by their names; in doubt a teacher is asked.

A class and a person have keys of their own. Some networks give a group another id at every login,
and a roster may know no more than a name.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import storage.tables as t
from bot.messages import Inbound, Platform
from bot.services.desk import Desk
from bot.services.school import School
from storage import changes as c
from storage import naming, reads, roster

_ASKED = "asked:group"  # in the chat's inbox: whoever was asked about it is not asked again
_LASTING = ("wxid_",), ("@chatroom", "@openim")


@dataclass(frozen=True, slots=True)
class Called:
    """What a network calls a group or a person now. `names`: each may be the one that is known."""

    platform: str
    id: str
    names: tuple[str, ...]
    group: bool = False
    shared: bool = False
    bot: str = ""
    card: str = ""


def news(school: School, messages: Iterable[Inbound]) -> list[Called]:
    """What these messages tell about names that was not told before."""
    told = {(one.platform, one.id): one for m in messages if m.names for one in _told(m)}
    fresh = [one for key, one in told.items() if school.called.get(key) != one.names]
    school.called |= {(one.platform, one.id): one.names for one in fresh}
    return fresh


def _told(m: Inbound) -> Iterable[Called]:
    platform, names = m.chat.platform.value, m.names
    if names and m.chat.is_group and names.chat:
        about = (names.shared, m.bot, m.card)
        yield Called(platform, m.chat.id, (names.chat,), True, *about)
    known = tuple(filter(None, (names.remark, names.handle))) if names else ()
    if m.sender and known:
        yield Called(platform, m.sender, known)


async def settle(desk: Desk, called: Called) -> bool:
    """Take a name into account. Returns whether somebody is another one now."""
    return await (_group(desk, called) if called.group else _account(desk, called))


def lasts(id_: str) -> bool:
    """Whether an id stays for good: then another one is another group or person."""
    return id_.startswith(_LASTING[0]) or id_.endswith(_LASTING[1])


async def _group(desk: Desk, called: Called) -> bool:
    key, (name,) = (called.platform, called.id), called.names
    known = await naming.group(desk.connection, key)
    if known is not None:
        if known.name != name:
            await naming.call(desk.connection, known, name)
        return False
    found = await naming.groups_called(desk.connection, called.platform, name)
    if len(found) == 1 and not called.shared and not lasts(found[0].id):
        await _move(desk, found[0], called.id, name, called.bot)
        return True
    await _ask(desk, called, found)
    return False


async def _move(desk: Desk, old: t.Group, id_: str, name: str, bot: str) -> None:
    await naming.move_group(desk.connection, old, id_, name, bot)
    desk.scene.audit("", "group_rebound", old.classroom_id, name)
    desk.scene.happened(c.RosterChanged())


async def _ask(desk: Desk, called: Called, found: list[t.Group]) -> None:
    """Each class that it may be: its head teacher, once."""
    scene = desk.scene
    if not found or await reads.known_messages(desk.connection, [(called.id, _ASKED)]):
        return
    scene.platform = Platform(called.platform)
    scene.happened(c.MessageHeard(called.id, _ASKED, "", "", scene.now))
    for old in found:
        room = await desk.room(old.classroom_id)
        if room.head_teacher:
            facts = {"title": called.names[0], "card": called.card or called.names[0]}
            scene.tell(room.head_teacher, "rebind.ask", room=room.name, **facts)
            asked = {"platform": called.platform, "chat": called.id, "bot": called.bot}
            more = {"old": old.id, "room": room.id, "title": called.names[0]}
            scene.ask(room.head_teacher, "approval", None, what="group", **asked, **more)


async def decide(desk: Desk, ask: t.Ask, teacher: str, verdict: str) -> None:
    """What a head teacher says: this is the group of the class from now on, or it is not."""
    scene, facts = desk.scene, ask.facts
    scene.happened(c.AskClosed(ask.id, scene.now))
    room = await desk.room(facts["room"])
    old = await naming.group(desk.connection, (facts["platform"], facts["old"]))
    taken = await naming.group(desk.connection, (facts["platform"], facts["chat"]))
    agreed = verdict == "agree" and old is not None and taken is None
    if agreed and old is not None:
        await _move(desk, old, facts["chat"], facts["title"], facts["bot"])
    scene.audit(teacher, f"group_{'agreed' if agreed else 'refused'}", room.id)
    key = "agreed" if agreed else "refused"
    scene.tell(teacher, f"rebind.{key}", room=room.name, title=facts["title"])


async def _account(desk: Desk, called: Called) -> bool:
    known = await naming.account(desk.connection, (called.platform, called.id))
    if known is not None and not await _stranger(desk, known):
        if known.name not in called.names:
            await naming.call(desk.connection, known, called.names[0])
        return False
    found = await naming.accounts_called(desk.connection, called.platform, called.names)
    others = [one for one in found if one.id != called.id]
    if len(others) != 1 or lasts(others[0].id):
        return False
    (old,) = others
    name = old.name if old.name in called.names else old.id
    await naming.move_account(desk.connection, old, called.id, name)
    desk.scene.audit("", "account_rebound", old.person_id)
    desk.scene.happened(c.RosterChanged())
    return True


async def _stranger(desk: Desk, account: t.Account) -> bool:
    """Somebody whom nobody knows: met, and neither of the staff nor of a family."""
    person = account.person_id
    if person in desk.scene.picture.school.staff:
        return False
    return not await roster.classrooms_of_persons(desk.connection, [person])
