"""What a line says to an invitation: coming, staying away, undecided, or another's word denied."""

import re

from bot.parsing import clauses
from bot.parsing.answers import NOTHING, SEEN, Answer
from bot.parsing.clauses import Clauses

COMES = "参加"
STAYS = "不参加"
MAYBE = "不一定"
KEPT = "有事"

_GO = r"(?:参加|出席|到场|上线|在线|参会|到位|到会|赴会|过去|过来|前往|列席|[去来到嚟])"
_END = r"(?=$|[了啦喽咯哈啊呀的吧哦呢滴嘞噢嘛哒!]|开|参|听|看|现场|学校|会|人)"
_WHO = (
    r"(?:爸爸?|妈妈?|爷爷?|奶奶?|外公|外婆|姥姥|姥爷|公公|婆婆|姑姑?|姑妈|舅舅?|舅妈|叔叔?|伯伯|阿姨|小?姨|姐姐?|哥哥?|嫂子?|爱人|老公|老婆"
    r"|先生|太太|家里人|老人|她|他)"
)
# Not going, in any of its forms; 来得及 and 到时候 are other words.
_NO = re.compile(
    rf"(?:不|没|未|无法|没法|没办法|没空|没时间|没人|没有人|没谁|别|甭|唔|勿|恕不|难以)(?:太|再|就|都|打算|想|准备|能够?|会|可以|得|便|肯|愿意?|方便|有人|个人)*(?:参加(?!费)|出席|报名|报{_END}|{_GO}(?!得及|时候|[行点]){_END})"
    rf"|{_GO}(?:了|得)?[不唔](?:了|成|上|到|得|及|起)|[赶走抽脱来]不(?:回来?|上|及|到|过|开|了|出)(?!.{{0,4}}就)|缺席|放弃|弃权|恕难|告假"
    r"|参加不|来不$|(?:^|我家?|这次|实在|真|那天)(?:没|冇|冇得)(?:空|时间)"
)
_LEAVE = re.compile(r"请个?假")
_YES = re.compile(
    rf"参加|出席|到场|参会|(?:必须?|必定|当然|自然|肯定|一定|绝对|保证|准|准时|按时|铁定|妥妥的?|百分百|100%|1000?%).{{0,2}}{_GO}|会?(?:准时|按时)(?:到|来|去|参加)"
    r"|(?:我|俺|咱|妈|爸|爷|奶|公|婆|她|他|姑|舅|叔|姨|哥|姐|俩|都|家里|家|人|口|子)[^不没]{0,4}(?:去|来|到)(?!上班|外地|出差|医院|接|买|哪|打工|时候|得及|的时候)"
    r"|(?:还是|那就|就|决定|准备|打算)(?:去|来|到)(?:吧|了|啊|的|$)"
    rf"|^(?:会|能|可以|还是|那就|就|也|都)*(?:[去来到])+(?:的|滴|吧|了|啊|呀|哈|$)|^(?:我们?|俺们?|咱们?)?家?也?报(?:一[个位下]|[上了吧啦的])*$|能(?:去|来|到|参加)|一定(?:到|来|去)|报名|算我|(?:加|带)上?我|有我|\+1|去$|^(?:我们?)?家?[去来][一两俩二三四1-4][个人位]|会去|会来|全家[去来到出]"
)
_DENIES = re.compile(
    r"(?:我|俺)(?:可)?(?:没|没有|不曾)(?:说|答应|同意|讲|报)(?!不)|谁说(?:我|的)(?![^,]{0,3}不)|我(?:不知道|可不知道)|别替我|哪有(?:说|答应)"
)
# Likely is not sure, and what hangs on something else is not settled.
_UNSURE = re.compile(
    r"没有?说过?不(?=[参去来到出])|倒是?.{0,2}想|想是想|应该(?!的|是不?(?:参加|去|来))|尽力|尽可能|努力|准信|答复您?|看[^,]{1,10}(?:咋样|怎么?样|如何)$|^看.{1,8}(?:吧|咯|喽|脸色|安排)$|大概|大约|估计|估摸|多半|八成|十有八九|兴许|没准|保不准|差不多|恐怕|怕是|就怕|未必|难说|两说|悬|但愿|希望能|想(?:是|去是)想"
    r"|要是|如果|假如|若是|万一|除非|只要|的话|得看|要看|看看|先?问问|问一?下|商议|纠结|不敢保证|打不了包票"
    rf"|(?:能|可以).{{1,3}}就.{{0,2}}{_GO}|(?:不|没|有|早|行|好|批|准).{{0,6}}就.{{0,2}}{_GO}(?!不)|等.{{0,6}}(?:通知|消息|回|休|批|出来)"
)
# 别人参加我就参加: it hangs on others, however it is cut into clauses.
_AS_OTHERS = re.compile(
    rf"{_GO}(?:的话|了)?[,，\s]?(?:我|俺|咱)们?家?(?:也)?(?:就|才)(?:也|跟着|一起)?{_GO}"
)
# Reasons for which one stays away; without a word about it they leave it open.
_KEPT = re.compile(
    r"[走脱抽分]不(?:开身?|了身|出身)|[跑忙顾]不过来|出差|上班|加班|值班|夜班|倒班|开会去|请不(?:到|下来?|了)假|不在家|在外地|有事"
)
_BUT = re.compile(r"但是?|可是?|不过|只是|就是|无奈|偏偏")
_LATE = re.compile(r"晚(?:点|到|一|十|半|几|些)|迟(?:到|点|些|一)|早走|提前走|早点走")
_PAST = re.compile(r"上次|上回|上周|上学期|去年|昨[天晚]|前天|以前|之前|本来|原本|原来|原先|刚才")
_NOT_TWICE = re.compile(r"不是不(?=[去来到参出])")  # 不是不去 says nothing yet
_GOT = re.compile(r"[收受首守看听读接拿领见]到")  # 都收到 has come to nobody's ears as 都…到
_REASON = re.compile(r"的?(?:道理|理由)|之理")
_MISSED = re.compile(r"(?:哪|怎么?|咋|岂)[里儿]?(?:能|会|可能|可|舍得)(?:缺席|错过|落下)")
_MUST = re.compile(
    r"不(?:去|来|到|参加)(?:可|也|就|那|都)?(?:不行|不合适|不好|不像话|说不过去|不成|不可|不妥)|非(?:去|来|到|参加)不可"
)
_ACTOR = re.compile(rf"{_WHO}|我们?|俺们?|咱们?")


def attend(line: Clauses) -> Answer:
    """Comes, stays away, undecided, or denies what another said. Questions answer nothing."""
    if _DENIES.search(line.text):
        return Answer("deny")
    if _AS_OTHERS.search(line.text):
        return Answer("pending", undecided=True)
    said = [(part, verdict) for part in line.statements if (verdict := _verdict(part))]
    if any(verdict == KEPT and _BUT.match(part) for part, verdict in said):
        return Answer("pending", undecided=True)
    said = [one for one in said if one[1] != KEPT] or said
    verdict = _settled(said) or (STAYS if _leaves(line) else "")
    if verdict in {COMES, STAYS}:
        return Answer("answer", verdict)
    if verdict:
        return Answer("pending", undecided=True, kept=verdict == KEPT)
    return SEEN if line.affirms or _LATE.search(line.text) else NOTHING


def _leaves(line: Clauses) -> bool:
    return any(_LEAVE.search(part) for part in line.statements)


def _verdict(part: str) -> str:
    """What one clause says: COMES, STAYS, MAYBE, or "" for nothing."""
    part = _MISSED.sub(COMES, _GOT.sub(" ", part).rstrip("!"))
    words = _MUST.sub(COMES, _NOT_TWICE.sub("", clauses.CERTAIN.sub("必", part)))
    words = _REASON.sub("", words)
    if _LATE.search(words) and not _NO.search(words):
        return COMES if re.search(rf"^[^晚迟]*(?:参加|{_WHO}去|我去)", words) else ""
    if (kept := _KEPT.search(words)) and not _unsure(_KEPT.sub("", words)):
        return _what_keeps(words, kept.start())
    if _unsure(words):
        return MAYBE
    if _PAST.search(words):
        return ""
    if _NO.search(words):
        return STAYS
    return COMES if _YES.search(words) else ""


def _unsure(words: str) -> bool:
    return bool(_UNSURE.search(words) or clauses.HEDGE.search(words))


def _what_keeps(words: str, at: int) -> str:
    """A reason alone; behind a coming it is a clash: 俩都要去我可跑不过来. 走不开他爸去 is none."""
    if _NO.search(_KEPT.sub("", words)):
        return STAYS
    comes = [found.start() for found in _YES.finditer(words)]
    if not comes:
        return KEPT
    return MAYBE if comes[-1] < at else COMES


def _settled(said: list[tuple[str, str]]) -> str:
    """Of several clauses: somebody who goes while others do not or may not; else the last word."""
    verdicts = {verdict for _, verdict in said}
    going = {a for part, verdict in said if verdict == COMES for a in _actors(part)}
    others = {a for part, verdict in said if verdict != COMES for a in _actors(part)}
    if going and going - others and (others or going & {*"他她"} or any(map(_is_kin, going))):
        return COMES
    if MAYBE in verdicts:
        return MAYBE
    return said[-1][1] if said else ""


def _actors(part: str) -> list[str]:
    return [found.rstrip("们") for found in _ACTOR.findall(part)]


def _is_kin(who: str) -> bool:
    return who[:1] not in "我俺咱"
