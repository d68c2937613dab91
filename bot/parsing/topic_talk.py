"""How a teacher chooses, moves or skips a topic, and what is too rough in one."""

import re
from collections.abc import Sequence

from bot.parsing import clauses
from bot.parsing.dates.numbers import number

OWN = re.compile(
    r"自拟\s*[:：]?\s*(?:[《<“\"](?P<quoted>[^》>”\"]{2,30})[》>”\"]|(?P<bare>[^\s，,。；;#＃《》]{2,30}))"
)
TAG = re.compile(r"[#＃]\s*(\w{1,12})")
_LEADS = r"\s*(?:那就|那|还是|改成?|换成?|选|就|要|用|定|发|[\s,，])*"
CHOICE = re.compile(
    rf"{_LEADS}(?:(?P<letter>[A-Ha-h])(?![A-Za-z])|(?P<nth>第[一二三四五六七八1-8]个?|前一个|前面那个|后一个|后面那个))"
)
ALL = re.compile(r"\s*(?:两个班|几个班)?都")
CLASS = re.compile(
    r"[一二三四五六七八九初高\d]{1,3}(?:年级)?\s*[(（.]?\s*[一二三四五六七八九\d]{1,2}\s*[)）]?\s*班"
)
BETWEEN = " ，,、;；:："  # what stands between a class and its answer
SKIP = re.compile(r"\s*(?:这个?月|本月)?\s*(?:跳过|不发了?|这个月不发)")
AFTER_HOLIDAY = "节后"
MOVE = re.compile(r"改到|挪到|推到|移到|改成|节后|再发|再换|才发|别发|不发")
POSTS = re.compile(r"\s*(?:早上|中午|下午|晚上|再|才|就)*\s*[发推]")  # behind the day
ROUGH = re.compile(
    r"打一顿|往死里|揍|抽他|抽她|打到|棍棒|废物|蠢|笨猪|滚|去死|关小黑屋|不打不|欠收拾|欠揍|屁(?![股颠])|棍子打|(?:死|蠢|烂|混账)(?:孩子|丫头|小子|东西)|[他你她]?妈的(?!话|手|意|教|建|做|妈)|他妈(?=[^的妈,，。]{0,2}(?:就|真|什么))|巴掌|耳光|(?:抽|弄|打|掐|骂|呼)死|死里[抽打]|王八|畜生|兔崽子|混蛋|混账|混球|[笨猪]得?[跟像]?猪|猪[脑一]|脑残|傻[逼叉子瓜]|有(?:毛)?病吧|神经病|(?:个|那|这|什么|啥)德[行性]|贱|老子(?=说|打|要|就|今)|臭毛病|滚蛋|白眼狼|没出息"
)
FILLER = re.compile(
    r"^(?:那就|那|就|还是|选|要|用|定|发|嗯|好)+|(?:那个|这个|那条|的|吧|好了|了|题目?|主题|好|呢)+$"
)
SHORTEST = 2


def place(text: str, of: int) -> int | None:
    """The place of the candidate that a letter or 第二个 chooses of so many; None for no choice."""
    found = CHOICE.match(text)
    if found is None:
        return None
    if found["letter"]:
        return ord(found["letter"].upper()) - ord("A")
    if found["nth"].startswith("第"):
        return int(number(found["nth"].strip("第个"))) - 1
    return 0 if found["nth"].startswith("前") else of - 1


def own_title(text: str, days: Sequence[tuple[int, int]]) -> tuple[str, str] | None:
    """(title, the rest of the words) of 自拟《…》; None without. `days`: where days are named.

    A title without marks ends where its day to be posted begins: 自拟 谁来接送 周三发.
    """
    found = OWN.search(text)
    if found is None:
        return None
    begin, end = found.span("quoted" if found["quoted"] else "bare")
    posts = [at for at, to in days if begin < at < end and POSTS.match(text, to)]
    end = end if found["quoted"] else min([end, *posts])
    return text[begin:end].strip(), text[:begin] + " " + text[end:]


def titled(text: str, titles: Sequence[str]) -> int | None:
    """The place of the one title that words give, whole or in part."""
    said = clauses.bare_words(text)
    bare = [clauses.bare_words(title) for title in titles]
    whole = [place for place, title in enumerate(bare) if title and title in said]
    rest = FILLER.sub("", FILLER.sub("", said))
    part = [place for place, title in enumerate(bare) if len(rest) >= SHORTEST and rest in title]
    found = whole or part
    return found[0] if len(found) == 1 else None
