"""What a guardian wishes that is no reply: a digest, his data, something of another adult."""

import re

from bot.parsing.names import sounds
from bot.parsing.whose import KIN

DIGEST = re.compile(
    r"(?:一起|合并|合成|汇总|一条|打包|统一).{0,8}(?:收(?![到悉])|发|看|推|通知)|(?:每天|一天).{0,4}(?:一条|一次)|摘要|看不过来"
)
NO_DIGEST = re.compile(
    r"(?:不要|不用|别|不想|取消|停)(?:再|了)?(?:给我)?.{0,3}(?:合并|汇总|合在?一起|摘要|打包)|(?:还是|恢复).{0,4}(?:分开|一条条|照常|照旧|逐条)"
)
PLAIN = re.compile(
    r"(?:发|写|说|讲|话|字|弄)(?:的|得|能不能|可不可以|要)?(?:简单|简短|短|少|明白|直白|通俗)|(?:简单|简短|短|直白|通俗)(?:点|一点|些|一些)(?:发|写|说|讲|的?话)|(?:不识|不认识?|认不得|识不了|认不全)(?:几个|多少|啥|什么)?字|字(?:太多|多了?)(?:看|读|认)不"
)
NO_PLAIN = re.compile(
    r"(?:发|写|说)(?:得|的)?(?:全|详细|完整)(?:点|一点|些|一些)|不用(?:写|发)?(?:这么|那么)?(?:短|简单)"
)
ALL_MINE = re.compile(r"群太多|看不过来|一起收(?![到悉])|合并成?一条|合成一条|都发我|两个班|几个班")
# Another adult, his place in the group or the roster, and to be taken out of it.
_THEM = rf"(?:[他她孩]的?[妈爸娘爹奶爷]|前夫|前妻|对方|老公|老婆|媳妇?|{KIN.pattern})"
_PLACE = r"(?:监护|绑定|资料|信息|名单|[账帐]号|微信|号|权限|资格|联系人|群)"
_OUT = r"(?:踢|删|移[除出走]|拉黑|赶(?:走|出)|弄(?:走|出)|请(?:走|出)|去掉|去除|清(?:掉|除|了)|取消|解除|解绑|注销|撤(?:掉|销)|停(?:掉|了)|[换改]成)"
OTHERS = re.compile(
    rf"[把将][^,，。]{{0,8}}{_THEM}[^,，。]{{0,8}}{_OUT}|{_THEM}[^,，。]{{0,6}}{_PLACE}[^,，。]{{0,4}}{_OUT}"
    rf"|{_OUT}[^,，。]{{0,10}}{_THEM}[^,，。]{{0,5}}{_PLACE}|(?:踢|移[除出]|拉黑)(?:了|掉|出|走)*{_THEM}"
    rf"|(?:别|不(?:要|许|准|用))(?:再)?(?:发|通知|告诉|给|转)(?:给)?[^,，。]{{0,3}}(?:{_THEM}|[他她])"
    rf"|只(?:准)?(?:发|通知|告诉|联系)(?:给)?我|{_PLACE}[^,，。]{{0,4}}(?:只(?:留|要|认|写|剩|有|能)|[改换写]成?)[^,，。]{{0,3}}我"
)
HELP = re.compile(r"^[/／#＃]?\s*(?:帮助|help|怎么用)\s*$", re.IGNORECASE)


def against_another(text: str) -> bool:
    """Is another adult to be struck out, or kept from what he is told?"""
    return bool(OTHERS.search(sounds.simplified(text)))
