"""What in a group line needs more than a tally: ID numbers, marks, quarrels, money, advertisement."""

import re
from collections.abc import Sequence

from bot.parsing import privacy

ASKS_ID = re.compile(
    r"^(?=.*(?:身份证|证件号|户口本|身份证号))(?=.*(?:发|报|填|提供|登记|接龙|交|拍|上传|收集|统计))(?!.*(?:不要|(?<![特分个])别|请勿|不用|勿))",
    re.MULTILINE,
)
IN_GROUP = re.compile(r"群里|群内|本群|接龙")
REMARK = re.compile(
    r"倒数|第[一二三四五六七八九十\d]+|名次|排名|考[了得]|分数?|成绩|垫底|班级?平均|前[十\d]|后[十\d]"
)
DEED = re.compile(
    r"(?:抓|打|推|踢|咬|掐|撞|砸|扇|揍|拽|挠|划|戳|绊|薅|揪|拧|捅|泼|吐)(?:了|破|伤|到|肿|青|紫|出血|流血|哭|人|我|他|她|得|过|倒|断|掉)"
    r"|欺负|霸凌|骂(?:了|我|他|她|人)?|抢(?:了|走|我)?|偷(?:了|拿)|弄坏|弄伤|造谣|孤立|讹|撕(?:了|破|坏)|(?:动的|下的|动了|先动)手(?!机|工|续)|被.{0,6}(?:打|掐|踢|咬|推|揍|扇|拧)"
    r"|把.{1,12}?(?:扔|藏|锁|泼|踩|剪|撕|砸|摔)(?:了|进|到|在|坏|脏|烂|掉|厕所|垃圾)"
)
APPEALS = re.compile(
    r"评评理|给个说法|讨(?:个)?说法|道歉|赔|怎么教的|没家教|管管|要个交代|算账|报警|凭什么|太过分"
)
RETORTS = re.compile(
    r"什么意思|怎么着|干净点|有本事|(?:来|你)试试|欠揍|没完|打架|打一架|惹|你家|凭什么|谁先|胡说|瞎说|乱说|血口喷人|你才|不讲理|讲不讲|有证据|别冤枉|污蔑|恶人先告状|嘴巴放|你说谁|关你|你孩子|算什么|道歉|赔"
)
YOURS = re.compile(r"[你您](?:们)?(?:家|儿子|女儿|闺女|丫头|娃|小孩|孩子|家?宝贝)")
POINTED = re.compile(
    r"(?:表扬|批评|点名|通报)(?!信|稿|大家|全班|同学们)|(?:没|未|不)(?:交|写|完成|做|带|听讲|认真|守纪律)|迟到|拖拉|捣乱|(?:最|太|很|真)(?:差|慢|吵|棒|好|乖)|扣.{0,3}分|罚|[不没]像话"
)
MONEY = re.compile(
    r"转账|转给|收款|付款|打款|汇款|缴费|交费|扫码(?:支付|付|交|缴)|红包|支付宝|微信支付|二维码|收.{0,6}费|交.{0,8}[元块]|[元块]/?[人位]"
)
IN_NAME = re.compile(
    r"学校|班里|班级|班费|资料费|教材费|校服费|餐费|保险|学费|补课费|试卷费|老师|教育局|统一(?:收|交|购)"
)
DEMANDS = re.compile(r"请|大家|各位|尽快|马上|今天内|截止|赶紧|扫|统一|麻烦|都")
ADVERT = re.compile(
    r"(?:\d+(?:\.\d+)?元|特价|优惠|限时|秒杀|免费(?:领|体验|试听)|团购|代购|代理|招生|兼职|刷单|贷款|包过|训练营|体验课|加(?:我)?微信|加V|进群领|囤货|买.送|批发价|内部价|加我|砍一刀|助力|帮(?:我)?投|拉票|点赞集)"
)
CODE = re.compile(r"[\[【]链接[\]】]|加我|https?://|扫码|二维码|进群|加微|www\.")
PAID = re.compile(
    r"(?:已|都)?(?:交|缴|付|转|扫|打)(?:了|好|完|过)|已(?:交|缴|付|转|扫)|扫过去|转过去"
)


def has_id_number(text: str) -> bool:
    return bool(privacy.ID_NUMBER.search(text))


def asks_for_ids(text: str) -> bool:
    """Do these words ask the group for ID numbers?"""
    return bool(ASKS_ID.search(text))


def shows_marks(text: str, name: str, rows: Sequence[Sequence[str]]) -> bool:
    """A table of marks, or words with ranks and marks of pupils."""
    return privacy.table_of_marks(name, rows) or privacy.forbidden(text) == "marks"


def is_remark(text: str) -> bool:
    return bool(REMARK.search(text))


def accuses(text: str) -> bool:
    """Do these words hold a deed against somebody?"""
    return bool(DEED.search(text))


def points_at_a_family(text: str) -> bool:
    """Does it speak to another family of their child?"""
    return bool(YOURS.search(text))


def points_out(text: str) -> bool:
    """Do these words of staff praise or blame?"""
    return bool(POINTED.search(text))


def answers_back(text: str) -> bool:
    return bool(RETORTS.search(text) or APPEALS.search(text) or DEED.search(text))


def demands_money(text: str) -> bool:
    """Is money asked for in the school's name?"""
    return bool(MONEY.search(text) and IN_NAME.search(text) and DEMANDS.search(text))


def advertises(text: str) -> bool:
    return bool(ADVERT.search(text) and CODE.search(text))
