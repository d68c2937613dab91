"""A few words for what a notice is about."""

import re
from datetime import datetime

from bot.parsing import clauses, dates

TITLED = re.compile(r"[《【]([^》】]{2,20})[》】]")
CUT = re.compile(r"[,，。;；!！?？\n]|(?<!\d)[:：](?!\d)")
GREETING = re.compile(
    r"^(?:各位|尊敬的|亲爱的)?(?:家长(?:们|朋友)?|大家)(?:们|好)?[,，:：!！\s]*|^(?:您好|你们好|大家好)[,，!！\s]*"
)
WHEN_BEFORE = re.compile(r"(?:请|须|务必)?(?:于|在|截至|截止到?)?$")
WHEN_BEHIND = re.compile(r"^(?:之|以)?前|^(?:之后|以后|后)")
ASKS = re.compile(
    r"^(?:请|麻烦|烦请)?(?:大家|各位|家长们?)?(?:回复|回|确认|告知)?(?:一下)?(?:是否|能否|要不要|可否)"
)
EMPTY = re.compile(
    r"(?:请|麻烦|烦请|大家|各位|家长们?|在|于|回复|回|确认|收到|已阅|填写|填报|填|登记|上报|投票|自愿|参加|通知|紧急|报名|接龙"
    r"|统计|选一个|及时|尽快|一下|好|[“”\"「」/或不])+"
)
BRACKETS = re.compile(r"[(（]\s*[)）]|[\s#]")
LONGEST = 16


def title_of(body: str, now: datetime) -> str:
    """What stands in 《》, else the first clause without its times that says more than what to do."""
    if found := TITLED.search(body):
        return found[1]
    clauses_ = [_bare(clause, now) for clause in CUT.split(GREETING.sub("", body))]
    telling = [words for words in clauses_ if len(clauses.bare_words(words)) > 1]
    about = [words for words in telling if not EMPTY.fullmatch(words)]
    return next(iter((*about, *telling)), clauses.clean(body))[:LONGEST]


def _bare(clause: str, now: datetime) -> str:
    """A clause without times, and without the words by which they are said."""
    words = clause
    for time in reversed(dates.find(clause, now)):
        begin, end = time.span
        words = WHEN_BEFORE.sub("", words[:begin]) + WHEN_BEHIND.sub("", words[end:])
    return ASKS.sub("", BRACKETS.sub("", words).strip("，,、()（）的在于"))
