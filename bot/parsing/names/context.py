"""Whether a piece of text that could name a child does so, judged by the words around it."""

import re
import tomllib
from pathlib import Path

from bot.parsing.names.aliases import SURNAMES, Kind
from bot.parsing.names.aliasing import Hit, Level

_TABLE = tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))
_ADVERBS = frozenset(_TABLE["adverbs"].split())
_ORDINARY = frozenset(_TABLE["ordinary"].split()) | _ADVERBS
_NAME_CHARS = frozenset("".join(_TABLE["name_chars"].split()))
_SHORT_NAME = 2

# What stands right before or after a child's name and hardly before another word.
_BEFORE = re.compile(
    r"(?:[我咱俺](?:们)?家(?:的)?(?:孩子|娃|宝贝|宝宝|小朋友|儿子|女儿|闺女)?"
    r"|儿子|女儿|闺女|孩子|娃儿?|宝贝|小朋友|学生|同学|家长|班(?:里)?的?"
    r"|我是|替|帮|代|姓名|名字|叫|女生|男生|女孩|男孩)(?:叫|是|的|[:, ])*$"
)
_OWN = re.compile(r"(?:[我咱俺](?:们)?家|叫|我是|替|帮|代|(?:名字?|报名|学生)(?:是|:))$")
_KIN = re.compile(
    r"\s?的?(?:妈|爸|爷爷|奶奶|外婆|外公|姥|家长|麻麻|粑粑|老爸|老妈|父亲|母亲|监护人|小?同学|小朋友)"
)
_AFTER = re.compile(
    rf"{_KIN.pattern}|\s?(?:宝贝|宝宝|\(?(?:女生?|男生?)\)|女生|男生|家(?:里|的|$))"
)
_SIGNS = r"\s,。!?;:、.~…()【】\[\]#@\d+&/\-—"
_CLAUSE_START = re.compile(rf"(?:^|[{_SIGNS}]|和|跟|与|及|收到|好的|老师)$")
_CLAUSE_END = re.compile(rf"$|[{_SIGNS}]|和|跟|与|及")
_DEED = re.compile(
    r"也|都|还|已|今|明[天日早晚]|后天|昨|周[一二三四五六日末]|下[周午]|上午|早上|晚上|请|发[烧热]"
    r"|感冒|不|没|可以|能|要|想|会|参加|报名?|去|来|到|有|生病|咳|头|肚|拉|吐|选|交|完成|写|做|说"
    r"|在[家校学]|因|由|家里|身体|迟|晚到|收到|的(?:作业|书|校服|成绩)"
)
_TOLD = re.compile(rf"{_DEED.pattern}|的|把|又|刚|下课|放学|有点|手|脚|脸")
_GOES_ON = re.compile(
    r"[一值帮还两三四五”》」\"是被给跟和与对从在拿打说讲坐摔推跑吃喝带借穿戴忘掉丢哭笑吵玩找看听读写等回住走个吗呢吧啊呀了得地真很最太比为把将才又却可"
    r"这那他她你我您第进出过起用先再只正就总老同书衣水作座捡撞踢抓咬欺骂]|身高|体重|跳|\s?\d|[a-z]"
)
_KINDRED = frozenset(_TABLE["kindred"].split())
_SICK = r"发[烧热]|感冒|咳嗽|生病|不舒服|肚子|头[痛疼晕]|身体|住院|过敏|拉肚|吐了"
_PUPILS_DEED = re.compile(
    r"(?:今天?|明天?|后天|周.|上午|下午|早上|也|还|都|要|想|因为?|家里有事|有点)*"
    rf"(?:请|{_SICK}|参加|报名|那[份个件项]|不[能想要会]?[去来参订吃报交]|没[带来交吃]|去的|选|交|收到|迟到|晚到|缺席|到校)"
)
_MAY = re.compile(r"可(?:以|能|去|来|不|要|参加|报名)")  # a verb, though 可 ends names as well
_FUNCTION = re.compile(
    r"(?:关于|由于|等于|对于|属于|至于|同时|平时|以及|方[向便]|家里|班里|老师?|[们的]常)$"
)
# A name that is another's: a teacher's own, or a stranger's told by the child he is near to.
_OTHERS = re.compile(
    r"[\u4e00-\u9fff]?(?:(?:老师|主任|校长|教练)"
    r"|家?(?:妈妈?|爸爸?)?的(?:同[桌学事伴]|朋友|好友|邻居|[前后]桌|[表堂][哥弟姐妹]|[弟妹哥姐]|兄弟|姐妹))"
)


def _any(words: str) -> str:
    return "|".join(sorted(_TABLE[words].split(), key=len, reverse=True))


_LONGEST_SAYING = 5
_SAYING = re.compile(_any("sayings"))
_AFTER_OTHERS = re.compile(rf"{_OTHERS.pattern}|{_any('grown')}|{_any('called_after')}")
_BEFORE_OTHERS = re.compile(
    rf"(?:{_any('grown_before')})(?:是|叫)?$|(?:{_any('firms')})的$"
    rf"|(?:{_any('animals')})的?(?:小名|大名|名字?)?(?:叫做?|是|取名|起名)?叫?$"
    rf"|(?:{_any('told_in')})》?[里中上]面?[的说]?(?:[\u4e00-\u9fff]{{1,3}}[和跟与])?$"
)
_ELSEWHERE = re.compile(r"(?:隔壁|别|外|其[他它]|[他她]们)(?:的|个)?班?级?的?$")
_LONG_WORDS = ("小朋友", "小时候", "小学生", "小组长")


def names_a_child(text: str, start: int, end: int, hit: Hit) -> bool:
    """Whether `text[start:end]` (simplified), which could be `hit`, is meant as a name."""
    if hit.kind > Kind.PET or _of_another(text, start, end, hit):
        return False
    if _spoken_of(text, start, end):
        return hit.shared > 0
    if hit.level is not Level.WRITTEN:
        return _misspelt(text, start, end, hit)
    if hit.kind is Kind.FULL and end - start > _SHORT_NAME:
        return True
    if not _ordinary(text, start, end, hit):
        return True
    adverb = text[start:end] in _ADVERBS
    return not adverb and _stands_alone(text, start, end, _PUPILS_DEED)


def stands_as_name(text: str, start: int, end: int, hit: Hit) -> bool:
    """Whether this is a full name, not the beginning of a longer one; it may be a word as well."""
    return hit.exact and not _of_another(text, start, end, hit)


def goes_on(text: str, start: int, end: int, hit: Hit) -> bool:
    """Whether a full name is a longer one's beginning or another's: no part of it names anybody."""
    return hit.exact and _of_another(text, start, end, hit)


def begins_a_clause(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` begins a clause and something is told of it: 圆圆的毛衣, 豆豆发烧."""
    if text[start:end] in _KINDRED or text[start:end] in _ADVERBS:
        return False
    return stands_alone(text, start, end)


def stands_alone(text: str, start: int, end: int) -> bool:
    """The same, whether these characters are rather an adverb or no: 明明今天没带伞."""
    return _stands_alone(text, start, end, _TOLD)


def goes_no_further(text: str, end: int) -> bool:
    """Whether what follows a name is what is told of children, not the rest of a longer name."""
    patterns = (_CLAUSE_END, _TOLD, _AFTER, _GOES_ON)
    return any(pattern.match(text, end) for pattern in patterns)


def is_cut_across(text: str, end: int) -> bool:
    """Whether a word goes on where a name ends, and none begins there: 王浩然|后来."""
    word = text[end - 1 : end + 1]
    return len(word) > 1 and word in _ORDINARY and text[end : end + 2] not in _ORDINARY


def names_another(text: str, start: int, end: int) -> bool:
    """Whether a full name in `text[start:end]` is somebody else's or goes on."""
    return _of_another(text, start, end, Hit((), Kind.FULL, Level.WRITTEN, end - start))


def _in_a_saying(text: str, start: int, end: int) -> bool:
    """Whether these characters are cut out of a saying: 一诺千金, 清清楚楚."""
    begin = max(0, start - _LONGEST_SAYING)
    said = _SAYING.finditer(text, begin, end + _LONGEST_SAYING)
    return any(found.start() < end and start < found.end() for found in said)


def _of_another(text: str, start: int, end: int, hit: Hit) -> bool:
    """李明辉 is not 李明, nor is 李明老师, 李明的同桌, or 李明 of the class next door."""
    before = text[max(0, start - 8) : start]
    if _AFTER_OTHERS.match(text, end) or _ELSEWHERE.search(before):
        return True
    if _BEFORE_OTHERS.search(before):
        return True
    return _in_a_saying(text, start, end) or _inside_longer_name(text, start, end, hit)


def _spoken_of(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 8) : start]
    if text[start:end] in _ORDINARY:
        return bool(_KIN.match(text, end) or _OWN.search(before))
    return bool(_AFTER.match(text, end) or _BEFORE.search(before))


def _misspelt(text: str, start: int, end: int, hit: Hit) -> bool:
    """Homophones count for long names with a character in common, else only by context."""
    if hit.kind is Kind.FULL:
        return end - start > _SHORT_NAME and hit.shared >= hit.level
    same_given = hit.kind is Kind.GIVEN and hit.level is Level.SAME and hit.shared > 0
    adverb = text[start:end] in _ADVERBS
    return same_given and not adverb and _stands_alone(text, start, end, _DEED)


def _ordinary(text: str, start: int, end: int, hit: Hit) -> bool:
    """Whether these characters are, or are cut out of, ordinary words."""
    if text[start:end] in _ORDINARY or text.startswith(_LONG_WORDS, start):
        return True
    if hit.kind is Kind.FULL:
        return False
    across = (text[max(0, start - 1) : start + 1], text[end - 1 : end + 1])
    return any(word in _ORDINARY for word in across)


def _stands_alone(text: str, start: int, end: int, deed: re.Pattern[str]) -> bool:
    """At the start of a clause and followed by its end or by a deed."""
    if not _CLAUSE_START.search(text[max(0, start - 2) : start]):
        return False
    return bool(_CLAUSE_END.match(text, end) or deed.match(text, end))


def _inside_longer_name(text: str, start: int, end: int, hit: Hit) -> bool:
    """A given name after another surname, or a short full name that goes on: 李明(轩)今天…"""
    if hit.kind is not Kind.FULL:
        return start > 0 and text[start - 1] in SURNAMES and not _function(text, start)
    if text[end : end + 1] not in _NAME_CHARS or _MAY.match(text, end):
        return False
    ends = _AFTER.match(text, end + 1) or _CLAUSE_END.match(text, end + 1)
    return bool(ends or _DEED.match(text, end + 1)) and not _AFTER.match(text, end)


def _function(text: str, start: int) -> bool:
    """Whether the character before, though a surname, ends a common word."""
    return bool(_FUNCTION.search(text[max(0, start - 2) : start]))
