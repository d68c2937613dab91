"""What in a group line needs more than a tally: ID numbers, marks, quarrels, money, advertisement."""

import re
from collections.abc import Sequence

from bot.parsing import clauses, privacy
from bot.parsing.remembered import remembered

ASKS_ID = re.compile(
    r"^(?=.*(?:身份证|证件号|户口本|身份证号))(?=.*(?:发|报|填|提供|登记|接龙|交|拍|上传|收集|统计|格式))(?!.*(?:不要|(?<![特分个])别|请勿|不用|勿))",
    re.MULTILINE,
)
IN_PRIVATE = re.compile(
    r"私[信发聊下]|单独|逐家|小窗|纸质|复印件|原件|现场|当面|面交|到校|来校|(?:随身)?带(?:好|上|齐|来)?.{0,4}(?:身份证|户口本|证件)|(?:身份证|户口本|证件).{0,6}(?:带|备好)"
)
REMARK = re.compile(
    r"倒数|第[一二三四五六七八九十\d]+|名次|排名|考[了得]|分数?|成绩|垫底|班级?平均|前[十\d]|后[十\d]"
)
DEED = re.compile(
    r"(?:抓|打|推|踢|咬|掐|撞|砸|扇|揍|拽|挠|划|戳|绊|薅|揪|拧|捅|泼|吐)(?:了|破|伤|到|肿|青|紫|出血|流血|哭|人|我|他|她|得|过|倒|断|掉)"
    r"|推下|欺负|霸凌|骂(?:了|我|他|她|人)?|抢(?:了|走|我)?|偷(?:了|拿)|弄坏|弄伤|造谣|孤立|讹|撕(?:了|破|坏)|(?:动的|下的|动了|先动)手(?!机|工|续)|被.{0,6}(?:打|掐|踢|咬|推|揍|扇|拧)|是.{0,8}(?:抓|打|推|踢|咬|掐|撞|挠|撕|拿|藏)的(?!电话|车|卡|包|士|饭)"
    r"|把.{1,12}?(?:扔|藏|锁|泼|踩|剪|撕|砸|摔)(?:了|进|到|在|坏|脏|烂|掉|厕所|垃圾)"
)
APPEALS = re.compile(
    r"谁家?.{0,6}(?:把|打|推|欺负|抢|踢|咬|掐|撞|动手|干的)|哪个.{0,4}(?:打|推|欺负|抢|踢|咬|掐)|有理了|有些(?:家长|孩子|人)|评评理|给个说法|讨(?:个)?说法|道歉|赔|怎么教的|没家教|管管|要个交代|算账|报警|凭什么|太过分|管不管|公道|负责"
)
RETORTS = re.compile(
    r"什么意思|怎么着|干净点|有本事|(?:来|你)试试|欠揍|没完|打架|打一架|惹|你家|凭什么|谁先|胡说|瞎说|乱说|血口喷人|你才|不讲理|讲不讲|有证据|别冤枉|污蔑|恶人先告状|嘴巴放|说谁|冤枉|至于吗|闹着玩|玩闹|小题大做|关你|你孩子|算什么|道歉|赔"
)
# A family that was not named speaks up for its own child.
OURS = re.compile(
    r"(?:我|咱|我们|咱们)(?:家|儿子?|女儿?|闺女|丫头|娃|孩子|家?宝贝?).{0,8}(?:没|不|才|又|怎么|凭)|说谁|冤枉|至于吗|闹着玩|玩闹|小题大做|胡说|瞎说|血口喷人|污蔑"
)
YOURS = re.compile(r"[你您](?:们)?(?:家|儿子|女儿|闺女|丫头|娃|小孩|孩子|家?宝贝)")
MONEY = re.compile(
    r"转账|转给|收款|付款|打款|汇款|缴费|交费|扫码(?:支付|付|交|缴)|红包|支付宝|微信支付|二维码|收.{0,6}费|交.{0,8}[元块]|[元块]/?[人位]"
)
TRANSFER = re.compile(
    r"转(?:账|钱|(?:给)?我|到|一下|过来)|扫.{0,4}(?:码|付)|(?:打|付|交|缴|汇|存)(?:到|给|进).{0,6}(?:账|帐|卡|我|微信|支付宝|码)|收款|二维码|支付宝|微信转|红包"
)
FEE = re.compile(r"费|钱|款|[元块]|\d{2}|转账|红包|[一二三四五六七八九]?[十百]")
IN_NAME = re.compile(
    r"学校|班里|班级|班主任|家委|[\u4e00-\u9fff]{1,3}费(?!力|劲|心|神|时)|保险|老师|教育局|统一(?:收|交|购)|(?:每|一)(?:人|家|户|个孩子)|人均|一共|总共|教辅|(?<![领送])资料"
)
DEMANDS = re.compile(
    r"请|大家|各位|尽快|马上|今天内|截止|赶紧|扫|统一|麻烦|都|急|代收|先|接龙|补[交缴]|如下|(?:转|打|付|交|缴)(?:给|到)?(?:我|微信|支付宝|一下)|支付宝"
)
OF_OTHERS = re.compile(
    r"[?？吗呢]|怎么|多少|哪[里儿个]?|什么|谁|(?:交|缴|付|转|扫)(?:过|完|好)?了(?![么吗])|给你|给我妈"
)
ADVERT = re.compile(
    r"(?:\d+(?:\.\d+)?元|特价|优惠|限时|秒杀|免费(?:领|体验|试听)|团购|代购|代理|招生|兼职|刷单|贷款|包过|训练营|体验课|加(?:我)?微信|加V|进群领|囤货|买.送|批发价|内部价|(?<!参)加我(?!一|们|家|俩|个|上|进|吧|也|哈)|砍一刀|助力|帮(?:我)?投|拉票|点赞集)"
)
# 帮我弟的店点个赞: votes, likes and clicks for somebody's own ends.
_VOTES = r"投[^,，。\s]{0,6}票|点[^,，。\s]{0,4}赞|集[^,，。\s]{0,4}赞|助力|拉票|砍一刀|转发|投(?:给)?\d+号|(?:点|戳)[^,，。\s]{0,4}链接"
CANVASSES = re.compile(
    rf"^(?=.*(?:帮|求|拜托|麻烦|请|谢|大家|各位|家人们|宝妈|亲们|动动))(?=.*(?:{_VOTES}))"
    r"(?=.*(?:我家|我[们的]?(?:儿|女|闺|弟|妹|姐|哥|孩|娃|侄|外甥|朋友|店|公司)|[给为](?:我|俺|咱)|侄|外甥|亲戚|朋友圈|参赛|选手|大赛|评选|比赛|最美|萌[宝娃宠]|送餐|礼品|求))",
    re.DOTALL,
)
CLICKS = re.compile(
    r"砍[一两]?刀|砍(?:个|一下)?价|帮.{0,4}(?:砍一|助力)|点.{0,4}助力"
)  # for a bargain
CODE = re.compile(
    r"[\[【]链接[\]】]|(?<!参)加我(?!一|们|家|俩|个|上|进|吧|也|哈)|https?://|扫码|二维码|进群|加微|www\."
)
_SUM = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百]+)"
PRICE = re.compile(
    rf"{_SUM}\s*(?:元|块|￥|米(?!线))(?:{_SUM})?\s*(?:钱|一|包邮|/|每|[斤箱盒份个只件套瓶包袋板])?|￥\s*\d|\d块\d|{_SUM}\s*一[斤箱盒份个只件套瓶包袋板]|包邮|[打半][一二三四五六七八九\d.]*[折价]|[一二三四五六七八九\d.]+折"
)
SELLS = re.compile(
    r"(?:自[家己]|家里|老家)(?:种|养|做|产|酿|晒|烤|酱|腌|榨|包|织)的?|自家(?!孩子|娃|小孩|家长|的?(?:车|书))|(?:低价|便宜|清仓|转让|出售|出(?=[一闲个台套]))|闲置|二手|(?:卖|售)(?!座|房)|厂家|直销|货源|微商|正品|代理"
)
CALLS = re.compile(
    r"谁(?:家)?(?:还)?要(?=的|吗|啊|呀|[\s,，。!！?？\d]|$)|(?:想|需)?要的(?:吗)?[\s,，]*(?:家长|朋友|宝妈|亲)*(?:可以|就)?(?:请|都)?(?:找我|私|加|联系|滴|扣|来拿|留言)|有?需要的(?:私|加|找我|联系|滴)|加[vV微]|[vV]我"
)
WANTED = re.compile(r"要的?(?:吗|接龙|报名|说|来|$)|谁(?:家)?要")
ASKED_PRICE = re.compile(
    r"[?？]|吗|多少钱|怎么卖|哪里?(?:买|卖)|校服|书本|练习册|卷子|班费|餐费|费用|发票|押金|报名费|资料|老师|拼车"
)
PAID = re.compile(
    r"(?:已|都)?(?:交|缴|付|转|扫|打)(?:了|好|完|过)|已(?:交|缴|付|转|扫)|扫过去|转过去"
)

# Said of a demand for money that just came: is it true, is it he, must one, how does one.
DOUBT = re.compile(
    r"真的?(?:还是)?假的?|真假|靠谱|骗|假的|不对劲|可信|可疑|怀疑|怪|核实|确认一下|不会(?:扫|转|付|弄)|(?:扫|转|付)不(?:了|出|上|过去)|(?:叫|让|等)[^,，。]{0,6}(?:转|付|扫|交)(?!告|达|发)"
)
OF_MONEY = re.compile(r"[交付转扫收退钱款费码]|真的|本人|老师|谁啊|哪位|吧[?？]?$")


def has_id_number(text: str) -> bool:
    return bool(privacy.ID_NUMBER.search(text))


def asks_for_ids(text: str) -> bool:
    """Do these words ask the group for ID numbers? To bring a card along or to hand it in is none."""
    return bool(ASKS_ID.search(text)) and not IN_PRIVATE.search(text)


def shows_marks(text: str, name: str, rows: Sequence[Sequence[str]]) -> bool:
    """A table of marks, or words with ranks and marks of pupils."""
    return privacy.table_of_marks(name, rows) or privacy.forbidden(text) == "marks"


def is_remark(text: str) -> bool:
    return bool(REMARK.search(text))


@remembered
def accuses(text: str) -> bool:
    """Do these words hold a deed against somebody?"""
    return bool(DEED.search(text))


@remembered
def is_a_reproach(text: str) -> bool:
    """Does it speak to another family of their child, or call for justice before all?"""
    return bool(YOURS.search(text) or APPEALS.search(text))


@remembered
def defends(text: str) -> bool:
    """Does a family speak up for its own child?"""
    return bool(OURS.search(text))


@remembered
def answers_back(text: str) -> bool:
    return bool(RETORTS.search(text) or APPEALS.search(text) or DEED.search(text))


@remembered
def demands_money(text: str) -> bool:
    """Is money asked for in the school's name? Who asks about it or has paid demands none."""
    asked = MONEY.search(text) or (TRANSFER.search(text) and FEE.search(text))
    named = IN_NAME.search(text) and DEMANDS.search(text)
    return bool(asked and named and not OF_OTHERS.search(text))


def wonders(text: str) -> bool:
    """Is a demand for money doubted, or asked how to follow?"""
    asked = clauses.is_asked(text) or text.endswith("吧")
    return bool(DOUBT.search(text)) or (asked and bool(OF_MONEY.search(text)))


@remembered
def advertises(text: str) -> bool:
    return bool(ADVERT.search(text) and CODE.search(text))


def canvasses(text: str) -> bool:
    """Are votes, likes or clicks asked for? What a class votes on is asked back: 投票投完了吗."""
    asked = CANVASSES.search(text) or CLICKS.search(text)
    return bool(asked) and not re.search(r"[?？吗]", text)


@remembered
def offers(text: str) -> bool:
    """Is something held out for sale, whatever it is: a price or words of selling, and a call to
    take it? Who asks what something costs, or lends and looks for things, sells nothing."""
    if ASKED_PRICE.search(WANTED.sub(" ", text)):
        return False
    price, sells = bool(PRICE.search(text)), bool(SELLS.search(text))
    return bool(
        (CALLS.search(text) and (price or sells)) or (WANTED.search(text) and price and sells)
    )
