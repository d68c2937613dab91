"""Where a rule is surer than letters: a leave taken back, a lesson missed, a day changed."""

import re

from bot.parsing import leave_talk
from bot.parsing.dates import plain
from bot.parsing.meaning import Intent

_LESSON = r"(?:第?[一二两三四五六七八1-8](?:到|至|-|、)?第?[一二两三四五六七八1-8]?节课?|[头前后]几?[一二两三]?节课?|早读|晨读|早自[习修]|晚自[习修]|早课)"
_MISSED = re.compile(
    rf"{_LESSON}的?(?:课|我们|就|都|也|先|怕是|肯定)*(?:不上|不来|不得来|不到(?![八九十\d])|不参加|上不[了成到]|缺|请)"
    rf"|(?:(?<![赶跟追])不上|缺|(?<!不用)请){_LESSON}"
)
_DAY = (
    r"(?:[本这下上]?个?(?:周|星期|礼拜)[一二三四五六日天末]|[明后今]|大后|下周|月底|\d|[一二三]?十)"
)
_UNTIL = re.compile(rf"请(?:[病事]?假)?到了?{_DAY}")
_CHANGED = re.compile(rf"[改换]{{1,2}}[成到为在]?{_DAY}")
_NAMES_DAY = re.compile(
    rf"{_DAY}.{{0,3}}[日号天周]|(?:周|星期|礼拜)[一二三四五六日天]|[今明后][天日]"
)
_REACHED_BY = re.compile(r"\d{7}|电话|号码|手机|微信|地址|住址|联系")


def settle(intent: Intent, words: str) -> Intent:
    """The intent of plain words, where the form of the words says more than `intent`."""
    if intent is Intent.LEAVE_REQUEST and leave_talk.takes_back(words):
        return Intent.OTHER
    if intent is Intent.LATE and (_MISSED.search(words) or _UNTIL.search(words)):
        return Intent.LEAVE_REQUEST
    if intent is Intent.CONTACT_UPDATE and _changes_day(words):
        return Intent.LEAVE_REQUEST
    return intent


def _changes_day(words: str) -> bool:
    """Whether another day takes the place of one: 5号不用了，换成8号."""
    words = plain(words)
    days = len(_NAMES_DAY.findall(words))
    return days > 1 and bool(_CHANGED.search(words)) and not _REACHED_BY.search(words)
