"""纸质, 电话结果: receipts that came in on paper or by telephone, entered in one line."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import storage.tables as t
from bot import texts
from bot.commands.spec import Call, Command, Refused
from bot.parsing import orders, privacy, whose
from bot.parsing.meaning import Pupil
from bot.parsing.names import pointing
from bot.services.counting import receipts, slips
from bot.services.desk import Desk
from bot.services.people import naming
from bot.services.recording import drafts
from bot.services.replying import doubts, matching, meant
from bot.services.scene import Scene
from storage import changes as c
from storage import sent
from storage.views import Notice

ALL_BUT = re.compile(
    r"除(?:了|去|开)?(?P<names>.+?)(?:以外|之外|外)?[\s,，]*(?:其[他它余]|别的|剩下|的|人|同学|孩子|[\s,，])*(?:全|都)(?P<said>.*)$",
    re.DOTALL,
)
SLIP = r"(?:纸质(?:的|版)?(?:回执|回条|单)?|纸条|字条|回条|书面回执)"
_GAVE = r"(?:(?:交|带|送|递|拿|收)(?:上来|回来|来|到|齐|上)?了|收到)"
HANDED_IN = re.compile(rf"{_GAVE}[一二两三几\d]?[份张]?{SLIP}|的?{SLIP}(?:都|也|已经)*{_GAVE}")
LACKING = re.compile(r"[^,，。;；\n]*(?:没|未|没有)(?:交|收|带|送|拿)[^,，。;；\n]*")
PHONED = re.compile(r"电话.{0,4}(?:通|确认)|打通|接了|说知道")


async def enter(desk: Desk, call: Call) -> None:
    """纸质收到 周乐乐 李子涵女: unambiguous names count at once; an ambiguous one is asked first."""
    scene, words = desk.scene, LACKING.sub("", HANDED_IN.sub(" ", call.text))
    plain, twice = sure(scene, call, words), unsure(scene, call, words)
    if plain and (but := ALL_BUT.search(words)):
        await _enter_all_but(desk, call, plain, but)
        return
    if not plain and not twice:
        raise Refused("paper_unknown", words=call.text[:20])
    notice = await _notice(desk, call, plain or list(twice[0][1]))
    if plain:
        settle(scene, call, notice, plain, words)
    for name, candidates in twice:
        ask_which(scene, call, name, candidates)
        scene.ask(
            call.staff.id,
            "paper",
            notice.no,
            candidates=list(candidates),
            words=privacy.redacted(words),
        )


async def _enter_all_but(
    desk: Desk, call: Call, missing: Sequence[str], but: re.Match[str]
) -> None:
    """除了周乐乐都交了: all of the class whose receipt is open, without those that are named."""
    scene = desk.scene
    named = naming.mentions([scene.room(room) for room in call.staff.classes], but["names"])
    rooms = {scene.child(child).classroom for child in missing}
    listed = {child for mention in named for child in mention.pupils}
    if listed != set(missing) or len(rooms) != 1:
        raise Refused("paper_unknown", words=call.text[:20])
    rest = [child for child in scene.room(rooms.pop()).children if child not in listed]
    notice = await _notice(desk, call, rest)
    receipt = scene.picture.receipt
    waiting = [
        child
        for child in rest
        if matching.concerns(scene, notice, child)
        and receipt(notice.no, child).status not in doubts.SETTLED
    ]
    said = meant.read(notice, call.line.saying(but["said"]))
    answer = said.value if said.says == "answer" else None
    settle(scene, call, notice, waiting, "", dict.fromkeys(waiting, answer))


def ask_which(scene: Scene, call: Call, words: str, candidates: Sequence[str]) -> None:
    names = drafts.labels(scene, candidates)
    facts = {"words": words, "count": len(candidates), "names": names}
    scene.tell(call.staff.id, "paper.which", **facts)


def mentions(scene: Scene, call: Call, words: str) -> list[tuple[str, tuple[str, ...]]]:
    """Every name in the words with the children whom it fits."""
    rooms = [scene.room(room) for room in sorted(call.staff.classes)]
    return [(m.words, m.pupils) for m in naming.mentions(rooms, words)]


def sure(scene: Scene, call: Call, words: str) -> list[str]:
    found = [pupils[0] for _, pupils in mentions(scene, call, words) if len(pupils) == 1]
    return list(dict.fromkeys(found))


def unsure(scene: Scene, call: Call, words: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(name, pupils) for name, pupils in mentions(scene, call, words) if len(pupils) > 1]


async def which(desk: Desk, call: Call, ask: t.Ask) -> None:
    """女生那个: the one that was meant by an ambiguous name."""
    scene, text = desk.scene, call.line.message.text
    meant = pointed(scene, ask, text)
    if len(meant) != 1:
        scene.tell(call.staff.id, "refuse.not_understood")
        return
    scene.happened(c.AskClosed(ask.id, scene.now))
    if notice := await desk.notice(ask.no or 0):
        settle(scene, call, notice, meant, str(ask.facts["words"]))


def pointed(scene: Scene, ask: t.Ask, text: str) -> list[str]:
    """Whom of those that were asked about these words mean: one child, or nobody."""
    children = [scene.child(child) for child in ask.facts["candidates"]]
    rooms = {one.id: scene.room(one.classroom).name for one in children}
    said = orders.classes_called(text, list(dict.fromkeys(rooms.values())))
    of_class = [one for one in children if rooms[one.id] in said]
    if len(of_class) == 1:
        return [of_class[0].id]
    meant = pointing.point(text, [Pupil(one.id, one.name, one.gender) for one in children])
    return [meant] if meant else []


async def _notice(desk: Desk, call: Call, children: list[str]) -> Notice:
    """The one named by number, else the only one open for these children."""
    names = texts.find("marks.and").join(desk.scene.child(c).label for c in children)
    if call.number:
        number = call.number
    else:
        waiting = await sent.open_notices(desk.connection, children)
        if not waiting:
            raise Refused("paper_nothing", names=names)
        if len(waiting) > 1:
            raise Refused("paper_notice", names=names)
        number = waiting[0]
    notice = await desk.notice(number)
    if notice is None or notice.status != "sent":
        raise Refused("no_notice", no=number)
    return notice


def settle(
    scene: Scene,
    call: Call,
    notice: Notice,
    children: list[str],
    words: str,
    told: Mapping[str, Any] | None = None,
) -> None:
    """The same rule as for a guardian's own words, by the guardian where one is named.

    `told` are the answers, where they are not to be read behind the names.
    """
    kin = whose.KIN.search(words)
    told = slips.read(scene, call.line, notice, children, words) if told is None else told
    for child in children:
        room = scene.room(scene.child(child).classroom)
        person = call.staff.id
        if kin:
            relation = whose.plain_kin(kin)
            spoke = [w.person for w in room.guardians[child] if w.relation == relation]
            person = spoke[0] if spoke else person
        receipts.give(scene, notice, child, person, "answer", via="paper", answer=told.get(child))
        scene.audit(call.staff.id, "receipt_entered", f"{notice.no}:{child}")
    names = texts.find("marks.and").join(_label(scene, c, told.get(c)) for c in children)
    how = texts.find("paper.how.paper")
    scene.tell(call.staff.id, "paper.done", names=names, how=how, no=notice.no)


def _label(scene: Scene, child: str, answer: object) -> str:
    """The child, and what was read on its slip."""
    name, said = scene.child(child).label, receipts.spoken(answer)
    return texts.say("marks.aside", text=name, more=said) if said else name


COMMANDS = (
    Command(
        "纸质",
        re.compile(
            rf"(?:纸质(?:的|版)?(?:回执|回条|单)?|{SLIP}(?=\s*[:：收交]))(?:都|一共|共)*(?:收到|收齐|收|交来|交)?了?\s*"
            r"(?:[\d一二两三四五六七八九十]+\s*[份张个]|(?P<no>\d+))?[\s:：,，]*(?P<rest>.*)$",
            re.DOTALL,
        ),
        enter,
        of_notice=True,
    ),
)
# 周乐乐、李子涵交了纸条，都参加: tried last of all, since it begins with any words.
NAMES_FIRST = (
    Command(
        "纸质",
        re.compile(
            rf"(?P<rest>(?!.*(?:[谁？?]|吗)).{{0,60}}?(?:{HANDED_IN.pattern}).*)$", re.DOTALL
        ),
        enter,
    ),
)
