"""A worry or wish about one child inside a message: behaviour, health, home. It is nobody else's."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.parsing import clauses, lookup, private_matters

MATTER = re.compile(
    r"惊醒|噩梦|不敢|害怕|胆子?小|外号|绰号|说悄悄话|近视|视力|看不清黑板|晕(?:倒|针|血|车|过)|过敏|哮喘|癫痫|抽搐|低血糖|心脏|体弱|发育|尿床|自卑|内向|孤僻|不合群"
    r"|被.{0,4}(?:欺负|孤立|打|骂|排挤|嘲笑|笑话)|[老总](?:是|爱)?(?:打|踢|推|掐|骂|欺负|笑)[他她]|没朋友|心情|情绪|失眠|睡不|不吃饭|厌学|不想上学|哭|闹脾气|叛逆|玩手机|沉迷|撒谎|偷|早恋|离婚|分居|我们?俩?(?:已经|刚)?(?:离了|分开了)|跟[他她][爸妈](?:已经|刚)?(?:离|分)|家里(?:出|有)(?:了点)?(?:事|变故)"
    r"|胖子|矮子|丑|笨|躲(?:着|起来|在)|吓(?:着|到|坏|哭)|(?:最近|这[几两些]天|这段(?:时间|日子)|这阵子?|近来)[^,，。]{0,8}(?:老|总|一直|天天|不肯|没精神|不爱)"
    r"|他爸(?:走|去世|不在)|她爸(?:走|去世|不在)|单亲|奶奶带|打工.{0,6}没人管|最近.{0,4}(?:总|老|一直|有点)|不(?:跟|和).{1,4}玩|发呆|状态不"
)
# A wish never to have been born is no figure of speech, unless the words make fun of it.
GRAVE = re.compile(
    r"(?<![得到])不想活|活着没|活不下去|想死(?!你|我)|死了算|一死了之|割(?:腕|手|脉)|划.{0,2}手[腕臂]|手[腕臂].{0,4}(?:划痕|伤口|刀)|自[杀残伤]|轻生|遗书|跳楼"
    r"|(?:[爸妈爷奶叔]|继父|后妈|家里人?|男人)(?:又|老|总|天天|昨[天晚]|喝[了醉]?酒?|就|一直)*.{0,3}(?:打|揍|抽|踹)(?:他|她|孩子|娃|我们?)"
)
JEST = re.compile(r"哈哈|嘻嘻|笑死|[热累困饿]死|开玩笑")
# Care that a family asks for, or something at home that a teacher should know: clear by itself.
CARE = re.compile(
    r"(?:想|要|能不能|可以|帮忙?|希望)?(?:换|调)(?:个|一下|下)?(?:座|同桌|位置)|[坐调换]到?前(?:面|排)(?!.{0,3}教室)|(?:别|不要|先?不)(?:让|给)(?:他|她|孩子|娃).{0,6}(?:跑|跳|体育|剧烈|喝|吃|碰|下水)"
    r"|(?:多|提醒).{0,3}(?:喝水|吃药|穿衣|加衣|上厕所)|(?:提醒|督促).{0,4}(?:吃$|吃饭)|管不[住了]|(?:不肯|不愿意?|不想)(?:写作业|吃饭|起床|上学|说话|当)"
    r"|(?:老|总|一直)(?:喊|说|叫)(?:饿|疼|痛|累|困)|没吃饱|(?:摔|扭|崴|磕)(?:了|伤|到).{0,4}(?:膝盖|腿|脚|手|胳膊|头)|(?:没|睡不)(?:睡)?好|犯困|(?:藏|扔|偷)(?:起来|走|了)?.{0,4}(?:好几|几次|多次|老是)"
    r"|(?:他|她|孩子)(?:爸|妈)?(?:去世|过世|走了|住院|坐牢|失业)|都在外地|跟(?:着)?(?:爷爷|奶奶|外公|外婆|姥姥|老人)(?!.{0,4}(?:去|来|参加|一起|走|回|到|报))(?=$|住|过|在|生活|带)|偷(?:拿|家里).{0,3}钱|请?(?:您|老师)?保密|别(?:在|当着?)?(?:他|她|孩子|娃)(?:面前|的?面)?(?:提|说|问)|别(?:让|告诉)(?:孩子|他|她|别人)(?:知道|$)|死[也活]不(?:去|上|来)|不[肯愿](?:去|来|上)(?:上学|学校|学)|来(?:了)?(?:例假|大姨妈)"
)
HARD = re.compile(
    r"[老总](?:是|爱)?(?:打|踢|推|掐|欺负|抢|拿|扔|藏)[他她]|(?:起|叫).{0,3}[外绰]号|没(?:有)?(?:什么|一个)?朋友|吃不饱|不(?:想|愿意?|肯)?(?:跟|和)(?:我|家里|大?人|同学|人)(?:说话|讲话|玩|交流)|多动症?|我们?俩?(?:已经|刚)?(?:离了|分开了)|惊醒|哭醒|晕(?:倒|针|血|过)|过敏|哮喘|癫痫|抽搐|低血糖|心脏病|自残|(?<![得到])不想活|被.{0,4}(?:欺负|孤立|排挤|嘲笑)|厌学|抑郁|自闭|做过手术|鼻炎|欠(?:了)?(?:一屁股)?债|(?:手头|经济|家里).{0,4}(?:紧|困难|拮据)|(?:交|拿)不(?:起|出)"
)
# 我耳朵背 坐前排行不: an adult's own body, in a line without a word of the child.
OWN = re.compile(
    r"(?<![\u4e00-\u9fff])(?:我|俺|咱)(?:的|这|自己|老)?(?:耳|眼|腿|腰|膝|脚|个子|年纪|岁数|血压|心脏|(?:有点|有些)?(?:近视|远视|老花|耳背|晕车|听不|看不|走不|站不|坐不|爬不|上不了楼|老了))"
)
OF_CHILD = re.compile(
    r"[他她]|孩子|娃|宝|儿子|女儿|闺女|丫头|孙|小子|姑娘|(?:我|俺|咱)们?家(?!长)|老师.{0,4}(?:关心|关照|照顾)|同桌|同学"
)
WISH = re.compile(
    r"请?老师.{0,6}(?:多|留意|关心|关照|照顾|费心|看着|帮)|麻烦(?:老师|您).{0,8}(?:多|留意|看|关照|帮)|希望(?:能|老师)?.{0,8}(?:调|换|坐|照顾|关心|留意|多)|能不能.{0,4}(?:调|换)(?:个|一下)?(?:座|位)"
    r"|多(?:关心|关照|留意|包容|鼓励|照顾|叫|点|提问|夸|盯)|调(?:到)?(?:前|座)|换座|坐前面|别(?:让|给).{0,4}(?:跑|体育|剧烈)"
)


# What is asked about the child, or of somebody who should look after it: part of what is told.
PERSON = re.compile(
    r"[他她]|孩子|娃|儿子|女儿|闺女|同学|同桌|小朋友|别人|人家|有人|谁(?:欺|打|说|干|弄|惹)"
)
CARES = re.compile(
    r"要(?:不要)?紧|得罪|怎么办|咋办|怎么回事|咋回事|为什么|为啥|行不行|可以吗|好不好|好吗|看(?:看|下|一下|医生|病)|医院|检查|注意|正常|帮|管|说说|留意|出了?什么事|发生|怎么了|情况|会不会|是不是"
)
ANSWERS = re.compile(r"参加|[来去到]|报名|选|订|\d|[A-Fa-f](?![a-z])")
LOST = re.compile(r"丢|捡|落(?:在|学校|教室|车|了)|忘(?:了|带|拿)")
IF = re.compile(r"要是|如果|万一|麻烦|希望|先")


@lru_cache(1024)
def find(text: str, names: tuple[str, ...] = ()) -> tuple[tuple[str, ...], str]:
    """The clauses that tell a worry with all that goes with it, and the rest of the text.

    () where there is none. A question that follows is the worry's own, unless it asks what a
    notice tells. `names` are what the words call the child.
    """
    parts = [_Part(part, names) for part in clauses.MARKS.findall(clauses.clean(text))]
    about = [i for i, part in enumerate(parts) if part.tells] or _asked(parts)
    if not about or not _is_told(text, parts):
        return (), text
    said = [
        part
        for i, part in enumerate(parts)
        if part.tells or (part.goes_with if i > about[0] else part.is_personal)
    ]
    rest = [part.words for part in parts if part not in said]
    return tuple(part.words for part in said), "，".join(rest)


VAGUE = (MATTER, private_matters.KINDS["health"], private_matters.KINDS["mind"])
KINDS = (*VAGUE, WISH, GRAVE, CARE, HARD)


@dataclass(frozen=True, eq=False)
class _Part:
    """A clause, and what it is beside a worry."""

    words: str
    names: tuple[str, ...] = ()

    @cached_property
    def asks(self) -> bool:
        return clauses.is_asked(self.words)

    @cached_property
    def tells(self) -> bool:
        return any(kind.search(self.words) for kind in KINDS) or self.confides

    @property
    def confides(self) -> bool:
        """Does it tell of the home or of harm? Who asks of lessons and gates confides nothing."""
        told = private_matters.PARTED, private_matters.KINDS["harm"]
        return any(kind.search(self.words) for kind in told) and not self._asks_of_school

    @property
    def vague(self) -> bool:
        return any(kind.search(self.words) for kind in VAGUE)

    @cached_property
    def names_somebody(self) -> bool:
        return bool(PERSON.search(self.words)) or any(name in self.words for name in self.names)

    @property
    def is_personal(self) -> bool:
        """Is it said of the child or its family, and no answer to a notice?"""
        return self.names_somebody and not self.asks and self.goes_with

    @property
    def goes_with(self) -> bool:
        """Does it belong to a worry before it? Answers and questions about a notice do not."""
        if clauses.affirmed(self.words) or self._asks_of_school:
            return False
        if self.asks:
            return self.names_somebody or bool(CARES.search(self.words))
        return bool(IF.search(self.words)) or not ANSWERS.search(self.words)

    @property
    def is_of_things(self) -> bool:
        found = LOST.search(self.words) or lookup.THING.search(self.words)
        return bool(found) or lookup.is_of_school(self.words)

    @property
    def _asks_of_school(self) -> bool:
        return self.asks and lookup.is_of_school(self.words)


def _is_told(text: str, parts: list[_Part]) -> bool:
    """Clear by one word, by two that are vague alone, or by a vague one and what is asked of it."""
    if JEST.search(text):
        return False
    if OWN.search(text) and not OF_CHILD.search(text) and not GRAVE.search(text):
        return False
    clear = GRAVE.search(text) or CARE.search(text) or HARD.search(text)
    wished = any(part.vague for part in parts) and WISH.search(text)
    told = clear or wished or len(MATTER.findall(text)) > 1
    return bool(told) or bool(_asked(parts)) or any(part.confides for part in parts)


def _asked(parts: list[_Part]) -> list[int]:
    """Where something is told of the child, and then asked what it may be or what to do."""
    told = [i for i, part in enumerate(parts) if not part.asks and (part.vague or _told(part))]
    asked = [i for i, p in enumerate(parts) if p.asks and p.goes_with and not p.is_of_things]
    return told if told and asked and asked[-1] > told[0] else []


def _told(part: _Part) -> bool:
    return part.is_personal and not part.is_of_things
