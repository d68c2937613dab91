"""Lines whose form alone decides: commands, system lines, media without words, bare tokens."""

import re

from bot.parsing.meaning import Intent
from bot.parsing.replies.features import Setting

_COMMAND = re.compile(
    r"^/\s?[^\W\d_]|^#\s?(?!接龙|group|小程序)[^\W_](?!.*#\s*$)"
    r"|^@\S{0,6}(?:助手|机器人|小助理|管家|bot|小桥)[\s\u2005,:]*\S",
    re.IGNORECASE,
)
_CHAIN_ORDER = re.compile(r"^#接龙[^\n]*$")
_INJECTION = re.compile(
    r"(?:忽略|无视|忘记|忘掉|抛开|不要管|不用管|绕过)[^,。\n]{0,8}(?:指令|规则|设定|提示词?|限制|规定|要求)"
    r"|(?:你|妳)(?:现在)?(?:是|变成|扮演)(?:一个|一名)?[^,。\n]{0,8}(?:ai|助手|模型|管理员|程序|机器人|系统)|(?:现在|此刻|今)起,?你"
    r"|假装你?是|扮演|开发者模式|调试模式|越狱|系统(?:指令|提示|消息|命令|通知)?[\]】]?[::]|^###|提示词|prompt|<\/?(?:system|admin)"
    r"|(?:以|用)(?:管理员|班主任|老师|校长)的?(?:身份|权限|名义)|(?:设|升|提升|改)(?:置|级)?(?:为|成)管理员|管理员(?:命令|权限|授权|已授权|模式)"
    r"|ignore (?:all |the )?(?:previous|above|prior)|disregard|override|you are now|"
    r"jailbreak|act as|sudo |rm -rf|drop table|select \*|system\s*:",
    re.IGNORECASE,
)
_SYSTEM = re.compile(
    r"撤回了?一条消息|(?:加入|退出|解散)了?(?:本)?群聊?|拍了拍|修改群名|邀请.{1,12}加入|消息类型暂不支持|你已添加了|移出(?:了)?群聊"
    r"|(?:全员|全体)禁言$|成为(?:新)?群主|以上是打招呼"
)
_LOST_THING = re.compile(
    "(?:水[杯壶]|杯子?|外套|校服|衣服?|书包?|本子?|红领巾|手套|围巾|帽子|鞋子?|伞|钥匙|手表|眼镜|铅笔盒|跳绳|饭[盒卡]"
    "|校牌|卡|雨衣|手机|领[带结]|包|球|[条个只件本副把])(?:又|也|都|还是)?(?:丢|不见|找不|没带回|落在|忘在|掉了|没了)"
    "|(?:捡到|捡着|拿错|弄丢|丢了?|掉了?)了?[一两几]?[只个条件本副把]"
)
_MEDIA = frozenset("🖼🎬🎤📎 ,。")
_CHECKIN_MEDIA = frozenset("🖼🎬🎤")
_NUMBERED = re.compile(r"^\s*(?:\d{1,3}\s*[.、,):\s]?|[①-⑳])\s*[\u4e00-\u9fffa-z]", re.MULTILINE)
_ENTRY = re.compile(
    r"^\d{1,3}\s*[.、,:]\s*[\u4e00-\u9fff]{2,4}(?:\s|$|[+(（,]|妈|爸|家|\d|参加|报名|两|一|三)"
)
_COUNT = re.compile(
    r"^[+加]?\s*(\d{1,2}|[一二两三四五六俩仨])\s*(?:个|人|位|名|口)?(?:人)?[。!~]*$"
)
_LETTER = re.compile(r"^(?:我?(?:选|投|要|支持|改|改成))?\s*([a-f])(?:选项|方案|吧|项)?[。!~]*$")
_ONE = re.compile(r"^1+$")
_ZERO = re.compile(r"^0[人个]?$")
_TEMP = re.compile(r"^3[5-9](?:[.度点]\d)?\s*(?:度|℃|°c)?$|^4[01](?:\.\d)?$")
_SIZE = re.compile(r"^(?:1[0-9]{2}|[2-4]\d|[xsml]{1,4}|[2-5]xl)(?:码|号|cm)?$")
_CHAIN_LINES = 2


def command(line: str) -> bool:
    """Whether a plain line has the form of a command; an injection is none."""
    return bool(_COMMAND.match(line)) and not injection(line)


def injection(line: str) -> bool:
    """Whether a line tries to give the program orders. It is never obeyed."""
    return bool(_INJECTION.search(line))


def lost_thing(words: str) -> bool:
    """Whether what was lost is a thing: the words are those of a lost child."""
    return bool(_LOST_THING.search(words))


def decided(words: str, whole: str, around: Setting) -> tuple[Intent, str] | None:
    """(intent, the rule's name) where the form decides, else None."""
    if injection(whole):
        return Intent.OTHER, "injection"
    if command(whole) or (around.staff and _CHAIN_ORDER.match(whole)):
        return Intent.COMMAND, "command"
    if _SYSTEM.search(whole):
        return Intent.OTHER, "system line"
    if not set(words) - _MEDIA:
        return _media(words, around), "media only"
    if around.kind in {"join", "lead"} and len(_NUMBERED.findall(words)) >= _CHAIN_LINES:
        return Intent.SIGNUP, "chain"
    return _token(words, around)


def _media(words: str, around: Setting) -> Intent:
    sent = around.kind == "checkin" and bool(set(words) & _CHECKIN_MEDIA)
    return Intent.HOMEWORK_SUBMIT if sent else Intent.OTHER


def _token(words: str, around: Setting) -> tuple[Intent, str] | None:
    kind = around.kind
    if kind == "poll" and (_COUNT.match(words) or _LETTER.match(words)):
        return Intent.VOTE, "token under poll"
    if kind in {"join", "lead"}:
        return _joins(words)
    if (kind == "temp" and _TEMP.match(words)) or (kind == "size" and _SIZE.match(words)):
        return Intent.FORM_REPLY, "value under form"
    if kind in {"ack", "none", "leave"} and _ONE.match(words):
        return Intent.ACK, "token under notice"
    return None


def _joins(words: str) -> tuple[Intent, str] | None:
    if _ZERO.match(words):
        return Intent.DECLINE, "token under form"
    if _COUNT.match(words) or _ENTRY.match(words):
        return Intent.SIGNUP, "token under form"
    return None
