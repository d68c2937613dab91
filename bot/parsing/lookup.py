"""Does a notice itself answer a question? Gives the clauses that do, in the notice's own words."""

import re
from collections.abc import Sequence, Set
from functools import lru_cache

from bot.parsing import clauses
from bot.parsing.remembered import remembered

CLAUSE = re.compile(r"[^,，。;；!！?？\n]+")
TIME = re.compile(r"\d{1,2}[:：点]\d{0,2}|[上下]午|早上|晚上|中午|今晚|[一二两三四五六七八九十]+点")
DAY = re.compile(
    r"今[天晚]|明[天早晚]|后天|周[一二三四五六日天]|星期[一二三四五六日天]|\d{1,2}月\d{1,2}|\d{1,2}[/.]\d{1,2}|\d{1,2}[号日]"
)
HALF = re.compile(r"上午|下午|早上|中午|晚上|\d{1,2}[:：点]")
PLACE = re.compile(r"[在到于停]|教室|操场|礼堂|门口?|[厅馆室堂楼院园]|地点|广场|中心|集合")
COLOUR = re.compile(r"[红橙黄绿青蓝紫黑白灰粉棕]|彩色|深色|浅色")
HEADS = re.compile(r"[一二两三1-3](?:位|个?人|名)|家长(?:一|两)")
BRING = re.compile(r"带|穿|自备|准备|统一|着装")
LENGTH = re.compile(r"小时|分钟|结束|到\d|至\d|[-—~]\d")
DEADLINE = re.compile(r"前$|截止|之前")
ASK = re.compile(r"回[\"“'「]|请回|回复")
PAY = re.compile(r"\d+元|免费|费用|自费|块钱")
HOME = re.compile(
    r"\d.{0,6}(?:放学|离校|下课|散学|接(?!龙))|(?:放学|离校|下课|散学|接(?!龙)).{0,5}\d"
)
MOMENTS = {
    "arrive": re.compile(r"到校|到场|集合|报到|[入进]场|签到|几点到(?!底)"),
    "begin": re.compile(r"开始|开(?:[\u4e00-\u9fff]{0,3}会|演|场|考)|出发|发车"),
    "end": re.compile(r"结束|散[场会]|放学|离校|下课"),
    "return": re.compile(r"回来|返[校程回]|回到|到家|回校"),
    "fetch": re.compile(r"来接|去接|校车|班车"),
    "stay": re.compile(r"[站值待留等]到"),
}
KINDS = (
    (re.compile(r"\d+\s*[点:：]\S{0,4}还是\S{0,3}\d+\s*[点:：]"), (TIME,)),
    (
        re.compile(
            r"(?:几点|时候|啥时|何时|时间).{0,3}(?:放学|下课|离校|接)|(?:放学|离校|接孩子).{0,4}(?:几点|时候|时间)"
        ),
        (HOME,),
    ),
    (re.compile(r"(?:什么|啥|哪种|哪个|何种)色|颜色|色儿"), (COLOUR,)),
    (re.compile(r"几点(?:结束|完)|多久|多长时间|多少时间|啥时候结束"), (LENGTH,)),
    (re.compile(r"截止|最晚|什么时候(?:交|报|填)|几号(?:前|之前)"), (DEADLINE,)),
    (
        re.compile(
            r"(?:今|明|后)天还是|哪[一]?天|几号|[周星期]+几|什么日子|(?:是|就)(?:今|明|后)天"
        ),
        (DAY,),
    ),
    (re.compile(r"上午还是下午|下午还是上午|早上还是|白天还是|晚上还是"), (HALF,)),
    (re.compile(r"几点|啥时|什么时候|什么时间|何时|时间"), (TIME, DAY)),
    (re.compile(r"停车|车停|停(?:哪|在)"), (re.compile(r"停"),)),
    (
        re.compile(
            r"哪(?:里|儿|个(?:教室|门|地方|校门|楼|厅|馆))|[在上到去]哪|哪(?=[开演办集上考比])|啥地|什么地方|地点|去哪"
        ),
        (PLACE,),
    ),
    (
        re.compile(
            r"几个人|(?<!老)几位|几个(?:家长|大人)|(?:两|俩)个?(?:家长|大人|位|人|口子)|一个(?:人|大人|家长)|两个都|俩都|爸妈都|都(?:要|得|能|可以)(?:去|来)|^(?!.*(?:孩子|娃|宝|小朋友|学生)).*一起[去来]"
        ),
        (HEADS,),
    ),
    (
        re.compile(
            r"有(?:什么|啥|没有)?要求|怎么穿|带(?:什么|啥|点)|穿(?:什么|啥)|准备(?:什么|啥)|要(?:带|穿)(?:点|些)?(?:什么|啥)"
        ),
        (BRING,),
    ),
    (re.compile(r"多少钱|费用|收费|[要交收花付]钱|(?:交|收|付).{0,2}费|免费"), (PAY,)),
)
PAIR = re.compile(r"(?=([\u4e00-\u9fff]{2}))")
THING = re.compile(
    r"[鞋裤裙衣帽袜伞杯票笔纸袋包餐饭车鱼花奶]|校服|礼服|演出服"
)  # one character says what it is
COMMON = frozenset(
    [
        "老师",
        "请问",
        "一下",
        "可以",
        "什么",
        "怎么",
        "是不",
        "不是",
        "还是",
        "多少",
        "我们",
        "你们",
        "孩子",
        "家长",
        "通知",
        "需要",
        "就是",
        "时候",
        "明天",
        "今天",
        "谢谢",
        "学校",
        "收到",
        "能不",
        "不能",
        "要不",
        "不要",
        "没有",
        "有没",
        "知道",
        "参加",
        "今晚",
        "一起",
        "这个",
        "那个",
        "我家",
        "咱们",
        "班级",
        "同学",
    ]
)
FILL = re.compile(
    r"自己|需要|要不要|用不用|是不是|是否|请问|老师|孩子|我们|可不可以|能不能|可以|行不行|[能行还要用得吗嘛么呢啊呀的是不了]"
)
_NUMBER = r"[\d一二两三四五六七八九十半]+"
_UNIT = "[节页天门科套瓶本张件份场遍课次题站首篇双支根元块周]"
# 几天, and 一天还是两天.
MEASURE = re.compile(
    rf"(?:几|多少)(?P<unit>{_UNIT})|{_NUMBER}(?P<either>{_UNIT})\S{{0,3}}还是\S{{0,4}}?{_NUMBER}(?P=either)"
)
NEARLY = 0.9  # of the characters of a question, without the words that only ask
MOST = 0.4  # of what a question speaks of must stand in a clause that answers it
YES_NO = re.compile(
    r"要.{1,8}[吗不嘛]|用.{1,8}[吗不嘛]|是.{1,10}[吗吧]|还.{1,6}吗|必须.{1,6}吗|[吗吧不]$|(.)不\1|可不可以"
)
CHANGES = re.compile(
    r"改期|改天|取消|推迟|延期|顺延|照常|作废"
)  # told by a clause that says so, too
WHETHER = re.compile(r"参加|请假|不[去来]|线上|代替|迟到|早退")
NOT_SAID = re.compile(
    r"(?:能|可以|可不可以|能不能|行不行|带).{0,8}(?:去|来|带|进|请假|晚到|迟到|早走|替|代)"
    r"|不[\u4e00-\u9fff]{1,6}(?:行|可以|成|中)(?:吗|嘛|不|么|吧)?$"  # to be let off
)
RELATIVE = re.compile(r"今天|今晚|明天|明早|明晚|后天|大后天")
DATED = re.compile(r"\d{1,2}\s*月|\d{1,2}[/.]\d{1,2}")
HOMEWORK = re.compile(r"打印|批改|检查作业|预习单|抄写|家长(?:签字|检查|批)|作业")
# What a notice could tell, or a teacher tells everybody.
SCHOOL = re.compile(
    r"作业|卷子?|试卷|听写|课文|通知|校服|延时|放学|到校|家长会|报名|截止|接龙|考试|食堂|校车|校门"
)
ANSWER_ONLY = re.compile(r"不?(?:能|会)?(?:参加|去|来)的?|没看懂|看不懂|老师")


@lru_cache(maxsize=1024)
def answer(question: str, notice: str) -> tuple[str, ...]:
    """The clauses of the notice that answer the question; () where it does not say."""
    parts = _parts(notice)
    if counted := MEASURE.search(question):
        return _counted(parts, counted, question)
    for asks, tells in KINDS:
        if asks.search(question):
            return _telling(parts, tells, question)
    if NOT_SAID.search(question) or WHETHER.search(question):
        return ()
    return _overlapping(parts, question) if YES_NO.search(question) else ()


def is_of_school(question: str) -> bool:
    """Is it asked when, where, how much, what to bring, or else of school life?"""
    named = (DAY, TIME, MEASURE, SCHOOL, *(asks for asks, _ in KINDS))
    question = clauses.ANY.sub("", question)
    return any(name.search(question) for name in named)


def _counted(parts: Sequence[str], counted: re.Match[str], question: str) -> tuple[str, ...]:
    """听几节课: the only clause that counts the same; of several the one of the same matter."""
    told = re.compile(rf"{_NUMBER}\s*{counted['unit'] or counted['either']}")
    found = [part for part in parts if told.search(part)]
    about = [part for part in found if matters(question) & matters(part)]
    fitting = about if len(found) > 1 else found
    return tuple(fitting) if len(fitting) == 1 else ()


def _telling(
    parts: Sequence[str], tells: tuple[re.Pattern[str], ...], question: str
) -> tuple[str, ...]:
    """Those that speak of the asked thing, else all that tell such a fact.

    Where a question names a thing of its own (鞋, 票), no other thing's fact answers it.
    """
    found = [part for part in parts if any(tell.search(part) for tell in tells)]
    found = [part for part in found if not ASK.search(part)]
    matter = matters(question)
    if DEADLINE not in tells:
        found = [part for part in found if not DEADLINE.search(part) or matter & matters(part)]
    if TIME in tells:
        found = [part for part in found if not _of_another_moment(question, part)]
    about = [part for part in found if matter & matters(part)]
    if not about and THING.search(question):
        return ()
    return tuple(about[:2] or found[:2])


def _of_another_moment(question: str, part: str) -> bool:
    """When it is over is not told by when one gathers, and not by an hour alone either."""
    asked, told = (
        {name for name, moment in MOMENTS.items() if moment.search(text)}
        for text in (question, part)
    )
    late = asked - {"arrive", "begin"}
    return bool(asked and not asked & told and (told or late))


def _overlapping(parts: Sequence[str], question: str) -> tuple[str, ...]:
    matter = matters(FILL.sub(" ", question))
    changes = set(CHANGES.findall(question))
    parts = [part for part in parts if not changes or changes & set(CHANGES.findall(part))]
    found = [part for part in parts if len(matter & matters(part)) >= MOST * len(matter)]
    if len(found) == 1 and matter:
        return tuple(found)
    signs = set(re.findall(r"[\u4e00-\u9fff]", FILL.sub("", question)))
    found = [part for part in parts if len(signs & set(part)) >= NEARLY * len(signs)]
    return tuple(found) if len(found) == 1 and len(signs) > 1 else ()


@remembered
def matters(text: str) -> frozenset[str]:
    """The pairs of characters that say what a text is about."""
    return frozenset(PAIR.findall(text)) - COMMON | frozenset(THING.findall(text))


def shared(about: Set[str], title: str, body: str) -> int:
    """How much of what a text is `about` a notice speaks of: the number of telling pairs."""
    return len(about & _of_notice(title, body))


@lru_cache(maxsize=1024)
def _of_notice(title: str, body: str) -> frozenset[str]:
    """Everybody who writes is compared with the same few notices."""
    return matters(f"{title} {body}")


@lru_cache(maxsize=1024)
def _parts(notice: str) -> tuple[str, ...]:
    """Everybody who asks is answered from the same few notices."""
    parts = (part.strip(" 。.") for part in CLAUSE.findall(clauses.clean(notice)))
    return tuple(filter(None, parts))
