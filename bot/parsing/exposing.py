"""What a notice must not do before a whole class, marks apart: expose a child, collect, campaign."""

import re
from collections.abc import Collection

SENTENCE = re.compile(r"[^。！!？?；;\n]+")
POINTED = re.compile(
    r"(?:表扬|批评|点名|通报|祝贺|恭喜)(?!信|稿|大家|全班|同学们|各位)"
    r"|(?:没有?|未|不)(?:交|写|完成|做|带|听讲|认真|守纪律|订正|背)|(?:没有?|未)(?:回|填|签|报|到校)"
    r"|迟到|早退|旷课|拖拉|捣乱|打架|说脏话|进步|优秀|榜样|向.{1,4}学习|(?:上课|课上|课堂).{0,4}(?:讲话|说话|睡觉|走神)"
    r"|(?:最|太|很|真|非常|特别)(?:差|慢|吵|棒|好|乖)|(?:书写|作业|表现|听讲).{0,2}(?:认真|工整|好|差|潦草)|扣.{0,3}分|罚|[不没]像话"
)
# Health and family matters: they are told to the family alone.
INTIMATE = re.compile(
    r"过敏|哮喘|癫痫|水痘|手足口|[甲乙]流|流感|肺炎|支原体|腮腺炎|传染|确诊|发烧|呕吐|抑郁|自闭|多动|残疾|心理"
    r"|低保|贫困|困难(?:学生|家庭|生|补助)|资助|助学|特困|建档立卡|离婚|离异|单亲|孤儿|留守|服刑|处分"
)
COLLECTS = re.compile(
    r"班费|收款码"
    r"|(?:扫码|微信|支付宝|转账|红包|现金).{0,8}(?:交|付|缴|转|收|给)"
    r"|(?:交|付|缴|转)(?:给|到|进).{0,6}(?:家委|班主任|老师|我|微信|支付宝)"
)
SUM = re.compile(r"\d\s*(?:元|块|/人)|费|钱|款")
BY_SCHOOL = re.compile(
    r"公户|对公|缴费平台|一卡通|智慧校园|银行|财政|学校账户|国库|(?:不用|无需|别|勿|不要|不得|谨防|严禁).{0,6}(?:交|付|转|扫|收)"
)
CAMPAIGNS = re.compile(
    r"拉票|集.{0,6}赞|转发.{0,4}朋友圈|帮.{0,8}投.{0,3}票|每[人天].{0,4}票|求[赞票]"
)
# Marking, printing and the like is no work of families.
BURDENS = re.compile(
    r"(?:家长|您).{0,6}(?:批改|检查作业|打印|听写|订正)|批改.{0,6}(?:口算|作业|练习)|打印.{0,8}(?:单|卷|练习|题)"
)
# Homework is not handed in in a group: what is asked for, and that it is to stand there.
_WORK = r"(?:作业|口算|计算题|练习|听写|默写|背诵|背书|朗读|跟读|生字|练字|订正|错题|卷子?|试卷|预习|复习|阅读(?=[^。！!；;\n]{0,14}(?:打卡|照片|视频|录音)))"
_THERE = r"(?<![不别勿])(?:发|传|交|晒|上传)(?:到|在|至|进)?[^，,。！!；;\n]{0,3}群|群里?(?:接龙(?!报名)|打卡|报)"
GATHERED = re.compile(
    rf"{_WORK}(?!答案|讲解|范|安排|清单)[^。！!；;\n]{{0,24}}?(?:{_THERE}|打卡)|拍照打卡|群里?打卡"
)
_SPARED = re.compile(
    r"答案|讲解|已经?(?:发|传)|(?:不|别|勿|无需)(?:用|要|必|得|再)*(?:在|往|到)?(?:群里?)?(?:发|传|交|晒|打卡|接龙)|(?:我|老师)(?:会|晚些|稍后|晚点|来|再)*(?:时候)?发"
)


def of_children(text: str, named: Collection[tuple[int, int]]) -> str:
    """intimate or praise_blame where a sentence says such a thing beside a child's name, else "".

    `named` are the spans of the names.
    """
    said = ""
    for sentence in SENTENCE.finditer(text):
        if not any(sentence.start() <= begin < sentence.end() for begin, _ in named):
            continue
        if INTIMATE.search(sentence[0]):
            return "intimate"
        if POINTED.search(sentence[0]):
            said = "praise_blame"
    return said


def of_families(text: str) -> str:
    """collection of money, votes or homework to be gathered, which a class group is not for; else ""."""
    if CAMPAIGNS.search(text):
        return "votes"
    if gathers_homework(text):
        return "homework"
    collects = COLLECTS.search(text) and SUM.search(text) and not BY_SCHOOL.search(text)
    return "collection" if collects else ""


def gathers_homework(text: str) -> bool:
    """Is homework to be handed in in the group?"""
    return bool(GATHERED.search(text)) and not _SPARED.search(text)


def burdens(text: str) -> bool:
    """Does it lay homework on the families, or collect it in the group?"""
    return bool(BURDENS.search(text)) or gathers_homework(text)
