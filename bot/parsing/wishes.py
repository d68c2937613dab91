"""What a guardian wishes that is no reply: a digest, his data, something of another adult."""

import re

DIGEST = re.compile(
    r"(?:一起|合并|合成|汇总|一条|打包|统一).{0,8}(?:收|发|看|推|通知)|(?:每天|一天).{0,4}(?:一条|一次)|摘要|看不过来"
)
ALL_MINE = re.compile(r"群太多|看不过来|一起收|合并成?一条|合成一条|都发我|两个班|几个班")
OTHERS = re.compile(
    r"(?:踢|移出|移除|删|拉黑|赶|弄|请)(?:了|掉|出|走|出去|除)|只(?:准)?(?:发|通知|告诉|联系)(?:给)?我|别(?:再)?(?:发|通知|告诉)(?:给)?(?:他|她)|不(?:要|许|准)(?:再)?(?:发|通知|告诉)(?:给)?(?:他|她)"
)
THEM = re.compile(
    r"[他她孩]的?(?:妈|爸|娘|爹|奶|爷)|前夫|前妻|孩子(?:妈|爸)|对方|我老公|我老婆|只(?:准)?(?:发|通知|告诉|联系)(?:给)?我"
)
HELP = re.compile(r"^[/／#＃]?\s*(?:帮助|help|怎么用)\s*$", re.IGNORECASE)
