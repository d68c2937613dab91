"""A worry or wish about one child inside a message: behaviour, health, home. It is nobody else's."""

import re

from bot.parsing import clauses

MATTER = re.compile(
    r"惊醒|噩梦|不敢|害怕|胆子?小|外号|绰号|说悄悄话|近视|视力|看不清黑板|晕(?:倒|针|血|车|过)|过敏|哮喘|癫痫|抽搐|低血糖|心脏|体弱|发育|尿床|自卑|内向|孤僻|不合群"
    r"|被.{0,4}(?:欺负|孤立|打|骂|排挤|嘲笑|笑话)|[老总](?:是|爱)?(?:打|踢|推|掐|骂|欺负|笑)[他她]|没朋友|心情|情绪|失眠|睡不|不吃饭|厌学|不想上学|哭|闹脾气|叛逆|玩手机|沉迷|撒谎|偷|早恋|离婚|分居|我们?俩?(?:已经|刚)?(?:离了|分开了)|跟[他她][爸妈](?:已经|刚)?(?:离|分)|家里(?:出|有)(?:了点)?(?:事|变故)"
    r"|他爸(?:走|去世|不在)|她爸(?:走|去世|不在)|单亲|奶奶带|打工.{0,6}没人管|最近.{0,4}(?:总|老|一直|有点)|不(?:跟|和).{1,4}玩|发呆|状态不"
)
HARD = re.compile(
    r"[老总](?:是|爱)?(?:打|踢|推|掐|欺负)[他她]|我们?俩?(?:已经|刚)?(?:离了|分开了)|惊醒|哭醒|晕(?:倒|针|血|过)|过敏|哮喘|癫痫|抽搐|低血糖|心脏病|自残|不想活|被.{0,4}(?:欺负|孤立|排挤|嘲笑)|厌学|抑郁"
)
WISH = re.compile(
    r"请?老师.{0,6}(?:多|留意|关心|关照|照顾|费心|看着|帮)|麻烦(?:老师|您).{0,8}(?:多|留意|看|关照|帮)|希望(?:能|老师)?.{0,8}(?:调|换|坐|照顾|关心|留意|多)|能不能.{0,4}(?:调|换)(?:个|一下)?(?:座|位)"
    r"|多(?:关心|关照|留意|包容|鼓励|照顾|叫|点|提问|夸|盯)|调(?:到)?(?:前|座)|换座|坐前面|别(?:让|给).{0,4}(?:跑|体育|剧烈)"
)


def find(text: str) -> tuple[tuple[str, ...], str]:
    """The clauses that speak of a worry, and the rest of the text. () where there is none."""
    parts = clauses.MARKS.findall(clauses.clean(text))
    if not any(MATTER.search(part) or WISH.search(part) for part in parts):
        return (), text
    if not (HARD.search(text) or len(MATTER.findall(text)) > 1) and not (
        MATTER.search(text) and WISH.search(text)
    ):
        return (), text
    about = [i for i, part in enumerate(parts) if MATTER.search(part) or WISH.search(part)]
    said = tuple(parts[about[0] : about[-1] + 1])
    rest = [part for part in parts if part not in said]
    return said, "，".join(rest)
