"""Which children a line is about, by name: the writer's own, unless it speaks for others."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.parsing import whose
from bot.parsing.meaning import Pupil
from bot.parsing.names import NameIndex, sounds
from bot.parsing.names.aliases import COMPOUND, SURNAMES
from bot.parsing.names.meant import meant
from bot.parsing.replies import normalise

_WORDS = frozenset("和那都能应单车路家全连后于初元常平安方")  # surnames, but rather words
_SURNAME = f"(?:{'|'.join(sorted(COMPOUND))}|[{''.join(sorted(SURNAMES - _WORDS))}])"
_NO_NAME = (
    r"(?!周[一二三四五六日末天]|[明今][天早晚日儿个年]|高[兴烧中年速铁考架]|黄色|白[天色]|时[候间]|成[绩功都]|谢谢|水[杯痘]|毛笔"
    r"|金额|石膏|温度|从[来明今]|向[您老]|严重|计划|强烈|关于|许多|万一|宁[愿可]|冷[的得]|施工|通知|费用|支[持原气]|暴雨|项目"
    r"|辛苦|原[先价谅本]|幸[好亏]|满[身脸嘴头口]|左[眼手脚腿耳边右]|步行|颜色|索性|连[着夜续]|包[工括]|宣布|秋[游天]|简直|平[时常]|相[当关比]|尤其|解[除释决]|焦虑|诸位|游[水泳]|常[常规]|乐意"
    r"|宝[贝宝]|麻[药醉木疹辣将痹]|孙[子女]|凌晨|麻烦|莫[点算催要怪说给等叫让来去法得]|相[处信]|祝|居家|查|马上|师傅|班|[\u4e00-\u9fff]{1,2}老师)"
)
_LETTER = r"[\u4e00-\u9fff]"
_NO_FIRST = r"(?![的了在那这请不去来要也都已有发病周因老妈爸爷奶姥])"
_NO_MIDDLE = r"(?![的了请不去来要也都已发病明今周因妈爸爷奶姥他她家同])"
_GIVEN = rf"{_NO_FIRST}(?:{_LETTER}{_NO_MIDDLE}){{0,1}}{_LETTER}"
_ENDS = (
    r"(?=$|[\s,。、:;!?+(\d)\]】/和跟与]|家(?!长)|家长|妈|爸|爷|奶|姥|外[公婆]|的|请|病|事假|发[烧高]|感冒|咳|明|今|后天|"
    r"昨|周|礼拜|星期|下[周午]|上午|早|晚|因|要|也|都"
    r"|参加|报|去|不|没|同学|两|俩|一[家个]|去|来|迟|到|得了|生病|肚|头|拉|吐|选|身体|是|还|他|她|[说讲]一?[声下句]|带个?[话信]|有事|有点|在|姐|兄|弟|哥)"
)
_START = r"(?:^|(?<=[\s,。、:;!?+>】])|(?<=老师)|(?<=我是)|(?<=学生)|(?<=姓名)|(?<=[女孙儿]子)|(?<=女儿)|(?<=闺女)|(?<=[我俺]女)|(?<=[楼栋班]的))"
_SAID_FOR = re.compile(
    rf"(?:替|帮|帮忙给|给|代|同桌|同学|楼上|邻居|隔壁|对门|对面|对过|楼下|外甥女?|侄[子女]|和|跟|与|"
    rf"(?P<mark>[、,+/&]))\s?{_NO_NAME}(?P<name>{_SURNAME}{_GIVEN}){_ENDS}"
)
_AT_START = re.compile(rf"{_START}{_NO_NAME}({_SURNAME}{_GIVEN}){_ENDS}")
_ASKED_BY = re.compile(
    rf"(?<!老){_NO_NAME}({_SURNAME}{_LETTER}{{1,2}}?)(?:家|他|她)?[妈爸奶爷]"
    rf"{_LETTER}{{0,3}}?(?:让|托|叫|喊|要)我?"
)
_TOLD = re.compile(r"(?:我是|学生|姓名[:是]?|[女孙儿]子|女儿|闺女|[我俺]女) ?$")
_SHORT_NAME = 2
_BESIDES = re.compile(r"(?:我|咱)们?家?(?:也|跟|和|再)|还有我|连我|我家")
_BOTH = re.compile(
    r"俩|两个?(?:孩子|娃|宝|小)|[两二]个都|[姐兄]弟|[姐兄]妹|[哥姐]妹|哥哥?和|双胞胎|都(?:要?请|不[去来]|没[去来]|[发生]|去|来|病)"
)
_AT_SCHOOL = r"[那就则还也]?是?(?:照常|照旧|正常|不用?请|不需要请|按时|能去|没事)"
_LIST = re.compile(r"^\s*\d{1,3}\s*[.、,):\s]?\s*[\u4e00-\u9fff]", re.MULTILINE)


@lru_cache(maxsize=64)
def index(pupils: tuple[Pupil, ...]) -> NameIndex:
    """The names of a class, kept between lines."""
    return NameIndex(pupils)


def about(text: str, card: str, pupils: Sequence[Pupil] = ()) -> list[str]:
    """Full names of the children a line is about, in the order of the text; [] if unknown."""
    found = _about(normalise.read(text).words, card, pupils)
    return [whose.as_written(name, card, text) for name in found]


def unsure(text: str, card: str, pupils: Sequence[Pupil]) -> list[str]:
    """Full names of those of whom one may be meant, though the text does not tell which."""
    if not pupils:
        return []
    names = index(tuple(pupils))
    words = normalise.read(text).words
    mine = {own_child(card, words, pupils), *whose.siblings_in(card)}
    found = meant(names, words, [one.id for one in pupils if one.name in mine])
    return [names.pupils[one].name for one in found.candidates]


def away(names: Sequence[str], text: str) -> list[str]:
    """Those of several children who are asked leave for: 天宇请假，天佑照常 is about the first."""
    if len(names) < 2:  # noqa: PLR2004 - a single child is the one who is away
        return list(names)
    words = normalise.read(text).words
    kept = [name for name in names if not re.search(f"{_called(name)}{_AT_SCHOOL}", words)]
    return kept or list(names)


def _called(name: str) -> str:
    return f"(?:{re.escape(name)}|{re.escape(whose.given(name) or name)})"


def _about(words: str, card: str, pupils: Sequence[Pupil]) -> list[str]:
    if both := _both(words, card):
        return both
    own = own_child(card, words, pupils)
    if len(_LIST.findall(words)) > 1:
        return [own] if own else []
    others = _others(words, own) if own else _named(words, pupils)
    if own and (not others or _calls(words, own) or _BESIDES.search(words)):
        return _in_order(words, [own, *others])
    return others


def _both(words: str, card: str) -> list[str]:
    """The two children of a card, where the line names both together or speaks of both."""
    pair = whose.siblings_in(card)
    named = [name for name in pair if (whose.given(name) or name) in words]
    if not pair or len(named) == 1:
        return []
    joined = re.search(whose.AND.pattern.join(map(re.escape, pair)), words)
    return list(pair) if joined or _BOTH.search(words) else []


def own_child(card: str, words: str = "", pupils: Sequence[Pupil] = ()) -> str:
    """The child of a card, simplified: the name the plain words share, the likeliest, the
    roster's."""
    names = whose.children_of(card)
    places = {name: words.find(whose.given(name) or name) for name in names}
    named = min((n for n in names if places[n] >= 0), key=places.__getitem__, default="")
    called = whose.called_in(card)
    if named or names or not called:
        return named or next(iter(names), "") or _signed(card, pupils)
    hit = index(tuple(pupils)).resolve(called) if pupils else None
    if hit and hit.shared and len(hit.pupils) == 1:
        return {p.id: p.name for p in pupils}[hit.pupils[0]]
    return called if called in words or whose.is_written_out(called) else ""


def _signed(card: str, pupils: Sequence[Pupil]) -> str:
    """The child who writes under his own name, as the roster has it; "" if none does."""
    alone = sounds.simplified(card).strip()
    return next((p.name for p in pupils if sounds.simplified(p.name) == alone), "")


def _others(words: str, own: str) -> list[str]:
    """Children besides the writer's own: those he speaks for, and brothers and sisters."""
    said = [m[1] for m in _ASKED_BY.finditer(words)]
    said += [m["name"] for m in _SAID_FOR.finditer(words) if _stands(m, own)]
    siblings = _siblings(own).findall(words) if len(own) > _SHORT_NAME else []
    return [
        name for name in dict.fromkeys([*said, *siblings]) if name not in own and own not in name
    ]


def _is_told(start: re.Match[str]) -> bool:
    """Whether a clause begins with a name: three characters, or two that are told to be one."""
    return len(start[1]) > _SHORT_NAME or bool(_TOLD.search(start.string, 0, start.start()))


def _stands(said: re.Match[str], own: str) -> bool:
    """Whether two characters are a name: behind a mark alone only with the surname of the first."""
    name = said["name"]
    if len(name) > _SHORT_NAME:
        return True
    return whose.is_written_out(name) and (not said["mark"] or name[0] == own[0])


@lru_cache(maxsize=4096)
def _siblings(own: str) -> re.Pattern[str]:
    """Another full name with the same surname, joined to the first or after a comma."""
    other = rf"{own[0]}{_NO_FIRST}{_LETTER}{_NO_MIDDLE}{_LETTER}(?![\u4e00-\u9fff]{{0,2}}老师)"
    return re.compile(rf"(?<=[、和跟与]){other}|(?<={own}){other}")


def _named(words: str, pupils: Sequence[Pupil]) -> list[str]:
    """Full names in the words of somebody whose child is unknown."""
    if pupils:
        known = {p.id: p.name for p in pupils}
        found = [m for m in index(tuple(pupils)).find(words) if len(m.pupils) == 1]
        if found:
            return list(dict.fromkeys(known[m.pupils[0]] for m in found))
    said = [m[1] for m in _AT_START.finditer(words) if _is_told(m)]
    said += [m[1] for m in _ASKED_BY.finditer(words)]
    said += [m["name"] for m in _SAID_FOR.finditer(words)]
    said = [name for name in said if len(name) > _SHORT_NAME or whose.is_written_out(name)]
    return list(dict.fromkeys(said))[:1]


def _in_order(words: str, names: list[str]) -> list[str]:
    places = {name: words.find(name) for name in names}
    return sorted(dict.fromkeys(names), key=lambda name: (places[name] < 0, places[name]))


def _calls(words: str, own: str) -> bool:
    """Whether the words call the writer's own child by a name, long, short or fond."""
    given, last = whose.given(own) or own[-1], own[-1]
    fond = {given, own, last * 2, "小" + last, last + "宝", last + "儿", last + "娃"}
    return any(name in words for name in fond)
