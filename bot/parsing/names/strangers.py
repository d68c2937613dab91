"""Names in a message that no child of the class bears there: other classes, kin, exercises."""

import re

_DIGIT = r"[一二三四五六七八九十\d]"
_BEFORE_NAME = r"的?(?:那个|有个|班长|同学|小朋友|学生)?的?(?:叫|是)?\s?$"
_CLASS = re.compile(
    rf"(?:(?P<grade>{_DIGIT})(?:年级)?[(（]?)?(?P<number>{_DIGIT}{{1,2}})[)）]?\s?班{_BEFORE_NAME}"
)
_GRADE = re.compile(rf"(?P<grade>{_DIGIT})年级{_BEFORE_NAME}")
_YOUNGER = re.compile(rf"(?:[小中大托]|学前)班{_BEFORE_NAME}")
_NUMERALS = {**dict(zip("一二三四五六七八九", "123456789", strict=True)), "十": "10"}
_COURSE = re.compile(r"(?P<what>[\u4e00-\u9fff]{2})班的\s?$")
_OURS = ("我", "咱", "俺", "本", "我们", "咱们", "俺们")
_LONGEST = 16  # characters that a class and what joins it to a name take

# 李明叔叔 may be an uncle of his or an adult of that name; a parent's name stands beside the child's.
_KIN_AFTER = re.compile(
    r"(?:叔叔?|阿姨|伯[伯父母]|大[哥姐爷妈伯叔婶]|婶[婶子]?|姑[姑父妈]|舅[舅妈]|姨[妈父]?|哥哥?|姐姐?)(?![妹弟])"
    r"|\s?[,，]?\s?我?是[\u4e00-\u9fff]{2,6}的?(?:妈|爸|爷|奶|姥|外[公婆]|家长|舅|姑|叔|伯|姨)"
)
_KIN_BEFORE = re.compile(
    r"[我他她](?:们家?|家)?的?(?:亲|表|堂|大|二|小)?(?:弟弟?|妹妹?|哥哥?|姐姐?|爸爸?|妈妈?|爷爷|奶奶)(?:叫|是)?\s?$"
)

_TASK = re.compile(
    r"(?:[一二三四五六七八九十\d]|[学算用考写阅填判选作])题[^,，。!！?？;；]{0,8}[:：]"
    r"|题目?[:：]|(?:^|[\s,，。])例题?\s?\d"
    r"|(?:造句|听写|默写|作文|短文|阅读|写话|课文|背书|抄写|朗读|组词)[^,，。!！?？;；]{0,6}[:：]"
)
_AMOUNT = r"[\d一二三四五六七八九十两]+\s?[个只支张颗块元米朵棵页本条盒袋斤箱分]"
_SUM = re.compile(
    rf"{_AMOUNT}.*(?:还剩|剩下|一共|共有|还有|[比是][他她它]|平均).*(?:几|多少)"
    rf"|每(?:天|小?时|分钟?|秒).{{0,4}}{_AMOUNT}.*(?:几|多少)|共有{_AMOUNT}.*有(?:几|多少)"
)


def another_class(before: str, room: str) -> bool:
    """Whether the words before a name say another class than the one called `room`: 五班的."""
    if not room:
        return False
    own = _digits(room)
    near = before[-_LONGEST:]
    if said := _CLASS.search(near):
        grade, number = _digits(said["grade"] or ""), _digits(said["number"])
        return not own.endswith(number) or not own.startswith(grade)
    if said := _GRADE.search(near):
        return not own.startswith(_digits(said["grade"]))
    course = _COURSE.search(near)
    elsewhere = course and course["what"] not in room and not course["what"].endswith(_OURS)
    return bool(elsewhere or _YOUNGER.search(near))


def is_kin(text: str, start: int, end: int) -> bool:
    """Whether a name in `text[start:end]` belongs to a grown-up of somebody's family."""
    return bool(_KIN_AFTER.match(text, end) or _KIN_BEFORE.search(text[:start]))


def in_a_task(text: str, start: int) -> bool:
    """Whether what stands at `start` belongs to an exercise that the line quotes."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return bool(_TASK.search(line))


def is_a_sum(text: str) -> bool:
    """Whether a text is worded like an exercise in sums: so many apples, how many are left."""
    return bool(_SUM.search(text))


def _digits(text: str) -> str:
    return "".join(digit for char in text if (digit := _NUMERALS.get(char, char)).isdigit())
