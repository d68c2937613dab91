"""The values with which a line fills in a form: temperature, size, people, address, yes or no."""

import re
from collections.abc import Callable, Sequence

from bot.parsing.replies import asked, normalise, sizes
from bot.parsing.replies.numerals import phone

_NAME = r"[\u4e00-\u9fff]{2,3}"
_PAIR = re.compile(
    r"([\u4e00-\u9fff]{2,7})\s*:\s*([^,;，;\n。:]+?)(?=$|[,;，。\n]|"
    r"\s+[\u4e00-\u9fff]{2,7}\s*:)"
)
_KIN = (
    r"(?:监护人|父亲?|母亲?|爸爸?|妈妈?|爷爷|奶奶|外公|外婆|姥姥|姥爷|姑姑|舅舅|叔叔|阿姨"
    r"|户主|联系人|俺男人)"
)
_PERSON = re.compile(rf"({_KIN})(?:叫|是|姓名|名字)?[\s:]?({_NAME})(?=$|[\s,。;、\d(]|电话|手机)")
_ADDRESS = re.compile(
    r"(?:住址|地址|现住址?|家住|住在?|搬到|户籍地?)\s*[:是在]?\s*([\u4e00-\u9fffa-z0-9#-]{3,30})"
    r"|([\u4e00-\u9fff]{2,12}[路街巷道苑园区里村镇庄弄坊城府湾组][\u4e00-\u9fff]{0,6}"
    r"[\d一二三四五六七八九十][\d一二三四五六七八九十#号楼院栋幢单元室组-]*)"
)
_TAIL = re.compile(
    r"(?:尾号|后四位|末四位|编号)\D{0,4}(\d{3}[\dx])|(?<![\d.])(\d{3}[\dx])(?![\d年码])"
)
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z]\s?[·.]?\s?[a-z0-9]{5,6}"
)
_EYES = re.compile(r"(左|右)眼?\s*[:是]?\s*(\d(?:\.\d)?|\d{2,4})(?!\d)")
_ALLERGY = re.compile(r"(?:对|[,\s]|^)([\u4e00-\u9fff、]{1,12}?)(?:都)?过敏")
_NO_ALLERGY = re.compile(r"(?:没有?|无|不|都不)(?:\S{0,4})过敏|无忌口|没有忌口")
_WAY = re.compile(
    r"步行|走路|公交车?|地铁|开车|自驾|电动车|电瓶车|校车|骑车|自行车|三轮车?|大巴|火车|高铁|飞机|自行回家|家长接|自己走"
)
_PLACE = re.compile(
    r"(?:回|去|到)([\u4e00-\u9fff]{2,6}?)(?=$|[\s,。过住看]|老家|打工)|(不外出|不离开|在家|本地|本市|老家)"
)
_BOOK = re.compile(r"《([^》]+)》")
_BLOOD = re.compile(r"(ab|[abo])\s?型|血型\s?(ab|[abo])", re.IGNORECASE)
_TWO = 2
_YES_NO = re.compile(
    r"[(（]([^()（）]{1,4})/([^()（）]{1,4})[)）]|[:：]\s*([^/\s]{1,4})/([^/\s]{1,4})$"
)
_NEGATION = re.compile(r"^(?:不|未|没|停|无)|不(?!舒服)|没(?!问题)|停")


def read(text: str, title: str, options: Sequence[str] = (), child: str = "") -> dict[str, str]:
    """Field -> value for what the line gives of the form `title`; {} where it gives nothing."""
    words, form = normalise.read(text).words, normalise.plain(title)
    found = {key.strip(): value.strip() for key, value in _PAIR.findall(words)}
    found.pop("改", None)
    for reader in _READERS:
        for key, value in reader(words, form).items():
            found.setdefault(key, value)
    if child and child in words and "姓名" in form:
        found.setdefault("姓名", child)
    for more in (
        asked.own_name(words, form),
        _answer(words, form, options),
        asked.wish(words, form),
    ):
        found = {**more, **found}
    return {**asked.in_order(words, form, found), **found}


def _people(words: str, form: str) -> dict[str, str]:
    found: dict[str, str] = {}
    names = {
        "父": "父亲",
        "爸": "父亲",
        "爸爸": "父亲",
        "俺男人": "父亲",
        "母": "母亲",
        "妈": "母亲",
        "妈妈": "母亲",
    }
    for kin, name in _PERSON.findall(words):
        found.setdefault(names.get(kin, kin), name)
    if number_ := phone(words):
        found["电话"] = number_
    if re.search("接送|去接|接人", form) and (kin := re.search(_KIN, words)):
        found["接送人"] = kin[0]
    return found


def _places(words: str, form: str) -> dict[str, str]:
    found: dict[str, str] = {}
    if re.search("址|信息|学籍|采集|核对|联系", form) and (m := _ADDRESS.search(words)):
        found["住址"] = m[1] or m[2]
    if re.search("去向|离开|回乡|寒假|目的地|车票", form) and (m := _PLACE.search(words)):
        found["去向"] = m[1] or m[2]
    if re.search("方式|上下学|交通|回乡", form) and (m := _WAY.search(words)):
        found["方式"] = m[0]
    return found


def _marks(words: str, form: str) -> dict[str, str]:
    found: dict[str, str] = {}
    if re.search("身份证|尾号|学籍", form) and (m := _TAIL.search(words)):
        found["后四位"] = (m[1] or m[2]).upper()
    if "车牌" in form:
        plate = _PLATE.search(words)
        found["车牌"] = plate[0].upper() if plate else "无"
    if re.search("视力|近视|健康", form):
        found |= {side + "眼": value for side, value in _EYES.findall(words)}
    if re.search("血型|健康|联系卡", form) and (m := _BLOOD.search(words)):
        found["血型"] = (m[1] or m[2]).upper() + ("型" if "型" in m[0] else "")
    if re.search("书名|捐书|图书", form) and (books := _BOOK.findall(words)):
        found["书名"] = "、".join(books)
    return found


def _diet(words: str, form: str) -> dict[str, str]:
    if not re.search("过敏|忌口|健康|用药", form):
        return {}
    if _NO_ALLERGY.search(words):
        return {"过敏": "无"}
    m = _ALLERGY.search(words)
    return {"过敏": re.sub("^.*对|除了", "", m[1])} if m else {}


def _answer(words: str, form: str, options: Sequence[str]) -> dict[str, str]:
    """One of two answers that the title or the options offer."""
    offered = _YES_NO.search(form)
    pair = [o for o in (offered.groups() if offered else ()) if o] or list(options)
    if len(pair) != _TWO:
        return {}
    no, yes = sorted(pair, key=lambda o: not _NEGATION.match(o))
    if not _NEGATION.match(no):
        return {}
    topic = re.sub(r"[(（:：].*|统计|登记|意愿", "", form)[-4:] or "答复"
    return {topic: no if no in words or _NEGATION.search(words) else yes}


_READERS: tuple[Callable[[str, str], dict[str, str]], ...] = (
    sizes.temperature,
    sizes.body,
    sizes.feet,
    _people,
    _places,
    _marks,
    _diet,
)
