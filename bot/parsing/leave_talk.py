"""Talk of leaves: what asks for one, what ends one, and what only speaks of them."""

import re

SAYS = re.compile(
    r"请.{0,6}假|(?:病|事)假|告假|不(?:去|来|能来|能去|能到)(?:上)?(?:学|校|课)|(?:休|歇)(?:息)?(?:一|两|几|半)天"
)
TALK = re.compile(
    r"不用请假|没请过?假|要不要请假|需要请假吗|可以请假吗|能请假吗|怎么请假|请假条|请假流程|不许请假|还用请假"
)
PRESENT = re.compile(r"正常|照常|不请|去的?$|上学$|来上学|没事")
BACK = re.compile(r"销假|已(?:经)?(?:回校|返校|到校|来上学)|假期取消.{0,4}来了")
NOT_AFTER_ALL = re.compile(
    r"不请(?:假)?了|不用请(?:假)?了|取消请假|照常(?:上学|来|去)|假(?:就)?取消|取消.{0,4}假|假不请|不请那天"
)
