"""Talk of leaves: what asks for one, what ends one, and what only speaks of them."""

import re

from bot.parsing.dates import plain
from bot.parsing.leave.lexicon import KIND, ROLE
from bot.parsing.remembered import remembered

SAYS = re.compile(
    r"请.{0,6}假|(?:病|事)假|告假|不(?:去|来|能来|能去|能到)(?:上)?(?:学|校|课)|(?:休|歇)(?:息)?(?:一|两|几|半)天"
)
TALK = re.compile(
    r"请(?:得|的)?到.{0,2}假|(?:能|要是|如果|看)(?:不?能)?请.{0,2}假|请.{0,2}下来.{0,2}假"
    r"|请不了.{0,2}假|不用请假|没请过?假|要不要请假|需要请假吗|可以请假吗|能请假吗|怎么请假|请假条|请假流程|不许请假|还用请假"
    r"|请的.{0,2}假|请过.{0,3}假|请假的?(?:同学|孩子|学生|家长|人|那|时|期间|后).{0,8}(?:落|缺|欠|漏|补|没)|请假(?:落|缺|欠|漏)下?"
    r"|请假.{0,6}(?:躺平|摸鱼|哈哈|追剧)|(?:哈哈|嘿嘿).{0,8}请假|什么假|放假|(?<!病得)(?<!烧得)起不来(?!床了)"
    r"|(?:单位|公司|领导|老板|厂里|车间|店里).{0,6}假|假都?(?:请不|批不|难请|不好请|没批)"
)
# How a leave is asked for, or what it costs; with a day it is one all the same.
ASKS_HOW = re.compile(r"请.{0,2}假.{0,6}(?:怎么|咋|如何|流程|手续|补|要(?:什么|啥)|算|扣)")
# A grown-up's own leave: 我明天请假去看房. 我们 and 给…请假 speak for the child.
_MY_OWN = re.compile(
    r"(?<![给帮替代和跟])我(?!们|家|[给帮替代])[^,，。;；!！?？]{0,8}?请(?:了|个|一天|半天|一个|两天|过)*(?:年|事|病)?假"
    r"|(?<![给帮替代和跟])我(?!们|家|[给帮替代])[^,，。;；!！?？]{0,6}(?:值班|上班|加班|夜班|出差|开会|有事|没空|走不开|不在)"
)
# Somebody of the house does not come to fetch the child, or takes a day off to come himself.
_FETCHES = re.compile(
    r"(?:不|没法|没人|不能|来不及)(?:能)?(?:来|去|过来)接|接不(?:了|到|上)"
    r"|(?:[爸妈爷奶公婆]|老公|老婆|家长)(?:会|要|可以|得|能|已经)?请(?:了|个)?假(?:去|来|参加|陪|接|开会)"
)
_CHILD = re.compile("孩子|娃|宝|儿子|女儿|闺女|小朋友|[他她给帮替代]")
THAT_DAY = re.compile(r"(?<!几)(?:那一?[天日]|当[天日])")
_REFUSES = re.compile("不(?:肯|想|愿意?|敢|乐意|爱)(?:去|来|上|回|到)(?:学校?|校|课)?")
_LENGTH = re.compile(
    r"(?:[全整半一二两三四五六七八九十]|\d)+[天日]|请[半一二两三]|[一两二三四五六七八\d]节"
)
_REASONS = (ROLE["symptom"], *KIND.values())
PRESENT = re.compile(r"正常|照常|不请|去的?$|上学$|来上学|没事")
BACK = re.compile(r"销假|已(?:经)?(?:回校|返校|到校|来上学)|假期取消.{0,4}来了")
NOT_AFTER_ALL = re.compile(
    r"不请(?:假)?了|不用请(?:假)?了|取消请假|照常(?:上学|来|去)|假(?:就)?取消|取消.{0,4}假|假(?:就|先|都|也)*(?:不用了|不要了|销掉|撤了?|作废)|假不请|不请那天"
)


# The leave itself is what ends; whom it was told to, or that it was yesterday's, is no asking.
_TAKEN_BACK = re.compile(
    r"不请假?(?:了|啦|咯)(?!吧|吗)|假(?:就|先|都|也|可以)*(?:不用|不要|不请|不需要|免|取消|作废|撤)(?!.{0,3}[吗?])"
    r"|假.{0,2}销|销.{0,4}假|取消.{0,6}假|不用.{0,4}请假?[了啦]"
)
_AS_EVER = re.compile(
    r"照[常旧样]|正常(?:上学|来|去|到|上课)|(?<!还)(?:能|可以|就|会|要)?(?:来|去|回去)上[学课](?=$|[了啦哈,。! ])"
)
_WELL = re.compile(
    r"(?:烧|热)(?:都|也|已经)?退|退烧|好(?:多|利索|透|全)?了|没事[了啦]|精神|不[烧咳吐][了啦]"
)
_HALF = re.compile(r"[上下]午|[上下]半|中午|[早晚]|节课?|一天|、")
_OF_BEFORE = re.compile(r"(?:昨|前|上次|之前|刚才|那).{0,6}假|请的.{0,3}假|假条|不请那天")
_OTHER_DAY = re.compile(r"[改换]|再[续请]|[延续]")


def takes_back(text: str) -> bool:
    """Whether the words end a leave, or say that the child is at school as ever, and no more."""
    words = plain(text)
    if _OTHER_DAY.search(words):
        return False
    if taken := _TAKEN_BACK.search(words):
        rest = f"{words[: taken.start()]} {words[taken.end() :]}"
        return not _asks_besides(_OF_BEFORE.sub(" ", rest))
    well = _AS_EVER.search(words) and _WELL.search(words) and not _HALF.search(words)
    return bool(well) and not _asks_besides(_AS_EVER.sub(" ", words))


def _asks_besides(words: str) -> bool:
    return bool(SAYS.search(words) or ROLE["ask"].search(words))


@remembered
def is_absence(text: str) -> bool:
    """Whether the words could keep a child away: by a verb, a length or a reason.

    明天来 cannot; and to refuse school (不肯上学) is a worry.
    """
    words = _REFUSES.sub("", plain(text))
    if SAYS.search(text) or ROLE["ask"].search(words) or _LENGTH.search(words):
        return True
    return any(reason.search(words) for reason in _REASONS)


@remembered
def of_adult(text: str) -> bool:
    """Whether it is a grown-up who stays away or takes leave, and not a child."""
    return bool(_FETCHES.search(text)) or (bool(_MY_OWN.search(text)) and not _CHILD.search(text))
