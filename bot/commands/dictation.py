"""记 …, 电话结果, 家长会到会, 这个月谁还没联系过: what a teacher says of contacts with families."""

import re

from bot import texts
from bot.commands.spec import Call, Command, Refused
from bot.parsing import dictation
from bot.services import attendance, drafts
from bot.services.desk import Desk
from bot.services.school import Room
from storage import finds

INDIVIDUAL = ("home_visit", "phone_call", "video_call", "interview", "reception", "walk_in")
INDIVIDUAL_LETTERS = ("letter", "private_answer", "consultation", "counselling")
PHONED = re.compile(
    r"(?=.*(?:打通|没接|打不通|没打通|接了|通了|关机|空号|打(?:了)?[一二两三四五\d][遍次]|无人接听))(?P<rest>.+)$",
    re.DOTALL,
)


def rooms_of(desk: Desk, call: Call) -> list[Room]:
    return [desk.scene.room(room) for room in sorted(call.staff.classes)]


async def dictate(desk: Desk, call: Call) -> None:
    """One line becomes one draft per child that it names."""
    scene, text = desk.scene, call.text
    rooms = rooms_of(desk, call)
    if attendance.reads(text):
        attendance.draft(scene, call.staff.id, rooms[0], text)
        return
    kind = KINDS.get(call.words.groupdict().get("kind") or "")
    if twice := drafts.ambiguous(rooms, text):
        words, candidates = twice
        names = texts.find("marks.and").join(scene.child(child).label for child in candidates)
        scene.tell(call.staff.id, "paper.which", words=words, count=len(candidates), names=names)
        facts = {"candidates": candidates, "words": text, "kind": kind}
        scene.ask(call.staff.id, "draft_which", None, **facts)
        return
    found = drafts.pieces(rooms, text)
    if not found:
        raise Refused("paper_unknown", words=text[:20])
    rows = [
        drafts.draft(scene, call.staff.id, piece, dictation.read(piece.words, scene.now, kind))
        for piece in found
    ]
    drafts.read_back(scene, call.staff.id, rows)


async def left(desk: Desk, call: Call) -> None:
    """Whose family was not spoken to alone this month. Group messages and meetings do not count."""
    scene = desk.scene
    since = scene.now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    names = []
    for room in rooms_of(desk, call):
        kinds = (*INDIVIDUAL, *INDIVIDUAL_LETTERS)
        done = await finds.contacted(desk.connection, room.id, kinds, since)
        names += [child.label for id_, child in room.children.items() if id_ not in done]
    month = scene.today.month
    if names:
        said = texts.find("marks.and").join(names)
        scene.tell(call.staff.id, "draft.left", month=month, count=len(names), names=said)
    else:
        scene.tell(call.staff.id, "draft.left_none", month=month)


KINDS = {"家访": "home_visit", "电话": "phone_call", "面谈": "interview"}
COMMANDS = (
    Command(
        "这个月谁还没联系过",
        re.compile(r"(?:这个?月|本月)?(?:还有)?谁(?:还)?没(?:有)?(?:单独)?(?:联系|家访|打电话)过?"),
        left,
    ),
    Command(
        "记",
        re.compile(
            r"(?P<kind>家访|电话|面谈|记)(?!得|住)(?:一下|录)?[\s:：,，]+(?P<rest>.+)$", re.DOTALL
        ),
        dictate,
    ),
    Command(
        "家长会",
        re.compile(
            r"(?P<rest>(?=.*家长会)(?=.*(?:来了|到了|没来|没到|缺席|到齐|除了)).+)$", re.DOTALL
        ),
        dictate,
    ),
    Command("电话结果", PHONED, dictate),
    Command(
        "说家访",
        re.compile(
            r"(?P<rest>(?:刚刚?|刚才|今[天早晚]|昨[天晚]|前天|上午|下午).{0,6}(?:家访|面谈|给.{2,8}打(?:了)?电话|打电话给).+)$",
            re.DOTALL,
        ),
        dictate,
    ),
)
