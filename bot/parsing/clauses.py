"""A line cut into clauses, and what each clause is by its shape: a question, a taunt, an answer."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from bot.parsing.remembered import remembered

LONGEST = 2_000
MARKS = re.compile(r"(?:[^,，。.;；!！?？~～\n\s、…]|(?<=\d)\.(?=\d))+[?？!！]*|[?？]+")
SPELLED = re.compile(r"(?<=[A-Za-z]{2}) (?=[A-Za-z]{2})")  # shou dao, got it: one word
NOISE = re.compile(r"\[[^\]\s]{1,8}\]|[\W_]+")
EMOJI_CODE = re.compile(r"\[[^\[\]\s]{1,8}\]")
UNSEEN = frozenset({"Cf", "Cc"})
MENTION = re.compile(r"[@＠]\S+\s*")
ASKS = re.compile(
    r"[?？]|吗|嘛$|(?<![班会课饭觉忙着])呢$|么$|(?<=[\u4e00-\u9fff])(?<![都也从就绝毫偏并决我他她还])不[呀啊呢嘛哈]?$"
    r"|([\u4e00-\u9fff]{1,2})(?<![动时])不\1|(?:^|还|老师)([能让准许要用管收送带有会])[^,，也就都]{1,5}不\2[呀啊呢]?$|(?<=[\u4e00-\u9fff])没有?$(?<!收到没)|几[\u4e00-\u9fff]|什么|啥|哪|怎么|怎样|咋"
    r"|多少|多[大久长远高晚早重]|是不是|能不能|可不可以|要不要|有没有|用不用|会不会|行不行|\S还是(?!参加|去|来|不|算|要|得|报|选|订|别|没).{1,6}[啊呀呢]?$|请问|问一下|问下"
    r"|为何|谁(?!都)|何时|能否|可否|是否|算不算"
    r"|(?:[出下上起过回]来|[了好完到齐过成开发交批改定弄印])(?:没得|没有|没|冇)[哦嘛啊呀呢哟嘞嗄]?$"
    r"|有没得|有得[^,]{0,3}没得|(?<![也都就从])(?P<verb>[\u4e00-\u9fff])没(?P=verb)(?![\u4e00-\u9fff]{0,2}[都也])"
)
# 什么都带了, 哪个近选哪个, 没什么: these ask nothing.
ANY = re.compile(
    r"(?:什么|啥|哪(?:个|里|儿|天|种|样)?|谁|怎么样?|咋|多少|几点)[^,?？吗]{0,3}?(?:都|也)|看看?[^,?？]{0,8}(?:咋样?|啥|什么|哪个?|谁|怎么样?|多少)$|啥(?:成|行)|(?:随便|任|不管|不论|无论)(?:什么|啥|哪个?|怎么|咋|谁)"
    r"|[这那前后头近过]几(?:天|周|次|年|个月|日)|好几[\u4e00-\u9fff]|几乎"
    r"|(哪个|哪|谁|啥|什么|怎么|咋|多少|几)[^,?？]{1,4}\1|(?:没有?|不)(?:什么|啥|怎么|多少|几个)"
)
# 哪能不去, 谁说我们不来, 没有不参加的道理: a strong yes.
CERTAIN = re.compile(
    r"(?:哪里?|哪儿|怎么?|咋|岂)[^,不没]{0,3}(?:能|会|敢|可能|好意思|舍得)不(?!能)|岂有不|(?:哪|怎么?|咋)(?:能|会|可能|舍得)(?:缺席|错过|落下|缺了?我们)|谁说[^,不没]{0,4}不|没有?(?:理由|道理|借口)不|没有?(?:说)?不(?=[^,]{1,4}(?:道理|理由|的理))"
    r"|(?:不(?:能|得|会|可能|可以|敢|好)|非)不(?=[参去来到出])"
)
RHETORIC = re.compile(
    r"才怪|^又.{0,8}[?？]?$|呵呵|凭什么|有必要吗|有意思吗|还让不让|有完没完|烦不烦|至于吗|不是吧|真的假的"
    r"|这也要|什么都要|啥都要|有病吧|玩呢|逗我|天天.{0,10}[?？]|不累吗|累不累|咋不天天|怎么不天天|干脆天天|搞什么|算什么|谁受得了|没完了|天天(?:搞|整|弄)"
    r"|(?:怎么|咋|为啥|为什么|干嘛|干吗)(?:老|又|总|净|光|天天)|真是的|服了|醉了|无语|折腾|真会(?:选|挑|玩|安排)|干嘛去了|早不说|消停|没事找事"
    r"|绝了|离谱|谁(?:想|定|安排)的|别催|催(?:啥|什么|命)|急(?:啥|什么)|(?:谁|哪)家?(?:里)?(?:有|能|会)[^,]{0,2}(?:那么|这么)|还让人|让不让人"
    r"|谁(?:家)?(?:天天|都)?(?:有空|有时间|有(?:这个?)?闲|闲着|乐意|愿意)(?:啊|呀|呢|哦)*[?？!！]*$|[钱闲](?:太?多)?烧的"
)
# What asks for something, not by its mark alone: beside a taunt the rest is one, too, without it.
CONCRETE = re.compile(
    r"几|什么|啥|哪|多少|怎么|吗|何时|何|(?<!还)([\u4e00-\u9fff]{1,2})不\1|请问|老师"
)
HEDGE = re.compile(
    r"可(?P<can>[\u4e00-\u9fff]{1,2})可不(?P=can)|(?P<either>[\u4e00-\u9fff]{1,2})不(?P=either)(?:都|也)(?:行|成|可以|好|没)|不一定|看情况|可能|也许|待定|再说|尽量|看能不能|看看能|到时候|还不(?:知道|确定|晓得|好说)|不确定|再(?:看|定|告|回|商量)"
    r"|看.{0,8}(?P<whether>[\u4e00-\u9fff])不(?P=whether)|不(?:知道|清楚|晓得|敢说)(?:[能会要行去来他她]|$)"
    r"|都行|都可以|随便|无所谓|有没有空|有空就|看.{0,8}(?:有空|时间|情况|天气)|不好说|说不准|没定|没想好|商量(?!了|好|过|完)|晚点(?:回|说|定)|等.{0,8}(?:说|定|告诉|告知|答复|回复|量|回来|商量)|走不开|不懂|犹豫|争取|想想|考虑(?!好|过)"
)
# The name of a field with its value behind it: 是否过敏：无.
LABELLED = re.compile(r"(?:是否|有无|有没有|能否|会不会|要不要)[^,，。?？:：]{1,8}[:：]\s*[^\s?？]")
# What a line that was not understood asks: no more than what it says.
SAYS_WHAT = re.compile(
    r"(?:[说讲写发]的?(?:都|到底|究竟|这?是|些|个)*|是)(?:啥子?|什么(?:东西)?|么子|哪样)(?:意思)?[啊呀呢哦嘛哟]*[?？]*$"
    r"|(?:啥子?|么子)意思"
)
HOLLOW = re.compile(r"^[?？]+$|^(?:对吧|是吧|好吧|行吧|好吗|哈)[?？]?$|没看懂|看不懂|没听懂|不明白")
NOT_SEEN = re.compile(
    r"(?:没|没有|未|还没|看不|听不|不太|搞不|弄不)(?:收到|看到|看懂|看明白|明白|懂|看清|听清|听懂|清)"
    r"|(?:说|讲|写)的(?:都|到底|究竟|是|些|个)*(?:啥子?|什么(?:东西|意思)?|么子|哪样)[啊呀呢哦嘛哟]*[?？]*$"
    r"|看不(?:清|见|懂|明白|了)|打不开|点不开|加载不出|不明白|什么意思"
)
AFFIRM_WORD = (
    r"(?:(?:已经?|都|我们?|均|全|部|通知|消息|[两俩三四五][个条]群?)*(?:收|受|首|守|手|収)(?:到|道|倒|悉|刀|当)|已?阅读?|已读|知道|知悉|知晓|明白|了解|晓得|清楚"
    r"|已?确认|看到|看见|好(?:的|滴|哒|嘞|呢|啊|呀|吧)|(?:ok|okay|shoudao|haode|zhidaole?|received|roger|noted|gotit|copy|好|行|中|可以|没问题|遵命|照办|1|11+|嗯+|哦+|噢+|是|get|得令|懂了|妥了|妥妥的))"
)
TAIL = r"(?:了|啦|喽|咯|哈|呢|哦|噢|嗯|呀|啊|的|滴|您|吧)*"
CIVIL = (
    r"(?:(?:感?谢+谢*|感恩|多谢|谢了|辛苦)(?:您|你|啦|了|大家)?|[\u4e00-\u9fff]?老师们?|班主任|您|好的?|一定(?:配合|做到|遵守|转告)?"
    r"|配合|回复|家长|大家|辛苦(?:您|了|啦)*|请放心|转告|已转告|会的|通知|哈|嗯|的|了|啦|呢|们|早|晚上好|早上好|中午好|下午好|打扰)"
)
TOKEN = re.compile(rf"(?P<affirm>{AFFIRM_WORD}{TAIL})|(?P<civil>{CIVIL})", re.IGNORECASE)
AFFIRM_IN = re.compile(
    r"(?:收|受|首|守)(?:到|道|悉)|已阅|知道了|明白了|了解了|^好的|^好滴|^嗯嗯|^ok(?![绷镜])",
    re.IGNORECASE,
)
AFFIRM_NOT = re.compile(
    r"^\W*\d+\.\d|(?:没|未|还没|没有|不曾)(?:有)?(?:收|受|看)(?:到|道)|收到不|(?:收|看)(?:到|道)了?(?:[一两二三四五几\d某]|你的?|您的?|他的?|她的?)*[个件封份本箱盒条笔张](?!通知|消息)|(?:收|看)(?:到|道)(?:了?吗|没|[?？]|的(?:请|人|家长)|请|后|钱|货|快递)"
    r"|(?:请|别|不用|问.{0,4})(?:回复?)?收到"
)
SIGNED = re.compile(
    r"^[\u4e00-\u9fff]{1,4}的?(?:妈妈|爸爸|妈|爸|奶奶|爷爷|外婆|外公|姥姥|姥爷|家长|麻麻|粑粑)[:：\s]*"
)
NUMBER = re.compile(
    r"通知\s*(\d{1,5})|(\d{1,5})\s*号?通知|[#＃](\d{1,5})\b|^(\d{1,5})\s*号?\s*收到|收到\s*(\d{1,5})$"
)
CALLED = re.compile(r"通知\s*\d{1,5}(?:号|[:：,，、])*|\d{1,5}\s*号?通知|[#＃]\d{1,5}\b")
ONLY_SIGNS = re.compile(r"(?:\[[^\[\]\s]{1,8}\]|[^\w\s]|[\u200d\ufe0f\s])+")


@dataclass(frozen=True, slots=True)
class Clauses:
    """`affirms`: says 收到 in some form. `bare`: says nothing else. `unclear`: did not understand."""

    text: str
    parts: tuple[str, ...]
    questions: tuple[str, ...]
    statements: tuple[str, ...]
    taunts: tuple[str, ...]
    affirms: bool
    bare: bool
    unclear: bool
    gesture: bool
    number: int | None


def clean(text: str) -> str:
    """Half-width, without invisible signs and without @mentions."""
    text = unicodedata.normalize("NFKC", text[:LONGEST])
    if not text.isprintable():  # nothing that is printed is a sign of these kinds
        text = "".join(c for c in text if unicodedata.category(c) not in UNSEEN or c in "\n\t ")
    return MENTION.sub(" ", text).strip()


def first_sentence(text: str) -> str:
    return text.replace("\n", " ").split("。")[0]


def asks(text: str) -> bool:
    """Does it end as a question?"""
    return text.rstrip().endswith(("?", "？"))


def is_asked(part: str) -> bool:
    """Does a clause ask something, by its words or its mark? 这几天 and 什么都行 ask nothing."""
    return bool(ASKS.search(ANY.sub("", part)))


def before_aside(text: str) -> str:
    """Without what is added in brackets."""
    return text.split("（", maxsplit=1)[0]


def without_number(text: str) -> str:
    """Without the number by which a notice is called: 通知12, 12号通知."""
    return CALLED.sub(" ", text)


def bare_words(text: str) -> str:
    """The words alone: no punctuation, no stickers, no case."""
    return NOISE.sub("", unicodedata.normalize("NFKC", text[:LONGEST])).casefold()


@remembered
def fingerprint(text: str) -> str:
    """Tells equal words apart from others without keeping them. "" for a line without words."""
    words = bare_words(text)
    return hashlib.blake2b(words.encode(), digest_size=9).hexdigest() if words else ""


@remembered
def read(text: str) -> Clauses:
    """Cut a line into clauses."""
    line = clean(text)
    parts = tuple(MARKS.findall(SPELLED.sub("", line)))
    sorted_: dict[str, list[str]] = {"question": [], "taunt": [], "statement": []}
    unclear = bool(NOT_SEEN.search(line))
    for part in parts:
        hollow = unclear and SAYS_WHAT.search(part)
        sorted_["statement" if hollow else _kind(part)].append(part)
    questions, taunts, statements = sorted_.values()
    if taunts:
        taunts += [part for part in questions if not CONCRETE.search(part)]
        questions = [part for part in questions if part not in taunts]
    rest = [EMOJI_CODE.sub("", part) for part in statements]
    affirms = any(affirmed(part) for part in rest)
    bare = affirms and not questions and not taunts
    bare = bare and all(_spoken(bare_words(part)) is not None for part in rest)
    number = NUMBER.search(line)
    return Clauses(
        text=line,
        parts=parts,
        questions=tuple(questions),
        statements=tuple(statements),
        taunts=tuple(taunts),
        affirms=affirms,
        bare=bare,
        unclear=unclear,
        gesture=bool(line) and bool(ONLY_SIGNS.fullmatch(line)),
        number=int(next(filter(None, number.groups()))) if number else None,
    )


def _kind(part: str) -> str:
    if LABELLED.search(part):
        return "statement"
    if RHETORIC.search(part):
        return "taunt"
    if NOT_SEEN.search(part):
        return "statement"
    if CERTAIN.search(part) and not part.endswith(("?", "？", "吗")):
        return "statement"
    if HOLLOW.search(part) or (HEDGE.search(part) and not part.endswith("?")):
        return "statement"
    return "question" if is_asked(part) else "statement"


def affirmed(part: str) -> bool:
    """Does this clause say 收到 in some form?"""
    if AFFIRM_NOT.search(part):
        return False
    part = SIGNED.sub("", part, count=1)
    return "affirm" in (_spoken(bare_words(part)) or ()) or bool(AFFIRM_IN.search(part))


def _spoken(words: str) -> list[str] | None:
    """The kinds of the pieces (affirm, civil) that words consist of, or None if of more.

    Piece by piece from the left, so that its cost grows with the length alone.
    """
    kinds, at = [], 0
    while at < len(words):
        piece = TOKEN.match(words, at)
        if piece is None or piece.end() == at:
            return None
        kinds.append(str(piece.lastgroup))
        at = piece.end()
    return kinds
