"""How often a family was tried, and whether it was reached in the end."""

import re

from bot.parsing.dates.numbers import number

_N = r"[一二两三四五六七八九十\d]+"
_TRIES = re.compile(
    rf"(?<!每天)(?<!每周)(?<!每晚)(?:打|拨|试|呼|去|联系)(?:了|过)?(?:电话)?(?P<n>{_N})(?:遍|次|回|个(?=电话|没|都|$)|通(?=电话|没|都))|(?P<m>{_N})(?:遍|次|回)(?:都|也|均|全)?(?:没|不|未|无)"
)
_NTH = re.compile(rf"第(?P<n>{_N})(?:遍|次|回)")
MISSED = re.compile(
    r"(?:没|无|未)(?:有)?(?:人)?(?:接(?:听|通|电话|我)?|应答?)|打不通|没(?:有)?打通|没打得?通|没通|不接|拒接|关机|空号|停机|联系不[上到]|没(?:有)?联系[上到]|不在服务区|占线|忙音"
    r"|(?:无法|不能|暂时无法)接通|挂(?:断|了)|语音信箱|没人在|没有?人(?:在家|开门)|家里没人|没在家|扑(?:了)?(?:个)?空|锁着?门|门锁着|没见[到着]人?"
)
REACHED = re.compile(
    r"打通|接通|通了|接了|联系[上到]了?|说知道|知道了|收到|回(?:过来|电|了电话)|打回来|(?:才|终于)(?:通|接|联系)|在(?:家|的)?(?:$|[,， ])"
)


def count(text: str) -> int:
    """打两遍没接 is two; 打了一次没接 又打一次 is two; 第三遍才通 is three."""
    said = [number(m["n"] or m["m"]) for m in _TRIES.finditer(text)]
    nth = [number(m["n"]) for m in _NTH.finditer(text)]
    return int(max(sum(said), *nth, 1)) if nth else int(max(sum(said), 1))


def reached(text: str) -> bool:
    """Was anybody of the family spoken to? What was not missed was reached."""
    rest = MISSED.sub(" ", text)
    return not MISSED.search(text) or bool(REACHED.search(rest))


def tells(text: str) -> bool:
    """Do the words say how a try went?"""
    return bool(MISSED.search(text) or REACHED.search(text))
