"""Tasks from outside the school that are laid on families: followers, votes, screenshots, 100 %."""

import re
from collections.abc import Sequence

TASK = re.compile(
    r"关注.{0,6}公众号|公众号|投票|点赞|转发|集赞|截图|注册|下载.{0,8}(?:APP|软件)|答题|竞赛答题|扫码.{0,6}(?:学习|答题|登录)|学习平台|完成率|100\s*[%％]|问卷|打卡",
    re.IGNORECASE,
)
PRESSES = re.compile(
    r"全体家长|所有家长|全员|每位家长|必须|务必|100\s*[%％]|全覆盖|截图|接龙|完成率|[前内]完成"
)
SENDER = re.compile(r"^\s*([\u4e00-\u9fff]{2,10}?)[:：]")
SENDERS = re.compile(
    r"街道|社区|居委|村委|派出所|交警|团委|妇联|文明办|卫健|疾控|教育局|镇政府|办事处|消防|禁毒办|反诈"
)
MATTER = (
    ("投票", "投票"),
    ("答题", "答题"),
    ("问卷", "问卷"),
    ("公众号", "关注公众号的活动"),
    ("学习", "线上学习"),
    ("注册", "注册活动"),
)
ASKED_OF = re.compile(
    r"截图|投票?|关注|参加|必须|强制|统计|不[投做参填].{0,8}(?:会|有)|挨批|扣分|评优|影响|打卡|填|硬性|自愿|不(?:去|做|弄|点|转|扫|报|交).{0,4}(?:行|可以|要紧|没事|会|有)"
)


def is_task(text: str, allowed: Sequence[str]) -> bool:
    """Is a task laid on families that the school has not on its list?"""
    if any(name and name in text for name in allowed):
        return False
    return bool(TASK.search(text) and PRESSES.search(text))


def neutral(text: str) -> tuple[str, str]:
    """Who asks and what for, without numbers, deadlines or screenshots: (街道, 投票)."""
    named, known = SENDER.match(text), SENDERS.search(text)
    who = named[1] if named else known[0] if known else ""
    return who, next((name for word, name in MATTER if word in text), "")
