"""Words of staff that call nothing: they drop, mend or complete a draft, or tell of a contact."""

import re

import storage.tables as t
from bot import texts
from bot.commands import COMMANDS, dictation, exporting
from bot.commands.spec import Call, Refused, plain
from bot.commands.spec import find as find_command
from bot.parsing import contact_kinds
from bot.parsing import dictation as told
from bot.services.asking import leaves
from bot.services.desk import Desk
from bot.services.people import naming
from bot.services.recording import attendance, drafts, mending
from bot.services.scene import Scene
from bot.services.school import Staff
from storage import changes as c
from storage import finds

YES = r"对对|对的|对了|对|是的|没错|没问题|保存|确认|嗯+|好的?|行|可以|ok|OK"
SAVE = re.compile(
    rf"(?P<word>{YES})(?:吧|了|的)?(?:\s*[。.!！]?\s*$|(?:[\s,，。.!！]+|(?=还有|另外|顺便|再记|然后))(?P<rest>(?!不对|不是|错|等|先别|别).+)$)",
    re.DOTALL,
)
DROP = re.compile(
    r"(?P<word>\S{0,10}?[\s,，]*(?:算了|不对|不是)?[\s,，]*(?:先|都|全部?|这[个条]|那[个条]|草稿\d*)*(?:别|不用?|不要)?(?:别记|不用?记|不要|不存|别存|别保存|删掉?|删除|作废|取消|撤[销掉]?|算了|重来|重新来|重新说|不算|去掉|拿掉|丢掉)(?:了|吧|这条|它|掉)*)\s*[。.!！]?$"
)
MEND = re.compile(r"(?P<word>更正)(?!\s*(?:通知)?\d)[\s:：,，]*(?P<rest>.+)$", re.DOTALL)
REFERS = re.compile(r"那[个次条通回]|刚才|刚刚那|上[一]?条|^\s*(?:不对|不是|错了|说错|记错)")
FURTHER = re.compile(r"^(?:还有|另外|顺便|然后|再|对了|也|记一下|记|[\s,，:：])+")
CIVIL = re.compile(r"^(?:谢+|辛苦|麻烦|你|您|了|啦|哈|小桥|好的?|嗯|[\s,，。.!！~])*$")
SHORT = re.compile(
    r"\s*(?:同意|只看|拒绝|紧急|早上|对的?|是的?|[A-Ha-h]|\d{1,2}|都|发|不发|跳过)\s*[吧的。.!！]?\s*$"
)


async def hear(desk: Desk, call: Call, text: str, *, saved: bool = False) -> None:
    """What a line means that is no command. `saved`: it stands behind the 对 of a draft."""
    if await _of_wish(desk, call, text):
        return
    for meant in (_of_draft, _of_leave, _of_saved, _of_contact, _of_try):
        if await meant(desk, call.staff, text):
            return
    if await attendance.correct(desk, call.staff.id, text):
        return
    if await mending.correct(desk, call.staff.id, text, force=saved):
        return
    if ask := _open(desk.scene, call.staff):
        await _mend(desk, ask, text, call.staff.id)
        return
    key = "doubt.nothing_open" if SHORT.match(text) else "refuse.not_understood"
    desk.scene.tell(call.staff.id, key)


def _open(scene: Scene, staff: Staff, kind: str = "draft") -> t.Ask | None:
    """The latest open ask of this kind."""
    asks = [ask for ask in scene.picture.asks.get(staff.id, []) if ask.kind == kind]
    return asks[-1] if asks else None


async def _of_wish(desk: Desk, call: Call, text: str) -> bool:
    """The next line tells the purpose or the period of an export."""
    asks = desk.scene.picture.asks.get(call.staff.id, [])
    wishes = [ask for ask in asks if exporting.goes_on(ask, text)]
    if not wishes or dictation.tells(desk.scene, call.staff, text):
        return False
    await exporting.go_on(desk, call, wishes[-1])
    return True


async def _of_draft(desk: Desk, staff: Staff, text: str) -> bool:
    """It mends or completes the draft that is open."""
    ask = _open(desk.scene, staff)
    if ask is None:
        return False
    rows = await finds.drafts(desk.connection, ask.facts["drafts"])
    if not _belongs(desk.scene, staff, rows, text):
        return False
    await _mend(desk, ask, text, staff.id)
    return True


def _belongs(scene: Scene, staff: Staff, rows: list[t.Draft], text: str) -> bool:
    """Names it nobody, or the draft's family without telling of another contact?"""
    meeting = rows[0].kind == "parent_meeting"
    if attendance.reads(text) and not (meeting and told.CORRECTS.search(text)):
        return False
    rooms = dictation.rooms_of(scene, staff)
    said = {p for m in naming.mentions(rooms, text) for p in m.pupils}
    if not said:
        return True
    if meeting:
        return contact_kinds.explicit(text) is None
    denies = told.DENIED.match(text.strip())
    news = contact_kinds.told(text) and not told.CORRECTS.search(text)
    return bool(denies) or (not news and _of_family(scene, rows, said))


def _of_family(scene: Scene, rows: list[t.Draft], said: set[str]) -> bool:
    rooms = {row.no: scene.room(scene.child(row.students[0]).classroom) for row in rows}
    return any(
        naming.kin_between(rooms[row.no], row.students[0], c_) for row in rows for c_ in said
    )


async def _mend(desk: Desk, ask: t.Ask, text: str, by: str) -> None:
    deed = attendance.mend if ask.facts.get("meeting") else mending.mend
    await deed(desk, ask, text, by)


async def _of_leave(desk: Desk, staff: Staff, text: str) -> bool:
    if not leaves.ends(text):
        return False
    rooms = dictation.rooms_of(desk.scene, staff)
    named = {p for m in naming.mentions(rooms, text) for p in m.pupils}
    return await leaves.end(desk, staff.id, text, named, staff=True)


async def _of_saved(desk: Desk, staff: Staff, text: str) -> bool:
    """那个是昨天打的: what was saved is mended at once."""
    if not (REFERS.search(text) and told.CORRECTS.search(text)):
        return False
    return await mending.correct(desk, staff.id, text)


async def _of_contact(desk: Desk, staff: Staff, text: str) -> bool:
    if not dictation.tells(desk.scene, staff, text):
        return False
    await dictation.heard(desk, staff, text)
    return True


async def _of_try(desk: Desk, staff: Staff, text: str) -> bool:
    return await dictation.result(desk, staff, text)


async def drop(desk: Desk, call: Call, ask: t.Ask) -> None:
    await mending.drop(desk, ask, call.line.message.text, call.staff.id)


async def mend(desk: Desk, call: Call, ask: t.Ask) -> None:
    await _mend(desk, ask, call.words["rest"], call.staff.id)


async def save(desk: Desk, call: Call, ask: t.Ask) -> None:
    """对 saves the drafts; more text behind it is read as a new message."""
    scene, by = desk.scene, call.staff.id
    if ask.facts.get("meeting"):
        scene.happened(c.AskClosed(ask.id, scene.now))
        for row in await finds.drafts(desk.connection, ask.facts["drafts"]):
            await attendance.save(desk, row, by)
        said = [texts.find("draft.meeting_saved")]
    else:
        said = await drafts.save(desk, ask, by)
    scene.write(by, "\n".join(said))
    rest = FURTHER.sub("", call.words["rest"] or "").strip()
    if not CIVIL.match(rest):
        await _behind(desk, call, rest)


async def _behind(desk: Desk, call: Call, rest: str) -> None:
    """What stands behind 对: a command, or what any other line may be."""
    await desk.store()
    try:
        if found := find_command(COMMANDS, rest):
            await found[0].run(desk, Call(call.line, call.staff, found[1]))
        else:
            await hear(desk, call, plain(rest), saved=True)
    except Refused as error:
        desk.scene.tell(call.staff.id, f"refuse.{error.name}", **error.facts)
