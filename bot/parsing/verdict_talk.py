"""同意, 只看, 拒绝 in the words of staff: of whom, of which numbers, with what reason."""

import re

_NO = r"不同意|不批准?|不准|不可以|不行|拒绝|驳回"
_YES = r"同意|批准了?|批了|准了|准假|可以|通过|只看"
VERDICT = re.compile(
    rf"(?P<before>[^。!！?？\n]{{0,20}}?)(?P<word>{_NO}|{_YES}|(?:OK|ok|Ok|行|好的?)(?=[了吧啊。.!！\s]*$))(?P<rest>.{{0,40}})$",
    re.DOTALL,
)
AGREE = re.compile(r"同意|批准了?|批了|准了|准假|可以|通过|OK|ok|Ok|行|好的?")
LOOK = "只看"
CIVIL = re.compile(r"OK|ok|Ok|行|好的?")  # answers many things
PLAIN = frozenset({"可以", "通过", LOOK})  # bear no reason behind them: 可以 begins many a sentence
ALL = re.compile(r"都|全部?|两个|几个")
NUMBERS = re.compile(r"\s*(?P<no>\d+(?:\s*[、,，和]\s*\d+|\s+\d+)*)(?!\d)")
REASON = re.compile(r"[\s,，。;；:：!！]+(?=\S)")
FILLER = re.compile(
    r"(?:那个|那条|那位|那份|这个|这条|的|家|请假|假条?|申请|导出|也|就|给|都|先|全部?|两个|几个|孩子|家长|嗯|好|行|和|跟|与|及|[男女]生?"
    r"|不认识|没见过|是|还|他|她|了|吧|啊|呀|哈|谢谢|辛苦|[\s,，。.!！~])*"
)


def verdict(word: str) -> str:
    """agree, look or refuse."""
    return "look" if word == LOOK else "agree" if AGREE.fullmatch(word) else "refuse"


def numbers(rest: str) -> set[int]:
    """同意3、5: the numbers right behind the word."""
    found = NUMBERS.match(rest)
    return {int(number) for number in re.findall(r"\d+", found["no"])} if found else set()


def reason(found: re.Match[str]) -> str:
    """What stands apart behind the word: 先说明给谁看; "" where it bears none."""
    cut = None if found["word"] in PLAIN else REASON.match(found["rest"])
    return found["rest"][cut.end() :] if cut else ""


def ends_in_reason(found: re.Match[str], others: str) -> bool:
    """拒绝小明的假 明天要考试: `others`, the words but for names, are filler and then a reason."""
    begins = FILLER.match(others)
    apart = begins is not None and others[begins.end() - 1 : begins.end()].strip(" ,，") == ""
    return found["word"] not in PLAIN and apart and bool(REASON.search(found["rest"]))


def close(found: re.Match[str]) -> str:
    """The words around the verdict that can only say whose request is meant."""
    told = reason(found)
    return f"{found['before']} {found['rest'].removesuffix(told) if told else found['rest']}"
