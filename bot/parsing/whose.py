"""Whose child a card speaks of when no roster knows it: 四3刘思远妈妈 -> 刘思远."""

import re
from functools import lru_cache

from bot.parsing.names import sounds
from bot.parsing.names.aliases import CARD_SURNAMES, COMPOUND, FOREIGN, PET_WORDS, SURNAMES

_NTH = r"(?<![周期拜第十月])[二三四五六七八九幺]"
# Compounds before what they end in: 姑父 is no 姑, 干妈 no 妈. 张继爸爸 is 张继's.
KIN = re.compile(
    r"[他她它的之]?(?:邻居|保姆|嫂子|嫂嫂|[大表堂]嫂|姆妈|好[婆公]|幺[爸妈]|姑爷|家婆|家公|外祖[父母]|祖[父母]|[太外]太?[公婆]|太太?[爷奶](?:爷|奶)?|外[爷奶]|姥姥|姥爷|嘎[嘎公婆]|娘娘|嬢嬢|嫲嫲|妗[子妗]"
    rf"|(?:{_NTH}|[大小老幺表堂])?(?:姑(?:父|夫|丈|妈|母|婆|奶奶?|姑)?|姨(?:父|夫|丈|妈|母|婆|奶奶?|姨|娘)?|舅(?:舅|父|妈|母|公|婆|爷|奶奶?)?|叔(?:叔|父|公|婆)?|伯(?:伯|父|母|公|婆|娘)|婶(?:婶|娘|子|母))"
    rf"|大伯|{_NTH}[爷奶伯婶嫂](?![爷奶])|(?:{_NTH}|大)(?:爷爷|奶奶)|[大表堂]婶"
    r"|后[妈爸娘](?![妈爸娘])|干[妈爸爹娘](?![妈爸爹娘])|契[爷妈](?![爷妈])|[继养义](?:父|母)(?!亲)|亲妈(?!妈)|大[妈娘](?![妈娘])"
    r"|妈妈|爸爸|妈咪|阿[妈爸爹爷奶娘公婆嬷姨伯]|婆婆|公公|老妈|老爸|爷爷|奶奶|表哥|表姐|堂哥|堂姐|哥哥|姐姐|家长|监护人|麻麻|粑粑|母亲|父亲|爹|娘|妈|爸|爷|奶|公|婆|mom|dad)"
)
# Who looks after a child and is no kin.
HELPER = re.compile(
    r"(?:邻居|隔壁|对门|邻里|司机|房东|社工|月嫂|育儿嫂|保姆|看护|护工|护理员?|管家|钟点工|家政|托管(?:班|中心)?|小饭桌|家教|教练|亲戚|同乡|老乡|朋友|闺蜜|同事|代管|义工|志愿者|男友|女友|[男女]朋友|未婚[夫妻]|老公|老婆|儿?媳妇?|村(?:主任|支书|干部|书记)|亲家[公母]?)(?:家?的?(?:阿姨|叔叔|大[爷妈哥姐叔婶]|爷爷|奶奶|老师|师傅|大?伯伯?))?"
)
STAFF = re.compile(
    r"老师|班主任|校长|主任|教师|辅导员|校医|助教|家委会公告|系统|管理员|教务|德育|年级组|保健医|生活老师"
)
_PET = re.compile(r"[小大老阿](.)\1|(.)\2|一?[个只]|[0-9小老大]|.(?:[伢妹狗娃]子|狗[剩蛋])")
_FOND = re.compile(
    r"(.)\1|[小大老阿一].|.[宝儿子仔崽妹哥弟姐头球丫娃包家]|.?[的是在不了我你他她们个人没有].?"
)
_SHORT, _FULL = 2, 3
_BEFORE_ONE = SURNAMES.union("方任")  # before one character; other rare surnames begin pet names
_LENGTHS = frozenset({2, 3, 4})
_LONG = re.compile(r"[^·]{1,8}(?:·[^·]{1,8})+")  # 买买提·艾力: no short word, whatever its length
_NOISE = re.compile(r"[^\u4e00-\u9fff·]+")
_CLASS = re.compile(
    r"^(?:[小初高]?(?:[一二三四五六七八九](?=[一二三四五六七八九]|年级|班|[()0-9.\- ])|[0-9])[一二三四五六七八九0-9]?(?:年级)?[()0-9一二三四五六七八九十.\- ]*班?|\d+)"
)
_WORD = re.compile(r"[\u4e00-\u9fff·]+")
_CHILD = re.compile("^(?:我是|孩子|儿子|女儿|孙[子女]|外孙女?|[男女]?宝贝?|学生)")
# Grown people by their own surname: 卢大娘, 方师傅, 陈太. Their piece names no child.
_GROWN = re.compile(
    rf"[{''.join(sorted(CARD_SURNAMES))}](?:大[娘爷妈婶嫂姐哥叔伯]|师[傅娘奶]|老汉|太太?|先生|女士|阿?[姨伯姐哥嫂婶总工队局处]|家)"
    r"|.{1,3}老(?:爷子|太太?|奶奶|汉|头)"
)

_HAN = r"[\u4e00-\u9fff]"
# Two of one surname before the relation: 秦月秦阳妈妈, 龙腾、龙飞爸.
_PAIR = re.compile(
    rf"(?P<first>(?P<family>{_HAN}){_HAN}{{1,2}})[、,和与及&/+ ]?"
    rf"(?P<second>(?P=family){_HAN}{{1,2}}?)(?=的?{KIN.pattern})"
)

_BRACKETS = re.compile(r"(?P<writer>[^(（]+)[(（](?P<inside>[^()（）]+)[)）]")
_INSIDE = re.compile(r"[(（]([^()（）]+)[)）]")
_ELDERLY = re.compile(r"阿[婆嬷嫲公]$")

AND = re.compile(r"[、,，和与及跟\s]*")  # between names that are told together
MENDS = re.compile(r"不对|不是|[写打说发弄搞填]错|错了|更正|应该是|才对")  # not the one of before
_CALLED = rf"(?:{HELPER.pattern}|{KIN.pattern})"
# What a newcomer calls himself, also by way of another: 妈妈的朋友.
SELF = re.compile(rf"我[是系係].{{0,8}}?(?P<kin>{_CALLED}(?:的{_CALLED})?)")
ANYONE = re.compile(rf"(?P<kin>{_CALLED}(?:的{_CALLED})?)")
# Any short word where nothing but the relation was asked for; 你好, 不是 and 谢谢 are none.
OWN_WORD = re.compile(
    r"(?:我?[是系係])?(?:[他她]家?|孩子|小朋友)?的?(?P<kin>(?![不没别你您为什怎咋好谢等哪谁啊嗯哦对在早晚])[\u4e00-\u9fff]{2,6}?)[的啊呀哦哈]?[。!！~]*"
)


def plain_kin(found: re.Match[str]) -> str:
    """The bare word of kinship in a match of KIN or SELF: 她姑姑 -> 姑姑."""
    return (found.groupdict().get("kin") or found[0]).lstrip("他她它的之")


def is_staff(card: str) -> bool:
    """Whether a card is a teacher's or the system's own."""
    return bool(STAFF.search(card)) and not KIN.search(card)


@lru_cache(maxsize=4096)
def children_of(card: str) -> tuple[str, ...]:
    """The full names in a card that may be the child's, simplified, the likeliest first.

    First the one beside the relation, then those that stand by themselves beside other words:
    方师傅-方晨晨, 高强爸 高翔宇. A nickname alone (沈园) is nobody's name.
    """
    near = [*siblings_in(card), *_bracketed(card), *filter(_is_name, _pieces(card))]
    alone = filter(_is_full_name, (_CHILD.sub("", piece) for piece in _alone(card)))
    return tuple(dict.fromkeys([*near, *alone]))


def _bracketed(card: str) -> list[str]:
    """The child in brackets behind who writes: 桂姨（高远外婆）, 高玉兰阿婆（高远）."""
    found = _BRACKETS.fullmatch(sounds.simplified(card))
    if not found:
        return []
    called = next(iter(_pieces(found["writer"])), "")
    fuller = bool(called) and called != found["inside"] and found["inside"].endswith(called)
    if not (fuller or KIN.search(found["inside"]) or _ELDERLY.search(found["writer"])):
        return []
    pieces = _pieces(found["inside"]) or [found["inside"]]
    return [piece for piece in pieces if _is_name(piece)]


@lru_cache(maxsize=4096)
def siblings_in(card: str) -> tuple[str, ...]:
    """The two children of one surname that a card names side by side; () where it does not."""
    pair = _PAIR.search(sounds.simplified(card))
    names = dict.fromkeys((pair["first"], pair["second"])) if pair else {}
    return tuple(names) if len(names) > 1 and all(map(_is_name, names)) else ()


def as_written(name: str, *texts: str) -> str:
    """A simplified name as the first of these texts that has it writes it."""
    for text in texts:
        if (at := sounds.simplified(text).find(name)) >= 0:
            return text[at : at + len(name)]
    return name


def child_of(card: str) -> str:
    """The likeliest full name of the child in a card, or "" where the card gives none."""
    return next(iter(children_of(card)), "")


def called_in(card: str) -> str:
    """What a card calls the child where it is no full name: 豆豆爸 -> 豆豆; or ""."""
    called = (p for p in _pieces(card) if len(p) in _LENGTHS or _LONG.fullmatch(p))
    return next(called, "")


def is_written_out(called: str) -> bool:
    """Whether what a card calls the child is a name: 海若, 买买提·艾力; not 豆豆, 云朵, 平安是福."""
    if _LONG.fullmatch(called) or called[:2] in FOREIGN:
        return True
    short = len(called) == _SHORT and called not in PET_WORDS | COMPOUND
    return short and not _FOND.fullmatch(called)


def _alone(card: str) -> list[str]:
    """The words of a card that stand beside others, without a relation of their own."""
    words: list[str] = _WORD.findall(sounds.simplified(card))
    beside = len(re.findall(r"[\w·]+", card)) > 1
    return [word for word in reversed(words) if beside and not KIN.search(word)]


def _pieces(card: str) -> list[str]:
    """The words around the relation, of those in brackets with it if they name a child."""
    inside = _INSIDE.search(sounds.simplified(card))
    within = _around(inside[1]) if inside else []
    named = within and (_is_name(within[0]) or is_written_out(within[0]))
    return within if named else _around(card)


def _around(card: str) -> list[str]:
    """The words around the relation in a card, the nearest first; [] where there is none."""
    card = _CLASS.sub("", sounds.simplified(card).strip())
    words = [word for word in _WORD.findall(card) if not _GROWN.fullmatch(word)]
    kin = next(filter(None, map(_relation, words)), None)
    if not kin:
        return []
    at = card.index(kin.string)
    before, after = card[: at + kin.start()], card[at + kin.end() :]
    if kin[0][0] == "之" and kin.start() == _SHORT:
        before += kin[0][0]  # 陶行之爸爸: the end of a name, as two characters stand before it
    return [*reversed(_NOISE.sub(" ", before).split()), *_NOISE.sub(" ", after).split()]


def _relation(word: str) -> re.Match[str] | None:
    """The first relation in a word; one character within it is none if another ends it: 蒲公英奶奶."""
    found = list(KIN.finditer(word))
    within = len(found) > 1 and len(found[0][0]) == 1 and found[-1].end() == len(word)
    return found[-1 if within else 0] if found else None


def _is_name(piece: str) -> bool:
    """Whether a piece is a full name. Before a relation any three characters are one."""
    if _GROWN.fullmatch(piece) or piece in COMPOUND or piece in PET_WORDS:
        return False
    if piece[:2] in COMPOUND:
        return len(piece) in {3, 4}
    if len(piece) == _FULL:
        return not _PET.match(piece)
    return len(piece) == _SHORT and piece[0] in _BEFORE_ONE and piece[0] != piece[1]


def _is_full_name(piece: str) -> bool:
    """Whether a piece that stands by itself is a full name: it begins with a surname."""
    begins = piece[:1] in CARD_SURNAMES or piece[:2] in COMPOUND
    return begins and _is_name(piece) and not STAFF.search(piece)


def given(name: str) -> str:
    """The given name of a full name, "" where it is a single character."""
    if "·" in name:
        return name.partition("·")[0]
    cut = name[2:] if name[:2] in COMPOUND and name[2:] else name[1:]
    return cut if len(cut) > 1 else ""
