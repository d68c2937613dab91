"""What may not stand in a group or be kept: recognised by shape, not by validity."""

import re
from collections.abc import Collection, Iterable, Sequence

_D = "[零〇洞幺一二两三四五六七八九\\d]"  # a digit, also as dictated
ID_NUMBER = re.compile(
    rf"(?<!\d)(?:\d[\s-]?){{17}}[\dXx](?!\d)|(?<!{_D})(?:{_D}\s?){{17}}(?:{_D}|[Xx])(?!{_D})"
)
_MOBILE = r"(?<!\d)1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)"
PHONE = re.compile(rf"{_MOBILE}|(?<!{_D})[一幺1][三四五六七八九3-9](?:[\s,，-]?{_D}){{9}}(?!{_D})")
LANDLINE = re.compile(
    rf"(?<!\d)0(?:10|2\d|[3-9]\d{{2}})[)）\s-]{{0,2}}[2-8]\d{{6,7}}(?!\d)|(?<!{_D})[零〇](?:[\s,，-]?{_D}){{9,11}}(?!{_D})"
)
_SPOKEN = r"(?:一百(?:[一二]?十)?[一二三四五六七八九]?|[二三四五六七八九]?十[一二三四五六七八九]?)"
_MARK = rf"(?:\d{{2,3}}(?:\.\d)?|\d\.\d|{_SPOKEN})"  # as written, and as dictated
MARKS = re.compile(
    rf"(?:第\s*[一二三四五六七八九十\d]+\s*名|倒数|名次|排名|总分|(?<!平均)得分)|[\u4e00-\u9fff]{{2,4}}(?<![点时前差一二三四五六七八九十百])(?<!均分|平均|满分)\s*[:：]?\s*{_MARK}\s*分(?![钟之])"
)
_SUBJECT = "(?:语文|数学|英语|外语|物理|化学|生物|历史|地理|政治|道法|科学)"
_NO_UNIT = r"(?![\d.一二三四五六七八九十点月日号天周个页道题岁年人元块本套份张班组课节篇章次遍下位名]|分[钟之])"
_GRADE = r"[A-D](?:[+-]|[+-]?[等级])"
# One grade or mark that was reached: 数学A等, 考了个B+, 考了92, 语文九十二.
REACHED = re.compile(
    rf"{_SUBJECT}\s*[:：]?\s*(?:(?:是|考|得|拿|评)?(?:了|到|为)?个?\s*{_GRADE}|{_SPOKEN}(?=$|[^\w\s]|\s|[吗吧呢啊了]))"
    rf"|(?:{_SUBJECT})?(?:考|测|得|评)(?:试|验)?(?:了|到|为|的是)?个?\s*[A-D][+-]?[等级]?(?![A-Za-z组班队楼栋座区票卷款照本])"
    rf"|(?:{_SUBJECT})?考(?:试|砸)?(?:了|得|才|只)+个?\s*(?:(?:\d{{2,3}}(?:\.\d)?|{_SPOKEN}){_NO_UNIT}|不?及格|优秀?(?!惠)|良好?)"
)
# What may stand behind a child's name for a mark; a number with a unit is none.
BEHIND = re.compile(
    rf"\s*[:：]?\s*(?:才|只有?|仅|考了?|得了?|是)?\s*(?:{_MARK}(?!\s*(?:[点月日号天周个页道题岁年人位名元块钱码斤公厘米只本张套份床座排下遍次]|cm|kg|:|：|\d))|[A-D][+-]?(?![A-Za-z组班队楼栋座区票卷款])|(?:优|良|不?及格)(?![先好]))"
)
_N = r"\s*[一二三四五六七八九十百\d]+\s*"
# 前三 is a rank behind 考 or 班级; in 课后三点 and 作业前十题 it is none.
RANKS = re.compile(
    rf"第{_N}名|(?:前|后){_N}名|倒数\s*第?{_N}名?|(?<=[考排进居列班级校])了?(?:前|后){_N}(?=$|[^\w\s]|的|里|内|了)"
)
HIDDEN = "\x00"  # stands for a mask whose own words would be masked again
MASKS = {"id_number": "[已隐去证件号]", "phone": "[已隐去手机号]", "marks": "[已隐去成绩名次]"}
# What was said of named children is not kept at all.
WHOLE = {
    "marks": MASKS["marks"],
    "praise_blame": "[已隐去点名的话]",
    "intimate": "[已隐去孩子的私事]",
}
SHEET = re.compile(r"成绩|总分|名次|排名|分数|得分|班排|年排|校排")


LISTED = re.compile(
    rf"[\u4e00-\u9fff]{{2,4}}(?<![点月第到一二三四五六七八九十百])\s*[:：]?\s*(?:100|\d{{2}}(?:\.\d)?|1[0-4]\d(?:\.\d)?|{_SPOKEN})(?![\d.点月日号天周个页道题岁年人元块])"
)
TESTED = re.compile(r"期[中末]|月考|单元|小测|测[试验]|考|成绩|分数|卷")
# 语文95数学88: subjects with bare numbers behind them, without a word of an examination.
SUBJECTS = re.compile(
    rf"{_SUBJECT}\s*[:：]?\s*(?:考了?|得)?\s*(?:(?:100|1[0-5]\d|\d{{2}}|{_SPOKEN})(?:\.\d)?{_NO_UNIT}|[A-D][+-]?[等级]?(?![A-Za-z组班队楼栋座区票卷款本册套]))"
)
SOME = 2
MEASURED = re.compile(r"身高|体重|尺码|鞋码|座位|学号|体温")  # numbers that are none
# Texts without any of these have nothing to hide. Two plain looks are five times as fast as one
# that asks for everything at once.
SUSPECT, LONG = (
    re.compile(
        r"[分名倒前后期单测考成卷]|[文学语理物史]\s*[:：]?\s*[\dA-D是得拿评一二三四五六七八九十]|[得评].{0,3}[A-D]"
    ),
    re.compile(rf"{_D}(?:{_D}|[\s,，()（）-]){{9}}"),
)


def _lists_marks(text: str) -> bool:
    """Names with numbers behind them, beside a word of an examination."""
    return bool(TESTED.search(text)) and len(LISTED.findall(text)) >= SOME


def forbidden(text: str) -> str:
    """id_number, phone, marks, or "" where nothing stands against it.

    A school makes the landline of its office known itself: that may stand in a notice.
    """
    if ID_NUMBER.search(text):
        return "id_number"
    if PHONE.search(text):
        return "phone"
    listed = _lists_marks(text) or len(SUBJECTS.findall(text)) >= SOME
    return "marks" if listed or MARKS.search(text) or REACHED.search(text) else ""


def mark_behind(text: str, names: Iterable[tuple[int, int]]) -> bool:
    """Have these names, given by their spans, marks behind them: several, or one of a list?"""
    if MEASURED.search(text):
        return False
    marked = sum(bool(BEHIND.match(text, end)) for _, end in names)
    return marked >= SOME or (marked > 0 and len(LISTED.findall(text)) >= SOME)


def without_marks(text: str, names: Collection[tuple[int, int]]) -> str:
    """The text with the marks behind these names hidden, if there are several."""
    if not mark_behind(text, names):
        return text
    for end in sorted((end for _, end in names), reverse=True):
        if found := BEHIND.match(text, end):
            text = text[:end] + HIDDEN + text[found.end() :]
    return LISTED.sub(HIDDEN, text).replace(HIDDEN, MASKS["marks"])


def redacted(text: str, *, phones: bool = True) -> str:
    """The same words without ID numbers, telephone numbers, marks and ranks. Twice is as once.

    `phones` false: telephone numbers stay, because they were asked for.
    """
    if not (SUSPECT.search(text) or LONG.search(text)):
        return text
    text = ID_NUMBER.sub(MASKS["id_number"], text)
    if phones:
        text = LANDLINE.sub(MASKS["phone"], PHONE.sub(MASKS["phone"], text))
    text = text.replace(MASKS["marks"], HIDDEN)
    if len(SUBJECTS.findall(text)) >= SOME:
        text = SUBJECTS.sub(HIDDEN, text)
    patterns: tuple[re.Pattern[str], ...] = (RANKS, MARKS, REACHED)
    patterns = (LISTED, *patterns) if _lists_marks(text) else patterns
    for pattern in patterns:
        text = pattern.sub(HIDDEN, text)
    return text.replace(HIDDEN, MASKS["marks"])


def table_of_marks(name: str, rows: Sequence[Sequence[str]]) -> bool:
    """Is a file a list of marks or ranks, by its name or its head row?"""
    head = " ".join(rows[0]) if rows else ""
    return bool(SHEET.search(name) or SHEET.search(head))
