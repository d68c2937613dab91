"""What a guardian asks for that is no reply to a notice: a digest, a leave, his data, another family."""

import re

from bot import texts
from bot.services import leaves, matching
from bot.services.line import Line
from bot.services.scene import Scene
from storage import changes as c

DIGEST = re.compile(r"(?:一起|合并|合成|汇总|一条|打包|统一).{0,8}(?:收|发|看|推|通知)|(?:每天|一天).{0,4}(?:一条|一次)|摘要|看不过来")
ALL_MINE = re.compile(r"群太多|看不过来|一起收|合(?:并|成)一条|都发我|两个班|几个班")
OTHERS = re.compile(
    r"(?:踢|移出|移除|删|拉黑|赶|弄|请)(?:了|掉|出|走|出去|除)|只(?:准)?(?:发|通知|告诉|联系)(?:给)?我|别(?:再)?(?:发|通知|告诉)(?:给)?(?:他|她)|不(?:要|许|准)(?:再)?(?:发|通知|告诉)(?:给)?(?:他|她)"
)
THEM = re.compile(r"[他她孩]的?(?:妈|爸|娘|爹|奶|爷)|前夫|前妻|孩子(?:妈|爸)|对方|我老公|我老婆|只(?:准)?(?:发|通知|告诉|联系)(?:给)?我")
HELP = re.compile(r"^[/／#＃]?\s*(?:帮助|help|怎么用)\s*$", re.IGNORECASE)


def take(scene: Scene, line: Line) -> bool:
    """Take up a request. False where the line is none."""
    text = line.read.text
    if line.private and HELP.match(text):
        scene.write(line.person, texts.find("help.guardian"))
        return True
    if line.private and THEM.search(text) and OTHERS.search(text):
        _leave_to_school(scene, line)
        return True
    if DIGEST.search(text) and (line.private or ALL_MINE.search(text)):
        _digest(scene, line)
        return True
    return leaves.take(scene, line)


def _digest(scene: Scene, line: Line) -> None:
    """One message a day from now on; what is urgent still comes at once."""
    scene.happened(c.DigestWanted(line.person))
    scene.happened(c.RosterChanged())
    scene.tell(line.person, "wish.digest", time=f"{scene.manners.digest_time:%H:%M}")


def _leave_to_school(scene: Scene, line: Line) -> None:
    """Members and guardianship are the school's to change: nothing is done, nobody takes a side."""
    child = matching.own_children(scene, line)[0]
    room = scene.room(scene.child(child).classroom)
    teacher = scene.staff(room.head_teacher) if room.head_teacher else None
    name = teacher.name if teacher else texts.find("marks.head_teacher")
    scene.tell(line.person, "wish.others", teacher=name)
    if room.head_teacher:
        relation = room.relation(line.person, child)
        label = scene.child(child).label
        scene.tell(room.head_teacher, "wish.others_told", child=label, relation=relation)
