"""What a line answers to a notice of a kind: coming or not, an option, or seen but undecided."""

import re
from dataclasses import dataclass

from bot.parsing import clauses
from bot.parsing.clauses import Clauses

COMES = "参加"
STAYS = "不参加"
NO = re.compile(
    r"(?:不|没法|无法|没办法|不能|参加|去|来|到|赶)(?:能|会|想|打算)?(?:参加|去|来|到场|出席|过去)?不(?:了|成|上)"
    r"|(?:不|不能|不会|没法|无法|没办法|不打算|不想|没空|没时间|没人)(?:来|去|参加|出席|到场|过去)(?!行)|缺席|请个?假|来不|去不了"
    r"|参加不|(?:^|我家?|这次)没(?:空|时间)(?:$|[啊了呀])|放弃"
)
YES = re.compile(
    r"参加|会?(?:准时|按时)(?:到|来|去|参加)|出席|(?:我|妈|爸|爷|奶|公|婆|她|他|姑|舅|叔|姨|哥|姐|俩|都|家里|家)[^不没]{0,4}(?:去|来|到)(?!上班|外地|出差|医院|接|买|哪|打工)"
    r"|^(?:会|能|可以)?(?:去|来|到)(?:的|滴|$)|能(?:去|来|到|参加)|一定(?:到|来|去)|报名|算我|加我|\+1|去$|会去|会来"
)
DENIES = re.compile(
    r"(?:我|俺)(?:可)?(?:没|没有|不曾)(?:说|答应|同意|讲|报)|谁说(?:我|的)|我(?:不知道|可不知道)|别替我|哪有(?:说|答应)"
)
TWICE = re.compile(r"不(?:能|得|会|可能)(?=不)不|不能不|不得不")
NAMED = re.compile(r"参加|出席|家长会")
OTHERS = re.compile(
    r"(?:爸爸?|妈妈?|爷爷|奶奶|外公|外婆|姥姥|姥爷|姑姑?|舅舅?|叔叔?|阿姨|姐姐?|哥哥?|她|他)[^,不没]{0,3}(?:去|来|参加|到)"
)
REFUSES = re.compile(r"不订|不定|不要|不需要|不买|自备|自带|不报|不参加|不用|放弃|不订购|有了|已有")
REJECTS = re.compile(r"(?:别|不要|不想|不选|除了|反对|不同意)(?:选)?")
LETTERS = re.compile(r"(?<![A-Z])[A-H](?![A-Z])")
LETTER = re.compile(r"(?:^|选|投|[^a-z])([a-hA-H])(?:$|[^a-zA-Z])")
NUMERAL = re.compile(r"(?:^|选|第|投|方案|选项)\s*([1-9一二三四五六])(?:$|[号个项项种、.]|\D)")
NUMERALS = "一二三四五六七八九"
ALL = re.compile(r"^(?:都|全部|全|都收到了?|都确认|都看了|都知道了|都行)[的了啦吧。.!！]*$")
NUMBERS = re.compile(r"^[\s,，、和]*(?:\d[\s,，、和.。]*)+$")
VERDICT = re.compile(r"\s*(?:同意|只看|拒绝|紧急|早上|对的?)\s*[。.!！]?\s*$")


@dataclass(frozen=True, slots=True)
class Answer:
    """says: answer, pending, deny or "" (nothing). `value`: 参加, an option, fields, or None."""

    says: str = ""
    value: object = None


NOTHING = Answer()
SEEN = Answer("pending")


def attend(line: Clauses) -> Answer:
    """Comes, stays away, undecided, or denies what another said. Questions answer nothing."""
    if DENIES.search(line.text):
        return Answer("deny")
    parts = tuple(TWICE.sub("", part) for part in line.statements)
    if any(OTHERS.search(p) and not NO.search(p) and not clauses.HEDGE.search(p) for p in parts):
        return Answer("answer", COMES)
    for part in parts:
        if clauses.HEDGE.search(part):
            return SEEN
    plain = [p for p in parts if NAMED.search(p)] or parts
    if any(YES.search(part) and not NO.search(part) for part in plain):
        return Answer("answer", COMES)
    if any(NO.search(part) for part in plain):
        return Answer("answer", STAYS)
    return SEEN if line.affirms else NOTHING


def choose(line: Clauses, options: tuple[str, ...]) -> Answer:
    """The option that a line names: by its letter, its number, or its own words."""
    text = " ".join(line.statements) or (line.text if not line.questions else "")
    if REJECTS.search(text):
        return SEEN
    named = [option for option in options if _bare(option) and _bare(option) in _bare(text)]
    longest = [o for o in named if not any(o != p and _bare(o) in _bare(p) for p in named)]
    if len(longest) > 1 or len(set(LETTERS.findall(text.upper()))) > 1:
        return SEEN
    if len(longest) == 1:
        return Answer("answer", longest[0])
    if not longest and (found := _by_sign(text, options)):
        return Answer("answer", found)
    if clauses.HEDGE.search(line.text):
        return SEEN
    return SEEN if line.affirms else NOTHING


def _by_sign(text: str, options: tuple[str, ...]) -> str | None:
    letter, number = LETTER.search(text), NUMERAL.search(text)
    place = -1
    if letter:
        place = ord(letter[1].upper()) - ord("A")
    elif number:
        place = NUMERALS.index(number[1]) if number[1] in NUMERALS else int(number[1]) - 1
    return options[place] if 0 <= place < len(options) else None


def _bare(text: str) -> str:
    return re.sub(r"^[A-Ha-h1-9][.、:．：)）]", "", clauses.bare_words(text))


def undecided(line: Clauses) -> bool:
    return bool(clauses.HEDGE.search(line.text))
